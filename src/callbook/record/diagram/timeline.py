"""What a timeline shows, taken from the journal: how long timers ran, how long callbacks and calls were in a state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook.core import Entry, StateChanged, TimerFired
from callbook.workspace import CallbackState, CallPhase

if TYPE_CHECKING:
    from collections.abc import Iterable

MACHINES = ("place", "callback", "call")
"""The kinds of machines that have lanes: where the server has a callback, the callback at a desktop, a call."""

_WAITING = frozenset(
    map(str, (CallbackState.OFFERED, CallbackState.COUNTDOWN, CallPhase.DIALING, CallPhase.REACHED, CallPhase.RINGING))
)
_WAITING_PLACES = ("in the queue", "waiting for", "offered to", "in the workbin")
_OVER = frozenset(map(str, (CallbackState.CLOSED, CallPhase.OVER, "done")))


@dataclass(frozen=True, slots=True)
class Span:
    """Something that lasts.

    Attributes:
        start: its first instant.
        end: its last instant; None for what still goes on where the journal ends.
        words: the state, or of a timer ``fired``.
        waits: whether somebody waits meanwhile.
    """

    start: int
    end: int | None
    words: str
    waits: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    """The spans of one subject: a timer's label, a callback, a call. *machine* is ``timer`` for timers."""

    machine: str
    subject: str
    spans: tuple[Span, ...]


def lanes_of(entries: Iterable[Entry]) -> tuple[Lane, ...]:
    """Return a lane per callback and call, then one per timer label, each in the order in which they come in."""
    given = tuple(entries)
    return (*_state_lanes(given), *_timer_lanes(given))


def _state_lanes(entries: Iterable[Entry]) -> list[Lane]:
    changes: dict[tuple[str, str], list[StateChanged]] = {}
    for entry in entries:
        if isinstance(entry, StateChanged) and entry.machine in MACHINES:
            changes.setdefault((entry.machine, entry.subject), []).append(entry)
    return [Lane(machine, subject, _spans(steps)) for (machine, subject), steps in changes.items()]


def _spans(steps: list[StateChanged]) -> tuple[Span, ...]:
    ends = [*(step.at for step in steps[1:]), None]
    return tuple(
        Span(step.at, step.at if _over(step) else end, str(step.after), _waits(step))
        for step, end in zip(steps, ends, strict=True)
    )


def _over(step: StateChanged) -> bool:
    return str(step.after) in _OVER


def _waits(step: StateChanged) -> bool:
    return str(step.after).startswith(_WAITING_PLACES) if step.machine == "place" else str(step.after) in _WAITING


def _timer_lanes(entries: Iterable[Entry]) -> list[Lane]:
    lanes: dict[str, list[Span]] = {}
    for entry in entries:
        if isinstance(entry, TimerFired):
            lanes.setdefault(entry.timer, []).append(Span(entry.since, entry.at, "fired"))
    return [Lane("timer", label, tuple(spans)) for label, spans in lanes.items()]
