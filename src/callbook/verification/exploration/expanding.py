"""Going on from states: each is reached by its path, and everything that can happen there happens, in a world each.

A copy of a world costs less than a single event. So paths come sorted, and what two of them share at their beginning
happens once.
"""

from __future__ import annotations

from copy import deepcopy
from hashlib import blake2b
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

import msgspec

from callbook.core import CallbookError
from callbook.verification.exploration.canonical import state_of
from callbook.verification.exploration.explored import Path, Visited
from callbook.verification.exploration.losses import losses
from callbook.verification.exploration.possible import possible
from callbook.verification.exploration.world import Setting, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_STATE_BYTES: Final = 12
"""Among a thousand million states two are taken for one with a chance of one in a hundred thousand million."""


class Expanded(msgspec.Struct):
    """What comes of some states.

    Attributes:
        reached: for each state that was reached, its name and the smallest of the paths to it.
        transitions: how many times something has happened.
        visited: what was seen on the way.
        path: to what must never be; empty if nothing was found. What comes after it is not looked at.
        violation: what it was, in words.
        seconds: how long it took a processor.
    """

    reached: dict[str, Path] = msgspec.field(default_factory=dict[str, Path])
    transitions: int = 0
    visited: Visited = msgspec.field(default_factory=Visited)
    path: Path = ()
    violation: str = ""
    seconds: float = 0.0


def expand(setting: Setting, paths: Sequence[Path]) -> Expanded:
    """Let everything happen that can after each of these paths, which come sorted."""
    found = Expanded()
    for path, world in _worlds(setting, paths):
        before = world.lab.journal.last
        for event, after_it in each_event(world, is_spent=True):
            found.transitions += 1
            if isinstance(after_it, Exception):
                found.path, found.violation = (*path, event), in_words(after_it)
                return found
            found.visited.see(after_it, after_it.lab.journal.since(before))
            found.reached.setdefault(name_of_state(after_it), (*path, event))
    return found


def each_event(world: World, *, is_spent: bool = False) -> Iterator[tuple[str, World | Exception]]:
    """Yield each event that can happen with the world after it, or what must never be.

    Args:
        world: where it happens.
        is_spent: whether *world* may itself be the one after the last event; else it stays as it is.
    """
    sentences, may_lose = [words for words, _ in possible(world)], world.lost < world.setting.losses
    before = world.lab.journal.last
    for sentence in sentences:
        goes_on = is_spent and not may_lose and sentence is sentences[-1]
        after_it = _after(world if goes_on else deepcopy(world), sentence)
        yield sentence, after_it
        if may_lose and isinstance(after_it, World):
            for step in losses(world.agents, after_it.lab.journal.since(before)):
                event = f"{step}\n{sentence}"
                yield event, _after(deepcopy(world), event)


def _after(world: World, event: str) -> World | Exception:
    try:
        world.happens(event)
    except Exception as error:  # noqa: BLE001 - an error of the kit must never be, either
        return error
    return world


def name_of_state(world: World) -> str:
    """Return a short name of the state of a world: equal for equal states."""
    return blake2b(state_of(world).encode(), digest_size=_STATE_BYTES).hexdigest()


def in_words(error: Exception) -> str:
    """Return what must never be in words; an error that is none of the kit's own with its type."""
    return str(error) if isinstance(error, CallbookError) else f"{type(error).__name__}: {error}"


def after(setting: Setting, path: Iterable[str]) -> World:
    """Return the world in which a path has happened."""
    world = World(setting)
    for sentence in path:
        world.happens(sentence)
    return world


def _worlds(setting: Setting, paths: Sequence[Path]) -> Iterator[tuple[Path, World]]:
    """Yield each path with the world after it, in which anything may happen then: no other path goes through it."""
    trail, there = [World(setting)], 0
    for path, following in zip_longest(paths, paths[1:], fillvalue=()):
        kept = _shared(path, following)
        for at, event in enumerate(path[there:], there):
            world = deepcopy(trail[-1]) if at <= kept else trail.pop()
            world.happens(event)
            trail.append(world)
        yield path, trail[-1]
        there = kept
        del trail[kept + 1 :]


def _shared(one: Path, other: Path) -> int:
    """Return how many events two paths share at their beginning."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if len({*pair}) > 1), min(len(one), len(other))
    )
