"""A worker of `callbook sweep`: one run of pytest, in which features are played from one place after another."""

from __future__ import annotations

from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

import msgspec

from callbook.pytest_plugin.collect.scenario_facts import SEED
from callbook.pytest_plugin.everywhere.serving import Setup, plain_of, scenario_of, serve_in_pytest
from callbook.pytest_plugin.own.desktops import OWN, opener_of
from callbook.verification import (
    RUN,
    Ended,
    RunDone,
    RunTask,
    SmallestDone,
    SmallestTask,
    center_in,
    smallest,
    space_of,
    told_apart,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from callbook.pytest_plugin.everywhere.serving import Exchange, Playing
    from callbook.verification import Outcome, Place, Result, Space, Task


def serve(setup: dict[str, object], exchange: Exchange) -> None:
    """Play what tasks say, in one run of pytest.

    Raises:
        BadInput: pytest cannot begin.
    """
    serve_in_pytest(msgspec.convert(setup, Setup), exchange, _answer)


def _answer(playing: Playing, task: Task) -> Result:
    if task["do"] == RUN:
        return plain_of(RunDone(tuple(_run(playing, msgspec.convert(task, RunTask)))))
    return plain_of(SmallestDone(_smallest(playing, msgspec.convert(task, SmallestTask))))


def _run(playing: Playing, task: RunTask) -> Iterator[Ended]:
    """Yield how each scenario ends; the desktop is brought up once, and taken down behind the last.

    Raises:
        BadInput: when there is no such desktop.
    """
    if task.desktop != OWN:
        opener_of(task.desktop)
    items = list(playing.items.values())
    for item, then in zip_longest(items, items[1:]):
        yield Ended(scenario_of(item), _played(playing, item, task.place, task.desktop, then))


def _smallest(playing: Playing, task: SmallestTask) -> dict[str, str]:
    item = playing.items[task.node]

    def how(deviations: dict[str, str]) -> list[tuple[str, ...]]:
        place = msgspec.structs.replace(task.place, deviations=deviations)
        return [told_apart(_played(playing, item, place, desktop, None)) for desktop in task.desktops]

    seen = how(task.place.deviations)
    return smallest(task.place.deviations, lambda fewer: how(fewer) == seen)


def _played(
    playing: Playing, item: pytest.Item, place: Place, desktop: str, then: pytest.Item | None
) -> Outcome | None:
    """Return how a scenario ends from *place*; None if it is skipped."""
    playing.config.option.callbook_desktop = desktop
    playing.config.stash[SEED] = place.seed
    outcome = playing.player.run(item, _space(place.center).center_with(place.deviations), then=then)
    return None if outcome.cause == "skip" else outcome


@cache
def _space(center: str) -> Space:
    return space_of(center_in(center))
