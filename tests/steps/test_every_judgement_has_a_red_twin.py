"""Each Then, and each fault of a next message, has a scenario that fails at it; no assertion is idle (R8)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_COMMAND = (sys.executable, "-m", "callbook", "mutants", "--judgements", "--red", "tests/steps/red")
_REASONS = ("--reasons", "tests/steps/red/reasons.toml")


@pytest.fixture(scope="module")
def found() -> dict[str, list[dict[str, str]]]:
    """Give what the command finds, in a process of its own: it makes assertions true."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    done = subprocess.run(  # noqa: S603 - our own command
        (*_COMMAND, *_REASONS, "--json"), cwd=ROOT, env=clean, capture_output=True, text=True, check=False
    )
    assert done.returncode in {0, 1}, done.stderr
    found: dict[str, list[dict[str, str]]] = json.loads(done.stdout)
    return found


def test_each_fails_with_its_text(found: dict[str, list[dict[str, str]]]) -> None:
    """In full; renew: callbook mutants --judgements --red tests/steps/red --renew, then read the change."""
    assert [] == [(each["name"], each["must"], each["does"]) for each in found["wrong"]]


def test_no_assertion_is_idle(found: dict[str, list[dict[str, str]]]) -> None:
    """Made true, each lets a red twin pass; what none can notice has a reason."""
    assert len(found["assertions"]) > 60
    assert [] == [each["name"] for each in found["assertions"] if not (each["by"] or each["reason"])]


def test_no_step_lacks_one(found: dict[str, list[dict[str, str]]]) -> None:
    """Nor a fault: what it says of itself when it has not struck."""
    assert [] == [each["step"] for each in found["without_twin"] if not each["reason"]]
