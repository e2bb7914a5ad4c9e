"""What recording adds to a callback through the direct door: while it is played, and with its file written."""

from __future__ import annotations

from benchmarks.measure import Figure, in_turn
from benchmarks.whole_callback import Shift
from callbook.lab import Lab
from callbook.record.trace import head_of
from callbook.record.trace.writing import recording_lines

_BAR = 0.3


class WrittenShift(Shift):
    """A shift whose recording is turned into the bytes of its file, callback by callback."""

    def callback(self) -> str:
        """Play one callback, and encode what it has added to the journal."""
        journal = self.lab.journal
        known = len(journal)
        callback = super().callback()
        head = head_of(self.lab)
        assert len(journal) - known + 2 == sum(
            1 for _ in recording_lines(head, journal.entries[known:], journal.clock.instant)
        )
        return callback


def run() -> tuple[Figure, ...]:
    """Measure each against a lab whose journal has neither places nor screens, and is not written."""
    return (
        _added("recording adds to a callback while it is played", Shift(Lab())),
        _added("the same with the lines of its file", WrittenShift(Lab())),
    )


def _added(what: str, recorded: Shift) -> Figure:
    plain = Shift(Lab(recorded=False))
    ours, theirs, ratio = in_turn(recorded.callback, plain.callback, each=100)
    return Figure(what, ratio - 1, _BAR, f"{ours:.0f} us against {theirs:.0f} us")
