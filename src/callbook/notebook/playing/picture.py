"""What a page shows of one moment, as plain data: small enough to be sent at each step.

Without Python behind it a page holds every moment that it can show.
"""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from callbook.core import counted
from callbook.record import day_text, ladder_svg, text_ladder

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
        "day": "" if entry is None else f"{day_text(entry.at)}, UTC",
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
    """Return the moments *first* to *last* as SVG; lifelines stand as in the whole ladder, unless it is very long."""
    if not len(route):
        return ladder_svg((), title=title)
    return ladder_svg(_up_to(route, first, last), title=title, last=last - first + 1, marked=marked)


def stretch_text(route: Route, first: int, last: int) -> str:
    """Return the same as plain text."""
    return text_ladder(_up_to(route, first, last) if len(route) else (), last=last - first + 1, steps=True)


def _up_to(route: Route, first: int, last: int) -> tuple[Entry, ...]:
    return route.entries(1 if last <= _LONG else first, last)


def page_number(position: int) -> int:
    """Return the number of the page, from 0, on which a moment stands."""
    return (max(position, 1) - 1) // RUNGS


def _desks(player: Player) -> list[dict[str, Any]]:
    offers, zone = player.offers, player.trace.head.contact_center.time_zone
    return [
        {"screen": msgspec.to_builtins(screen), "zone": zone, **({"offers": offers[agent]} if agent in offers else {})}
        for agent, screen in player.standing.screens.items()
    ]


def _few(words: Iterable[str], count: int) -> list[str]:
    """Return the first of *count* texts, and say how many more there are."""
    more = count - _MOST
    return [*islice(words, _MOST), *([f"and {more} more"] if more > 0 else [])]


MOST = 600
"""How many moments a page holds; of a longer recording those up to where it failed, or the last."""


def stretch(player: Player, most: int = MOST) -> tuple[int, int]:
    """Return the first and the last of the *most* moments that matter: up to soon after the failure, or to the end."""
    end = player.count
    if end > most and player.route.failure is not None:
        end = min(end, player.route.failure + most // 4)
    return max(1, end - most + 1), end


def in_words(player: Player, first: int, last: int) -> str:
    """Return in words which moments of the recording are shown; empty if all are."""
    shown = last - first + 1
    if shown >= player.count:
        return ""
    return (
        f"The recording has {counted(player.count, 'moment')}; this page holds {shown}, from moment {first} to {last}."
    )


def standalone(player: Player) -> dict[str, Any]:
    """Return all that a page needs to play: the outline, moments, pages of the ladder, desks, and where to start.

    There must be a moment at least. Moments name their desks by number: most are the same as a moment before.
    """
    first, last = stretch(player)
    here, desks = player.position, dict[str, int]()
    moments, pages = list[dict[str, Any]](), list[dict[str, Any]]()
    for position in range(first, last + 1):
        moment = player.to(position).picture()
        if not pages or pages[-1]["number"] != moment["page"]:
            pages.append(player.page())
        moment["desks"] = [desks.setdefault(json.dumps(desk), len(desks)) for desk in moment["desks"]]
        moments.append(_shifted(moment, first, last))
    player.to(here)
    return {
        "outline": _outline(player, first, last),
        "moments": moments,
        "pages": pages,
        "desks": [json.loads(desk) for desk in desks],
        "start": _within(here, first, last) or 1,
    }


def _within(position: int | None, first: int, last: int) -> int | None:
    """Return the number of a moment, counted from the first that the page holds; None for what it does not hold."""
    return position - first + 1 if position is not None and first <= position <= last else None


def _shifted(moment: dict[str, Any], first: int, last: int) -> dict[str, Any]:
    return {**moment, **{name: _within(moment[name], first, last) for name in ("position", "next", "previous")}}


def _outline(player: Player, first: int, last: int) -> dict[str, Any]:
    outline = player.route.outline()
    steps = ((_within(step["position"], first, last), step["text"]) for step in outline["steps"])
    states = (
        (state["name"], [_within(place, first, last) for place in state["positions"] if first <= place <= last])
        for state in outline["states"]
    )
    return {
        **outline,
        "count": last - first + 1,
        "failure": _within(outline["failure"], first, last),
        "steps": [{"position": position, "text": text} for position, text in steps if position],
        "states": [{"name": name, "positions": places} for name, places in states if places],
        "note": in_words(player, first, last),
    }
