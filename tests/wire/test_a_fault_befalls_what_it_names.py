"""A message can be delayed, dropped, repeated or overtaken: that one, as often as said, and the journal says so."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from callbook.core.errors import BadInput, Unknown
from callbook.core.faults import Fault, Mishap
from callbook.core.messages.open_media_events import EventAck

if TYPE_CHECKING:
    from tests.wire.conftest import Line


def test_delayed(line: Line) -> None:
    """It arrives so much later, not a millisecond earlier, and others pass it by."""
    line.disturb(Fault(Mishap.DELAYED, milliseconds=1_500))
    line.send(line.accept(1), line.accept(2))
    line.clock.advance(1_499)
    assert [2] == line.tickets
    line.clock.advance(1)
    assert [2, 1] == line.tickets
    assert ["delayed by 1.5 s"] == [fault for fault, _ in line.faults]


def test_a_delayed_message_is_still_the_cause(line: Line) -> None:
    """What the receiver does then it does because of the message, not of the timer."""
    line.disturb(Fault(Mishap.DELAYED, milliseconds=10))
    line.send(line.accept(1))
    [(_, number)] = line.faults
    line.clock.advance(10)
    assert number == line.server.causes[-1]


def test_dropped(line: Line) -> None:
    """It never arrives."""
    line.disturb(Fault(Mishap.DROPPED))
    line.send(line.accept(1), line.accept(2))
    assert [2] == line.tickets
    assert ["dropped"] == [fault for fault, _ in line.faults]


def test_repeated(line: Line) -> None:
    """It arrives twice, before what was sent after it."""
    line.disturb(Fault(Mishap.REPEATED))
    line.send(line.accept(1), line.accept(2))
    assert [1, 1, 2] == line.tickets
    assert ["repeated"] == [fault for fault, _ in line.faults]


def test_overtaken(line: Line) -> None:
    """It arrives after the next one, however long that takes to come."""
    line.disturb(Fault(Mishap.OVERTAKEN))
    line.send(line.accept(1))
    line.clock.advance(60_000)
    assert [] == line.tickets
    line.send(line.accept(2), line.accept(3))
    assert [2, 1, 3] == line.tickets
    assert ["overtaken by the next one"] == [fault for fault, _ in line.faults]


def test_several_are_overtaken_by_the_one_after_them(line: Line) -> None:
    """Among themselves they keep their order."""
    line.disturb(Fault(Mishap.OVERTAKEN, times=2))
    line.send(line.accept(1), line.accept(2), line.accept(3))
    assert [3, 1, 2] == line.tickets


def test_only_what_arrives_at_once_overtakes(line: Line) -> None:
    """A message that is itself dropped or delayed overtakes nobody."""
    line.disturb(Fault(Mishap.OVERTAKEN))
    line.disturb(Fault(Mishap.DROPPED))
    line.send(line.accept(1), line.accept(2))
    assert [] == line.tickets
    line.send(line.accept(3))
    assert [3, 1] == line.tickets


def test_a_fault_names_its_message(line: Line) -> None:
    """Others of the same sender go through."""
    line.disturb(Fault(Mishap.DROPPED, "RequestReject"))
    line.send(line.accept(1), line.reject(2), line.reject(3))
    assert [1, 3] == line.tickets


def test_a_fault_names_its_sender(line: Line) -> None:
    """What comes the other way goes through."""
    line.wire.disturb("Server", Fault(Mishap.DROPPED))
    line.wire.to_server(line.accept(1))
    line.wire.to_client(line.accept(2))
    line.wire.to_client(line.accept(3))
    line.clock.settle()
    assert ([line.accept(1)], [line.accept(3)]) == (line.server.received, line.client.received)


def test_times_counts_down(line: Line) -> None:
    """As many messages are hit as was said, then none."""
    fault = Fault(Mishap.DROPPED, times=2)
    line.disturb(fault)
    line.send(*map(line.accept, range(1, 5)))
    assert ([3, 4], 0) == (line.tickets, fault.times)


def test_the_fault_that_was_asked_for_first_comes_first(line: Line) -> None:
    """One message suffers one fault; the next fault waits for the next message."""
    line.disturb(Fault(Mishap.DROPPED))
    line.disturb(Fault(Mishap.REPEATED))
    line.send(line.accept(1), line.accept(2))
    assert [2, 2] == line.tickets


def test_a_spent_fault_strikes_no_more() -> None:
    """A fault that has counted down to nothing leaves everything alone."""
    fault = Fault(Mishap.DROPPED)
    chance = Random(1)  # noqa: S311 - the chances of a test keep no secret
    assert [True, False] == [fault.strikes("RequestAccept", chance), fault.strikes("RequestAccept", chance)]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"times": 0}, "number of messages 0 in fault cannot be used. Accepted: 1 or more."),
        ({"milliseconds": -1}, "delay -1 in fault cannot be used. Accepted: 0 or more milliseconds."),
    ],
)
def test_a_fault_that_cannot_be_is_refused(arguments: dict[str, Any], expected: str) -> None:
    """Neither no messages at all nor a delay into the past."""
    with pytest.raises(BadInput) as refusal:
        Fault(Mishap.DELAYED, **arguments)
    assert expected == str(refusal.value)


def test_a_sender_that_is_at_neither_end_is_refused(line: Line) -> None:
    """The refusal names both ends."""
    with pytest.raises(Unknown) as refusal:
        line.wire.disturb("Ana", Fault(Mishap.DROPPED))
    assert "There is no sender 'Ana' in wire 'Anna - Server'. Did you mean 'Anna'?" == str(refusal.value)


def test_what_answers_a_certain_request(line: Line) -> None:
    """Only the answer to a request of that name, known by its reference; what nobody has asked for is no answer."""
    line.wire.disturb(line.wire.server, Fault(Mishap.DROPPED, answers="RequestReject"))
    line.send(line.accept(7), line.reject(8))
    for reference in (7, 0, 8, 8, 9):
        line.wire.to_client(EventAck(ReferenceId=reference))
    line.clock.settle()
    assert [EventAck(ReferenceId=each) for each in (7, 0, 8, 9)] == line.client.received
