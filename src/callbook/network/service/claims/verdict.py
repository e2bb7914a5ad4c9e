"""Says whether a claim holds of a run's journal; of what does not hold, what came nearest and why it does not count."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import lru_cache
from heapq import nsmallest
from typing import TYPE_CHECKING, Final, NamedTuple

from callbook.core import BadInput, Entry, MessageSent, counted, moment_of, possible_instant
from callbook.network.service.claims.claim import Claim, Tally
from callbook.network.service.journal_search import ENTRY_OF
from callbook.network.service.led_clock import LedClock
from callbook.record import entry_in_words, time_of_day

if TYPE_CHECKING:
    from collections.abc import Generator

    from callbook.core import Journal
    from callbook.network.service.claims.pattern import Pattern
    from callbook.network.service.run import Run

_NEAREST: Final = 3
_SHOWN: Final = 10
_TIME: Final = "time"


class Near(NamedTuple):
    """An entry that came near, and why it does not count, field by field: the field, and the reason in words."""

    entry: Entry
    reasons: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return "\n".join((_line(self.entry), *(f"       {reason}" for _, reason in self.reasons)))


class Verdict(NamedTuple):
    """Whether a claim holds.

    Attributes:
        holds: whether it does.
        expected: what was claimed, in words.
        found: what was counted.
        said: the same in words.
        nearest: where it does not hold, what came nearest.
    """

    holds: bool
    expected: str
    found: tuple[Entry, ...]
    said: str
    nearest: tuple[Near, ...]

    def __str__(self) -> str:
        lines = [f"Expected: {self.expected}.", f"Found: {self.said}."]
        lines += [_line(entry) for entry in self.found[:_SHOWN]]
        if self.nearest:
            lines += ["Nearest:", *map(str, self.nearest)]
        return "\n".join(lines)


def verify(run: Run, claim: Claim) -> Verdict:
    """Return whether *claim* holds of the journal of *run*; let the clock run on if the claim says so.

    Raises:
        BadInput: when the clock would have to run on, and is not moved from here.
    """
    work = verifying(run, claim)
    while True:
        try:
            next(work)
        except StopIteration as done:
            verdict: Verdict = done.value
            return verdict


def verifying(run: Run, claim: Claim) -> Generator[None, None, Verdict]:
    """Do what `verify` does, and yield after each timer that fires meanwhile.

    Raises:
        BadInput: when the clock would have to run on, and is not moved from here.
    """
    if claim.eventually is not None:
        _check_clock(run)
    journal = run.lab.journal
    tally = Tally(claim)
    tally.take(journal.entries)
    if claim.eventually is not None and not tally.holds:
        yield from _wait(run, tally, claim.eventually)
    nearest = () if tally.holds else _nearest(journal, tally)
    return Verdict(tally.holds, str(claim), tuple(tally.found), _said(journal, tally), nearest)


def _entries(count: int) -> str:
    return counted(count, "entry")


def _check_clock(run: Run) -> None:
    accepted = "a virtual clock, or a real one in a pause"
    if isinstance(run.lab.clock, LedClock) or (run.pacer is not None and not run.pacer.paused):
        raise BadInput("eventually", str(run.settings.clock), where=f"run {run.name!r}", accepted=accepted)


def _wait(run: Run, tally: Tally, milliseconds: int) -> Generator[None, None, None]:
    clock, journal = run.lab.clock, run.lab.journal
    horizon = possible_instant(clock.instant + milliseconds, "eventually")
    while not tally.holds and (deadline := clock.next_deadline) is not None and deadline <= horizon:
        seen = journal.last
        run.step()
        tally.take(journal.since(seen))
        yield
    if not tally.holds:
        clock.advance_to(horizon)


def _said(journal: Journal, tally: Tally) -> str:
    now = moment_of(journal.clock.instant).isoformat(timespec="milliseconds")
    gone = f"; no longer kept: the oldest {_entries(journal.dropped)}" if journal.dropped else ""
    return f"{_amount(tally)} in {_entries(len(journal))} up to {now}{gone}"


def _amount(tally: Tally) -> str:
    count = len(tally.found)
    if tally.lacks_anchor:
        return f"no {tally.missing}"
    if not tally.claim.is_order:
        return str(count or "none")
    return "all" if tally.holds else f"{count} of {len(tally.claim.expect)}, then no {tally.missing}"


def _nearest(journal: Journal, tally: Tally) -> tuple[Near, ...]:
    """Return the three entries that came nearest, of those alike the latest; none where there is too much of it."""
    if not tally.lacks_anchor and not tally.claim.is_order and len(tally.found) >= tally.claim.least:
        return ()
    expected = tally.missing
    kind, counted = ENTRY_OF[expected.kind], {entry.number for entry in tally.found}
    candidates = (each for each in journal.entries if type(each) is kind and each.number not in counted)
    ranked = nsmallest(_NEAREST, candidates, key=lambda entry: (_distance(expected, entry), -entry.number))
    return tuple(Near(entry, _reasons(tally, expected, entry)) for entry in ranked)


def _reasons(tally: Tally, expected: Pattern, entry: Entry) -> tuple[tuple[str, str], ...]:
    reasons = [(mismatch.field, str(mismatch)) for mismatch in expected.mismatches(entry)]
    late = None if tally.lacks_anchor else tally.out_of_time(entry)
    return (*reasons, (_TIME, f"{_TIME}: {late}")) if late else tuple(reasons)


def _distance(expected: Pattern, entry: Entry) -> float:
    """Return how far *entry* is off: a wrong name counts most, and less if it is much like the right one."""
    if not isinstance(entry, MessageSent) or expected.message is None or entry.name == expected.message:
        return len(expected.mismatches(entry))
    return len(expected.mismatches(entry)) + _WRONG_NAME * (1 - _likeness(expected.message, entry.name))


_WRONG_NAME: Final = 4


@lru_cache(maxsize=4096)
def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()


def _line(entry: Entry) -> str:
    return f"  #{entry.number}  {time_of_day(entry.at)}  {entry_in_words(entry)}"
