"""A cut wire tells both ends and loses what is on it, and says so; mended, it is whole again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import FaultInjected

if TYPE_CHECKING:
    from tests.wire.conftest import Line

LOST = "lost: the wire was cut"


def _numbers(line: Line) -> list[int]:
    return [entry.number for entry in line.journal if isinstance(entry, FaultInjected)]


def test_both_ends_learn_of_it(line: Line) -> None:
    """Of the cut and of the mending; the server first, because of what was done to the wire."""
    line.wire.cut()
    line.clock.settle()
    line.wire.mend()
    line.clock.settle()
    for end in (line.server, line.client):
        assert ["connected", "disconnected", "connected"] == end.learnt
        assert _numbers(line) == end.causes
    assert [("cut", 0), ("connected", 0)] == line.faults


def test_the_news_does_not_pass_for_an_answer(line: Line) -> None:
    """What an end does as the wire is cut it does because of the cut, whatever arrived just before."""
    line.wire.to_server(line.accept(1))
    line.wire.cut()
    line.clock.settle()
    cut = _numbers(line)[1]
    assert cut == line.server.causes[-1] == line.client.causes[-1]


def test_doing_it_twice_does_nothing(line: Line) -> None:
    """A wire that is cut stays cut, one that is whole stays whole."""
    line.wire.mend()
    line.wire.cut()
    line.wire.cut()
    line.clock.settle()
    assert ["connected", "disconnected"] == line.client.learnt
    assert [("cut", 0)] == line.faults


def test_what_is_sent_into_it_is_lost(line: Line) -> None:
    """The message is written, and that it is lost."""
    line.wire.cut()
    line.send(line.accept(1))
    assert [] == line.server.received
    assert ("lost: the wire is cut", len(line.journal) - 1) == line.faults[-1]


def test_a_wire_that_nobody_joined_is_cut(bare_line: Line) -> None:
    """Nothing can be sent before both ends are there, either way."""
    bare_line.wire.to_server(bare_line.accept(1))
    bare_line.wire.to_client(bare_line.accept(2))
    found = [entry.fault for entry in bare_line.journal if isinstance(entry, FaultInjected)]
    assert ["lost: the wire is cut"] * 2 == found


def test_mending_before_joining_does_nothing(bare_line: Line) -> None:
    """There is nobody to connect yet; once they join, both ends learn of it as ever."""
    bare_line.wire.mend()
    bare_line.wire.to_server(bare_line.accept(1))
    bare_line.clock.settle()
    assert (False, []) == (bare_line.wire.up, bare_line.server.received)
    bare_line.join()
    assert (["connected"], ["connected"]) == (bare_line.client.learnt, bare_line.server.learnt)


def test_what_was_on_it_is_lost(line: Line) -> None:
    """What was sent before the cut does not arrive after it, even if the wire is mended at once."""
    line.wire.to_server(line.accept(1))
    number = len(line.journal)
    line.wire.cut()
    line.wire.mend()
    line.send(line.accept(2))
    assert [2] == line.tickets
    assert [("cut", 0), ("connected", 0), (LOST, number)] == line.faults


def test_what_it_held_back_is_lost(line: Line) -> None:
    """Delayed and overtaken messages go with the wire, in the order in which they were sent."""
    line.disturb(Fault(Mishap.DELAYED, "RequestAccept", milliseconds=500))
    line.disturb(Fault(Mishap.OVERTAKEN, "RequestReject"))
    line.send(line.reject(1), line.accept(2))
    [overtaken, delayed] = [number for _, number in line.faults]
    line.wire.cut()
    line.wire.mend()
    line.send(line.accept(3))
    line.clock.advance(1_000)
    assert [3] == line.tickets
    assert [("cut", 0), (LOST, overtaken), (LOST, delayed), ("connected", 0)] == line.faults[2:]


def test_timers_of_what_was_delayed_are_cancelled(line: Line) -> None:
    """No timer is left behind for a message that is lost."""
    line.disturb(Fault(Mishap.DELAYED, milliseconds=500, times=2))
    line.send(line.accept(1), line.accept(2))
    line.wire.cut()
    line.clock.settle()
    assert () == line.clock.pending


def test_what_has_arrived_is_not_lost_again(line: Line) -> None:
    """A cut says nothing of a delayed message that has arrived meanwhile."""
    line.disturb(Fault(Mishap.DELAYED, milliseconds=500))
    line.send(line.accept(1))
    line.clock.advance(500)
    line.wire.cut()
    assert [1] == line.tickets
    assert ["delayed by 0.5 s", "cut"] == [fault for fault, _ in line.faults]
