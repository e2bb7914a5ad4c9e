"""Coverage of the subject: which clauses, privileges and option values the last acceptance run has shown.

A privilege or an option counts as seen in a way only where a scenario that passed carries its clause as a tag.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from callbook.configuration import CLAUSES_BY_ID, OPTIONS, PRIVILEGES
from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

RUN_FILE = "run.ndjson"
_SEEN_OF_PRIVILEGE = ("granted", "withheld")
_SEEN_OF_OPTION = ("default", "valid", "invalid")
_OVERRIDDEN = "overridden"


class Played(msgspec.Struct, frozen=True):
    """One scenario of a run, as the runner wrote it down."""

    feature: str
    scenario: str
    clauses: list[str]
    outcome: str
    shows: list[tuple[str, str, str]] = []
    line: int = 0


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


def read_run(folder: Path) -> tuple[Played, ...]:
    """Read what the runner wrote into *folder*.

    Raises:
        BadInput: when there is no run there, or a line cannot be read.
    """
    path = folder / RUN_FILE
    if not path.is_file():
        raise BadInput("folder", str(folder), accepted="one that a run has written: run `make acceptance` first")
    try:
        return tuple(msgspec.json.decode(line, type=Played) for line in path.read_bytes().splitlines())
    except msgspec.DecodeError as error:
        raise BadInput("run", str(path), where=str(error), accepted="what the runner wrote, unchanged") from None


def coverage(run: Iterable[Played]) -> tuple[Row, ...]:
    """Say what the scenarios that passed have shown."""
    passed = tuple(played for played in run if played.outcome == "passed")
    return (*_clauses(passed), *_privileges(passed), *_options(passed))


def shown_by(row: Row, what: str, run: Iterable[Played]) -> Iterator[Played]:
    """Give the scenarios of *run* that have shown *what* of the privilege or the option in *row*."""
    return _seen_in(row.kind, row.name, row.clause, what, (played for played in run if played.outcome == "passed"))


def holes(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Give the rows that lack something."""
    return tuple(row for row in rows if row.holes)


def _clauses(passed: tuple[Played, ...]) -> Iterator[Row]:
    for name in CLAUSES_BY_ID:
        count = sum(name in played.clauses for played in passed)
        yield Row("clause", name, name, {"scenarios": count}, () if count else ("scenarios",))


def _privileges(passed: tuple[Played, ...]) -> Iterator[Row]:
    for name, privilege in PRIVILEGES.items():
        yield _row("privilege", name, privilege.clause, _SEEN_OF_PRIVILEGE, passed)


def _options(passed: tuple[Played, ...]) -> Iterator[Row]:
    for name, option in OPTIONS.items():
        if option.clause.startswith("O"):
            wanted = (*_SEEN_OF_OPTION, _OVERRIDDEN) if option.overridable else _SEEN_OF_OPTION
            yield _row("option", name, option.clause, wanted, passed)


def _row(kind: str, name: str, clause: str, wanted: tuple[str, ...], passed: tuple[Played, ...]) -> Row:
    seen = {what: sum(1 for _ in _seen_in(kind, name, clause, what, passed)) for what in wanted}
    return Row(kind, name, clause, seen, tuple(what for what, count in seen.items() if count == 0))


def _seen_in(kind: str, name: str, clause: str, what: str, passed: Iterable[Played]) -> Iterator[Played]:
    return (played for played in passed if clause in played.clauses and (kind, name, what) in played.shows)
