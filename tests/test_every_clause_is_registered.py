"""The register in the code holds the clauses that scenarios are tagged with."""

from __future__ import annotations

import pytest

from callbook.configuration.clauses import CLAUSES, CLAUSES_BY_ID, clause_ids
from callbook.core.errors import Unknown


def test_each_letter_counts_from_one() -> None:
    """No clause is missing and none stands twice."""
    letters = [clause.id[0] for clause in CLAUSES]
    expected = [f"{letter}{number}" for letter in "EPOCF" for number in range(1, letters.count(letter) + 1)]
    assert expected == [clause.id for clause in CLAUSES]
    assert len(CLAUSES) == len(CLAUSES_BY_ID)


def test_every_clause_rests_on_something() -> None:
    """Each clause has a sentence and a source, or is said to be assumed."""
    assert all(clause.text.endswith(".") and clause.basis for clause in CLAUSES)


def test_clauses_are_picked_in_the_order_of_the_register() -> None:
    """Other tags are left alone."""
    assert ("E1", "O4") == clause_ids(frozenset({"O4", "P10x", "E1", "slow"}))


def test_a_tag_that_only_looks_like_a_clause_is_refused() -> None:
    """The error says where it stands and what is near it."""
    with pytest.raises(Unknown) as refused:
        clause_ids(frozenset({"P99"}), where="x.feature:3")
    expected = "There is no clause 'P99' in x.feature:3. Did you mean 'P9'?"
    assert expected == str(refused.value)
