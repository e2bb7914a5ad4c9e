"""Watching a scenario run: which step is at work, what it compared last, which Lab it made."""

from __future__ import annotations

from collections.abc import Generator
from typing import cast

import pytest
from pytest_bdd.parser import Step

from callbook.pytest_plugin.collect.scenario_facts import LAB, STEP, Recorded
from callbook.pytest_plugin.run.expectation import COMPARISON, Comparison, expected_and_got
from callbook.pytest_plugin.run.steps_told import StepsTold, TakesSteps

STEPS = pytest.StashKey[StepsTold]()


class StepWatch:
    """Notes on the running item what its failure report will need, and tells its Lab of the steps."""

    def __init__(self) -> None:
        self._item: pytest.Item | None = None

    def pytest_bdd_before_step(self, request: pytest.FixtureRequest, step: Step) -> None:
        """Note the step that begins; what earlier steps compared is over."""
        self._item = request.node
        request.node.stash[STEP] = step
        if COMPARISON in request.node.stash:
            del request.node.stash[COMPARISON]
        _told(request.node).began(step.keyword, step.name, step.line_number)

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest) -> None:
        """Tell of the step that passed."""
        _told(request.node).ended("passed", "")

    def pytest_bdd_step_error(self, request: pytest.FixtureRequest, exception: Exception) -> None:
        """Tell of the step that failed."""
        expected, got = expected_and_got(request.node, exception)
        _told(request.node).ended("failed", f"expected {expected}, got {got}")

    def pytest_assertrepr_compare(self, op: str, left: object, right: object) -> None:
        """Note both sides of an assert that fails; pytest explains it in its own way as well."""
        if self._item is not None:
            self._item.stash[COMPARISON] = Comparison(op, left, right)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """Note the Lab that a step asked for: pytest lists only the fixtures that a test names itself."""
        value = yield
        if fixturedef.argname == "lab":
            request.node.stash[LAB] = cast("Recorded", value)
            if isinstance(value, TakesSteps):
                _told(request.node).tell(value)
        return value

    def pytest_runtest_logfinish(self) -> None:
        """Let go of an item that has ended."""
        self._item = None


def _told(item: pytest.Item) -> StepsTold:
    return item.stash.setdefault(STEPS, StepsTold())
