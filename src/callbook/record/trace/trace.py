"""A whole recording in memory: read from a file, or taken from a lab that is still open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook.core import BadInput, Entry, StepBegan, StepEnded, collector_paused
from callbook.record.trace.reading import TraceReader
from callbook.record.trace.writing import head_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from callbook.record.trace.form import Head
    from callbook.record.trace.writing import Recorded


@dataclass(frozen=True, slots=True)
class Trace:
    """A recording.

    Attributes:
        head: what it takes to play the same again, and which scenario it was.
        entries: what happened, in order; entry n stands at n - 1.
        end: the instant at which it ended.
        trouble: what is wrong with the end of its file; empty if nothing is.
        file: the file that it was read from; empty for a lab's own.
    """

    head: Head
    entries: tuple[Entry, ...]
    end: int
    trouble: str = ""
    file: str = ""

    def place_of(self, entry: Entry) -> str:
        """Return where an entry stands, in words: the file and its line, or its number where there is no file."""
        return f"{self.file}, line {entry.number + 1}" if self.file else f"entry {entry.number}"

    @property
    def complete(self) -> bool:
        """Whether its file had all its lines."""
        return not self.trouble

    @property
    def name(self) -> str:
        """What to call it: its scenario, or its feature."""
        return self.head.scenario or self.head.feature or "a recording"

    def entry(self, number: int) -> Entry:
        """Return the entry with this number.

        Raises:
            BadInput: when there is none.
        """
        if not 1 <= number <= len(self.entries):
            raise BadInput("entry", number, where=self.name, accepted=f"a number from 1 to {len(self.entries)}")
        return self.entries[number - 1]

    @property
    def steps(self) -> tuple[StepBegan, ...]:
        """The steps of its scenario."""
        return tuple(entry for entry in self.entries if isinstance(entry, StepBegan))

    @property
    def failure(self) -> StepEnded | None:
        """The end of the step that failed, None if none did."""
        ends = (entry for entry in self.entries if isinstance(entry, StepEnded))
        return next((entry for entry in ends if entry.outcome == "failed"), None)


def read_trace(path: Path | str) -> Trace:
    """Read the whole file *path*.

    Raises:
        BadInput: when there is no such file, it is no recording, or a line in its middle cannot be read.
        OtherFormat: when a later kit wrote it.
    """
    reader = TraceReader(path)
    with collector_paused():
        entries = tuple(reader)
    end = reader.end if reader.end is not None else entries[-1].at if entries else 0
    return Trace(reader.head, entries, end, reader.trouble, str(path))


def trace_of(  # noqa: PLR0913 - the head of a recording has that many parts
    lab: Recorded, *, feature: str = "", scenario: str = "", line: int = 0, tags: Iterable[str] = (), outcome: str = ""
) -> Trace:
    """Take the recording of *lab* as it is now.

    Args:
        lab: whose journal it is.
        feature: the file, where a scenario is recorded.
        scenario: its name.
        line: where it stands in the file, from 1.
        tags: its tags, without the @.
        outcome: ``passed``, ``failed``, ``skipped`` or ``error``; empty where nothing was judged.
    """
    head = head_of(lab, feature=feature, scenario=scenario, line=line, tags=tags, outcome=outcome)
    return Trace(head, tuple(lab.journal.entries), lab.journal.clock.instant)
