"""Plays a recording again: today's model, the recorded outside, up to the first entry that is not as recorded."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from callbook.configuration import patch_between, patched
from callbook.core import ActionTaken, BadInput, CallbookError, StepBegan, StepEnded
from callbook.lab.lab import Lab
from callbook.lab.outside import recorded_act
from callbook.lab.outside.act import Act
from callbook.lab.outside.operations import Configure
from callbook.record import recording_line, side_by_side, without_telephones
from callbook.workspace import mutant_named

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callbook.configuration import ContactCenter
    from callbook.core import Assumptions, Entry
    from callbook.record import Trace

_MARK = Act()
"""Stands in the place of an act where a step begins or ends."""


class Rerun:
    """One recording, played again in a lab of its own.

    Args:
        trace: the recording.
        hold: is applied to every state of the configuration: what is to hold whatever the recording says.
        sabotage: the name of one entry of the model's tables that is broken, None for none.
        assumptions: what is assumed instead of what was when it was recorded.

    Attributes:
        lab: the lab; look into it at any time.
    """

    def __init__(
        self,
        trace: Trace,
        *,
        hold: Callable[[ContactCenter], ContactCenter] | None = None,
        sabotage: str | None = None,
        assumptions: Assumptions | None = None,
    ) -> None:
        self.trace = trace
        self._hold = hold or _as_it_is
        broken = mutant_named(sabotage)
        self.lab = Lab(
            broken.configuration(self._hold(trace.head.contact_center)),
            seed=trace.head.seed,
            start=datetime.fromisoformat(trace.head.start),
            assumptions=assumptions or trace.head.assumptions,
            rules=broken.rules,
        )

    def watch(self, look: Callable[[Lab], None]) -> None:
        """Call *look* after every step of the clock from now on."""
        self.lab.clock.after_each_step(look, self.lab)

    def stages(self) -> Iterator[Entry | None]:
        """Play from one happening from outside to the next; yield each as soon as it is done, None at the end.

        Whatever an act was refused with, it is refused with again by itself.

        Raises:
            Unknown: before anything is played, when the recording holds an act that nobody knows.
            BadInput: the same, when the fields of an act do not fit.
        """
        for entry, act in self._from_outside():
            self.lab.clock.advance_to(entry.at)
            match entry:
                case StepBegan(keyword=keyword, text=text, line=line):
                    self.lab.journal.step_began(keyword, text, line)
                case StepEnded(outcome=outcome, error=error):
                    self.lab.journal.step_ended(outcome, error)
                case _:
                    with suppress(CallbookError):
                        self.lab.do(self._held(act))
            yield entry
        self.lab.clock.advance_to(self.trace.end)
        yield None

    def _from_outside(self) -> list[tuple[Entry, Act]]:
        """Return what came from outside: each entry with its act; a step's beginning and its end are none."""
        found: list[tuple[Entry, Act]] = []
        for entry in self.trace.entries:
            if isinstance(entry, ActionTaken):
                found.append((entry, recorded_act(entry, where=self.trace.place_of(entry))))
            elif isinstance(entry, StepBegan | StepEnded):
                found.append((entry, _MARK))
        return found

    def _held(self, act: Act) -> Act:
        """Return *act*; a change of the configuration so that what is to hold holds after it."""
        if not isinstance(act, Configure):
            return act
        center = self.lab.configuration.contact_center
        return Configure(patch_between(center, self._hold(patched(center, act.patch))))

    def run(self) -> Lab:
        """Play it to the end."""
        for _ in self.stages():
            pass
        return self.lab


def _as_it_is(center: ContactCenter) -> ContactCenter:
    return center


@dataclass(frozen=True, slots=True)
class Divergence:
    """The first entry that is not as recorded.

    Attributes:
        number: its place in the recording, messages of SIP not counted.
        recorded: every entry of the recording but for messages of SIP.
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


def check_of_a_lab(trace: Trace) -> None:
    """Make sure that a recording holds what came from outside: one that was read in a log holds messages alone.

    Raises:
        BadInput: it was read in a log.
    """
    if trace.head.log is not None:
        why = "it was read in a log, which does not hold what came from outside: clicks, contacts, faults"
        accepted = "a recording that Callbook made itself; a log is judged with callbook conform"
        raise BadInput("recording", trace.file or trace.name, why=why, accepted=accepted)


def replay(trace: Trace, *, sabotage: str | None = None, assumptions: Assumptions | None = None) -> Replayed:
    """Play *trace* again, compare it entry by entry, and return what came of it.

    A recording that breaks off is compared as far as it goes. Messages of SIP are neither played nor compared: what
    telephones report is in the recording, and nobody has to be there to report it again.

    Args:
        trace: the recording.
        sabotage: the name of an entry of the model's tables to break, see ``callbook mutants --list``.
        assumptions: what is assumed instead of what was when it was recorded.

    Raises:
        BadInput: when the recording names something that nobody can do, or was read in a log.
    """
    check_of_a_lab(trace)
    rerun = Rerun(trace, sabotage=sabotage, assumptions=assumptions)
    got, recorded = rerun.lab.journal.entries, without_telephones(trace.entries)
    compared = 0
    if trace.complete:
        rerun.watch(lambda lab: _stop_behind(lab, len(recorded)))
    for _ in _until_stopped(rerun.stages()):
        while compared < min(len(got), len(recorded)):
            if recording_line(got[compared]) != recording_line(recorded[compared]):
                return Replayed(trace, compared, Divergence(compared + 1, recorded, tuple(got)))
            compared += 1
    if len(got) < len(recorded) or (len(got) > len(recorded) and trace.complete):
        return Replayed(trace, compared, Divergence(compared + 1, recorded, tuple(got)))
    return Replayed(trace, compared, None)


class _Behind(Exception):  # noqa: N818 - nothing is wrong with it
    """More has happened than was recorded: its end may be centuries away."""


def _stop_behind(lab: Lab, recorded: int) -> None:
    if len(lab.journal.entries) > recorded:
        raise _Behind


def _until_stopped(stages: Iterator[Entry | None]) -> Iterator[Entry | None]:
    try:
        yield from stages
    except _Behind:
        yield None
