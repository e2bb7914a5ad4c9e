"""Coverage of the subject: which clauses, privileges and option values a run has shown.

A privilege or an option counts as seen in a way only where a scenario that passed carries its clause as a tag.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from callbook.configuration import ASSUMED, CLAUSES, CLAUSES_BY_ID, OPTIONS, PRIVILEGES
from callbook.record.cucumber.reading import RanScenario

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SEEN_OF_PRIVILEGE = ("granted", "withheld")
_SEEN_OF_OPTION = ("default", "valid", "invalid")
_OVERRIDDEN = "overridden"


_BASIS = {"doc": "documented", "ref": "documented elsewhere", "assumed": "assumed"}


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """One line of the coverage.

    Attributes:
        kind: ``clause``, ``privilege`` or ``option``.
        name: its id or name.
        clause: its clause.
        seen: what was seen of it, and in how many scenarios.
        holes: what was to be seen and was not.
    """

    kind: str
    name: str
    clause: str
    seen: dict[str, int]
    holes: tuple[str, ...]


def coverage_rows(run: Iterable[RanScenario]) -> tuple[CoverageRow, ...]:
    """Return what the scenarios that passed have shown: a row for each clause, privilege and option."""
    passed = tuple(played for played in run if played.outcome == "passed")
    return (*_clauses(passed), *_privileges(passed), *_options(passed))


def shown_by(row: CoverageRow, what: str, run: Iterable[RanScenario]) -> Iterator[RanScenario]:
    """Yield the scenarios of *run* that have shown *what* of the privilege or the option in *row*."""
    return _seen_in(row.kind, row.name, row.clause, what, (played for played in run if played.outcome == "passed"))


def incomplete_rows(rows: Iterable[CoverageRow]) -> tuple[CoverageRow, ...]:
    """Return the rows that lack something."""
    return tuple(row for row in rows if row.holes)


def _clauses(passed: tuple[RanScenario, ...]) -> Iterator[CoverageRow]:
    for name in CLAUSES_BY_ID:
        count = sum(name in played.clauses for played in passed)
        yield CoverageRow("clause", name, name, {"scenarios": count}, () if count else ("scenarios",))


def _privileges(passed: tuple[RanScenario, ...]) -> Iterator[CoverageRow]:
    for name, privilege in PRIVILEGES.items():
        yield _row("privilege", name, privilege.clause, _SEEN_OF_PRIVILEGE, passed)


def _options(passed: tuple[RanScenario, ...]) -> Iterator[CoverageRow]:
    for name, option in OPTIONS.items():
        if option.clause.startswith("O"):
            wanted = (*_SEEN_OF_OPTION, _OVERRIDDEN) if option.overridable else _SEEN_OF_OPTION
            yield _row("option", name, option.clause, wanted, passed)


def _row(kind: str, name: str, clause: str, wanted: tuple[str, ...], passed: tuple[RanScenario, ...]) -> CoverageRow:
    seen = {what: sum(1 for _ in _seen_in(kind, name, clause, what, passed)) for what in wanted}
    return CoverageRow(kind, name, clause, seen, tuple(what for what, count in seen.items() if count == 0))


def _seen_in(kind: str, name: str, clause: str, what: str, passed: Iterable[RanScenario]) -> Iterator[RanScenario]:
    return (played for played in passed if clause in played.clauses and (kind, name, what) in played.shows)


class _ReportedClause(msgspec.Struct):
    """A clause, what it rests on, in words, and where that can be read."""

    id: str
    text: str
    basis: list[str]
    sources: list[str]


class ReportedCoverage(msgspec.Struct):
    """A row of the coverage, of a privilege or an option.

    Attributes:
        seen: by what there is to see of it, the places of the scenarios that have shown it; none is a hole.
        assumed: what of it is assumed; its sources stand with its clause.
    """

    kind: str
    name: str
    clause: str
    seen: dict[str, list[int]]
    assumed: list[str]


def reported_clauses() -> list[_ReportedClause]:
    """Return the register of clauses."""
    return [
        _ReportedClause(each.id, each.text, [_BASIS[basis] for basis in each.basis], list(each.sources))
        for each in CLAUSES
    ]


def reported_coverage(played: Sequence[RanScenario], places: Mapping[str, int]) -> list[ReportedCoverage]:
    """Return what a run has shown; *places* of the scenarios among all of the report, by the ids of their pickles."""
    return [_reported_row(row, played, places) for row in coverage_rows(played) if row.kind in _BASES]


def _reported_row(row: CoverageRow, played: Sequence[RanScenario], places: Mapping[str, int]) -> ReportedCoverage:
    seen = {what: [places[each.pickle["id"]] for each in shown_by(row, what, played)] for what in row.seen}
    assumed = [what for what, basis in _BASES[row.kind](row.name).items() if basis == ASSUMED]
    return ReportedCoverage(row.kind, row.name, row.clause, seen, assumed)


def _of_option(name: str) -> dict[str, str]:
    option = OPTIONS[name]
    return {
        "default": option.default_basis,
        "moment": option.moment_basis,
        "overridable": option.overridable_basis,
    }


def _of_privilege(name: str) -> dict[str, str]:
    privilege = PRIVILEGES[name]
    return {"name": privilege.name_basis, "name in the Role object": privilege.configuration_name_basis}


_BASES: dict[str, Callable[[str], dict[str, str]]] = {"option": _of_option, "privilege": _of_privilege}
"""On what rests what is said of them."""
