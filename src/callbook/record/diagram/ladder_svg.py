"""The ladder as SVG, alone, and as the difference of two.

Its rows are drawn with a column of times, lifelines, arrows, signs, and boxes for what is said.
"""

from __future__ import annotations

import json
from collections import Counter
from itertools import chain
from textwrap import wrap
from typing import TYPE_CHECKING, cast

from callbook.core import Entry, MessageSent, SipSent, counted
from callbook.messages import Message, to_mapping
from callbook.record.diagram.difference import Change, DiffRung, folded, ladder_diff
from callbook.record.diagram.extraction import Kind, Rung, rungs, talking
from callbook.record.diagram.ladder import fitted, short_name
from callbook.record.diagram.ladder_rows import Day, Fold, Head, Pause, Row, laid_out, rows_of
from callbook.record.diagram.svg import CHARACTER, picture, text, width_of, xml_element, xml_escaped
from callbook.record.diagram.times import day_text, duration_text, time_of_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_LEFT = 20  # room for the signs of what is marked, removed or added
_TIMES = 104
_PER_CHARACTER = 7.4
_LEAST_WIDTH = 560
_CLASSES = {kind: f"cb-{kind.name.lower().replace('_', '-')}" for kind in Kind}
_MESSAGE, _LINE, _HEAD, _STEP = 30, 16, 40, 28
_LETTERS = 74
_BEHIND = {Change.ADDED: ("cb-won", "+"), Change.REMOVED: ("cb-lost", "\N{MINUS SIGN}"), Change.SAME: ("cb-here", "▶")}


GLYPHS: dict[Kind, str] = {
    Kind.ACTION: "M-4,-5 L5,0 L-4,5 Z",
    Kind.REFUSAL: "M-4,-4 L4,4 M4,-4 L-4,4",
    Kind.FAULT: "M1,-6 L-4,1 L0,1 L-1,6 L4,-1 L0,-1 Z",
    Kind.TIMER: "M0,-5 A5,5 0 1 1 -0.1,-5 M0,-3 L0,0 L3,1",
    Kind.NOTE: "M-5,-4 H5 V3 H-1 L-4,6 V3 H-5 Z",
    Kind.CONFIGURATION: "M0,-6 L5,0 L0,6 L-5,0 Z",
    Kind.FAILURE: "M-4,-4 L4,4 M4,-4 L-4,4 M-6,-6 H6 V6 H-6 Z",
}
"""The outline of each sign about its middle, 12 px high and wide."""


