"""Each clause names the pages it rests on; what no page says is called assumed."""

from __future__ import annotations

from callbook.configuration import OPTIONS, PRIVILEGES, options, privileges
from callbook.configuration.clause_sources import GUIDE, NOWHERE
from callbook.configuration.clauses import CLAUSES, CLAUSES_BY_ID, Clause


def test_every_clause_rests_on_something() -> None:
    """Each page stands once, and the word that it is assumed comes last."""
    for clause in CLAUSES:
        assert clause.sources
        assert len(set(clause.sources)) == len(clause.sources)
        assert NOWHERE not in clause.sources[:-1]


def test_the_basis_follows_the_sources() -> None:
    """The guide's own page, others, or the word that it is assumed."""
    assert ((GUIDE,), ("doc",)) == (CLAUSES_BY_ID["P2"].sources, CLAUSES_BY_ID["P2"].basis)
    assert ((GUIDE, NOWHERE), ("doc", "assumed")) == (CLAUSES_BY_ID["F8"].sources, CLAUSES_BY_ID["F8"].basis)
    assert ((NOWHERE,), ("assumed",)) == (CLAUSES_BY_ID["F10"].sources, CLAUSES_BY_ID["F10"].basis)
    assert ("ref", "assumed") == CLAUSES_BY_ID["C3"].basis
    assert ("doc", "ref") == CLAUSES_BY_ID["O14"].basis
    assert ("ref",) == CLAUSES_BY_ID["C7"].basis


def test_a_clause_of_one_row_is_what_the_row_says() -> None:
    """It has the sentence and the sources of the row: nothing stands twice."""
    bell, reschedule = options.RINGING_BELL, privileges.CAN_RESCHEDULE
    assert Clause("O14", bell.meaning, bell.sources) == CLAUSES_BY_ID[bell.clause]
    assert Clause("P4", reschedule.effect, reschedule.sources) == CLAUSES_BY_ID[reschedule.clause]


def test_every_row_has_a_clause_of_the_register() -> None:
    """A row with a new clause makes it one of the register."""
    assert {option.clause for option in OPTIONS.values()} <= CLAUSES_BY_ID.keys()
    assert {privilege.clause for privilege in PRIVILEGES.values()} <= CLAUSES_BY_ID.keys()
