"""How many mutants do ten scenarios catch, once and everywhere? `python -m tests.everywhere.sabotaged PATH ...`.

A mutant is caught where a scenario comes out otherwise than by the sound tables. First only the usual configuration is
looked at; what is not caught there is tried on each scenario's whole table, until one differs.
"""

from __future__ import annotations

import sys
from itertools import islice
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from callbook.lab import small_center
from callbook.pytest_plugin.collect.scenario_facts import FACTS
from callbook.pytest_plugin.everywhere.playing import Player
from callbook.verification import decide, space_of
from callbook.verification.everywhere.diagram import diagram_of
from callbook.verification.everywhere.table import table_of
from callbook.workspace import mutants

if TYPE_CHECKING:
    from callbook.verification import Space
    from callbook.verification.everywhere.deciding import Decided

_QUIET: Final = ("-p", "callbook.pytest_plugin", "-p", "no:terminal", "-p", "no:cacheprovider", "-o", "addopts=")
_LOADED_EARLIER: Final = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
_SCENARIOS: Final = 10
_MOST_RUNS: Final = 150
"""Scenarios that need more are left out: each of some 240 mutants plays them all anew."""
_SEED: Final = 20


class Sabotaged:
    """Tries each mutant on ten scenarios that chance has taken, in the place of pytest's own loop.

    Attributes:
        once: the mutants that are caught on the usual configuration.
        elsewhere: those that are caught on another one alone.
        tried: how many there were.
    """

    def __init__(self) -> None:
        self.once: list[str] = []
        self.elsewhere: list[str] = []
        self.tried = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try."""
        found = [item for item in session.items if FACTS in item.stash]
        Random(_SEED).shuffle(found)  # noqa: S311 - a simulation keeps no secret
        player = Player(session.config)
        session.config.pluginmanager.register(player)
        quick = (item for item in found if not _decided(player, item, _MOST_RUNS).left)
        items = list(islice(quick, _SCENARIOS))
        for item in items:
            sys.stdout.write(f"{item.nodeid}\n")
        sound = [_usual(player, item) for item in items]
        assert ["holds"] * _SCENARIOS == sound
        tables = [_table(player, item) for item in items]
        for name in mutants():
            session.config.option.callbook_sabotage = name
            self.tried += 1
            if sound != [_usual(player, item) for item in items]:
                self.once.append(name)
            elif any(table != _table(player, item) for table, item in zip(tables, items, strict=True)):
                self.elsewhere.append(name)
                sys.stdout.write(f"only on another configuration: {name}\n")
                sys.stdout.flush()
        return True


def _usual(player: Player, item: pytest.Item) -> str:
    return str(player.run(item, small_center()))


def _table(player: Player, item: pytest.Item) -> list[str]:
    space, classes = _space(item), _decided(player, item).classes
    return [f"{rows.outcome} {rows.rows}" for rows in table_of(diagram_of(classes, space), space)]


def _space(item: pytest.Item) -> Space:
    return space_of(small_center(), clauses=item.stash[FACTS].clauses)


def _decided(player: Player, item: pytest.Item, most: int = 10 * _MOST_RUNS) -> Decided:
    space = _space(item)
    return decide(player.of(item, space), space, enough=lambda runs: runs >= most)


def main(paths: list[str]) -> int:
    """Print the numbers; return 1 if every configuration catches no more than the usual one."""
    trying = Sabotaged()
    pytest.main([*_QUIET, *_LOADED_EARLIER, *paths], plugins=[trying])
    both = len(trying.once) + len(trying.elsewhere)
    sys.stdout.write(
        f"{trying.tried} mutants, {_SCENARIOS} scenarios: {len(trying.once)} caught on the usual configuration, "
        f"{both} on every configuration\n"
    )
    return 0 if trying.elsewhere else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