class LadderDrawing:
    """One drawing: the rows go in one after the other, from the top.

    Args:
        rows: what is drawn; it decides where the lifelines stand.
        order: the actors in the order of their lifelines.
        marked: the number of the entry that is set off.
        details: what each entry's tooltip says, by its number.
    """

    def __init__(
        self, rows: Sequence[Row], order: Sequence[str], marked: int | None, details: Mapping[int, str]
    ) -> None:
        self._rows = rows
        self._marked = marked
        self._details = details
        drawn = [row.rung for row in rows if isinstance(row, DiffRung)]
        speakers = set(talking(drawn))
        columns = fitted(drawn, tuple(actor for actor in order if actor in speakers))
        names = [width_of(short_name(actor)) / 2 + 8 for actor in columns] or [0]
        start = _LEFT + _TIMES + max(names[0], 12)
        self.columns = {actor: start + column * _PER_CHARACTER for actor, column in columns.items()}
        right = max(self.columns.values(), default=start) + max(names[-1], 12) + 12
        self.width = float(round(max(right, _LEAST_WIDTH)))
        self.height = 8.0
        self._said_at = -1
        self._day = day_text(drawn[0].at) if drawn else ""

    def drawn(self) -> str:
        """Return the markup of all rows, the lifelines behind them."""
        parts = [self._row(row) for row in self._rows]
        top = 34.0
        lifelines = (
            xml_element("line", class_="cb-lifeline", x1=x, x2=x, y1=top, y2=self.height) for x in self.columns.values()
        )
        return "".join(chain(lifelines, parts))

    def _row(self, row: Row) -> str:
        match row:
            case Head():
                return self._head()
            case Pause(start=start, end=end):
                return self._pause(f"… {duration_text(end - start)} pass …{self._new_day(end)}")
            case Day(at=at):
                return self._pause(self._new_day(at).strip())
            case Fold(count=count, what=what):
                return self._pause(f"… {count} {what} …")
            case _:
                return self._rung(row.rung, row.change)

    def _head(self) -> str:
        y = self.height
        self.height += _HEAD
        heads = [text(self._day, x=_LEFT, y=y + 12, class_="cb-time"), text("UTC", x=_LEFT, y=y + 25, class_="cb-time")]
        for actor, x in self.columns.items():
            name = short_name(actor)
            width = max(46.0, width_of(name) * 1.08 + 8)  # names are bold
            box = xml_element("rect", class_="cb-head", x=x - width / 2, y=y + 2, width=width, height=24, rx=4)
            heads.append(box + text(name, x=x, y=y + 18, class_="cb-name cb-middle"))
        return "".join(heads)

    def _new_day(self, instant: int) -> str:
        day = day_text(instant)
        self._day, before = day, self._day
        return f" {day}" if day != before else ""

    def _pause(self, words: str) -> str:
        y = self.height
        self.height += 30
        return (
            xml_element("rect", class_="cb-cover", x=0, y=y + 2, width=self.width, height=26)
            + xml_element("line", class_="cb-pause", x1=_LEFT, x2=self.width - 8, y1=y + 15, y2=y + 15)
            + text(words, x=(_LEFT + self.width) / 2, y=y + 19, class_="cb-soft cb-middle cb-halo")
        )

    def _rung(self, rung: Rung, change: Change) -> str:
        y = self.height
        if rung.kind is Kind.STEP:
            drawn = self._step(rung)
        elif rung.receiver:
            drawn = self._arrow(rung)
        else:
            drawn = self._box(rung)
        details = self._details.get(rung.number, "")
        title = f"<title>{xml_escaped(f'{rung.number}. {time_of_day(rung.at)} {rung.kind}{details}')}</title>"
        named = f"{_CLASSES[rung.kind]} cb-{change}"
        return (
            f'<g class="{named}" data-entry="{rung.number}">{title}'
            f"{self._behind(rung, change, y)}{drawn}{self._time(rung, y)}</g>"
        )

    def _behind(self, rung: Rung, change: Change, y: float) -> str:
        """Set off what is marked or has changed."""
        if rung.number != self._marked and change is Change.SAME:
            return ""
        behind, sign = _BEHIND[change]
        height = self.height - y - 1
        frame = xml_element("rect", class_=behind, x=1, y=y + 0.5, width=self.width - 2, height=height, rx=3)
        return frame + text(sign, x=6, y=y + 18, class_="cb-sign")

    def _time(self, rung: Rung, y: float) -> str:
        """Return the time; steps have it too, and what happens at one instant says so once in full ink."""
        self._said_at, before = rung.at, self._said_at
        soft = "cb-time" if rung.at == before else "cb-time cb-now"
        return f'<text class="{soft}" x="{_LEFT}" y="{y + 18:g}">{time_of_day(rung.at)}</text>'

    def _step(self, rung: Rung) -> str:
        lines = _folded(rung.label, int((self.width - _LEFT - _TIMES) / _PER_CHARACTER))
        y = self.height
        height = _STEP + (len(lines) - 1) * _LINE
        self.height += height
        return (
            f'<g class="cb-step"><rect class="cb-band" x="0" y="{y + 2:g}" width="{self.width:g}" '
            f'height="{height - 4}"/>{_lines(lines, _LEFT + _TIMES, y + 18)}</g>'
        )

    def _arrow(self, rung: Rung) -> str:
        start, end = self.columns[rung.sender], self.columns[rung.receiver]
        y = self.height + 23
        self.height += _MESSAGE
        way = 1 if start < end else -1
        shaft = f"M{start:g},{y:g} H{end - way * 2:g}" if start != end else f"M{start:g},{y - 6:g} h26 v6 H{end + 2:g}"
        back = end - way * 9
        tip = f"M{back:g},{y - 4:g} L{end - way:g},{y:g} L{back:g},{y + 4:g}"
        close, full = ("Z", " cb-full") if rung.kind is Kind.OPEN_MEDIA else ("", "")
        return (
            f'<path class="cb-shaft" d="{shaft}"/><path class="cb-tip{full}" d="{tip}{close}"/>'
            f'<text class="cb-middle cb-halo" x="{(start + end) / 2:g}" y="{y - 6:g}">{xml_escaped(rung.label)}</text>'
        )

    def _box(self, rung: Rung) -> str:
        room = self.width - _LEFT - _TIMES - 8
        lines = _folded(rung.label, min(_LETTERS, int((room - 36) / _PER_CHARACTER)))
        width = min(room, max(map(width_of, lines)) + 36)
        height = len(lines) * _LINE + 8
        left, y = self._left(rung, width), self.height
        self.height += height + 6
        return (
            f'<rect class="cb-box" x="{left:g}" y="{y + 3:g}" width="{width:g}" height="{height}" rx="4"/>'
            f"{_glyph(rung.kind, left + 13, y + 15)}{_lines(lines, left + 26, y + 19)}"
        )

    def _left(self, rung: Rung, width: float) -> float:
        """Return the left edge of a box: over the actor's lifeline, but within the picture."""
        least = _LEFT + _TIMES
        middle = self.columns.get(rung.sender)
        return least if middle is None else max(least, min(middle - width / 2, self.width - width - 6))


