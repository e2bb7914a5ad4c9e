"""News that comes when nobody waits for it, or about another call, changes nothing at a desktop."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from callbook.lab import CallsAt, Lab
from callbook.lab.invariants.agreement import dead_ends, disagreements
from callbook.workspace import Action
from callbook.workspace.calls import VoiceCall, ends_by_itself
from callbook.workspace.names import CallMoment


@pytest.fixture
def lab() -> Lab:
    """Give a lab in which Anna has talked to Maria: her call is over."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    anna.perform(Action.RELEASE)
    return lab


def _of(lab: Lab) -> Any:  # noqa: ANN401 - looks where nobody else does
    return lab.desktop("Anna")


def _event(lab: Lab, name: str) -> Any:  # noqa: ANN401 - as above
    found = (getattr(each, "message", None) for each in lab.journal.entries)
    return next(message for message in found if type(message).__name__ == name)


def test_the_agent_has_logged_in_again(lab: Lab) -> None:
    """That the logout before was not answered is told to nobody, and it is not asked for again."""
    before = len(lab.journal)
    _of(lab).channel._logout_unanswered()
    assert before == len(lab.journal)


def test_nobody_waits(lab: Lab) -> None:
    """To go on is to go on."""
    leaving = _of(lab).channel._leaving
    leaving.go_on()
    assert not leaving.waits


def test_a_call_that_is_over_is_not_begun_anew(lab: Lab) -> None:
    """The late answer names its ConnID: it was taken for another call to the same number."""
    voice = _of(lab).voice
    call = VoiceCall(voice._desk, "+441214960042", ends_by_itself)
    voice._asked.append(call)
    assert not voice._start_answered(call, _event(lab, "EventDialing"))


def test_what_is_about_another_number_is_not_the_call_that_is_waited_for(lab: Lab) -> None:
    """Nor is one that has ended a call to be released."""
    voice = _of(lab).voice
    call = VoiceCall(voice._desk, "+441214960042", ends_by_itself)
    call.fire(CallMoment.REQUESTED)
    voice._asked.append(call)
    before = len(lab.journal)
    assert voice._waited_for(_event(lab, "EventReleased")) is None
    assert before == len(lab.journal)


def test_a_desktop_without_anything_is_a_dead_end(lab: Lab) -> None:
    """It is said whose."""
    desk = SimpleNamespace(agent="Anna", actions=list, shown=lambda: SimpleNamespace(interactions=()))
    stuck: Any = SimpleNamespace(desks=[desk])
    assert ["Anna's desktop offers nothing and shows nothing"] == list(dead_ends(stuck))
    assert [] == list(dead_ends(lab))


class _Apart:
    """A lab whose switch has a call that the desktop does not show."""

    def __init__(self) -> None:
        nothing = SimpleNamespace(interactions=())
        self.desks = [SimpleNamespace(agent="Anna", agent_id="anna", callbacks=(), shown=lambda: nothing)]
        self.configuration = self

    @staticmethod
    def agent(_: str) -> SimpleNamespace:
        """Return who has the DN."""
        return SimpleNamespace(dn="7001")

    @staticmethod
    def ask(query: object) -> object:
        """Return the call, and no callback."""
        return frozenset({"00000000000000a1"}) if isinstance(query, CallsAt) else ()


def test_a_call_that_no_window_shows_is_a_disagreement(lab: Lab) -> None:
    """It is at the switch, and nobody can end it."""
    apart: Any = _Apart()
    assert ["call 00000000000000a1 is at the switch and not shown"] == [each.text for each in disagreements(apart)]
    assert [] == list(disagreements(lab))
