"""What a sweep has shown as rows: one for each scenario in each run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from callbook.verification.everywhere.rows import OUTCOME_COLUMNS, PLACE_COLUMNS, outcome_cells, place_cells

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.verification.sweep.job import Sweep

RUN_COLUMNS: Final[Mapping[str, type]] = {
    "configuration": str,
    "center": str,
    "seed": int,
    "desktop": str,
    **PLACE_COLUMNS,
    **OUTCOME_COLUMNS,
}
"""The columns of runs; behind them stands one for each variable, with what deviates from the contact centre."""


def run_rows(job: Sweep) -> Iterator[dict[str, object]]:
    """Yield a row for each scenario in each run that was played."""
    for (number, desktop), ended in sorted(job.done.items()):
        place = job.places[number]
        for each in ended.values():
            yield {
                "configuration": place.name,
                "center": place.center,
                "seed": place.seed,
                "desktop": desktop,
                **place_cells(each.scenario),
                **outcome_cells(each.outcome),
                **place.deviations,
            }
