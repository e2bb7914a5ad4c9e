"""What a report tells of its subject: each clause with its source, each privilege and option with who has shown it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import msgspec

from callbook.configuration import ASSUMED, CLAUSES, OPTIONS, PRIVILEGES
from callbook.record.report.coverage import Played, Row, coverage, shown_by

_BASIS = {"doc": "documented", "ref": "documented elsewhere", "assumed": "assumed"}


class ClauseTold(msgspec.Struct):
    """A clause, what it rests on, in words, and where that can be read."""

    id: str
    text: str
    basis: list[str]
    sources: list[str]


class RowTold(msgspec.Struct):
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


def told_clauses() -> list[ClauseTold]:
    """Tell the register of clauses."""
    return [
        ClauseTold(each.id, each.text, [_BASIS[basis] for basis in each.basis], list(each.sources)) for each in CLAUSES
    ]


def told_coverage(played: Sequence[Played], places: Mapping[str, int]) -> list[RowTold]:
    """Tell what a run has shown; *places* of the scenarios by file and line."""
    return [_row(row, played, places) for row in coverage(played) if row.kind in _BASES]


def _row(row: Row, played: Sequence[Played], places: Mapping[str, int]) -> RowTold:
    seen = {what: [places[f"{each.feature}:{each.line}"] for each in shown_by(row, what, played)] for what in row.seen}
    assumed = [what for what, basis in _BASES[row.kind](row.name).items() if basis == ASSUMED]
    return RowTold(row.kind, row.name, row.clause, seen, assumed)


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
