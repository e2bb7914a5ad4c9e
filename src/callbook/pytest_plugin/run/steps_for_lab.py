"""The steps of a scenario in its Lab's journal; those before there was a Lab are passed on once there is one."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial
from typing import Protocol, cast, runtime_checkable

import pytest
from pytest_bdd.parser import Step

from callbook.pytest_plugin.collect.scenario_facts import LAB, Recorded
from callbook.pytest_plugin.run.expectation import expected_and_got


@runtime_checkable
class TakesSteps(Protocol):
    """A lab that writes steps down, Callbook's own or another's."""

    def step_began(self, keyword: str, text: str, line: int) -> None:
        """Write that a step begins."""
        ...

    def step_ended(self, outcome: str, error: str) -> None:
        """Write how it ended."""
        ...


class StepsForLab:
    """Finds the Lab of a scenario, and passes its steps on to it."""

    def step_began(self, item: pytest.Item, step: Step, function: Callable[..., object]) -> None:
        """Pass on that a step begins."""
        _of(item).pass_on(partial(_began, keyword=step.keyword, text=step.name, line=step.line_number))

    def step_passed(self, item: pytest.Item) -> None:
        """Pass on that it has passed."""
        _of(item).pass_on(partial(_ended, outcome="passed", error=""))

    def step_failed(self, item: pytest.Item, error: BaseException) -> None:
        """Pass on that it has failed, and how."""
        expected, got = expected_and_got(item, error)
        _of(item).pass_on(partial(_ended, outcome="failed", error=f"expected {expected}, got {got}"))

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(
        self, fixturedef: pytest.FixtureDef[object], request: pytest.FixtureRequest
    ) -> Generator[None, object, object]:
        """Note the Lab that a step asked for: pytest lists only the fixtures that a test names itself."""
        value = yield
        if fixturedef.argname == "lab":
            request.node.stash[LAB] = cast("Recorded", value)
            if isinstance(value, TakesSteps):
                _of(request.node).use(value)
        return value


class _StepsOfScenario:
    def __init__(self) -> None:
        self._lab: TakesSteps | None = None
        self._waiting: list[Callable[[TakesSteps], None]] = []

    def use(self, lab: TakesSteps) -> None:
        """Pass on to *lab* what has happened so far, and from now on all that happens."""
        self._lab = lab
        for waiting in self._waiting:
            waiting(lab)
        self._waiting.clear()

    def pass_on(self, what: Callable[[TakesSteps], None]) -> None:
        if self._lab is None:
            self._waiting.append(what)
        else:
            what(self._lab)


_STEPS = pytest.StashKey[_StepsOfScenario]()


def _of(item: pytest.Item) -> _StepsOfScenario:
    return item.stash.setdefault(_STEPS, _StepsOfScenario())


def _began(lab: TakesSteps, keyword: str, text: str, line: int) -> None:
    lab.step_began(keyword, text, line)


def _ended(lab: TakesSteps, outcome: str, error: str) -> None:
    lab.step_ended(outcome, error)