def _folded(words: str, most: int) -> list[str]:
    fitting = int(most * len(words) * CHARACTER / width_of(words)) if words else most  # fewer of the wide ones
    if len(words) <= fitting and "\n" not in words:
        return [words]
    return wrap(" ".join(words.split()), max(fitting, 1), break_on_hyphens=False) or [""]


def _lines(lines: Sequence[str], x: float, y: float) -> str:
    return "".join(
        f'<text x="{x:g}" y="{y + index * _LINE:g}">{xml_escaped(line)}</text>' for index, line in enumerate(lines)
    )


def _glyph(kind: Kind, x: float, y: float) -> str:
    """Return the sign of *kind* with its middle at (*x*, *y*)."""
    return f'<path class="cb-glyph" d="{GLYPHS[kind]}" transform="translate({x:g} {y:g})"/>'


MOST_RUNGS = 2_000
"""How many rungs a ladder draws unless told otherwise."""

_LONGEST_DETAILS = 600
_LONGEST_SIP = 2_000
_LEGEND = (
    "Solid line, full arrowhead: Open Media. Dashed line, open arrowhead: T-Library. Boxes: actions (triangle), "
    "refusals (cross), faults (bolt), timers (clock), things shown (bubble), configuration (diamond)."
)
_LEGEND_OF_SIP = " Dotted line, open arrowhead: SIP."


def ladder_svg(  # noqa: PLR0913 - all keyword-only, all with a default
    entries: Iterable[Entry],
    *,
    title: str = "Ladder",
    marked: int | None = None,
    last: int | None = None,
    upto: int | None = None,
    most: int | None = MOST_RUNGS,
) -> str:
    """Return the ladder of *entries* as SVG, to stand in a page or in a file.

    Each rung is a ``<g data-entry="N">`` with the number of its entry, and a tooltip with the message's attributes.

    Args:
        entries: the journal's, live or read from a recording.
        title: the picture's name.
        marked: the number of the entry to set off; of one without a rung, the rung before it.
        last: draw only so many rungs, the newest.
        upto: the number of the last entry to draw.
        most: of more rungs, draw the beginning, the end and what is near *marked*; None draws all.
    """
    given = [entry for entry in entries if upto is None or entry.number <= upto]
    everything = rungs(given)
    shown = everything if last is None else everything[max(0, len(everything) - max(0, last)) :]
    here = _rung_of(shown, marked)
    rows: list[Row] = rows_of(shown, most=most, marked=here)
    if len(shown) < len(everything):
        rows.insert(1, Fold(len(everything) - len(shown), "earlier"))
    return _framed(rows, talking(everything), here, _details(given, rows), title, _description(shown))


