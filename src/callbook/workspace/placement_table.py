"""Where a callback goes when the agent has done with it: F6 to F8, O11 to O13."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from callbook.configuration import Option, options


class Reason(StrEnum):
    """Why a callback leaves the desktop; also the reason that the server is told."""

    TRANSFERRED = "Transferred"
    RESCHEDULED = "Rescheduled"
    DONE = "Done"


class Otherwise(StrEnum):
    """What happens where the option names no queue."""

    ORIGIN = "back to the queue that it came from"
    STOP = "its processing is stopped"


@dataclass(frozen=True, slots=True)
class Placement:
    """One row: for this *reason* the queue that *option* names, or else what *otherwise* says.

    Attributes:
        status: the status of the callback record from then on (facts, section 7).
    """

    reason: Reason
    option: Option[str | None]
    otherwise: Otherwise
    status: int

    @property
    def clause(self) -> str:
        """The clause of the option."""
        return self.option.clause


PLACEMENTS: dict[Reason, Placement] = {
    row.reason: row
    for row in (
        Placement(Reason.TRANSFERRED, options.PARK_QUEUE, Otherwise.ORIGIN, status=13),
        Placement(Reason.RESCHEDULED, options.RESCHEDULE_QUEUE, Otherwise.ORIGIN, status=2),
        Placement(Reason.DONE, options.COMPLETE_QUEUE, Otherwise.STOP, status=8),
    )
}
"""The row of each reason; a reschedule wins over an ordinary Mark Done (facts, trap 4)."""
