"""Plays a recording again: today's model, the recorded outside."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from callbook.lab import Lab
from callbook.lab.replay.stimuli import FROM_OUTSIDE, again
from callbook.workspace import mutant_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callbook.configuration import ContactCenter
    from callbook.core import Entry
    from callbook.record import Trace


class Rerun:
    """One recording, played again in a lab of its own.

    Args:
        trace: the recording.
        hold: is applied to every state of the configuration: what is to hold whatever the recording says.
        sabotage: the name of one entry of the model's tables that is broken, None for none.

    Attributes:
        lab: the lab; look into it at any time.
    """

    def __init__(
        self,
        trace: Trace,
        *,
        hold: Callable[[ContactCenter], ContactCenter] | None = None,
        sabotage: str | None = None,
    ) -> None:
        self.trace = trace
        self._hold = hold or _as_it_is
        broken = mutant_named(sabotage)
        self.lab = Lab(
            broken.configuration(self._hold(trace.head.contact_center)),
            seed=trace.head.seed,
            start=datetime.fromisoformat(trace.head.start),
            assumptions=trace.head.assumptions,
            rules=broken.rules,
        )

    def watch(self, look: Callable[[Lab], None]) -> None:
        """Call *look* after every step of the clock from now on."""
        self.lab.clock.after_each_step(lambda: look(self.lab))

    def stages(self) -> Iterator[Entry | None]:
        """Play from one happening from outside to the next; give each as soon as it is done, None at the end.

        Raises:
            BadInput: when the recording names something that nobody can do.
        """
        for entry in self.trace.entries:
            if isinstance(entry, FROM_OUTSIDE):
                self.lab.clock.advance_to(entry.at)
                again(self.lab, entry, self._hold)
                yield entry
        self.lab.clock.advance_to(self.trace.end)
        yield None

    def run(self) -> Lab:
        """Play it to the end."""
        for _ in self.stages():
            pass
        return self.lab


def _as_it_is(center: ContactCenter) -> ContactCenter:
    return center
