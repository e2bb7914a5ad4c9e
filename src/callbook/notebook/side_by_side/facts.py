"""What stands on a desk, fact by fact, so that two desks can be compared; and the differences in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

from callbook.notebook.desk.desk_state import NEW_NUMBER
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.notebook.side_by_side.moments import Moment

NOTHING = "none"
"""Stands where nothing stands on a desk."""

DeskPicture: TypeAlias = "dict[str, Any]"
"""``screen``: what a desk shows, as plain data; ``offers``: see `Offers`; ``bell``: how it rang last, in words."""

Facts: TypeAlias = "dict[str, object]"
"""By names: ``channel``, ``ID`` (is there such a notification or window?), ``ID/bell``, ``ID/offer/accept`` …"""

_OF_THE_DESK = ("channel", "reason", "voice_in_service")
_OF_A_WINDOW = ("state", "phone_number", "call", "call_result", "consult", "disposition", "reschedule", "trouble")
_COLORS = ("frame_color", "header_foreground_color")


def facts(desk: DeskPicture | None) -> Facts:
    """Return what stands on a desk; nothing for a desk that is not there."""
    if desk is None:
        return {}
    screen = desk["screen"]
    found: Facts = {name: screen[name] for name in _OF_THE_DESK}
    found |= {f"offer/{action}": why == "" for action, why in desk["offers"].get("", {}).items()}
    for shown in screen["interactions"]:
        found |= _of_window(shown, desk)
    return found


def _of_window(shown: dict[str, Any], desk: DeskPicture) -> Facts:
    window = shown["id"]
    found: Facts = {window: shown["notification"]}
    found |= {f"{window}/{name}": shown[name] for name in _OF_A_WINDOW}
    if shown["notification"]:
        found |= {f"{window}/seconds_left": shown["seconds_left"], f"{window}/bell": (shown["bell"], desk["bell"])}
    elif information := shown["information"]:
        found |= {f"{window}/information/{name}": value for name, value in information["fields"]}
        found |= {f"{window}/{name}": information[name] for name in _COLORS}
    offers = desk["offers"].get(window, {})
    found |= {f"{window}/offer/{action}": why == "" for action, why in offers.items()}
    if offers.get(Action.RESCHEDULE):  # that no new number may be given then goes without saying
        found.pop(f"{window}/offer/{NEW_NUMBER}", None)
    return found


def differing(one: Facts, other: Facts) -> frozenset[str]:
    """Return the names of what differs; of a notification or window that only one of both has, no more than that."""
    if not one or not other:
        return frozenset({"channel"} if one or other else ())
    names = {name for name in (*one, *other) if one.get(name) != other.get(name)}
    alone = {name for name in names if (name in one) != (name in other)}
    other_kind = {name for name in names if isinstance(one.get(name), bool) and "/" not in name}
    whole = alone | other_kind
    return frozenset(name for name in names if "/" not in name or name.partition("/")[0] not in whole)


def differences_text(moment: Moment) -> tuple[str, ...]:
    """Return a line for each difference of a moment."""
    return tuple(_lines(moment))


def _lines(moment: Moment) -> Iterator[str]:
    for agent, names in moment.newly.items():
        one, other = facts(moment.before.get(agent)), facts(moment.after.get(agent))
        for name in sorted(names):
            yield f"{agent}: {_named(name)}: {_said(name, one)} before, {_said(name, other)} after"


_WORDS = {
    "channel": "the channel",
    "reason": "the Not Ready reason",
    "voice_in_service": "the voice channel",
    "state": "the callback",
    "phone_number": "the number",
    "call": "the call",
    "call_result": "how the call ended",
    "consult": "the consult call",
    "disposition": "the disposition",
    "reschedule": "the new time",
    "trouble": "what went wrong",
    "seconds_left": "seconds left",
    "bell": "the bell",
    "frame_color": "the frame's colour",
    "header_foreground_color": "the colour of the header's text",
}


_YES_NO = {
    "/offer/": ("offered", "not offered"),
    "/voice_in_service": ("in service", "not in service"),
    "": ("a notification", "a window"),
}


def _named(name: str) -> str:
    of_window, found, fact = name.rpartition("/")
    if of_window.endswith("offer"):
        return "a new number" if fact == NEW_NUMBER else f"'{fact}'"
    if of_window.endswith("information"):
        return f"Callback Information, {fact}"
    return _WORDS.get(fact, fact) if found or fact in _WORDS else "the callback"


def _said(name: str, found: Facts) -> str:
    value = found.get(name)
    kind = next(each for each in _YES_NO if each in f"/{name}")
    if kind or isinstance(value, bool):
        return _YES_NO[kind][not value]
    match value:
        case dict():
            return color_text(cast("dict[str, int]", value))
        case tuple():
            sound, rings = cast("tuple[str, str]", value)
            return rings if sound else f"silent, after {rings}" if rings else "silent"
        case _:
            return str(value or NOTHING)


def color_text(color: dict[str, int]) -> str:
    """Return a colour as it is written in the option, ``#AARRGGBB`` (O9, O10)."""
    return f"#{color['alpha']:02X}{color['red']:02X}{color['green']:02X}{color['blue']:02X}"
