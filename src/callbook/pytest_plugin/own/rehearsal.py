"""A rehearsal on a team's own configuration: what fails there is tried again with single differences put back.

A scenario that passes where nothing is the team's own, and fails on the team's configuration, cannot hold under it.
The reasons are a smallest set of differences that makes it pass once they are put back: tried, not guessed. One that
asks for a name which the configuration does not have, and neither has the kit's, is refused, and fails in the run.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

import pytest
from _pytest.runner import runtestprotocol

from callbook.core import Unknown
from callbook.lab import CastDifference, differences_of_cast, small_center, without_differences
from callbook.pytest_plugin.collect.problems import StepTrouble
from callbook.pytest_plugin.collect.scenario_facts import CENTER, FACTS
from callbook.pytest_plugin.run.account import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from callbook.configuration import ContactCenter
    from callbook.lab import Cast

_NAMED_THERE: Final = frozenset(
    {
        "agent",
        "agent group",
        "business attribute",
        "person",
        "queue",
        "role",
        "strategy",
        "tenant",
        "virtual agent group",
    }
)
"""What a configuration gives names to."""

ALTOGETHER: Final = "it counts on more than can be put back bit by bit: on names that are free, for example"


class Rehearsal:
    """Plays each scenario, and finds the reasons of those that fail.

    Args:
        config: of the rehearsing process.
        cast: the team's contact centre, with the scenarios' names.
        out: where the reasons are written, as JSON: the scenario's node id to phrases; and what is refused, to why.
    """

    def __init__(self, config: pytest.Config, cast: Cast, out: Path) -> None:
        self._config = config
        self._center = cast.center
        self._own = differences_of_cast(cast, small_center())
        self._found: dict[tuple[CastDifference, ...], None] = {}
        self._out = out
        self._reasons: dict[str, list[str]] = {}
        self._refused: dict[str, str] = {}
        self._played = 0

    def pytest_sessionstart(self) -> None:
        """Let nobody debug a rehearsal: many scenarios fail in it on purpose."""
        for debugger in ("pdbinvoke", "pdbtrace"):
            if self._config.pluginmanager.hasplugin(debugger):
                self._config.pluginmanager.unregister(name=debugger)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item, nextitem: pytest.Item | None) -> bool:
        """Play a scenario as often as it takes; whatever is no scenario is not for rehearsals."""
        if FACTS not in item.stash:
            return True
        self._played += 1
        if not self._holds(item, nextitem, self._center):
            refusal = _refusal(item.stash[ACCOUNT].ended_by)
            if self._holds(item, nextitem, small_center()):
                self._reasons[item.nodeid] = [each.words for each in self._smallest(item, nextitem)]
            elif isinstance(refusal, Unknown) and refusal.what in _NAMED_THERE:
                self._refused[item.nodeid] = str(refusal)
            self._config.stash[CENTER] = self._center
        return True

    def pytest_sessionfinish(self) -> None:
        """Write down how many scenarios were played, why some cannot hold, and why some are refused."""
        found = {"played": self._played, "reasons": self._reasons, "refused": self._refused}
        self._out.write_text(json.dumps(found), encoding="utf-8")

    def _holds(self, item: pytest.Item, nextitem: pytest.Item | None, center: ContactCenter) -> bool:
        self._config.stash[CENTER] = center
        return not any(report.failed for report in runtestprotocol(item, log=False, nextitem=nextitem))

    def _smallest(self, item: pytest.Item, nextitem: pytest.Item | None) -> tuple[CastDifference, ...]:
        """Return a smallest set of differences that must be put back; what was found before is tried first."""

        def passes_with_back(differences: Sequence[CastDifference]) -> bool:
            return self._holds(item, nextitem, without_differences(self._center, differences))

        known = next((each for each in self._found if passes_with_back(each)), self._own)
        if known is self._own and not passes_with_back(known):
            return (CastDifference("", ALTOGETHER, lambda center: center),)
        needed = smallest(known, passes_with_back)
        self._found[needed] = None
        return needed


def _refusal(error: BaseException | None) -> BaseException | None:
    """Return why a name was refused, whether in the run or when the scenario was collected."""
    return error.problem.unknown if isinstance(error, StepTrouble) else error


def smallest(
    differences: Sequence[CastDifference], passes: Callable[[Sequence[CastDifference]], bool]
) -> tuple[CastDifference, ...]:
    """Return a part of *differences* that passes, of which nothing can be left out; the last are left out first.

    All of them together pass, none of them do not. As in QuickXplain (Junker 2004): of k among n that are needed,
    about k log n are tried, not n.
    """

    def within(
        fixed: tuple[CastDifference, ...], candidates: tuple[CastDifference, ...], *, changed: bool
    ) -> tuple[CastDifference, ...]:
        if changed and passes(fixed):
            return ()
        if len(candidates) <= 1:
            return candidates
        half = len(candidates) // 2
        first, second = candidates[:half], candidates[half:]
        of_second = within((*fixed, *first), second, changed=True)
        of_first = within((*fixed, *of_second), first, changed=bool(of_second))
        return (*of_first, *of_second)

    return within((), tuple(differences), changed=False)
