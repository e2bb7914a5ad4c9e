"""The player without Python behind it: every moment that it can show, as plain data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from callbook.notebook.playing.player import Player

MOST = 600
"""How many moments a page holds; of a longer recording those up to where it failed, or the last."""


def stretch(player: Player, most: int = MOST) -> tuple[int, int]:
    """Return the first and the last of the *most* moments that matter: up to soon after the failure, or to the end."""
    end = player.count
    if end > most and player.route.failure is not None:
        end = min(end, player.route.failure + most // 4)
    return max(1, end - most + 1), end


def in_words(player: Player, first: int, last: int) -> str:
    """Say which moments of the recording are shown; empty if all are."""
    shown = last - first + 1
    if shown >= player.count:
        return ""
    return f"The recording has {player.count} moments; this page holds {shown}, from moment {first} to {last}."


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
    """Count from the first moment that the page holds; None for what it does not hold."""
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
