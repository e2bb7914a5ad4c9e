"""The timeline as SVG and as text: a lane per callback, call and timer over one time axis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.record.diagram.svg import element, escaped, picture, text, width_of
from callbook.record.diagram.time_axis import Axis, axis_of
from callbook.record.diagram.timeline import Lane, Span, lanes_of
from callbook.record.diagram.times import day_of, lasting, time_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callbook.core import Entry

_LANE = 30
_TOP = 44
_WIDTH = 640.0
_LONGEST_NAME = 38
_LEAST_LETTERS = 3
_OPEN = 46.0  # how far what still goes on reaches beyond the end
_NOTHING = "(nothing lasts)"
_FIRED = "●"


def timeline_svg(entries: Iterable[Entry], *, title: str = "Timeline") -> str:
    """Draw how long callbacks and calls were in each state and how long timers ran; waiting has a dashed frame.

    Long stretches in which nothing begins or ends are folded. What still goes on at the end stays open at the right.
    """
    lanes = lanes_of(entries)
    told = timeline_of(lanes)
    if not lanes:
        return picture(text(_NOTHING, x=12, y=24), 320, 40, title=title, description=told)
    left = max(width_of(_named(lane)) for lane in lanes) + 32
    axis = axis_of(_instants(lanes), _WIDTH)
    end = max(axis.places.values())
    height = _TOP + len(lanes) * _LANE
    parts = [*_ticks(axis, height)]
    for index, lane in enumerate(lanes):
        parts.extend(_lane(lane, _TOP + index * _LANE, axis, end))
    names = (text(_named(lane), x=12, y=_TOP + index * _LANE + 19) for index, lane in enumerate(lanes))
    head = text(f"{day_of(min(axis.places))}, UTC", x=12, y=16, class_="cb-time")
    body = head + "".join(names) + element("g", "".join(parts), transform=f"translate({left:g} 0)")
    return picture(body, left + end + _OPEN + 90, height + 8, title=title, description=told)


def timeline_text(entries: Iterable[Entry]) -> str:
    """Tell the timeline in words: per lane a line for each span, when it began, how long it took, what it was."""
    return timeline_of(lanes_of(entries))


def timeline_of(lanes: Sequence[Lane]) -> str:
    """Tell these lanes in words."""
    return "\n".join(line for lane in lanes for line in _told(lane)) or _NOTHING


def _told(lane: Lane) -> Iterator[str]:
    yield f"{lane.machine} {lane.subject}"
    for span in lane.spans:
        yield f"  {time_of_day(span.start)}  {_lasted(span).ljust(12)}  {span.words}{_extra(span)}"


def _lasted(span: Span) -> str:
    return "open" if span.end is None else lasting(span.end - span.start)


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


def _ticks(axis: Axis, height: float) -> Iterator[str]:
    """Yield a line with its time where there is room for one, and a break mark where time is folded."""
    free = 0.0
    for instant, x in axis.places.items():
        if x >= free:
            words = time_of_day(instant).removesuffix(".000")
            yield element("line", class_="cb-pause", x1=x, x2=x, y1=36, y2=height)
            yield text(words, x=x, y=32, class_="cb-time")
            free = x + width_of(words) + 8
    for start, end in axis.folds:
        x = (axis.places[start] + axis.places[end]) / 2
        yield text(f"… {lasting(end - start)} …", x=x, y=16, class_="cb-soft cb-middle cb-small")


def _lane(lane: Lane, y: float, axis: Axis, end: float) -> Iterator[str]:
    for span in lane.spans:
        x1 = axis.places[span.start]
        x2 = end + _OPEN if span.end is None else axis.places[span.end]
        kind = "cb-running" if lane.machine == "timer" else "cb-waits" if span.waits else "cb-lasts"
        title = f"<title>{escaped(_tip(lane, span))}</title>"
        yield element("g", title + _bar(lane, span, x1, x2, y) + _breaks(axis, x1, x2, y), class_=kind)


def _bar(lane: Lane, span: Span, x1: float, x2: float, y: float) -> str:
    """Return the bar of a span; of no length it is an upright stroke."""
    top = y + (10 if lane.machine == "timer" else 4)
    height = 10 if lane.machine == "timer" else 22
    if x2 <= x1:
        return element("line", class_="cb-edge", x1=x1, x2=x1, y1=top - 2, y2=top + height + 2)
    bar = element("rect", class_="cb-span", x=x1, y=top, width=x2 - x1, height=height, rx=3)
    if lane.machine == "timer":
        return bar + text(_FIRED, x=x2 + 3, y=y + 19, class_="cb-small")
    shown = _fitting(span.words, x2 - x1 - 8)
    return bar + (text(shown, x=x1 + 5, y=y + 19, class_="cb-small") if shown else "")


def _fitting(words: str, room: float) -> str:
    """Cut *words* short so that they fit; where hardly any would, give none."""
    if width_of(words) <= room:
        return words
    letters = int(room / width_of(words) * len(words)) - 1
    return f"{words[:letters]}…" if letters >= _LEAST_LETTERS else ""


def _breaks(axis: Axis, x1: float, x2: float, y: float) -> str:
    """Break the bar where it runs through folded time."""
    marks = (axis.places[end] - 12 for _, end in axis.folds)  # where no words are
    return "".join(
        element("path", class_="cb-break", d=f"M{x - 4:g},{y + 27:g} l4,-24 h5 l-4,24 Z") for x in marks if x1 < x < x2
    )


def _tip(lane: Lane, span: Span) -> str:
    return f"{lane.machine} {lane.subject}: {span.words}{_extra(span)}\nfrom {time_of_day(span.start)}, {_lasted(span)}"
