"""A run against the sample desktop finds its three known faults, each at its clause, and what it was not taught."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FEATURES = {
    "P5": "features/privileges/can_reschedule_before_call.feature",
    "O10": "features/options/callback_information_header_foreground_color.feature",
    "O13": "features/options/reschedule_queue.feature",
}
FAULTS = {"early-reschedule": "P5", "deaf-to-strategy": "O10", "forgetful-reschedule-queue": "O13"}
BROKEN = {
    "P5": [
        "The preview can't be rescheduled",
        "It can't be rescheduled during the call",
        "A call that never connected unlocks nothing (assumed)[is busy]",
        "A call that never connected unlocks nothing (assumed)[does not answer]",
        "A call that never connected unlocks nothing (assumed)[has a number that does not exist]",
    ],
    "O10": [
        "A Transaction gives one callback another colour",
        "It stands above the agent's own value",
        "A bad colour in the Transaction does not count",
    ],
    "O13": ["It wins over the queue for callbacks that are done"],
}
NOT_LEARNT: dict[str, list[str]] = tomllib.loads(
    (Path(__file__).parent / "not_learnt.toml").read_text(encoding="utf-8")
)
"""Scenarios of rules that came after the sample desktop."""


def test_of_all_features_only_these_differ(tmp_path: Path) -> None:
    """With all three faults: three clauses, their scenarios, nothing broken, and every other scenario holds."""
    report = _run(tmp_path, ",".join(FAULTS), "features")
    assert _beyond(BROKEN) == _beyond(_scenarios(report))
    assert [False] == sorted({each["broken"] for found in report["differences"] for each in found["scenarios"]})
    assert report["scenarios"] > 600


@pytest.mark.parametrize("fault", FAULTS)
def test_each_is_one_clause(fault: str, tmp_path: Path) -> None:
    """One fault alone, on the features that all three belong to."""
    clause = FAULTS[fault]
    found = _scenarios(_run(tmp_path, fault, *FEATURES.values()))
    assert _beyond({clause: BROKEN[clause]}) == _beyond(found)


def test_without_them_only_what_it_was_not_taught_differs(tmp_path: Path) -> None:
    """So what is found is found because of them; whatever it learns is taken from the list."""
    assert NOT_LEARNT == _scenarios(_run(tmp_path, "none", "features"))


def _beyond(found: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return what differs beyond what it was not taught."""
    rest = {
        clause: [each for each in of_it if each not in NOT_LEARNT.get(clause, ())] for clause, of_it in found.items()
    }
    return {clause: of_it for clause, of_it in rest.items() if of_it}


def _scenarios(report: dict[str, Any]) -> dict[str, list[str]]:
    return {found["clause"]: [each["scenario"] for each in found["scenarios"]] for found in report["differences"]}


def _run(traces: Path, faults: str, *features: str) -> dict[str, Any]:
    # Recordings and cache go elsewhere: those of the run that this test is a part of stay as they are.
    options = ["-q", "-p", "no:cacheprovider", "--desktop", "sample", "--traces", str(traces / "traces")]
    command = [sys.executable, "-m", "pytest", *features, *options]
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    surroundings |= {"SAMPLE_DESKTOP_FAULTS": faults, "SAMPLE_DESKTOP_ADDRESS": ""}
    ran = subprocess.run(  # noqa: S603 - ours
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=surroundings
    )
    path = traces / "traces" / "differences.json"
    assert path.is_file(), ran.stdout + ran.stderr
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report
