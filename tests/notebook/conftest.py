"""Recordings to look into: a callback that was handled, one that failed, and a run that holds both."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace
from tests.report.a_stream import result, write_run

from callbook.core.shipped import shipped_folder
from callbook.lab import Lab
from callbook.record.trace import Trace, head_of, read_trace, trace_of, write_trace
from callbook.workspace import Action

FAILING = "a_failing_scenario"
A = """Feature: A
  @F1 @F3
  Scenario: Maria is called
    Given x
"""
B = """Feature: B



  @P2
  Scenario: Ben is offered the callback
    Given x




  Scenario: Nobody knows the first step
    Given x
"""


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
    (tmp_path / "a.feature").write_text(A, encoding="utf-8")
    (tmp_path / "b.feature").write_text(B, encoding="utf-8")
    write_run(
        run,
        tmp_path,
        [
            replace(result(3, "Maria is called"), feature="a.feature", trace="passed.ndjson"),
            replace(result(6, "Ben is offered the callback", "failed"), feature="b.feature", trace="failed.ndjson"),
            replace(result(12, "Nobody knows the first step", "error"), feature="b.feature"),
        ],
    )
    return run
