"""Random full configurations behave as their class says: `python -m tests.everywhere.soundness TRIES PATH ...`.

A scenario is played on a random configuration, then on the one that agrees with it only in what was read: what happens,
entry by entry, and how it ends must be the same. What an administrator's change has copied is not compared.
"""

from __future__ import annotations

import sys
from random import Random
from typing import TYPE_CHECKING

import msgspec
import pytest

from callbook.core import ActionTaken
from callbook.lab import small_center
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, own_lab
from callbook.pytest_plugin.everywhere.playing import Player
from callbook.pytest_plugin.run.failure import without_addresses
from callbook.verification.everywhere.space import space_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.core import Entry
    from callbook.lab import Lab
    from callbook.verification import Played, Space

_QUIET = ("-p", "callbook.pytest_plugin", "-p", "no:terminal", "-p", "no:cacheprovider", "-o", "addopts=")
_LOADED_EARLIER = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
_SEED = 20


class Soundness:
    """Tries, in the place of pytest's own loop.

    Args:
        tries: how many configurations; the scenarios take turns.
    """

    def __init__(self, tries: int) -> None:
        self._tries = tries
        self._chance = Random(_SEED)  # noqa: S311 - a simulation keeps no secret
        self.tried = 0
        self.wrong: list[str] = []

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try."""
        items = [item for item in session.items if FACTS in item.stash]
        self._chance.shuffle(items)
        player = Player(session.config)
        session.config.pluginmanager.register(player)
        while items and self.tried < self._tries:
            for item in items[: self._tries - self.tried]:
                space = space_of(small_center(), clauses=item.stash[FACTS].clauses)
                self.wrong.extend(f"{item.nodeid}: {text}" for text in self._differences(player, item, space))
                self.tried += 1
        return True

    def _differences(self, player: Player, item: pytest.Item, space: Space) -> Iterator[str]:
        play = player.of(item, space)
        drawn = {name: self._chance.choice(each.values) for name, each in space.variables.items()}
        usual = {name: each.values[0] for name, each in space.variables.items()}
        one = play(drawn)
        own = set(one.set_by_run) - set(one.reads)  # what a step sets is no part of where the scenario begins
        if any(drawn[name] != usual[name] for name in own if name in drawn):
            drawn = {name: usual[name] if name in own else value for name, value in drawn.items()}
            one = play(drawn)
        happened = _happened(item)
        other = play({name: drawn[name] for name in one.reads})
        yield from _unlike(one, happened, other, _happened(item))


def _unlike(one: Played, happened: list[object], other: Played, happened_there: list[object]) -> Iterator[str]:
    if one != other:
        yield f"read and ended as {one}, and with the same answers as {other}"
    elif happened != happened_there:
        pairs = zip(happened, happened_there, strict=False)
        yield f"first differs in {next((pair for pair in pairs if pair[0] != pair[1]), 'its length')}"


def _happened(item: pytest.Item) -> list[object]:
    lab: Lab | None = own_lab(item.stash[LAB]) if LAB in item.stash else None
    return [] if lab is None else [_compared(entry) for entry in lab.journal]


def _compared(entry: Entry) -> object:
    plain = msgspec.to_builtins(entry, enc_hook=str)
    if "error" in plain:  # pytest's explanation of a failure shows where things lie in memory
        plain["error"] = without_addresses(plain["error"])
    if isinstance(entry, ActionTaken) and plain.get("act", {}).get("act") == "configure":
        plain["act"] = {}
    return plain


def main(tries: int, *paths: str) -> list[str]:
    """Return what was found on the way, and last how many configurations were tried."""
    running = Soundness(tries)
    pytest.main([*_QUIET, *_LOADED_EARLIER, *paths], plugins=[running])
    return [*running.wrong, f"{running.tried} configurations, {len(running.wrong)} not as their class says"]


if __name__ == "__main__":
    lines = main(int(sys.argv[1]), *sys.argv[2:])
    sys.stdout.write("\n".join(lines) + "\n")
    sys.exit(len(lines) > 1)
