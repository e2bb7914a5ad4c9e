"""Without its known faults the desktop passes every feature; each fault alone breaks its own clause, and no other."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FEATURES = {
    "early-reschedule": "features/privileges/can_reschedule_before_call.feature",
    "forgetful-reschedule-queue": "features/options/reschedule_queue.feature",
    "deaf-to-strategy": "features/options/callback_information_header_foreground_color.feature",
}
BROKEN = {
    "early-reschedule": [
        "The preview can't be rescheduled",
        "It can't be rescheduled during the call",
        "A call that never connected unlocks nothing (assumed)[is busy]",
        "A call that never connected unlocks nothing (assumed)[does not answer]",
        "A call that never connected unlocks nothing (assumed)[has a number that does not exist]",
    ],
    "forgetful-reschedule-queue": ["It wins over the queue for callbacks that are done"],
    "deaf-to-strategy": [
        "A Transaction gives one callback another colour",
        "It stands above the agent's own value",
        "A bad colour in the Transaction does not count",
    ],
}
_FAILED = re.compile(r"^FAILED (\S+?)::(.*?)(?: - .*)?$", re.MULTILINE)


def test_without_them_every_feature_passes(tmp_path: Path) -> None:
    """Nothing of what the features ask for can only be answered by Callbook's own model."""
    printed = _run(tmp_path, "none", "features")
    assert [] == _FAILED.findall(printed)
    assert re.search(r"^\d{3,} passed in", printed, re.MULTILINE), printed


@pytest.mark.parametrize("fault", FEATURES)
def test_each_breaks_its_own_clause(fault: str, tmp_path: Path) -> None:
    """Of the features that the three faults belong to, one fault breaks scenarios of its own only."""
    expected = [(FEATURES[fault], name) for name in BROKEN[fault]]
    assert expected == _FAILED.findall(_run(tmp_path, fault, *FEATURES.values()))


def _run(traces: Path, faults: str, *features: str) -> str:
    # Recordings and cache go elsewhere: those of the run that this test is a part of stay as they are.
    options = ["-q", "-n", "0", "-p", "no:cacheprovider", "--desktop", "sample", "--traces", str(traces / "traces")]
    command = [sys.executable, "-m", "pytest", *features, *options]
    surroundings = {**os.environ, "SAMPLE_DESKTOP_FAULTS": faults, "COLUMNS": "300", "SAMPLE_DESKTOP_ADDRESS": ""}
    ran = subprocess.run(  # noqa: S603 - ours
        command, capture_output=True, text=True, check=False, cwd=ROOT, env=surroundings
    )
    return ran.stdout + ran.stderr
