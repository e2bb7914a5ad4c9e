"""Each clause names the pages it rests on; what no page says is called assumed."""

from __future__ import annotations

from callbook.core.clause_sources import GUIDE, NOWHERE, PAGES, sources
from callbook.core.clauses import CLAUSES, CLAUSES_BY_ID


def test_whatever_rests_on_another_page_names_it() -> None:
    """The table has exactly those clauses, each with a page."""
    assert {clause.id for clause in CLAUSES if "ref" in clause.basis} == PAGES.keys()
    assert all(PAGES.values())


def test_sources_follow_the_basis() -> None:
    """The guide's own page first, then others, then the word that it is assumed."""
    assert (GUIDE,) == sources(CLAUSES_BY_ID["P2"])
    assert (GUIDE, NOWHERE) == sources(CLAUSES_BY_ID["F8"])
    assert (NOWHERE,) == sources(CLAUSES_BY_ID["F10"])
    assert (*PAGES["C3"], NOWHERE) == sources(CLAUSES_BY_ID["C3"])
    assert (GUIDE, *PAGES["O14"]) == sources(CLAUSES_BY_ID["O14"])
