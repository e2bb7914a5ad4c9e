"""What was found out about scenarios as rows: one for each class, which is one run and all configurations like it."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from callbook.record import Scenario
    from callbook.verification.everywhere.deciding import Class
    from callbook.verification.everywhere.outcome import Outcome
    from callbook.verification.everywhere.space import Space

PLACE_COLUMNS: Final[Mapping[str, type]] = {"feature": str, "line": int, "scenario": str, "node": str}
OUTCOME_COLUMNS: Final[Mapping[str, type]] = {"holds": bool, "cause": str, "step": str, "clause": str, "reason": str}
CLASS_COLUMNS: Final[Mapping[str, type]] = {
    **PLACE_COLUMNS,
    **OUTCOME_COLUMNS,
    "deviations": int,
    "share": float,
    "configurations": int,
}
"""The columns of classes; behind them stands one for each variable, with what a class has there."""


def class_rows(scenario: Scenario, space: Space, classes: Sequence[Class]) -> Iterator[dict[str, object]]:
    """Yield a row for each class: what it reads stands in the columns of variables, all else does not matter."""
    for each in classes:
        alike = prod(len(space.variables[name].values) for name, _ in each.answers)
        yield {
            **place_cells(scenario),
            **outcome_cells(each.outcome),
            "deviations": len(space.deviations(dict(each.answers))),
            "share": 1 / alike,
            "configurations": space.size // alike,
            **dict(each.answers),
        }


def place_cells(scenario: Scenario) -> dict[str, object]:
    """Return what says which scenario a row is of."""
    return {
        "feature": scenario.feature,
        "line": scenario.line,
        "scenario": scenario.name,
        "node": scenario.node,
    }


def outcome_cells(outcome: Outcome | None) -> dict[str, object]:
    """Return what says how a run ended; one that was skipped neither holds nor fails."""
    if outcome is None:
        return {"cause": "skip"}
    return {name: getattr(outcome, name) for name in OUTCOME_COLUMNS}
