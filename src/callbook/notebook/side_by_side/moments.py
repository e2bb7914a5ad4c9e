"""The moments at which two recordings of one callback look different, and what differs then.

A moment is how everything stood once all had settled that one cause from outside, or one timer, had led to. Moments of
both recordings are the same moment when the same thing has just happened in both; where it happened in one only, the
other is looked at as it stood then.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

import msgspec

from callbook.core import ActionTaken, Entry, Noted, ScreenShown, TimerFired
from callbook.notebook.playing.standing import Offers, Standings
from callbook.notebook.side_by_side.facts import differing, facts
from callbook.record import entry_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from callbook.notebook.side_by_side.facts import DeskPicture, Facts
    from callbook.record import Trace


@dataclass(frozen=True, slots=True)
class Moment:
    """How the desks stood that look different.

    Attributes:
        at: the instant, of the earlier recording.
        words: what has just happened.
        before: the desks of the one recording, by the agents' names.
        after: those of the other.
        differing: for each of these agents, the names of the facts that differ.
        newly: of these names those that did not differ in the same way at the moment before.
    """

    at: int
    words: str
    before: dict[str, DeskPicture]
    after: dict[str, DeskPicture]
    differing: dict[str, frozenset[str]]
    newly: dict[str, frozenset[str]]


def differing_moments(before: Trace, after: Trace) -> tuple[Moment, ...]:
    """Return the moments at which the desks differ, each difference where it is first seen."""
    return tuple(_moments(_Recording(before), _Recording(after)))


def _moments(before: _Recording, after: _Recording) -> Iterator[Moment]:
    seen: dict[str, Facts] = {}
    happened_before = {beat.words for beat in before.beats}
    for old, new in _aligned(before.beats, after.beats):
        was, now = before.desks(old), after.desks(new)
        found, newly = dict[str, frozenset[str]](), dict[str, frozenset[str]]()
        for agent in dict.fromkeys((*was, *now)):
            one, other = facts(was.get(agent)), facts(now.get(agent))
            names = differing(one, other)
            told: Facts = {name: (one.get(name), other.get(name)) for name in names}
            known, seen[agent] = seen.get(agent, {}), told
            if new_names := frozenset(name for name in names if told[name] != known.get(name)):
                found[agent], newly[agent] = names, new_names
        if found:
            beat = old if new.words in happened_before else new
            yield Moment(beat.at, beat.words, _only(found, was), _only(found, now), found, newly)


def _only(agents: Iterable[str], desks: Mapping[str, DeskPicture]) -> dict[str, DeskPicture]:
    return {agent: desks[agent] for agent in agents if agent in desks}


@dataclass(frozen=True, slots=True)
class _Beat:
    """Something that came from outside, or a timer: what it was, and the last entry that it has led to."""

    at: int
    words: str
    until: int


class _Recording:
    """One of both."""

    def __init__(self, trace: Trace) -> None:
        self._trace = trace
        self._standings = Standings(trace.entries)
        self._offers = Offers(trace)
        self.beats = tuple(_beats(trace.entries))

    def desks(self, beat: _Beat) -> dict[str, DeskPicture]:
        screens, offers = self._standings.at(beat.until).screens, self._offers.at(beat.until)
        return {
            agent: {
                "screen": msgspec.to_builtins(screen),
                "offers": offers.get(agent, {}),
                "bell": self._bell(agent, beat.until),
            }
            for agent, screen in screens.items()
        }

    def _bell(self, agent: str, until: int) -> str:
        for entry in reversed(self._trace.entries[:until]):
            if isinstance(entry, Noted) and (entry.actor, entry.topic) == (agent, "bell") and ": " in entry.text:
                return entry.text.partition(": ")[2]
        return ""


def _beats(entries: Sequence[Entry]) -> Iterator[_Beat]:
    starts = [entry for entry in entries if entry.cause == 0 or isinstance(entry, TimerFired)]
    names = _contacts(entries)
    ends = (*(entry.number - 1 for entry in starts[1:]), len(entries))
    for entry, until in zip(starts, ends, strict=False):
        yield _Beat(entry.at, _words(entry, names), until)


def _words(entry: Entry, names: Mapping[str, str]) -> str:
    """Return what has happened, in words: whose callback it was, not which number it has."""
    if isinstance(entry, ActionTaken):
        return f"{entry.actor}: {entry.action}" if entry.actor else str(entry.action)
    words = entry_in_words(entry)
    for interaction, name in names.items():
        words = words.replace(f"of {interaction}", f"for {name}").replace(interaction, name)
    return words


def _contacts(entries: Sequence[Entry]) -> dict[str, str]:
    """Return the contacts' names by the ids of their callbacks, as desks have shown them."""
    screens = (msgspec.to_builtins(entry.screen) for entry in entries if isinstance(entry, ScreenShown))
    windows = (shown for screen in screens for shown in screen["interactions"])
    return {shown["id"]: str(shown["case"]["contact_name"]) for shown in windows if "contact_name" in shown["case"]}


def _aligned(old: Sequence[_Beat], new: Sequence[_Beat]) -> Iterator[tuple[_Beat, _Beat]]:
    """Yield pairs of beats that are the same moment, in order."""
    matcher = SequenceMatcher(None, [beat.words for beat in old], [beat.words for beat in new], autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield from zip(old[old_start:old_end], new[new_start:new_end], strict=True)
            continue
        for beat in sorted((*old[old_start:old_end], *new[new_start:new_end]), key=lambda beat: beat.at):
            one, other = _standing(old[:old_end], beat), _standing(new[:new_end], beat)
            if one is not None and other is not None:
                yield one, other


def _standing(beats: Sequence[_Beat], at: _Beat) -> _Beat | None:
    """Return *at* where it is one of *beats*, else the last of them that is not after it; None before the first."""
    return at if at in beats else next((beat for beat in reversed(beats) if beat.at <= at.at), None)
