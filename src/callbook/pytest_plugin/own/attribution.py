"""Which clauses a desktop does otherwise: the few that explain all scenarios that have failed.

A scenario shows several clauses. What its whole feature is about comes first; among the rest counts how many of the
scenarios of a clause have failed, measured as Ochiai does in the search for faults (Abreu et al. 2007).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING

from callbook.configuration import CLAUSES_BY_ID

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from callbook.record import RanScenario

NO_CLAUSE = ""
"""Stands for scenarios that are tagged with no clause."""

_FAILED = frozenset({"failed", "error"})
_ORDER = {clause: place for place, clause in enumerate(CLAUSES_BY_ID)}


@dataclass(frozen=True, slots=True)
class Attributed:
    """What is done otherwise in respect of one clause.

    Attributes:
        clause: its id, or ``NO_CLAUSE``.
        failed: the scenarios that it explains.
        held: how many scenarios of the clause were passed.
    """

    clause: str
    failed: tuple[RanScenario, ...]
    held: int


def attributed(scenarios: Sequence[RanScenario]) -> tuple[Attributed, ...]:
    """Return clauses that explain every failed scenario among *scenarios*, each scenario once.

    Those that explain most come first; those that explain equally many in the register's order.
    """
    about = _about(scenarios)
    left = [scenario for scenario in scenarios if scenario.outcome in _FAILED]
    shown, passed = _count(scenarios), _count(scenario for scenario in scenarios if scenario.outcome == "passed")
    found = list[Attributed]()
    while left:
        clause = _most_suspect(left, about, shown)
        explained = tuple(scenario for scenario in left if clause in _candidates(scenario, about))
        found.append(Attributed(clause, explained, passed[clause]))
        left = [scenario for scenario in left if clause not in _candidates(scenario, about)]
    return tuple(sorted(found, key=lambda each: (-len(each.failed), _place(each.clause))))


def _about(scenarios: Iterable[RanScenario]) -> dict[str, set[str]]:
    """Return for each feature the clauses that all its scenarios show."""
    about: dict[str, set[str]] = {}
    for scenario in scenarios:
        clauses = set(scenario.clauses)
        about[scenario.feature] = about.get(scenario.feature, clauses) & clauses
    return about


def _count(scenarios: Iterable[RanScenario]) -> Counter[str]:
    return Counter(clause for scenario in scenarios for clause in scenario.clauses or [NO_CLAUSE])


def _candidates(scenario: RanScenario, about: Mapping[str, set[str]]) -> Collection[str]:
    return about[scenario.feature] or scenario.clauses or [NO_CLAUSE]


def _most_suspect(left: Sequence[RanScenario], about: Mapping[str, set[str]], shown: Counter[str]) -> str:
    failing = defaultdict[str, int](int)
    for scenario in left:
        for clause in _candidates(scenario, about):
            failing[clause] += 1
    return max(failing, key=lambda clause: (failing[clause] / sqrt(len(left) * shown[clause]), -_place(clause)))


def _place(clause: str) -> int:
    return _ORDER.get(clause, len(_ORDER))
