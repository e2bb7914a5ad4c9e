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

    from callbook.pytest_plugin.recording import RunLine

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
    failed: tuple[RunLine, ...]
    held: int


def attributed(lines: Sequence[RunLine]) -> tuple[Attributed, ...]:
    """Give clauses that explain every failed scenario among *lines*, each scenario once; those that explain most first.

    Clauses that explain equally many are told in the register's order.
    """
    about = _about(lines)
    left = [line for line in lines if line["outcome"] in _FAILED]
    shown, passed = _count(lines), _count(line for line in lines if line["outcome"] == "passed")
    found = list[Attributed]()
    while left:
        clause = _most_suspect(left, about, shown)
        explained = tuple(line for line in left if clause in _candidates(line, about))
        found.append(Attributed(clause, explained, passed[clause]))
        left = [line for line in left if line not in explained]
    return tuple(sorted(found, key=lambda each: (-len(each.failed), _place(each.clause))))


def _about(lines: Iterable[RunLine]) -> dict[str, set[str]]:
    """Give for each feature the clauses that all its scenarios show."""
    about: dict[str, set[str]] = {}
    for line in lines:
        clauses = set(line["clauses"])
        about[line["feature"]] = about.get(line["feature"], clauses) & clauses
    return about


def _count(lines: Iterable[RunLine]) -> Counter[str]:
    return Counter(clause for line in lines for clause in line["clauses"] or [NO_CLAUSE])


def _candidates(line: RunLine, about: Mapping[str, set[str]]) -> Collection[str]:
    return about[line["feature"]] or line["clauses"] or [NO_CLAUSE]


def _most_suspect(left: Sequence[RunLine], about: Mapping[str, set[str]], shown: Counter[str]) -> str:
    failing = defaultdict[str, int](int)
    for line in left:
        for clause in _candidates(line, about):
            failing[clause] += 1
    return max(failing, key=lambda clause: (failing[clause] / sqrt(len(left) * shown[clause]), -_place(clause)))


def _place(clause: str) -> int:
    return _ORDER.get(clause, len(_ORDER))
