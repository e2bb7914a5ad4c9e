"""What the plugin keeps on a scenario's test, whether its feature file was collected or a test module binds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from callbook.configuration import clause_ids
from callbook.pytest_plugin.collect.feature_text import ScenarioText
from callbook.pytest_plugin.collect.plan import PLAN
from callbook.pytest_plugin.collect.scenario_facts import FACTS, ScenarioFacts
from callbook.pytest_plugin.collect.scenario_test import example_of, row_number_of
from callbook.pytest_plugin.collect.selection import LINES
from callbook.pytest_plugin.collect.step_check import StepCheck

if TYPE_CHECKING:
    from pytest_bdd.parser import ScenarioTemplate


def plan_test(item: pytest.Function, template: ScenarioTemplate, text: ScenarioText, check: StepCheck) -> None:
    """Find what the steps of a test run, and keep that, where it stands and what it claims on the *item*."""
    line, tags = text.line, text.tags
    number = row_number_of(item)
    if number is not None:
        line, tags = text.rows[number].line, tags | text.rows[number].tags
    facts = ScenarioFacts(check.shown_as, _name(item, template), line, tuple(sorted(tags)), clause_ids(tags))
    item.stash[FACTS] = facts
    item.stash[LINES] = text
    info: Any = item
    asked = info._fixtureinfo.names_closure  # noqa: SLF001 - see `loop.WRITTEN_FOR`
    item.stash[PLAN] = check.look_at(template, template.render(example_of(item) or {}), facts, asked)
    item.user_properties.extend(("clause", clause) for clause in facts.clauses)


def _name(item: pytest.Function, template: ScenarioTemplate) -> str:
    """Return what pytest calls the test: the scenario, with the row of its Examples in brackets."""
    return template.name + item.name.removeprefix(item.originalname)
