"""Each assumption has its clause and its sentence, and says that it is assumed wherever it is printed."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from callbook.configuration.clauses import CLAUSES_BY_ID
from callbook.core.assumptions import Assumptions, Row, table
from callbook.core.standing_assumptions import STANDING

ROWS = table()
each_row = pytest.mark.parametrize("row", [pytest.param(row, id=row.name) for row in (*ROWS, *STANDING)])


@each_row
def test_its_clause_is_in_the_register(row: Row) -> None:
    """An assumption fills a gap of a clause that exists."""
    assert row.clause in CLAUSES_BY_ID


@each_row
def test_it_is_one_sentence(row: Row) -> None:
    """It begins with a capital and ends with a full stop."""
    assert row.text[0].isupper()
    assert row.text.endswith(".")
    assert not row.text.endswith("..")


@each_row
def test_it_is_printed_as_assumed(row: Row) -> None:
    """Name, value and clause, then the word, then the sentence."""
    assert f"{row.name} = {row.value} ({row.clause}, assumed): {row.text}" == str(row)


def test_the_text_of_one() -> None:
    """As it is read in a terminal."""
    [row] = [row for row in ROWS if row.name == "answer_timeout"]
    assert (
        "answer_timeout = 30000 (F10, assumed): The desktop gives up waiting for the server's answer to accept, "
        "reject or Mark Done after this."
    ) == str(row)


def test_the_table_holds_every_assumption() -> None:
    """In the order in which they are declared, none left out."""
    assert [entry.name for entry in fields(Assumptions)] == [row.name for row in ROWS]


def test_another_value_can_be_assumed() -> None:
    """Whoever knows better for a site replaces one; the others stay."""
    known = Assumptions(reoffer_delay=1_000)
    changed = [row for row, default in zip(table(known), ROWS, strict=True) if row != default]
    assert [("reoffer_delay", 1_000)] == [(row.name, row.value) for row in changed]


def test_assumptions_do_not_change_on_the_way() -> None:
    """They are fixed when a run begins."""
    with pytest.raises(FrozenInstanceError):
        Assumptions().reoffer_delay = 1  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
