"""The bad example of a rule breaks this rule and no other, the good one none; its page is made of both."""

from __future__ import annotations

import pytest

from callbook.configuration.clauses import CLAUSES_BY_ID
from callbook.configuration.environment import read_environment
from callbook.configuration.lint import RULES, Rule, chosen_rules, lint, rule_of
from callbook.configuration.lint.rules import EXAMPLES, GROUPS, example_of
from callbook.core.errors import Unknown


def broken(rule: Rule, kind: str) -> dict[tuple[str, str], str]:
    """Return the rule, by rule and subject; what is left at its default is no matter but of the rule about that."""
    rules = chosen_rules(ignore=() if rule.id == "CB901" else ("CB901",))
    found = lint(read_environment(example_of(rule, kind)), rules=rules)
    return {(finding.rule, finding.subject): finding.rule for finding in found}


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule(rule: Rule) -> None:
    """Both of its examples; an option that came later, and is set in neither, is no part of them."""
    bad, good = broken(rule, "bad"), broken(rule, "good")
    later = bad.keys() & good.keys() if rule.id == "CB901" else set[tuple[str, str]]()
    assert [rule.id] == [bad[found] for found in bad if found not in later]
    assert [] == [good[found] for found in good if found not in later]


def test_no_example_is_left_over() -> None:
    """Each belongs to a rule."""
    assert {f"{rule}.{kind}" for rule in RULES for kind in ("good", "bad")} == {
        path.stem for path in EXAMPLES.iterdir()
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_the_table(rule: Rule) -> None:
    """Ids fit their groups, names are kebab-case, clauses are registered, sentences are sentences."""
    assert rule.id[:3] in GROUPS
    assert rule.name == rule.name.lower().replace(" ", "-")
    assert set(rule.clauses) <= set(CLAUSES_BY_ID)
    assert all(text.endswith(".") for text in (rule.summary, rule.why, rule.remedy))


def test_names_differ() -> None:
    """A rule can be asked for by either."""
    assert len(RULES) == len({rule.name for rule in RULES.values()})
    assert rule_of("cb303") is rule_of("timer-outlives-invitation") is RULES["CB303"]
    with pytest.raises(Unknown, match=r"There is no rule 'CB300'\. Did you mean"):
        rule_of("CB300")


def test_rules_are_chosen() -> None:
    """By ids, by how they begin, by names; commas separate them as well."""
    assert list(RULES) == [rule.id for rule in chosen_rules()]
    assert ["CB101", "CB103"] == [rule.id for rule in chosen_rules(select=["cb1"], ignore=["bad-value"])]
    assert ["CB303", "CB901"] == [rule.id for rule in chosen_rules(select=["CB303, CB9"])]
    with pytest.raises(Unknown, match="There is no rule 'E501'"):
        chosen_rules(ignore=["E501"])
