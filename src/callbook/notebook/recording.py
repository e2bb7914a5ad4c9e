"""One recording, opened: its tables, its pictures, its failure."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from callbook.core import BadInput, MessageSent, StepBegan, Unknown, counted, moment_of
from callbook.notebook import html_parts
from callbook.notebook.frames import Tables, found, tables
from callbook.record import (
    Picture,
    ladder_svg,
    state_svg,
    state_text,
    subjects_of,
    text_ladder,
    time_of_day,
    timeline_svg,
    timeline_text,
    transitions_of,
)
from callbook.workspace import RULES

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from callbook.core import StepEnded
    from callbook.notebook.frames import Moment
    from callbook.record import Trace

_LAST = 40


class Recording:
    """A recording with its tables and pictures.

    Args:
        trace: what was recorded.

    Attributes:
        trace: the same.
    """

    def __init__(self, trace: Trace) -> None:
        self.trace = trace

    @cached_property
    def events(self) -> pd.DataFrame:
        """Messages, actions, refusals, faults and notes: one row each."""
        return self._tables.events.frame()

    @cached_property
    def steps(self) -> pd.DataFrame:
        """The steps of the scenario: when each began and ended, and how."""
        return self._tables.steps.frame()

    @cached_property
    def timers(self) -> pd.DataFrame:
        """The timers: when set, when due, and whether fired, cancelled or still running."""
        return self._tables.timers.frame()

    @cached_property
    def states(self) -> pd.DataFrame:
        """The changes of state of callbacks, calls, channels, places and agents."""
        return self._tables.states.frame()

    @property
    def name(self) -> str:
        """What to call it: its scenario, its feature, or a lab that is still in use."""
        return self.trace.head.scenario or self.trace.head.feature or "a lab in use"

    @property
    def failure(self) -> StepEnded | None:
        """The end of the step that failed, None if none did."""
        return self.trace.failure

    def find(  # noqa: PLR0913 - each narrows the search, all are optional
        self,
        *,
        actor: str = "",
        message: str = "",
        step: str = "",
        field: str | Mapping[str, object] = "",
        text: str = "",
        after: Moment = None,
        before: Moment = None,
    ) -> pd.DataFrame:
        """Return the events for which all of this holds. Capitals do not matter.

        Args:
            actor: part of the name of the sender, the receiver, or who acted.
            message: part of the name of the message or the action.
            step: part of the step.
            field: the name of an attribute that the message or the action has, at any depth; or names with values.
            text: part of any attribute, reason or note.
            after: not before this moment: a time of day (``"08:00:05"``, UTC, on the day the recording began), a
                moment with its date, or a datetime.
            before: not after this moment.

        Raises:
            BadInput: for a moment that cannot be read.
        """
        return found(
            self.events,
            actor=actor,
            message=message,
            step=step,
            field=field,
            text=text,
            after=after,
            before=before,
        )

    def ladder(self, *, last: int | None = _LAST, marked: int | None = None) -> Picture:
        """Return a picture of the ladder.

        Args:
            last: how many rungs, the newest; None draws all.
            marked: the number of an entry to set off; the step that failed by default.
        """
        entries = self.trace.entries
        failure = self.failure
        here = failure.number if marked is None and failure is not None else marked
        svg = ladder_svg(entries, title=self.trace.name, marked=here, last=last)
        return Picture(svg, text_ladder(entries, last=last, steps=True))

    def timeline(self) -> Picture:
        """Return a picture of how long callbacks and calls were in each state, and how long timers ran."""
        entries = self.trace.entries
        names = self.trace.names_of_agents
        return Picture(timeline_svg(entries, title=self.trace.name, names=names), timeline_text(entries, names))

    def state_diagram(self, subject: str | None = None, *, machine: str = "callback") -> Picture:
        """Return a picture of the states of a machine, with the way that *subject* took through them.

        Args:
            subject: an InteractionId for example; the first that moves by default.
            machine: ``callback``, ``call`` or ``channel``.

        Raises:
            Unknown: for a machine or a subject that nobody knows.
        """
        drawn = {table.machine: table for table in (RULES.callback, RULES.call, RULES.channel)}
        if machine not in drawn:
            raise Unknown("state machine", machine, drawn)
        known = subjects_of(self.trace.entries, machine)
        if subject is not None and subject not in known:
            raise Unknown(machine, subject, known, where=self.trace.name)
        path = transitions_of(self.trace.entries, machine, subject or known[0]) if known else ()
        return Picture(state_svg(drawn[machine], path), state_text(drawn[machine], path))

    @cached_property
    def _tables(self) -> Tables:
        return tables(self.trace.entries)

    def facts(self) -> list[tuple[str, str]]:
        """Return in pairs of words what recording this is and how it ended."""
        head, entries = self.trace.head, self.trace.entries
        messages = sum(isinstance(entry, MessageSent) for entry in entries)
        steps = sum(isinstance(entry, StepBegan) for entry in entries)
        start = entries[0].at if entries else self.trace.end
        lines = [
            ("scenario", head.scenario),
            ("feature", f"{head.feature}:{head.line}" if head.feature else ""),
            ("outcome", head.outcome),
            ("steps", str(steps) if steps else ""),
            ("messages", f"{messages} among {counted(len(entries), 'entry')}"),
            ("time", f"{_day_and_time(start)} to {_day_and_time(self.trace.end, after=start)}, UTC"),
            ("seed", str(head.seed)),
            ("trouble", self.trace.trouble),
            *self._failed(),
        ]
        return [(name, words) for name, words in lines if words]

    def _failed(self) -> list[tuple[str, str]]:
        failure = self.failure
        if failure is None:
            return []
        return [("failed step", step_of(self.trace, failure)), ("because", failure.error)]

    def __repr__(self) -> str:
        facts = self.facts()
        return "\n".join((f"Recording: {self.name}", *(f"  {name:<12} {words}" for name, words in facts)))

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        del include, exclude  # Jupyter leaves out itself what is not wanted
        kind = html_parts.outcome(self.trace.head.outcome) if self.trace.head.outcome else None
        page = html_parts.view(html_parts.paragraph(self.name, kind), html_parts.table((), self.facts()))
        return {"text/html": page, "text/plain": repr(self)}


def step_of(trace: Trace, ended: StepEnded) -> str:
    """Return the words of the step that has ended.

    Raises:
        BadInput: when the recording holds no such step.
    """
    began = trace.entry(ended.step)
    if not isinstance(began, StepBegan):
        raise BadInput("entry", ended.step, where=trace.name, accepted="the number of an entry where a step begins")
    return f"{began.keyword} {began.text}"


def _day_and_time(instant: int, *, after: int | None = None) -> str:
    """Return an instant in words, without the day where it is the same as that of *after*."""
    day = f"{moment_of(instant):%Y-%m-%d}"
    same = after is not None and day == f"{moment_of(after):%Y-%m-%d}"
    return time_of_day(instant) if same else f"{day} {time_of_day(instant)}"
