"""Recordings to look into: a callback that was handled, one that failed, and a run that holds both."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callbook.core.shipped import shipped_folder
from callbook.lab import Lab
from callbook.record.trace import Trace, head_of, read_trace, trace_of, write_trace
from callbook.workspace import Action

FAILING = "a_failing_scenario"


@pytest.fixture
def lab() -> Lab:
    """Give a lab in which Anna has handled the callback of Maria."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(65_000)
    anna.perform(Action.RELEASE)
    anna.perform(Action.MARK_DONE)
    return lab


@pytest.fixture
def handled(lab: Lab) -> Trace:
    """Give its recording, live."""
    return trace_of(lab)


@pytest.fixture
def handled_file(lab: Lab, tmp_path: Path) -> Path:
    """Give its recording as a file."""
    path = tmp_path / "handled.ndjson"
    write_trace(path, lab, head_of(lab, scenario="Maria is called", outcome="passed"))
    return path


@pytest.fixture
def failing() -> Trace:
    """Give the recording of the failing scenario that ships with the kit."""
    return read_trace(shipped_folder("examples") / f"{FAILING}.trace.ndjson")


@pytest.fixture
def run_folder(handled_file: Path, tmp_path: Path) -> Path:
    """Give a folder as a run of features leaves it: one scenario passed, one failed, one never got anywhere."""
    run = tmp_path / ".callbook" / "last-run"
    run.mkdir(parents=True)
    failed = (shipped_folder("examples") / f"{FAILING}.trace.ndjson").read_bytes()
    (run / "failed.ndjson").write_bytes(failed)
    (run / "passed.ndjson").write_bytes(handled_file.read_bytes())
    lines = [
        _line("a.feature", "Maria is called", 3, "passed", "passed.ndjson", ["F1", "F3"]),
        _line("b.feature", "Ben is offered the callback", 6, "failed", "failed.ndjson", ["P2"]),
        _line("b.feature", "Nobody knows the first step", 12, "error", None, []),
    ]
    (run / "run.ndjson").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    return run


def _line(  # noqa: PLR0913, PLR0917 - as the runner writes it
    feature: str, scenario: str, line: int, outcome: str, trace: str | None, clauses: list[str]
) -> dict[str, object]:
    return {
        "feature": feature,
        "scenario": scenario,
        "line": line,
        "tags": clauses,
        "clauses": clauses,
        "outcome": outcome,
        "seconds": 0.25,
        "trace": trace,
        "shows": [],
    }
