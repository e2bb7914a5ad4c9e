"""Coverage of the subject: which clauses, privileges and option values a run has shown.

A privilege or an option counts as seen in a way only where a scenario that passed carries its clause as a tag.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook.configuration import CLAUSES_BY_ID, OPTIONS, PRIVILEGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.record.cucumber.ran import RanScenario

_SEEN_OF_PRIVILEGE = ("granted", "withheld")
_SEEN_OF_OPTION = ("default", "valid", "invalid")
_OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True)
class Row:
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


def coverage(run: Iterable[RanScenario]) -> tuple[Row, ...]:
    """Return what the scenarios that passed have shown: a row for each clause, privilege and option."""
    passed = tuple(played for played in run if played.outcome == "passed")
    return (*_clauses(passed), *_privileges(passed), *_options(passed))


def shown_by(row: Row, what: str, run: Iterable[RanScenario]) -> Iterator[RanScenario]:
    """Yield the scenarios of *run* that have shown *what* of the privilege or the option in *row*."""
    return _seen_in(row.kind, row.name, row.clause, what, (played for played in run if played.outcome == "passed"))


def holes(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows that lack something."""
    return tuple(row for row in rows if row.holes)


def _clauses(passed: tuple[RanScenario, ...]) -> Iterator[Row]:
    for name in CLAUSES_BY_ID:
        count = sum(name in played.clauses for played in passed)
        yield Row("clause", name, name, {"scenarios": count}, () if count else ("scenarios",))


def _privileges(passed: tuple[RanScenario, ...]) -> Iterator[Row]:
    for name, privilege in PRIVILEGES.items():
        yield _row("privilege", name, privilege.clause, _SEEN_OF_PRIVILEGE, passed)


def _options(passed: tuple[RanScenario, ...]) -> Iterator[Row]:
    for name, option in OPTIONS.items():
        if option.clause.startswith("O"):
            wanted = (*_SEEN_OF_OPTION, _OVERRIDDEN) if option.overridable else _SEEN_OF_OPTION
            yield _row("option", name, option.clause, wanted, passed)


def _row(kind: str, name: str, clause: str, wanted: tuple[str, ...], passed: tuple[RanScenario, ...]) -> Row:
    seen = {what: sum(1 for _ in _seen_in(kind, name, clause, what, passed)) for what in wanted}
    return Row(kind, name, clause, seen, tuple(what for what, count in seen.items() if count == 0))


def _seen_in(kind: str, name: str, clause: str, what: str, passed: Iterable[RanScenario]) -> Iterator[RanScenario]:
    return (played for played in passed if clause in played.clauses and (kind, name, what) in played.shows)
