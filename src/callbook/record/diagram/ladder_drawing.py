"""Draws the rows of a ladder as SVG: a column of times, lifelines, arrows, and boxes for what is said."""

from __future__ import annotations

from itertools import chain
from textwrap import wrap
from typing import TYPE_CHECKING

from callbook.record.diagram.difference import Change, DiffRung
from callbook.record.diagram.extraction import Kind, Rung, talking
from callbook.record.diagram.glyphs import glyph
from callbook.record.diagram.ladder import fitted, short_name
from callbook.record.diagram.ladder_rows import Fold, Head, Pause, Row
from callbook.record.diagram.svg import CHARACTER, element, escaped, text, width_of
from callbook.record.diagram.times import day_of, lasting, time_of_day

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LEFT = 20  # room for the signs of what is marked, removed or added
_TIMES = 104
_PER_CHARACTER = 7.4
_LEAST_WIDTH = 560
_CLASSES = {kind: f"cb-{kind.name.lower().replace('_', '-')}" for kind in Kind}
_MESSAGE, _LINE, _HEAD, _STEP = 30, 16, 40, 28
_LETTERS = 74
_BEHIND = {Change.ADDED: ("cb-won", "+"), Change.REMOVED: ("cb-lost", "\N{MINUS SIGN}"), Change.SAME: ("cb-here", "▶")}


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
        heard = set(talking(drawn))
        columns = fitted(drawn, tuple(actor for actor in order if actor in heard))
        names = [width_of(short_name(actor)) / 2 + 8 for actor in columns] or [0]
        start = _LEFT + _TIMES + max(names[0], 12)
        self.columns = {actor: start + column * _PER_CHARACTER for actor, column in columns.items()}
        right = max(self.columns.values(), default=start) + max(names[-1], 12) + 12
        self.width = float(round(max(right, _LEAST_WIDTH)))
        self.height = 8.0
        self._said_at = -1
        self._day = day_of(drawn[0].at) if drawn else ""

    def drawn(self) -> str:
        """Return the markup of all rows, the lifelines behind them."""
        parts = [self._row(row) for row in self._rows]
        top = 34.0
        lifelines = (
            element("line", class_="cb-lifeline", x1=x, x2=x, y1=top, y2=self.height) for x in self.columns.values()
        )
        return "".join(chain(lifelines, parts))

    def _row(self, row: Row) -> str:
        match row:
            case Head():
                return self._head()
            case Pause(start=start, end=end):
                return self._pause(f"… {lasting(end - start)} pass …{self._new_day(end)}")
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
            box = element("rect", class_="cb-head", x=x - width / 2, y=y + 2, width=width, height=24, rx=4)
            heads.append(box + text(name, x=x, y=y + 18, class_="cb-name cb-middle"))
        return "".join(heads)

    def _new_day(self, instant: int) -> str:
        day = day_of(instant)
        self._day, before = day, self._day
        return f" {day}" if day != before else ""

    def _pause(self, words: str) -> str:
        y = self.height
        self.height += 30
        return (
            element("rect", class_="cb-cover", x=0, y=y + 2, width=self.width, height=26)
            + element("line", class_="cb-pause", x1=_LEFT, x2=self.width - 8, y1=y + 15, y2=y + 15)
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
        title = f"<title>{escaped(f'{rung.number}. {time_of_day(rung.at)} {rung.kind}{details}')}</title>"
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
        frame = element("rect", class_=behind, x=1, y=y + 0.5, width=self.width - 2, height=height, rx=3)
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
            f'<text class="cb-middle cb-halo" x="{(start + end) / 2:g}" y="{y - 6:g}">{escaped(rung.label)}</text>'
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
            f"{glyph(rung.kind, left + 13, y + 15)}{_lines(lines, left + 26, y + 19)}"
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
        f'<text x="{x:g}" y="{y + index * _LINE:g}">{escaped(line)}</text>' for index, line in enumerate(lines)
    )
