"""What a report says of its subject: each clause with its source, each privilege and option with who has shown it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from callbook.configuration import ASSUMED, CLAUSES, OPTIONS, PRIVILEGES
from callbook.record.cucumber.ran import RanScenario
from callbook.record.report.coverage import Row, coverage, shown_by

_BASIS = {"doc": "documented", "ref": "documented elsewhere", "assumed": "assumed"}


class ReportedClause(msgspec.Struct):
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


def reported_clauses() -> list[ReportedClause]:
    """Return the register of clauses."""
    return [
        ReportedClause(each.id, each.text, [_BASIS[basis] for basis in each.basis], list(each.sources))
        for each in CLAUSES
    ]


def reported_coverage(played: Sequence[RanScenario], places: Mapping[str, int]) -> list[ReportedCoverage]:
    """Return what a run has shown; *places* of the scenarios among all of the report, by the ids of their pickles."""
    return [_row(row, played, places) for row in coverage(played) if row.kind in _BASES]


def _row(row: Row, played: Sequence[RanScenario], places: Mapping[str, int]) -> ReportedCoverage:
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
