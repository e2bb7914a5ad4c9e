"""What agents see and where callbacks end up, in one recording and not in another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from callbook.core import ScreenShown, StateChanged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.core import Entry

_UNTOLD = frozenset({"agent", "id", "seconds_left", "trouble"})
_PAIRS = "information.fields"
_LONGEST = 90


def seen_differently(before: Iterable[Entry], after: Iterable[Entry]) -> list[str]:
    """Say in lines which values a desktop showed in only one of two recordings, and which callback ended elsewhere."""
    old, new = tuple(before), tuple(after)
    return [*_places(old, new), *_screens(old, new)]


def _places(before: Iterable[Entry], after: Iterable[Entry]) -> list[str]:
    old, new = _last_places(before), _last_places(after)
    return [
        f"{each} ends {old.get(each, 'nowhere')} before, {new.get(each, 'nowhere')} after"
        for each in dict.fromkeys((*old, *new))
        if old.get(each) != new.get(each)
    ]


def _last_places(entries: Iterable[Entry]) -> dict[str, str]:
    return {
        entry.subject: str(entry.after)
        for entry in entries
        if isinstance(entry, StateChanged) and entry.machine == "place"
    }


def _screens(before: Iterable[Entry], after: Iterable[Entry]) -> list[str]:
    old, new = _values(before), _values(after)
    told = list[str]()
    for agent, field in sorted(dict.fromkeys((*old, *new))):
        was, now = old.get((agent, field), {}), new.get((agent, field), {})
        gone, come = [value for value in was if value not in now], [value for value in now if value not in was]
        if gone or come:
            told.append(f"{agent} sees {field}: {_only(gone)} before, {_only(come)} after")
    return told


def _values(entries: Iterable[Entry]) -> dict[tuple[str, str], dict[str, None]]:
    """Return for each agent and field of the screen the values that were ever shown."""
    found: dict[tuple[str, str], dict[str, None]] = {}
    for entry in entries:
        if isinstance(entry, ScreenShown):
            for field, value in _fields(msgspec.to_builtins(entry.screen)):
                found.setdefault((entry.agent, field), {})[value] = None
    return found


def _fields(given: Any, name: str = "") -> Iterator[tuple[str, str]]:  # noqa: ANN401 - any plain data
    """Yield each value in *given* with the names of the fields that lead to it; the window it stands in is no name."""
    if isinstance(given, dict) and "text" in given:  # a colour: how it is written says all
        yield name, str(given["text"])  # pyright: ignore[reportUnknownArgumentType]
    elif isinstance(given, dict):
        for key, value in given.items():  # pyright: ignore[reportUnknownVariableType]
            if key not in _UNTOLD:
                yield from _fields(value, f"{name}.{key}".removeprefix(".").removeprefix("interactions."))
    elif isinstance(given, list | tuple):
        for value in given:  # pyright: ignore[reportUnknownVariableType]
            if name.endswith(_PAIRS):
                yield from _fields(value[1], f"{name}.{value[0]}")
            else:
                yield from _fields(value, name)
    elif given not in {"", None}:
        yield name, str(given)


def _only(values: list[str]) -> str:
    words = ", ".join(map(repr, values)) or "nothing else"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
