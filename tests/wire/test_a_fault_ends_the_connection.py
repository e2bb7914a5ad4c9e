"""A connection is reset, half-closed or brings garbage; a request is refused: the ends learn what they would learn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import BadInput
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent
from callbook.core.messages.open_media_events import EventError

if TYPE_CHECKING:
    from tests.wire.conftest import Line

SILENT = "lost: the connection is half-closed"
GONE = {
    Mishap.RESET: "lost: the connection is reset",
    Mishap.GARBLED: "lost: garbled, so the receiver drops the connection",
}
BROKEN = pytest.mark.parametrize("mishap", GONE)


@BROKEN
def test_the_wire_is_cut_instead_of_delivering_the_message(line: Line, mishap: Mishap) -> None:
    """What came before it arrives, what came after it is lost, and both ends learn that the wire is cut."""
    line.disturb(Fault(mishap, "RequestReject"))
    line.send(line.accept(1), line.reject(2), line.accept(3))
    assert ([1], False, mishap) == (line.tickets, line.wire.up, line.wire.ended_by)
    assert (["connected", "disconnected"],) * 2 == (line.client.learnt, line.server.learnt)
    assert [GONE[mishap], "cut", "lost: the wire was cut"] == [fault for fault, _ in line.faults]


@BROKEN
def test_it_is_cut_because_of_the_message(line: Line, mishap: Mishap) -> None:
    """The journal leads from the cut back to the message that brought it about."""
    line.disturb(Fault(mishap))
    line.send(line.accept(1))
    sent, befallen, cut = line.journal.entries[-3:]
    assert isinstance(sent, MessageSent)
    assert (sent.cause, sent.number) == (befallen.cause, cut.cause)


@BROKEN
def test_it_stays_cut_until_it_is_mended(line: Line, mishap: Mishap) -> None:
    """However long that takes."""
    line.disturb(Fault(mishap))
    line.send(line.accept(1))
    line.clock.advance(3_600_000)
    assert not line.wire.up
    line.wire.mend()
    line.send(line.accept(2))
    assert [2] == line.tickets


@BROKEN
def test_it_is_mended_by_itself(line: Line, mishap: Mishap) -> None:
    """After the time that was said, not a millisecond earlier."""
    line.disturb(Fault(mishap, mend_after=500))
    line.send(line.accept(1))
    line.clock.advance(499)
    assert not line.wire.up
    line.clock.advance(1)
    assert line.wire.up
    assert ["connected", "disconnected", "connected"] == line.client.learnt


@BROKEN
def test_a_wire_that_was_cut_meanwhile_is_not_cut_twice(line: Line, mishap: Mishap) -> None:
    """Whoever cut it has the say, and it stays so."""
    line.disturb(Fault(mishap, mend_after=500))
    line.wire.to_server(line.accept(1))
    line.wire.cut()
    line.clock.advance(1_000)
    assert (False, ["connected", "disconnected"]) == (line.wire.up, line.client.learnt)


def test_whoever_cuts_it_for_good_means_it(line: Line) -> None:
    """It is not mended by what was said of another cut, and no timer is left."""
    line.wire.cut(mend_after=500)
    line.wire.cut()
    line.clock.advance(1_000)
    assert (False, ()) == (line.wire.up, line.clock.pending)


def test_whoever_mends_it_earlier_has_it_earlier(line: Line) -> None:
    """The timer is gone, so a later cut lasts as long as it says."""
    line.wire.cut(mend_after=500)
    line.wire.mend()
    line.wire.cut()
    line.clock.advance(1_000)
    assert not line.wire.up


def test_half_closed_one_direction_is_dead(line: Line) -> None:
    """Nothing arrives, neither end learns of it, and the other direction goes on."""
    line.disturb(Fault(Mishap.HALF_CLOSED, "RequestReject"))
    line.send(line.accept(1), line.reject(2), line.accept(3))
    line.wire.to_client(line.accept(4))
    line.clock.advance(3_600_000)
    assert ([1], [line.accept(4)], True) == (line.tickets, line.client.received, line.wire.up)
    assert (["connected"], ["connected"]) == (line.client.learnt, line.server.learnt)
    assert ([SILENT, SILENT], Mishap.HALF_CLOSED) == ([fault for fault, _ in line.faults], line.wire.ended_by)


@pytest.mark.parametrize("mend_after", [None, 500])
def test_half_closed_comes_back_as_a_new_connection(line: Line, mend_after: int | None) -> None:
    """Both ends learn that the old one is gone, so that neither believes what was said into silence."""
    line.disturb(Fault(Mishap.HALF_CLOSED, mend_after=mend_after))
    line.send(line.accept(1))
    line.clock.advance(500)
    if mend_after is None:
        line.wire.mend()
    line.send(line.accept(2))
    assert ([2], ["connected", "disconnected", "connected"]) == (line.tickets, line.client.learnt)
    assert () == line.clock.pending


def test_half_closed_and_cut_is_cut(line: Line) -> None:
    """Mended then, both directions go on."""
    line.disturb(Fault(Mishap.HALF_CLOSED))
    line.send(line.accept(1))
    line.wire.cut()
    line.wire.mend()
    line.send(line.accept(2))
    assert [2] == line.tickets


def test_a_wire_that_is_whole_is_not_mended(line: Line) -> None:
    """Nobody learns anything."""
    line.wire.mend()
    line.clock.settle()
    assert ["connected"] == line.client.learnt


def test_a_request_is_answered_with_an_error(line: Line) -> None:
    """With its own number and the code that was said, because of it; the server never hears of it."""
    line.disturb(Fault(Mishap.REFUSED, code=43))
    line.send(line.accept(7))
    sent, _, answered = line.journal.entries[-3:]
    assert isinstance(answered, MessageSent)
    expected = EventError(ReferenceId=7, ErrorCode=43, ErrorDescription="the request was not carried out")
    assert ([], [expected], sent.number) == (line.tickets, line.client.received, answered.cause)
    assert ["refused with error 43"] == [fault for fault, _ in line.faults]


def test_the_answer_can_be_befallen_too(line: Line) -> None:
    """It is a message as any other."""
    line.disturb(Fault(Mishap.REFUSED, code=43))
    line.wire.disturb("Server", Fault(Mishap.DROPPED, "EventError"))
    line.send(line.accept(7))
    assert [] == line.client.received


def test_what_a_server_sends_cannot_be_refused(line: Line) -> None:
    """An event asks for nothing."""
    with pytest.raises(BadInput) as refusal:
        line.wire.disturb("Server", Fault(Mishap.REFUSED, code=43))
    assert (
        "sender 'Server' in wire 'Anna - Server' cannot be used. "
        "Accepted: Anna: a server refuses what its client sends."
    ) == str(refusal.value)


def test_a_wire_is_relieved_of_a_fault(line: Line) -> None:
    """Of that one, and of no other that looks the same."""
    first, second = (Fault(Mishap.DROPPED, "RequestReject") for _ in range(2))
    line.disturb(first)
    line.disturb(second)
    line.wire.relieve(first)
    line.send(line.reject(1), line.reject(2))
    assert ([2], 0, 1) == (line.tickets, first.struck, second.struck)
