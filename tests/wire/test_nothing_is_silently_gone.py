"""Whatever is done to a wire, the journal accounts for every message (F10)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import FaultInjected, MessageSent

if TYPE_CHECKING:
    from tests.wire.conftest import Line

Step = tuple[str, object]

_faults = st.builds(
    Fault,
    st.sampled_from([mishap for mishap in Mishap if mishap is not Mishap.REFUSED]),
    st.sampled_from(["*", "RequestAccept", "RequestReject"]),
    st.integers(0, 3),
    st.integers(1, 3),
)
_steps: st.SearchStrategy[Step] = st.one_of(
    st.tuples(st.just("send"), st.sampled_from(["accept", "reject"])),
    st.tuples(st.just("disturb"), _faults),
    st.tuples(st.just("advance"), st.integers(0, 3)),
    st.tuples(st.just("cut"), st.none()),
    st.tuples(st.just("mend"), st.none()),
)


def _take(line: Line, steps: list[Step]) -> None:
    for number, (step, given_with) in enumerate(steps, 1):
        match step, given_with:
            case "send", str(kind):
                line.wire.to_server(line.accept(number) if kind == "accept" else line.reject(number))
            case "disturb", Fault() as fault:
                line.disturb(fault)
            case "advance", int(milliseconds):
                line.clock.advance(milliseconds)
            case "cut", _:
                line.wire.cut()
            case _:
                line.wire.mend()


def _end(line: Line) -> None:
    """Let everything arrive that can, then cut the wire: what it still holds is lost."""
    line.clock.run_until_idle()
    line.wire.cut()
    line.clock.settle()


@given(steps=st.lists(_steps, max_size=30))
def test_each_message_arrives_or_is_said_to_be_lost(lines: type[Line], steps: list[Step]) -> None:
    """Once; or not at all and the journal says so; or twice if repeated, where each time may be lost."""
    line = lines().join()
    _take(line, steps)
    _end(line)
    arrived = Counter(id(message) for message in line.server.received)
    for entry in line.journal:
        if isinstance(entry, MessageSent):
            said = [fault for fault, number in line.faults if number == entry.number]
            gone = sum(fault == "dropped" or fault.startswith("lost") for fault in said)
            assert arrived[id(entry.message)] + gone == (2 if "repeated" in said else 1)
    assert () == line.clock.pending


@given(count=st.integers(0, 20), steps=st.lists(_steps, max_size=30))
def test_undisturbed_messages_keep_their_order(lines: type[Line], count: int, steps: list[Step]) -> None:
    """Whatever happens in between, what arrives on a wire that nobody disturbs arrives in order."""
    line = lines().join()
    _take(line, [*[("send", "accept")] * count, *(step for step in steps if step[0] != "disturb")])
    _end(line)
    assert sorted(line.tickets) == line.tickets


@given(steps=st.lists(_steps, max_size=30))
def test_the_same_steps_give_the_same_journal(lines: type[Line], steps: list[Step]) -> None:
    """Nothing in a wire depends on anything but what is done to it."""
    journals = list[list[object]]()
    for _ in range(2):
        line = lines().join()
        fresh = [
            (step, Fault(given_with.mishap, given_with.message, given_with.milliseconds, given_with.times))
            if isinstance(given_with, Fault)
            else (step, given_with)
            for step, given_with in steps
        ]
        _take(line, fresh)
        _end(line)
        journals.append(list(line.journal))
    assert journals[0] == journals[1]


def test_a_fault_is_an_entry_of_its_own(line: Line) -> None:
    """What was done to a message follows it at once, and names it."""
    line.disturb(Fault(Mishap.DROPPED))
    line.send(line.accept(1))
    sent, fault = line.journal.entries[-2:]
    assert isinstance(sent, MessageSent)
    assert FaultInjected(sent.number + 1, sent.at, sent.cause, "Anna - Server", "dropped", sent.number) == fault