def ladder_diff_svg(before: Iterable[Entry], after: Iterable[Entry], *, title: str = "Ladder difference") -> str:
    """Return what differs between two ladders as SVG: minus was, plus is new; most of what is the same is folded."""
    found = ladder_diff(before, after)
    changes = Counter(each.change for each in found)
    of_changes = ", ".join(f"{changes[change]} {change}" for change in Change)
    shown = [Fold(piece, "the same") if isinstance(piece, int) else piece for piece in folded(found)]
    order = talking(each.rung for each in found)
    return _framed(list(laid_out(shown)), order, None, {}, title, f"Rungs: {of_changes}.")


def _framed(  # noqa: PLR0913, PLR0917 - what a picture consists of
    rows: list[Row], order: Sequence[str], marked: int | None, details: dict[int, str], title: str, description: str
) -> str:
    drawing = LadderDrawing(rows, order, marked, details)
    body = drawing.drawn()
    if not any(isinstance(row, DiffRung | Fold) for row in rows):
        body += text("(nothing has happened)", x=130, y=26)
    of_sip = any(isinstance(row, DiffRung) and row.rung.kind is Kind.SIP for row in rows)
    legend = f"{_LEGEND}{_LEGEND_OF_SIP}" if of_sip else _LEGEND
    return picture(body, drawing.width, drawing.height + 10, title=title, description=f"{description} {legend}")


def _rung_of(shown: Sequence[Rung], marked: int | None) -> int | None:
    if marked is None:
        return None
    return max((rung.number for rung in shown if rung.number <= marked), default=None)


def _description(shown: Sequence[Rung]) -> str:
    """Return in words what is to be seen, for those who cannot see it."""
    if not shown:
        return "Nothing has happened."
    first, last = shown[0].at, shown[-1].at
    kinds = Counter(rung.kind for rung in shown)
    of_kinds = ", ".join(f"{kinds[kind]} \N{MULTIPLICATION SIGN} {kind}" for kind in Kind if kinds[kind])
    actors = ", ".join(talking(shown)) or "nobody"
    return (
        f"Ladder of {counted(len(shown), 'rung')} ({of_kinds}) from {time_of_day(first)} on {day_text(first)} to "
        f"{time_of_day(last)} on {day_text(last)}, UTC. Lifelines: {actors}."
    )


def _details(entries: Sequence[Entry], rows: Sequence[Row]) -> dict[int, str]:
    """Return the attributes of each message that is drawn, in words, by entry number."""
    drawn = {row.rung.number for row in rows if isinstance(row, DiffRung)}
    return {
        entry.number: f"\n{_attributes(entry.message) if isinstance(entry, MessageSent) else _of_sip(entry)}"
        for entry in entries
        if isinstance(entry, MessageSent | SipSent) and entry.number in drawn
    }


def _of_sip(entry: SipSent) -> str:
    words = f"{entry.source} -> {entry.destination}, {entry.transport}\n{entry.text}".replace("\r\n", "\n")
    return words if len(words) <= _LONGEST_SIP else f"{words[:_LONGEST_SIP]}…"


def _attributes(message: object) -> str:
    given = to_mapping(message) if isinstance(message, Message) else cast("dict[str, object]", message)
    words = "\n".join(
        f"{name}: {value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, separators=(',', ':'))}"
        for name, value in given.items()
        if name not in {"protocol", "message"}
    )
    return words if len(words) <= _LONGEST_DETAILS else f"{words[:_LONGEST_DETAILS]}…"
