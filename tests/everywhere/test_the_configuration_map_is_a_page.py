"""The configuration map is one page: what holds where, with no script, no network, and no name that does harm."""

from __future__ import annotations

import re
from html import unescape

import pytest
from msgspec import structs
from tests.everywhere.toys import declining, played_by, small_space

from callbook.core import percent
from callbook.record.decisions import Decision, DecisionRow, OutcomeFound, Scenario
from callbook.verification.everywhere.deciding import decide
from callbook.verification.everywhere.page import configuration_map
from callbook.verification.everywhere.verdict import verdict

SCENARIO = Scenario("f::one", "features/one.feature", "It is <b>declined</b>", 3, ("P2",))


@pytest.fixture(scope="module")
def decided() -> Decision:
    """Give what was found out about a scenario."""
    space = small_space()
    return verdict(SCENARIO, space, decide(played_by(declining, space), space).classes, (), {})


def test_every_link_leads_somewhere(decided: Decision) -> None:
    """From the overview to each scenario; nothing runs, and nothing is asked of a network."""
    page = configuration_map([decided, decided])
    links, anchors = re.findall(r'href="#([^"]+)"', page), re.findall(r' id="([^"]+)"', page)
    assert ["scenario-0", "scenario-1"] == links == anchors
    assert ("<b>" in page, "It is &lt;b&gt;declined&lt;/b&gt;" in page) == (False, True)
    assert not re.search(r"<script|https?://|url\(", page)
    assert "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline';" in page


def test_each_outcome_has_its_part_of_the_bar(decided: Decision) -> None:
    """As wide as its share; for those who do not see it, in words."""
    page = configuration_map([decided])
    widths = [float(width) for width in re.findall(r"flex:([0-9.]+)", page)]
    assert [round(each.share, 6) for each in decided.outcomes] == widths
    assert 1.0 == round(sum(widths), 5)
    (words,) = re.findall(r'aria-label="([^"]+)"', page)
    told = [f"{percent(each.share)} {each.outcome}" for each in decided.outcomes]
    assert told == unescape(words).split("; ")
    assert "<li>Can Use Web Callback Channel is withheld</li>" in page
    assert "For example: the usual configuration." in page


def test_findings_and_what_was_not_decided_are_said() -> None:
    """An open finding is marked, a listed one has its reason; one that holds everywhere has no condition."""
    rows = (DecisionRow((), ()),)
    holds = OutcomeFound("holds", holds=True, clause="", share=0.25, rows=rows, example={})
    fails = structs.replace(
        holds, outcome="not so", holds=False, example={"webcallback.complete-queue": ""}, finding="no clause"
    )
    listed = structs.replace(fails, outcome="refused", clause="P1", listed="P1: it has none", example={})
    page = configuration_map([Decision(SCENARIO, 8, ("Can Decline",), 3, 0.25, (holds, fails, listed))])
    assert "2 findings, 1 open." in page
    assert "Finding: nothing that was read belongs to a clause among its tags." in page
    assert "among its tags (listed: P1: it has none)." in page
    assert ("25 % not decided" in page, "<dt>not decided</dt><dd>25 %</dd>" in page) == (True, True)
    assert "For example: webcallback.complete-queue = empty." in page
    assert 3 == page.count('<p class="soft">everywhere</p>')
