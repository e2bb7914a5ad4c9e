"""What was found out is written as rows of Parquet, one for each class, that pandas reads without a word lost."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import msgspec
import pandas as pd
import pyarrow.parquet as pq
from tests.everywhere.toys import DECLINE, DIAL, FAILS, Asked, declining, everything, played_by, small_space

from callbook.lab import small_center
from callbook.record.decisions import Scenario
from callbook.verification.everywhere.deciding import decide
from callbook.verification.everywhere.job import LIST, DecidedBranches, Everywhere, Listed
from callbook.verification.everywhere.outcome import HOLDS
from callbook.verification.everywhere.rows import CLASS_COLUMNS, class_rows
from callbook.verification.queue.parquet import parquet_of

if TYPE_CHECKING:
    from collections.abc import Iterator

ONE = Scenario("f::one", "f.feature", "one", 3, ("P2",))


def _frame(rows: Iterator[dict[str, object]]) -> pd.DataFrame:
    names = list(small_space().variables)
    return pd.read_parquet(io.BytesIO(parquet_of(rows, CLASS_COLUMNS, names, "classes, 1")))


def test_each_configuration_has_its_row() -> None:
    """Exactly one, with its outcome: what a row does not name does not matter."""
    space = small_space()
    frame = _frame(class_rows(ONE, space, decide(played_by(declining, space), space).classes))
    assert [*CLASS_COLUMNS, *space.variables] == list(frame.columns)
    assert (1.0, 24, 8) == (frame["share"].sum(), frame["configurations"].sum(), len(frame))
    for configuration in everything(space):
        alike = frame
        for name, value in configuration.items():
            alike = alike[alike[name].isna() | (alike[name] == value)]
        outcome = declining(Asked(configuration, space))
        assert [(outcome.holds, outcome.cause, outcome.clause, outcome.reason)] == [
            *alike[["holds", "cause", "clause", "reason"]].itertuples(index=False, name=None)
        ]


def test_what_a_scenario_sets_by_itself_is_counted_once() -> None:
    """It is no variable of it; a scenario that was not played has no row."""
    job = Everywhere(small_center(), {}, list(small_space().variables))
    other = Scenario("f::two", "f.feature", "two", 9, ())
    job.follow({"do": LIST}, msgspec.to_builtins(Listed((ONE, other))))
    space = job.space(ONE)
    found = decide(played_by(lambda asked: HOLDS if asked[DECLINE] == "granted" else FAILS, space), space)
    result = msgspec.structs.replace(found, set_by_run=(DIAL,))
    job.follow({"do": "", "node": ONE.node}, msgspec.to_builtins(DecidedBranches(result)))
    rows = list(job.rows())
    assert {"f::one"} == {row["node"] for row in rows}
    assert [space.size // 4, space.size // 4] == [row["configurations"] for row in rows]


def test_many_rows_are_written_in_batches() -> None:
    """The file says what it holds; each text stands in it once."""
    row = {"holds": True, "scenario": "one", "line": 3, "share": 0.5}
    content = parquet_of((row for _ in range(100_001)), CLASS_COLUMNS, ["Can Decline"], "classes, 1")
    table = pq.read_table(io.BytesIO(content))
    assert (100_001, b"classes, 1") == (table.num_rows, (table.schema.metadata or {})[b"callbook"])
    assert len(content) < 20_000
