"""News that comes when nobody waits for it, or about another call, changes nothing at a desktop."""

from __future__ import annotations

from typing import Any

import pytest

from callbook.lab import Lab
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
