"""The timeline as SVG and as text: a lane per callback, call and timer over one time axis.

It is taken from the journal: how long timers ran, how long callbacks and calls were in a state.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from callbook.core import Entry, StateChanged, TimerFired
from callbook.record.diagram.ladder_rows import PAUSE
from callbook.record.diagram.svg import picture, text, width_of, xml_element, xml_escaped
from callbook.record.diagram.times import day_text, duration_text, time_of_day
from callbook.record.place_words import place_in_words
from callbook.workspace import CallbackState, CallPhase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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


def lanes_of(entries: Iterable[Entry], names: Mapping[str, str] | None = None) -> tuple[Lane, ...]:
    """Return a lane per callback and call, then one per timer label, each in the order in which they come in.

    Args:
        entries: the journal's, live or read from a recording.
        names: of the agents, by their ids.
    """
    given = tuple(entries)
    return (*_state_lanes(given, names or {}), *_timer_lanes(given))


def _state_lanes(entries: Iterable[Entry], names: Mapping[str, str]) -> list[Lane]:
    changes: dict[tuple[str, str], list[StateChanged]] = {}
    for entry in entries:
        if isinstance(entry, StateChanged) and entry.machine in MACHINES:
            changes.setdefault((entry.machine, entry.subject), []).append(entry)
    return [Lane(machine, subject, _spans(steps, names)) for (machine, subject), steps in changes.items()]


def _spans(steps: list[StateChanged], names: Mapping[str, str]) -> tuple[Span, ...]:
    ends = [*(step.at for step in steps[1:]), None]
    return tuple(
        Span(step.at, step.at if _over(step) else end, _words(step, names), _waits(step))
        for step, end in zip(steps, ends, strict=True)
    )


def _words(step: StateChanged, names: Mapping[str, str]) -> str:
    return place_in_words(str(step.after), names) if step.machine == "place" else str(step.after)


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


_LANE = 30
_TOP = 44
_WIDTH = 640.0
_LONGEST_NAME = 60
_LEAST_LETTERS = 3
_OPEN = 46.0  # how far what still goes on reaches beyond the end
_NOTHING = "(nothing lasts)"
_FIRED = "●"


_FOLDED = 96.0
_LEAST = 14.0
_SHARE = 0.4


def timeline_svg(entries: Iterable[Entry], *, title: str = "Timeline", names: Mapping[str, str] | None = None) -> str:
    """Return as SVG how long callbacks and calls were in each state and timers ran; waiting has a dashed frame.

    Long stretches in which nothing begins or ends are folded. What still goes on at the end stays open at the right.

    Args:
        entries: the journal's, live or read from a recording.
        title: the picture's name.
        names: of the agents, by their ids: places name them so.
    """
    lanes = lanes_of(entries, names)
    description = timeline_of(lanes)
    if not lanes:
        return picture(text(_NOTHING, x=12, y=24), 320, 40, title=title, description=description)
    left = max(width_of(_named(lane)) for lane in lanes) + 32
    axis = axis_of(_instants(lanes), _WIDTH)
    end = max(axis.places.values())
    height = _TOP + len(lanes) * _LANE
    parts = [*_ticks(axis, height)]
    for index, lane in enumerate(lanes):
        parts.extend(_lane(lane, _TOP + index * _LANE, axis, end))
    heads = (text(_named(lane), x=12, y=_TOP + index * _LANE + 19) for index, lane in enumerate(lanes))
    head = text(f"{day_text(min(axis.places))}, UTC", x=12, y=16, class_="cb-time")
    body = head + "".join(heads) + xml_element("g", "".join(parts), transform=f"translate({left:g} 0)")
    beyond = max((_open_room(span) for lane in lanes for span in lane.spans if span.end is None), default=_OPEN)
    return picture(body, left + end + max(beyond, _OPEN + 90), height + 8, title=title, description=description)


def timeline_text(entries: Iterable[Entry], names: Mapping[str, str] | None = None) -> str:
    """Return the timeline in words: per lane a line for each span, when it began, how long it took, what it was."""
    return timeline_of(lanes_of(entries, names))


def timeline_of(lanes: Sequence[Lane]) -> str:
    """Return these lanes in words."""
    return "\n".join(line for lane in lanes for line in _lane_in_words(lane)) or _NOTHING


def _lane_in_words(lane: Lane) -> Iterator[str]:
    yield f"{lane.machine} {lane.subject}"
    for span in lane.spans:
        yield f"  {time_of_day(span.start)}  {_lasted(span).ljust(12)}  {span.words}{_extra(span)}"


def _lasted(span: Span) -> str:
    return "open" if span.end is None else duration_text(span.end - span.start)


def _extra(span: Span) -> str:
    return " (waiting)" if span.waits else ""


def _named(lane: Lane) -> str:
    name = f"{lane.machine} {lane.subject}"
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…"


def _instants(lanes: Sequence[Lane]) -> Iterator[int]:
    for lane in lanes:
        for span in lane.spans:
            yield span.start
            if span.end is not None:
                yield span.end


def _ticks(axis: _Axis, height: float) -> Iterator[str]:
    """Yield a line with its time where there is room for one, and a break mark where time is folded."""
    free = 0.0
    for instant, x in axis.places.items():
        if x >= free:
            words = time_of_day(instant).removesuffix(".000")
            yield xml_element("line", class_="cb-pause", x1=x, x2=x, y1=36, y2=height)
            yield text(words, x=x, y=32, class_="cb-time")
            free = x + width_of(words) + 8
    for start, end in axis.folds:
        x = (axis.places[start] + axis.places[end]) / 2
        yield text(f"… {duration_text(end - start)} …", x=x, y=16, class_="cb-soft cb-middle cb-small")


def _lane(lane: Lane, y: float, axis: _Axis, end: float) -> Iterator[str]:
    for span in lane.spans:
        x1 = axis.places[span.start]
        x2 = end + _open_room(span) if span.end is None else axis.places[span.end]
        kind = "cb-running" if lane.machine == "timer" else "cb-waits" if span.waits else "cb-lasts"
        title = f"<title>{xml_escaped(_tip(lane, span))}</title>"
        yield xml_element("g", title + _bar(lane, span, x1, x2, y) + _breaks(axis, x1, x2, y), class_=kind)


def _open_room(span: Span) -> float:
    """Return how far what still goes on reaches beyond the end: far enough for its words."""
    return max(_OPEN, width_of(span.words) + 10)


def _bar(lane: Lane, span: Span, x1: float, x2: float, y: float) -> str:
    """Return the bar of a span; of no length it is an upright stroke."""
    top = y + (10 if lane.machine == "timer" else 4)
    height = 10 if lane.machine == "timer" else 22
    if x2 <= x1:
        return xml_element("line", class_="cb-edge", x1=x1, x2=x1, y1=top - 2, y2=top + height + 2)
    bar = xml_element("rect", class_="cb-span", x=x1, y=top, width=x2 - x1, height=height, rx=3)
    if lane.machine == "timer":
        return bar + text(_FIRED, x=x2 + 3, y=y + 19, class_="cb-small")
    shown = _fitting(span.words, x2 - x1 - 8)
    return bar + (text(shown, x=x1 + 5, y=y + 19, class_="cb-small") if shown else "")


def _fitting(words: str, room: float) -> str:
    """Return *words*, cut short so that they fit; none where hardly any would."""
    if width_of(words) <= room:
        return words
    letters = int(room / width_of(words) * len(words)) - 1
    return f"{words[:letters]}…" if letters >= _LEAST_LETTERS else ""


def _breaks(axis: _Axis, x1: float, x2: float, y: float) -> str:
    """Return the marks that break the bar where it runs through folded time."""
    marks = (axis.places[end] - 12 for _, end in axis.folds)  # where no words are
    return "".join(
        xml_element("path", class_="cb-break", d=f"M{x - 4:g},{y + 27:g} l4,-24 h5 l-4,24 Z")
        for x in marks
        if x1 < x < x2
    )


def _tip(lane: Lane, span: Span) -> str:
    return f"{lane.machine} {lane.subject}: {span.words}{_extra(span)}\nfrom {time_of_day(span.start)}, {_lasted(span)}"


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where instants stand.

    Attributes:
        places: the x of each instant at which something happens, in order.
        folds: the stretches that are folded, as pairs of instants.
    """

    places: dict[int, float]
    folds: tuple[tuple[int, int], ...]


def axis_of(instants: Iterable[int], width: float) -> _Axis:
    """Return where *instants* stand on about *width* px: to scale except where folded, never too close to tell apart.

    A stretch of more than a minute that is more than its share of the whole is folded.
    """
    stops = sorted(set(instants))
    gaps = [later - earlier for earlier, later in pairwise(stops)]
    folded = _folded(gaps)
    shown = sum(gap for index, gap in enumerate(gaps) if index not in folded)
    room = max(width - _FOLDED * len(folded), width / 2)
    steps = [_FOLDED if index in folded else max(_LEAST, room * gap / shown) for index, gap in enumerate(gaps)]
    places = dict(zip(stops, accumulate(steps, initial=0.0), strict=False))
    return _Axis(places, tuple((stops[index], stops[index + 1]) for index in sorted(folded)))


def _folded(gaps: list[int]) -> set[int]:
    """Return which gaps are folded: the longest, again and again, while it takes more than its share of the rest."""
    folded = set[int]()
    left = sum(gaps)
    for index in sorted(range(len(gaps)), key=lambda index: -gaps[index]):
        if gaps[index] <= PAUSE or gaps[index] <= left * _SHARE:
            break
        folded.add(index)
        left -= gaps[index]
    return folded
