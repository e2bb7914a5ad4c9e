"""Privileges as administrators see them: "Group - Privilege", names in Role objects, and those that are parts of ours.

"Voice - Can Make Calls" is attested for other channels ("Workitem - Can Use Workitem Channel"), and taken by analogy
for ours. "Can Use" alone, behind a group, opens the group's channel. Some products list as several privileges what is
one here, or give the voice channel its own privilege for what the callback's own decides: each has a word that says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from callbook.configuration.privileges import (
    CAN_HOLD_AND_RETRIEVE_CALL,
    CAN_MARK_DONE,
    CAN_SET_INTERACTION_DISPOSITION,
    CAN_USE_VOICE_CHANNEL,
    CAN_USE_WEB_CALLBACK_CHANNEL,
    PRIVILEGES,
    Privilege,
)

_GROUPED: Final = re.compile(r"(?P<group>\S(?:.*?\S)?)\s+-\s+(?P<name>\S.*)")
_CONFIGURED: Final = re.compile(r"InteractionWorkspace\.(?P<group>\w+)\.\w+", re.IGNORECASE)
_CHANNELS: Final = {"webcallback": CAN_USE_WEB_CALLBACK_CHANNEL, "voice": CAN_USE_VOICE_CHANNEL}
"""The groups whose privileges Callbook knows, and what "Can Use" means behind each."""

_ALIKE: Final = 0.8
"""How alike one of ours a group has to be to be taken for it, written wrong."""

_HOLD: Final = frozenset({"can hold call", "can hold", "hold call"})
_RETRIEVE: Final = frozenset({"can retrieve call", "can retrieve", "retrieve call", "can resume call", "resume call"})
_VOICE_ONLY: Final = {
    **dict.fromkeys(("can mark done", "mark done"), CAN_MARK_DONE),
    **dict.fromkeys(
        ("can set disposition", "can set interaction disposition", "set disposition"), CAN_SET_INTERACTION_DISPOSITION
    ),
}
"""What the voice channel has a privilege of its own for, and the callback's privilege that decides."""
_TONES: Final = frozenset({"can send dtmf", "send dtmf"})


@dataclass(frozen=True, slots=True)
class Understood:
    """What a role's list of privileges comes to.

    Attributes:
        held: names of privileges, as the catalogue has them or as they were given, each with its number in the list.
        words: what has to be said about an entry, by its number.
        foreign: the numbers of entries that are privileges of other groups.
    """

    held: tuple[tuple[str, int], ...]
    words: Mapping[int, str]
    foreign: tuple[int, ...]


def understood(names: Sequence[str]) -> Understood:
    """Return what a list of privileges comes to."""
    held: dict[str, int] = {}
    words: dict[int, str] = {}
    foreign: list[int] = []
    halves = {_half(name) for name in names} - {""}
    for number, name in enumerate(names):
        half = _half(name)
        if half and len(halves) > 1:
            held.setdefault(CAN_HOLD_AND_RETRIEVE_CALL.name, number)
        elif word := _half_word(half) if half else _word(name):
            words[number] = word
        elif is_foreign(name):
            foreign.append(number)
        else:
            held.setdefault(catalogue_name(name) or name, number)
    return Understood(tuple(held.items()), words, tuple(foreign))


def catalogue_name(name: str) -> str | None:
    """Return the name in the catalogue of what *name* means; None where nobody knows it."""
    if name in PRIVILEGES:
        return name
    known = next((each for each in PRIVILEGES.values() if each.configuration_name == name), None)
    if known is not None:
        return known.name
    group, rest = _split(name)
    if group not in _CHANNELS:
        return None
    if rest.casefold() == "can use":
        return _CHANNELS[group].name
    return next((each.name for each in _of(group) if each.name.casefold() == rest.casefold()), None)


def known_beside(name: str) -> list[str]:
    """Return the privileges that *name* could have been meant to be: those of its group, where it names one."""
    group, rest = _split(name)
    if group in _CHANNELS:
        return [each.name for each in _of(group)]
    if rest.casefold() == "can use":
        return [each.name for each in _CHANNELS.values()]
    return list(PRIVILEGES)


def without_group(name: str) -> str:
    """Return *name* without the group before it: what is compared when a name is not known."""
    return _split(name)[1]


def is_foreign(name: str) -> bool:
    """Return whether *name* is a privilege of a group that the channel does not read."""
    configured = _CONFIGURED.fullmatch(name)
    group = configured["group"].casefold() if configured else _split(name)[0]
    return bool(group) and not get_close_matches(group, _CHANNELS, n=1, cutoff=_ALIKE)


def _split(name: str) -> tuple[str, str]:
    found = _GROUPED.fullmatch(name)
    if found is None:
        return "", name
    return re.sub(r"\s+", "", found["group"]).casefold(), found["name"]


def _of(group: str) -> Iterator[Privilege]:
    return (each for each in PRIVILEGES.values() if each.area.replace(" ", "").casefold() == group)


def _half(name: str) -> str:
    """Return "hold" or "retrieve" where *name* is a privilege for that alone; else an empty text."""
    group, rest = _split(name)
    if group not in {"", "voice"}:
        return ""
    return "hold" if rest.casefold() in _HOLD else "retrieve" if rest.casefold() in _RETRIEVE else ""


def _half_word(half: str) -> str:
    other = "retrieve" if half == "hold" else "hold"
    return (
        f"holding and retrieving are one privilege here, {CAN_HOLD_AND_RETRIEVE_CALL.name!r}; it is read where a role "
        f"grants both, and this one does not grant to {other} a call"
    )


def _word(name: str) -> str:
    group, rest = _split(name)
    folded = rest.casefold()
    if group == "voice" and folded in _VOICE_ONLY:
        return f"the voice channel's own is not looked at: of a callback, {_VOICE_ONLY[folded].name!r} decides"
    if group in {"", "voice"} and folded in _TONES:
        return "no tones are sent in the calls of a callback, so nothing asks for it"
    return ""
