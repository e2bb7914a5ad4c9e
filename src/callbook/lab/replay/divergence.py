"""Replays a recording up to the first point where today's model does something else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook.lab.replay.rerun import Rerun
from callbook.record import recording_line, side_by_side

if TYPE_CHECKING:
    from callbook.core import Entry
    from callbook.record import Trace


@dataclass(frozen=True, slots=True)
class Divergence:
    """The first entry that is not as recorded.

    Attributes:
        number: its place in the recording.
        recorded: every entry of the recording.
        got: every entry of the replay, up to where it stopped.
    """

    number: int
    recorded: tuple[Entry, ...]
    got: tuple[Entry, ...]

    @property
    def expected(self) -> Entry | None:
        """What was recorded there, None where the recording had ended."""
        return self.recorded[self.number - 1] if self.number <= len(self.recorded) else None

    @property
    def instead(self) -> Entry | None:
        """What happens there now, None where nothing more does."""
        return self.got[self.number - 1] if self.number <= len(self.got) else None

    def __str__(self) -> str:
        parted = (self.number - 1, self.number - 1)
        return side_by_side(self.recorded, self.got, parted=parted)


@dataclass(frozen=True, slots=True)
class Replayed:
    """How a replay went.

    Attributes:
        trace: the recording.
        compared: how many entries were found as recorded.
        divergence: where it stopped, None if it never did.
    """

    trace: Trace
    compared: int
    divergence: Divergence | None


def replay(trace: Trace, *, sabotage: str | None = None) -> Replayed:
    """Play *trace* again, compare it entry by entry, and return what came of it.

    A recording that breaks off is compared as far as it goes.

    Args:
        trace: the recording.
        sabotage: the name of an entry of the model's tables to break, see ``callbook mutants --list``.

    Raises:
        BadInput: when the recording names something that nobody can do.
    """
    rerun = Rerun(trace, sabotage=sabotage)
    got = rerun.lab.journal.entries
    compared = 0
    for _ in rerun.stages():
        while compared < min(len(got), len(trace.entries)):
            if recording_line(got[compared]) != recording_line(trace.entries[compared]):
                return _diverged(trace, got, compared)
            compared += 1
    if len(got) < len(trace.entries) or (len(got) > len(trace.entries) and trace.complete):
        return _diverged(trace, got, compared)
    return Replayed(trace, compared, None)


def _diverged(trace: Trace, got: list[Entry], at: int) -> Replayed:
    return Replayed(trace, at, Divergence(at + 1, trace.entries, tuple(got)))
