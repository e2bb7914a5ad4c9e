"""`callbook coverage` says what the last run has shown, and ends with 1 where something is missing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.report.a_stream import result, write_run

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.configuration.clauses import CLAUSES
from callbook.record.cucumber.reading import STREAM_FILE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

EVERYTHING = tuple(
    [("privilege", name, seen) for name in PRIVILEGES for seen in ("granted", "withheld")]
    + [("option", name, seen) for name in OPTIONS for seen in ("default", "valid", "invalid", "overridden")]
)


@pytest.fixture
def whole_run(tmp_path: Path) -> str:
    """Give the folder of a run in which one scenario has shown everything."""
    return _written(tmp_path, [clause.id for clause in CLAUSES])


@pytest.fixture
def poor_run(tmp_path: Path) -> str:
    """Give one in which nothing was shown of E1."""
    return _written(tmp_path, [clause.id for clause in CLAUSES if clause.id != "E1"])


def _written(folder: Path, clauses: list[str]) -> str:
    tags = " ".join(f"@{clause}" for clause in clauses)
    (folder / "x.feature").write_text(f"{tags}\nFeature: F\n  Scenario: All\n    Given x\n", encoding="utf-8")
    write_run(folder, folder, [result(3, "All", shows=list(EVERYTHING))])
    return str(folder)


def test_a_run_without_holes(callbook: Callable[..., Printed], whole_run: str) -> None:
    """Exit code 0, and every clause with its demand and what it rests on."""
    printed = callbook("coverage", "--run", whole_run)
    assert (0, "1 scenario, 0 holes") == (printed.code, printed.lines[-1])
    first = next(line for line in printed.lines if line.startswith("│"))
    demand = "A callback scheduled on the website becomes a webcallback interaction in a queue."
    assert ["E1", demand, "doc", "1", ""] == [cell.strip() for cell in first.split("│")[1:-1]]


def test_a_run_with_a_hole(callbook: Callable[..., Printed], poor_run: str) -> None:
    """Exit code 1, and the hole in its row."""
    printed = callbook("coverage", "--run", poor_run)
    assert (1, "1 scenario, 1 hole") == (printed.code, printed.lines[-1])
    [row] = [line for line in printed.lines if line.startswith("│ E1 ")]
    assert ["E1", "doc", "0", "scenarios"] == [row.split("│")[number].strip() for number in (1, 3, 4, 5)]


def test_a_run_that_was_broken_off(callbook: Callable[..., Printed], whole_run: str) -> None:
    """Exit code 1 although nothing is missing so far: nobody takes it for the whole."""
    stream = Path(whole_run) / STREAM_FILE
    text = stream.read_bytes()
    stream.write_bytes(text[: text.index(b'{"testRunFinished')])
    printed = callbook("coverage", "--run", whole_run)
    assert (1, "1 scenario, 0 holes, the run was broken off") == (printed.code, printed.lines[-1])


def test_names_are_not_cut(callbook: Callable[..., Printed], whole_run: str) -> None:
    """Each option's name stands whole in its row."""
    printed = callbook("coverage", "--run", whole_run)
    assert "…" not in printed.out
    start = next(number for number, line in enumerate(printed.lines) if line.startswith("┃ option"))
    names = [line.split("│")[1].strip() for line in printed.lines[start:] if line.startswith("│")]
    assert [name for name, option in OPTIONS.items() if option.clause.startswith("O")] == names


def test_for_machines(callbook: Callable[..., Printed], poor_run: str) -> None:
    """The same numbers, holes by name, every row."""
    printed = callbook("coverage", "--run", poor_run, "--json")
    told = msgspec.json.decode(printed.out)
    assert (1, 1, 1, ["E1: scenarios"]) == (printed.code, told["scenarios"], told["passed"], told["holes"])
    assert told["finished"] is True
    assert [clause.id for clause in CLAUSES] == [row["name"] for row in told["rows"] if row["kind"] == "clause"]


def test_a_folder_without_a_run(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """One line that says how a run comes about."""
    printed = callbook("coverage", "--run", str(tmp_path))
    text = f"callbook: folder {str(tmp_path)!r} cannot be used. Accepted: one that a run has written: "
    assert (2, "", f"{text}run `make acceptance` first.\n") == (printed.code, printed.out, printed.err)
