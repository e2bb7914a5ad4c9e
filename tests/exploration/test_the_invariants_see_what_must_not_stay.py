"""The invariants of the search with faults are not blind: each sees what it is there for, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import FaultInjected, MessageSent, Refused, StateChanged
from callbook.lab import Lab
from callbook.lab.invariants.agreement import dead_ends, disagreements, way_out
from callbook.lab.invariants.disturbances import DISTURBANCES, disturbance_of
from callbook.lab.invariants.ended_calls import EndedCalls
from callbook.lab.invariants.recoveries import RECOVERIES, recovery
from callbook.workspace import RULES, Action, CallMoment, CallPhase, Rules
from callbook.workspace.machine import Table, Transition

SERVER = "Interaction Server"
_OPENS_ANEW = Table("call", (*RULES.call.rows, Transition(CallPhase.OVER, CallMoment.DIALING, CallPhase.DIALING)))
_WAITS_WITHOUT_END = Table("call", (row for row in RULES.call.rows if row.event != CallMoment.UNANSWERED))


def _in_hand(rules: Rules = RULES) -> Lab:
    lab = Lab(rules=rules)
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    return lab


def _texts(lab: Lab) -> list[str]:
    return [each.text for each in disagreements(lab)]


def _opened_anew() -> Lab:
    """Give a lab with the fault of M5: EventDialing comes late, and opens the call that is over."""
    lab = _in_hand(replace(RULES, call=_OPENS_ANEW))
    wire = lab.wire("Anna", lab.switch)
    wire.disturb(lab.switch, Fault(Mishap.DELAYED, "EventDialing", 20_000))
    lab.agent("Anna").perform(Action.DIAL)
    lab.advance(10_000)
    return lab


def test_where_all_is_well_there_is_nothing_to_see() -> None:
    """Neither while a call is up nor after it."""
    lab, ended = _in_hand(), EndedCalls()
    anna = lab.agent("Anna")
    for action in (Action.DIAL, Action.RELEASE, Action.DIAL, Action.RELEASE):
        anna.perform(action)
        lab.advance(10_000)
        assert ([], [], []) == (_texts(lab), list(dead_ends(lab)), list(ended.shown_again(lab)))


def test_a_window_in_which_nothing_is_offered_and_nothing_is_awaited_is_a_dead_end() -> None:
    """The fault of M3: the request to call is lost, and then the callback is taken away."""
    lab = _in_hand(replace(RULES, call=_WAITS_WITHOUT_END))
    lab.wire("Anna", lab.switch).disturb("Anna", Fault(Mishap.DROPPED, "RequestMakeCall"))
    lab.agent("Anna").perform(Action.DIAL)
    lab.stop_interaction_server()
    assert [] == list(dead_ends(lab))
    lab.advance(30_000)
    (callback,) = lab.agent("Anna").callbacks
    where = f"Anna, {callback.id} (taken away during a call, requested)"
    assert [f"{where}: nothing is offered, nothing is awaited"] == list(dead_ends(lab))


def test_a_desktop_without_anything_is_a_dead_end() -> None:
    """It is said whose."""
    nothing = SimpleNamespace(interactions=())
    voice = SimpleNamespace(calls=())
    desk = SimpleNamespace(agent="Anna", actions=list, shown=lambda: nothing, voice=voice)
    stuck: Any = SimpleNamespace(desks=[desk])
    assert ["Anna's desktop offers nothing and shows nothing"] == list(dead_ends(stuck))


def test_a_call_without_a_window_is_a_dead_end() -> None:
    """It forbids the logout, and nobody can end it."""
    lab = _opened_anew()
    anna = lab.agent("Anna")
    anna.perform(Action.RELEASE)
    anna.perform(Action.MARK_DONE)
    lab.advance(10_000)
    assert ["Anna has 1 calls, and windows show 0"] == list(dead_ends(lab))


def test_a_call_that_was_over_is_not_shown_again() -> None:
    """Whatever comes late about it."""
    lab, ended = _opened_anew(), EndedCalls()
    (conn_id,) = lab.agent("Anna").calls_of(lab.agent("Anna").callbacks[0].id)
    assert [] == list(ended.shown_again(lab))
    lab.agent("Anna").perform(Action.RELEASE)
    assert [] == list(ended.shown_again(lab))
    lab.advance(10_000)
    assert [f"Anna: call {conn_id} was over, and is shown again"] == list(ended.shown_again(lab))


def test_who_was_cut_off_may_see_a_call_again() -> None:
    """With the connection the desktop has lost sight of calls that go on."""
    lab, ended = _opened_anew(), EndedCalls()
    assert [] == list(ended.shown_again(lab))
    lab.agent("Anna").perform(Action.RELEASE)
    lab.wire("Anna", lab.switch).cut()
    lab.clock.settle()
    assert [] == list(ended.shown_again(lab))
    assert [] == list(ended.shown_again(lab))


def test_a_call_that_no_window_shows_is_a_disagreement() -> None:
    """Whoever was cut off sees it no more, and the other end is still there."""
    lab = _in_hand()
    lab.agent("Anna").perform(Action.DIAL)
    lab.advance(10_000)
    lab.wire("Anna", lab.switch).cut()
    lab.clock.settle()
    (text,) = _texts(lab)
    assert text.endswith("is at the switch and not shown")


@pytest.mark.parametrize(
    ("lost", "action", "expected", "way"),
    [
        (
            "EventCurrentAgentStatus",
            Action.GO_NOT_READY,
            "the channel is Ready, and the agent is not routed to",
            Action.GO_NOT_READY,
        ),
        (
            "RequestAgentLogout",
            Action.LOG_OUT,
            "the channel is logged off, and the agent is routed to",
            None,
        ),
    ],
)
def test_a_channel_that_the_server_has_otherwise_is_a_disagreement(
    lost: str, action: Action, expected: str, way: Action | None
) -> None:
    """With what an agent does about it, if anything is offered: who has logged out can do nothing."""
    lab = Lab()
    anna = lab.log_in("Anna")
    sender = SERVER if lost.startswith("Event") else "Anna"
    lab.wire("Anna", SERVER).disturb(sender, Fault(Mishap.DROPPED, lost))
    anna.perform(action)
    (found,) = disagreements(lab)
    assert (expected, way, True) == (found.text, way_out(anna, found), found.channel)


def test_each_failure_of_a_message_is_recognised_in_the_journal() -> None:
    """By the wire, the direction and what befell it."""
    of_messages = [row for row in DISTURBANCES if row.mishap is not None]
    for row in of_messages:
        lab = Lab()
        anna = lab.log_in("Anna")
        lab.do(row.act(lab, "Anna", 2_000))
        if row.voice:
            anna.perform(Action.LOG_OUT)
        else:
            anna.perform(Action.GO_NOT_READY)
        struck = [entry for entry in lab.journal if isinstance(entry, FaultInjected) and entry.message]
        (entry,) = struck
        message = lab.journal.entries[entry.message - 1]
        assert isinstance(message, MessageSent)
        assert row == disturbance_of(entry, message, lab.switch)


def test_what_is_lost_with_the_wire_is_no_failure_of_a_message() -> None:
    """It has no row of its own."""
    lab = Lab()
    lab.log_in("Anna")
    lab.wire("Anna", SERVER).cut()
    lab.agent("Anna").link.wire.to_server(_any_message(lab))
    entry = next(each for each in reversed(lab.journal.entries) if isinstance(each, FaultInjected) and each.message)
    message = lab.journal.entries[entry.message - 1]
    assert isinstance(message, MessageSent)
    assert disturbance_of(entry, message, lab.switch) is None


def _any_message(lab: Lab) -> Any:  # noqa: ANN401 - whatever was sent
    return next(entry.message for entry in lab.journal if isinstance(entry, MessageSent))


def test_recoveries_are_recognised_in_the_journal() -> None:
    """Transitions by their row, what desktops do besides by what they note; nothing else is one."""
    lab = _in_hand()
    anna = lab.agent("Anna")
    lab.wire("Anna", lab.switch).disturb("Anna", Fault(Mishap.DROPPED, "RequestMakeCall"))
    anna.perform(Action.DIAL)
    lab.advance(30_000)
    lab.wire("Anna", SERVER).disturb("Anna", Fault(Mishap.DROPPED, "RequestAgentLogout"))
    anna.perform(Action.LOG_OUT)
    lab.advance(30_000)
    found = [name for name in map(recovery, lab.journal) if name is not None]
    assert [
        "call: requested + the voice switch does not answer",
        "call: not answered by the voice switch + nobody waits for it any more",
        "session: the logout is asked for again",
    ] == found
    assert {*found} <= {*RECOVERIES}
    assert recovery(Refused(1, 0, 0, actor="Anna", action="dial", text="no")) is None
    usual = StateChanged(1, 0, 0, machine="call", subject="x", before="no call", event="RequestMakeCall", after="x")
    assert recovery(usual) is None
