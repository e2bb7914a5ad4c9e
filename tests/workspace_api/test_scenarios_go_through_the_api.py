"""``--desktop workspace-api``: scenarios see a desktop only through the API; what that cannot say is counted."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.measures_processes

ROOT = Path(__file__).parents[2]
PRIVILEGES, FLOWS = "features/privileges", "features/flows"
FAULTS = {
    "condition: reschedule does not ask whether before a call the agent may reschedule previews": (
        "P5", "features/privileges/can_reschedule_before_call.feature",
    ),
    "override: webcallback.callback-information.header-foreground-color cannot be overridden": (
        "O10", "features/options/callback_information_header_foreground_color.feature",
    ),
    "placement: Rescheduled reads webcallback.complete-queue": ("O13", "features/options/reschedule_queue.feature"),
}  # fmt: skip
"""The three faults of the sample desktop, put into the seat behind the API, and where each is told."""


def test_what_can_be_expressed_holds(tmp_path: Path) -> None:
    """Of two folders of the suite more than sixty scenarios hold, and none does otherwise."""
    report, said = run(tmp_path, PRIVILEGES, FLOWS)
    held = report["scenarios"] - len(report["not_expressible"])
    assert ([], True) == (report["differences"], held > 60)
    assert f"{held} of {report['scenarios']} scenarios hold" in said


def test_what_cannot_names_its_step_and_what_is_missing(tmp_path: Path) -> None:
    """So a reader knows which path or notification the API would need."""
    report, said = run(tmp_path, "features/privileges/can_set_interaction_disposition.feature")
    told = {(each["step"], each["missing"]) for each in report["not_expressible"]}
    step = "Anna is not offered to set a disposition"
    assert (step, "whether the agent is offered to set the disposition: no capability stands for it") in told
    assert "scenarios cannot be expressed through it:" in said


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_at_the_seat_is_told(fault: str, tmp_path: Path) -> None:
    """By its clause: the API hides nothing of what a desktop does otherwise."""
    clause, feature = FAULTS[fault]
    report, _ = run(tmp_path, feature, "--callbook-sabotage", fault)
    assert [clause] == [each["clause"] for each in report["differences"]]


def run(folder: Path, *what: str) -> tuple[dict[str, Any], str]:
    """Run features through the API; give the report for machines, and what the terminal says."""
    options = ["-q", "-p", "no:cacheprovider", "--desktop", "workspace-api", "--traces", str(folder / "run")]
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "pytest", *what, *options],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    report: dict[str, Any] = json.loads((folder / "run/differences.json").read_text(encoding="utf-8"))
    return report, done.stdout
