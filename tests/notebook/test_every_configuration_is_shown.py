"""What was decided on every configuration is shown in a cell: a bar of shares, words, and the rows of a file."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Any

import msgspec
import pandas as pd
import pytest
from msgspec import structs
from tests.everywhere.toys import declining, played_by, small_space

import callbook.notebook as cb
from callbook.core import BadInput
from callbook.notebook.decisions import Decided
from callbook.record.decisions import Scenario
from callbook.verification.everywhere.deciding import decide
from callbook.verification.everywhere.rows import CLASS_COLUMNS, class_rows
from callbook.verification.everywhere.verdict import verdict
from callbook.verification.queue.parquet import parquet_of

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.record.decisions import Decision

SCENARIO = Scenario("f::one", "one.feature", "It is <b>declined</b>", 3, ())
DECLINING = """
Feature: Declining
  Scenario: It is declined
    Given Anna is offered the callback of Maria
    When Anna declines the callback
"""


@pytest.fixture(scope="module")
def decision() -> Decision:
    """Give what was found out about a scenario that no clause tags: it has findings."""
    space = small_space()
    found = verdict(SCENARIO, space, decide(played_by(declining, space), space).classes, (), {})
    return structs.replace(found, undecided=0.25)


def test_the_map_has_a_bar_and_words(decision: Decision) -> None:
    """As wide as the shares, with what was not decided; no name does harm, and no word is only in the picture."""
    decided: Any = Decided((decision,))
    shown = decided._repr_mimebundle_()
    html = str(shown["text/html"])
    kinds = re.findall(r'<span class="(\w+)" style="flex:([0-9.]+)', html)
    shares = [(found.holds, f"{found.share:.6f}") for found in decision.outcomes]
    assert [*(("holds" if holds else "finding", share) for holds, share in shares), ("open", "0.250000")] == kinds
    assert ("<b>" in html, "It is &lt;b&gt;declined&lt;/b&gt;" in html) == (False, True)
    words = unescape(re.sub("<[^>]+>", " ", html))
    for row in (row for found in decision.outcomes for row in found.rows):
        assert " and ".join(row.conditions) in words
    assert list(decision.lines()) == shown["text/plain"].splitlines()


def test_a_scenario_that_holds_everywhere_says_so(decision: Decision) -> None:
    """There is no condition, and nothing is open; a failing class that is listed is no finding any more."""
    row = structs.replace(decision.outcomes[0].rows[0], conditions=())
    holds = structs.replace(decision.outcomes[0], rows=(row,))
    listed = structs.replace(decision.outcomes[1], listed="O1: so it is")
    html = Decided((structs.replace(decision, outcomes=(holds, listed), undecided=0.0),)).markup()
    assert ["holds", "fails"] == re.findall(r'<span class="(\w+)"', html)
    assert "<td>everywhere</td>" in html


def test_around_ones_own_center_single_changes_are_shown(decision: Decision) -> None:
    """Whether they break or mend; where it was not played as it is, that is said."""
    own = Decided((decision,), is_own=True)
    assert [each.change for each in decision.changes] == re.findall("<td>broken</td><td>([^<]+)", own.markup())
    assert "As it is: holds." in own.markup()
    assert "  as it is: holds" in repr(own)
    assert "As it is: not decided." in Decided((structs.replace(decision, as_it_is=""),), is_own=True).markup()


def test_a_scenario_is_decided_in_a_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By a process of its own."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pytest.ini").touch()
    (tmp_path / "declining.feature").write_text(DECLINING, encoding="utf-8")
    decided = cb.everywhere("declining.feature", vary=["Can Decline"])
    assert ["holds in 50 %", "fails in 50 %"] == re.findall(r"\w+ in 50 %", repr(decided))


def test_what_the_command_prints_is_read(decision: Decision, tmp_path: Path) -> None:
    """Its JSON, and nothing else."""
    file = tmp_path / "result.json"
    file.write_bytes(msgspec.json.encode({"scenarios": [decision], "run": {"scenarios": 1, "interrupted": False}}))
    assert ((decision,), False) == (cb.decided(file).decisions, cb.decided(file).interrupted)
    file.write_bytes(b"[]")
    for wrong in (file, tmp_path / "none.json"):
        with pytest.raises(BadInput, match="a file of what `callbook everywhere PATHS --json` has printed"):
            cb.decided(wrong)


def test_what_was_interrupted_says_so_first(decision: Decision, tmp_path: Path) -> None:
    """In words and in the map, whoever has stopped it."""
    file = tmp_path / "result.json"
    file.write_bytes(msgspec.json.encode({"scenarios": [decision], "run": {"scenarios": 2, "interrupted": True}}))
    decided = cb.decided(file)
    said = "Interrupted: this is what was done by then."
    assert [said, *decision.lines()] == repr(decided).splitlines()
    assert re.search(rf"</style><p>{re.escape(said)}</p><h\d", decided.markup())
    assert said not in Decided((decision,)).markup()


def test_rows_are_read(tmp_path: Path) -> None:
    """Those of Callbook, and nothing else."""
    space = small_space()
    classes = decide(played_by(declining, space), space).classes
    file = tmp_path / "rows.parquet"
    file.write_bytes(parquet_of(class_rows(SCENARIO, space, classes), CLASS_COLUMNS, list(space.variables), "classes"))
    assert (8, 1.0) == (len(cb.rows(file)), cb.rows(file)["share"].sum())
    (tmp_path / "text.parquet").write_text("rows", encoding="utf-8")
    pd.DataFrame({"one": [1]}).to_parquet(tmp_path / "theirs.parquet")
    for name in ("none", "text", "theirs"):
        with pytest.raises(BadInput, match="with --parquet"):
            cb.rows(tmp_path / f"{name}.parquet")
