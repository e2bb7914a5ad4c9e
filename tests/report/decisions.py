"""What `callbook everywhere --json` prints, made up: scenarios that nobody has played."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

GRANTED, READY = "Can Decline is granted", "login.webcallback.is-auto-ready is true"


def outcome(share: float, *rows: tuple[str, ...], holds: bool = False, **more: object) -> dict[str, Any]:
    """Return an outcome, whose *rows* are conditions with the clause P2 of the first and O1 of the last."""
    given = [{"conditions": list(row), "clauses": ["P2", "O1"][: len(row)]} for row in rows]
    words = "holds" if holds else "refused, P2 at When Anna declines"
    clause = "" if holds else "P2"
    plain = {"outcome": words, "holds": holds, "clause": clause, "share": share, "rows": given}
    return {**plain, "example": {}, "finding": "", "listed": "", **more}


HOLDS = outcome(0.25, (GRANTED, READY), holds=True)
FAILS = outcome(0.75, ("Can Decline is withheld",), example={"Can Decline": "withheld", "webcallback.bell": ""})


def decision(
    place: str, name: str, *outcomes: dict[str, Any], undecided: float = 0.0, **more: object
) -> dict[str, Any]:
    """Return what was decided of the scenario at *place*, file and line; it holds in a quarter if nothing is given."""
    feature, _, line = place.rpartition(":")
    scenario = {"node": f"{feature}::{name}", "feature": feature, "name": name, "line": int(line), "clauses": ["P2"]}
    plain: dict[str, Any] = {
        "scenario": scenario,
        "configurations": 8_589_934_592,
        "pinned": [],
        "runs": 66,
        "undecided": undecided,
    }
    return {**plain, "outcomes": list(outcomes or (HOLDS, FAILS)), "as_it_is": "", "changes": [], **more}


def write_decisions(path: Path, *decisions: dict[str, Any], wanted: int = 0, interrupted: bool = False) -> Path:
    """Write a file of them, and return it; *wanted* scenarios were to be decided."""
    run = {"scenarios": wanted or len(decisions), "decided": 1, "runs": 66, "seconds": 1.0, "findings": 0, "open": 0}
    path.write_text(json.dumps({"scenarios": decisions, "run": {**run, "interrupted": interrupted}}), encoding="utf-8")
    return path
