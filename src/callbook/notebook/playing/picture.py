"""What a page shows of one moment, as plain data: small enough to be sent at each step."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from callbook.record import day_of, ladder_svg, text_ladder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.core import Entry
    from callbook.notebook.playing.player import Player
    from callbook.notebook.playing.route import Route

RUNGS = 30
"""How many new rungs a page of the ladder has."""

_BEFORE = 10  # rungs of the page before, so that a page never begins with nothing behind
_MOST = 12
_LONG = 2_000


def picture_of(player: Player) -> dict[str, Any]:
    """Return the moment at which *player* stands, see ``Player.picture``."""
    entry, places, timers = player.entry, player.places, player.timers
    return {
        "position": player.position,
        "entry": 0 if entry is None else entry.number,
        "day": "" if entry is None else f"{day_of(entry.at)}, UTC",
        "sentence": player.sentence,
        "step": player.step,
        "page": page_number(player.position),
        "next": player.route.step_after(player.position),
        "previous": player.route.step_before(player.position),
        "desks": _desks(player),
        "places": _few((f"{where}: {each}" for each, where in reversed(places.items())), len(places)),
        "timers": _few(timers, len(timers)),
        "causes": player.causes,
    }


def page_of(player: Player) -> dict[str, Any]:
    """Return the page of the ladder on which *player* stands, with the rungs that are still to come."""
    number = page_number(player.position)
    first, last = number * RUNGS + 1, min((number + 1) * RUNGS, player.count)
    title = f"{player.trace.name}, page {number + 1} of the ladder"
    return {"number": number, "svg": stretch_svg(player.route, max(1, first - _BEFORE), last, title=title)}


def stretch_svg(route: Route, first: int, last: int, *, title: str, marked: int | None = None) -> str:
    """Draw the moments *first* to *last*; the order of the lifelines is that of the whole, unless it is very long."""
    if not len(route):
        return ladder_svg((), title=title)
    return ladder_svg(_up_to(route, first, last), title=title, last=last - first + 1, marked=marked)


def stretch_text(route: Route, first: int, last: int) -> str:
    """Draw the same as plain text."""
    return text_ladder(_up_to(route, first, last) if len(route) else (), last=last - first + 1, steps=True)


def _up_to(route: Route, first: int, last: int) -> tuple[Entry, ...]:
    return route.entries(1 if last <= _LONG else first, last)


def page_number(position: int) -> int:
    """Return the number of the page, from 0, on which a moment stands."""
    return (max(position, 1) - 1) // RUNGS


def _desks(player: Player) -> list[dict[str, Any]]:
    offers = player.offers
    return [
        {"screen": msgspec.to_builtins(screen), **({"offers": offers[agent]} if agent in offers else {})}
        for agent, screen in player.standing.screens.items()
    ]


def _few(words: Iterable[str], count: int) -> list[str]:
    """Return the first of *count* texts, and say how many more there are."""
    more = count - _MOST
    return [*islice(words, _MOST), *([f"and {more} more"] if more > 0 else [])]
