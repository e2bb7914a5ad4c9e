"""What was found out about a scenario, in words; a failing class that no tag speaks of is a finding."""

from __future__ import annotations

import pytest
from tests.everywhere.toys import DECLINE, DIAL, FAILS, TIMER, USE, declining, played_by, small_space

from callbook.core import percent
from callbook.record.decisions import Decision, Scenario
from callbook.verification.everywhere.deciding import decide
from callbook.verification.everywhere.outcome import HOLDS, Cause, Outcome
from callbook.verification.everywhere.verdict import verdict

SPACE = small_space()


def told(*clauses: str, reasons: dict[str, str] | None = None) -> Decision:
    """Return the verdict on the scenario that declines, with these tags."""
    scenario = Scenario("a.feature::Declining", "a.feature", "Declining", 3, clauses)
    return verdict(scenario, SPACE, decide(played_by(declining, SPACE), SPACE).classes, (), reasons or {})


def test_all_is_said_in_words() -> None:
    """Where it holds, where not and why; what each row has in common comes first."""
    assert [
        "a.feature:3  Declining",
        "  24 configurations, 8 runs",
        "  holds in 20.83 %",
        "    where Can Use Web Callback Channel is granted and Can Decline is granted, and",
        "      webcallback.auto-answer.timer is 0 or soon",
        "      or webcallback.auto-dial is false",
        "  fails in 58.33 %: not so at Then it is so",
        "      where Can Use Web Callback Channel is withheld",
        "      or webcallback.auto-answer.timer is 5 and webcallback.auto-dial is true",
        "  fails in 20.83 %: refused, P2 at When Anna declines: the privilege is missing",
        "    where Can Use Web Callback Channel is granted and Can Decline is withheld, and",
        "      webcallback.auto-answer.timer is 0 or soon",
        "      or webcallback.auto-dial is false",
    ] == list(told("P2").lines())


def test_what_a_tag_names_or_needs_is_told() -> None:
    """Can Decline (P2) needs the channel: that it fails without either is no finding."""
    assert () == told("P2").findings
    assert [2 * ("no clause",)] == [tuple(each.finding for each in told("F1").findings)]


def test_a_finding_is_listed_by_the_clause_that_makes_it_right() -> None:
    """All that makes the difference must have one: the timer and dialling do so together."""
    reasons = {"P1": "nobody works without the channel", "P2": "that is what it is for"}
    assert [True, False] == [each.is_open for each in told("F1", reasons=reasons).findings]
    for more, is_open in (({"O5": "no time"}, True), ({"O5": "no time", "O7": "no hand"}, False)):
        assert [is_open, False] == [each.is_open for each in told("F1", reasons={**reasons, **more}).findings]
    lines = "\n".join(told("F1", reasons=reasons).lines())
    assert "FINDING: nothing that was read belongs to a clause among its tags (listed: P" in lines
    assert "example: Can Use Web Callback Channel = withheld" in lines


@pytest.mark.parametrize(
    ("cause", "finding", "words"),
    [
        ("breakdown", "broken", "broken down at Then: it"),
        ("invariant", "broken", "an invariant does not hold at Then: it"),
        ("difference", "everywhere", "not so at Then: it"),
    ],
)
def test_what_is_broken_is_a_finding_whatever_the_tags(cause: Cause, finding: str, words: str) -> None:
    """And so is a scenario that fails everywhere."""
    ending = Outcome(cause, "Then", reason="it")
    found = verdict(
        Scenario("n", "f", "s", 1, ("P1",)),
        SPACE,
        decide(played_by(lambda _: ending, SPACE), SPACE).classes,
        [DIAL],
        {},
    )
    assert [(finding, words, True)] == [(each.finding, each.outcome, each.is_open) for each in found.findings]
    assert ((DIAL,), 12) == (found.pinned, found.configurations)
    lines = list(found.lines())
    assert "  12 configurations, 1 run; it sets webcallback.auto-dial by itself" == lines[1]
    assert lines[-1] == "    example: the usual configuration"


def test_what_is_not_decided_is_said() -> None:
    """With the share that is."""
    decided = decide(played_by(declining, SPACE), SPACE, enough=lambda runs: runs >= 1)
    found = verdict(Scenario("n", "f", "s", 1, ()), SPACE, decided.classes, (), {})
    assert 0 < found.undecided < 1
    assert f"  {percent(found.undecided)} not decided" == list(found.lines())[-1]


def test_a_share_is_rounded_honestly() -> None:
    """A large one is never all."""
    shares = [0.0, 1e-9, 0.125, 0.5, 0.9999999, 1.0]
    expected = ["0 %", "1e-07 %", "12.5 %", "50 %", "more than 99.99 %", "100 %"]
    assert expected == [percent(each) for each in shares]


def test_outcomes_in_words() -> None:
    """As far as two runs are told apart."""
    assert ["holds", "refused, P2 at When: no", "not so at Then it is so"] == [
        str(each) for each in (HOLDS, Outcome("refusal", "When", "P2", "no"), FAILS)
    ]
    assert {USE, DECLINE, DIAL, TIMER} == set(SPACE.variables)
