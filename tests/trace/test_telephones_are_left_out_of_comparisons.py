"""Messages of SIP are in a recording, and nothing that plays it again or compares it looks at them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from tests.trace.conftest import callback_of

from callbook.core import Entry, FaultInjected, SipSent, StepBegan, StepEnded
from callbook.lab import replay
from callbook.record import difference, ladder_diff_text, read_trace, trace_of, without_telephones

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.lab import Lab
    from callbook.record import Trace

SIP = ("SIP Server", "Anna's telephone", "UDP", "127.0.0.1:5060", "127.0.0.1:6000")


def with_telephones(lab: Lab) -> Trace:
    """Return the recording of *lab* with a message of SIP before each entry, as what led to it."""
    trace, found = trace_of(lab), list[Entry]()
    for entry in trace.entries:
        number = 2 * entry.number
        found.append(SipSent(number - 1, entry.at, max(2 * entry.cause - 1, 0), *SIP, "OPTIONS sip:a SIP/2.0\r\n\r\n"))
        found.append(_renumbered(entry, number))
    return replace(trace, entries=tuple(found))


def _renumbered(entry: Entry, number: int) -> Entry:
    from msgspec.structs import replace as changed  # noqa: PLC0415

    return changed(entry, number=number, cause=2 * entry.cause)


def test_they_are_read_as_they_were_written(tmp_path: Path) -> None:
    """A recording of the format that every recording has."""
    lab = callback_of("Maria")
    lab.journal.sip(*SIP, "INVITE sip:é SIP/2.0\r\n\r\n")
    lab.write(tmp_path / "x.ndjson")
    read = read_trace(tmp_path / "x.ndjson")
    assert lab.journal.entries[-1] == read.entries[-1]
    assert 2 == read.head.format


def test_without_them_everything_has_its_old_number() -> None:
    """What refers to another entry refers to it still."""
    lab = callback_of("Maria")
    assert tuple(lab.journal.entries) == without_telephones(with_telephones(lab).entries)
    entries = (
        SipSent(1, 0, 0, *SIP, "x"), StepBegan(2, 0, 1, "When", "x", 1), SipSent(3, 0, 2, *SIP, "x"),
        FaultInjected(4, 0, 3, "wire", "dropped", 2), StepEnded(5, 0, 2, 2, "passed", ""),
    )  # fmt: skip
    assert (
        StepBegan(1, 0, 0, "When", "x", 1), FaultInjected(2, 0, 1, "wire", "dropped", 1),
        StepEnded(3, 0, 1, 1, "passed", ""),
    ) == without_telephones(entries)  # fmt: skip
    assert () == without_telephones(entries[:1])
    assert () == without_telephones(())


def test_they_are_not_played_again() -> None:
    """And are not missed; the first entry that differs otherwise is found at its place without them."""
    trace = with_telephones(callback_of("Maria"))
    replayed = replay(trace)
    assert (None, len(trace.entries) // 2) == (replayed.divergence, replayed.compared)
    divergence = replay(replace(trace, entries=trace.entries[:-2])).divergence
    assert divergence is not None
    assert (len(trace.entries) // 2, None) == (divergence.number, divergence.expected)


@pytest.mark.parametrize("turned", [False, True])
def test_they_are_not_compared(*, turned: bool) -> None:
    """Neither in one recording nor in the other."""
    lab = callback_of("Maria")
    pair = (with_telephones(lab), trace_of(lab))
    one, other = pair[::-1] if turned else pair
    assert () == difference(one, other)
    assert "(no difference)" == ladder_diff_text(one.entries, other.entries)
