"""What has changed on an agent's screen, as sentences: which part of whose screen, from what to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from callbook.workspace.desktop import Screen, Shown

_PARTS: dict[str, str] = {
    "state": "the callback",
    "notification": "the notification",
    "window": "the window",
    "phone_number": "the phone number",
    "call": "the call",
    "call_result": "how the call ended",
    "consult": "the consult call",
    "disposition": "the disposition",
    "reschedule": "the reschedule",
    "seconds_left": "the countdown",
    "bell": "the bell",
    "trouble": "what the agent was told last",
}
"""The parts of a notification or a window that are compared as a whole, and what they are called."""


def screen_changes(before: Iterable[Screen], after: Iterable[Screen]) -> list[str]:
    """Return what is different on the agents' screens, a sentence for each part; nothing if all is as it was."""
    old = {screen.agent: screen for screen in before}
    new = {screen.agent: screen for screen in after}
    found = [f"{agent} has no screen any more" for agent in old if agent not in new]
    for agent, screen in new.items():
        found += _of_screen(old[agent], screen) if agent in old else [f"{agent} has a screen"]
    return found


def _of_screen(old: Screen, new: Screen) -> Iterator[str]:
    whose = f"{new.agent}'s screen"
    yield from _change(f"{whose}: the channel", old.channel, new.channel)
    yield from _change(f"{whose}: the reason", old.reason, new.reason)
    yield from _change(f"{whose}: the voice channel", _service(old), _service(new))
    were = {shown.id: shown for shown in old.interactions}
    are = {shown.id: shown for shown in new.interactions}
    for name, shown in were.items():
        if name in are:
            yield from _of_interaction(f"{whose}, {_named(shown)}", shown, are[name])
        else:
            yield f"{whose}: {_named(shown)} is gone"
    yield from (f"{whose}: {_named(shown)} is new" for name, shown in are.items() if name not in were)
    if were.keys() == are.keys() and [*were] != [*are]:
        yield f"{whose}: the interactions stand in another order"


def _service(screen: Screen) -> str:
    return "in service" if screen.voice_in_service else "out of service"


def _named(shown: Shown) -> str:
    contact = shown.case.get("contact_name")
    return f"the interaction of {contact}" if contact else f"the interaction {shown.id}"


def _of_interaction(where: str, old: Shown, new: Shown) -> Iterator[str]:
    for part, words in _PARTS.items():
        yield from _change(f"{where}: {words}", getattr(old, part), getattr(new, part))
    yield from _of_values(f"{where}: the case information", old.case, new.case)
    yield from _of_values(f"{where}: Callback Information", _fields(old), _fields(new))


def _fields(shown: Shown) -> dict[str, object]:
    view = shown.information
    if view is None:
        return {}
    colors = {"frame": view.frame_color.text, "header": view.header_foreground_color.text}
    return {**colors, **dict(view.fields)}


def _of_values(where: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[str]:
    for name in dict.fromkeys((*old, *new)):
        yield from _change(f"{where}, {name}", old.get(name, ""), new.get(name, ""))


def _change(what: str, old: object, new: object) -> Iterator[str]:
    if old != new:
        yield f"{what} was {_said(old)}, is {_said(new)}"


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "open" if value else "closed"
    return "empty" if value in {"", None} else f"'{value}'"
