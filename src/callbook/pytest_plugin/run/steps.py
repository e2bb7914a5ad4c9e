"""The one listener to pytest-bdd's steps, which passes on what it hears to all who subscribe."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import pytest
from pytest_bdd.parser import Step


class StepSubscriber(Protocol):
    """Wants to know of the steps of every scenario, and how each ended."""

    def step_began(self, item: pytest.Item, step: Step, function: Callable[..., object]) -> None:
        """Hear that a step begins, and which function runs it."""
        ...

    def step_passed(self, item: pytest.Item) -> None:
        """Hear that the step that began last has passed."""
        ...

    def step_failed(self, item: pytest.Item, error: BaseException) -> None:
        """Hear that it did not: it failed, or it skips the scenario."""
        ...


class StepListener:
    """Passes on what pytest-bdd says.

    Args:
        subscribers: in the order in which they hear of it.
    """

    def __init__(self, *subscribers: StepSubscriber) -> None:
        self._subscribers = subscribers

    def pytest_bdd_before_step(
        self, request: pytest.FixtureRequest, step: Step, step_func: Callable[..., object]
    ) -> None:
        """Pass on that a step begins."""
        for subscriber in self._subscribers:
            subscriber.step_began(request.node, step, step_func)

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest) -> None:
        """Pass on that it has passed."""
        for subscriber in self._subscribers:
            subscriber.step_passed(request.node)

    def pytest_bdd_step_error(self, request: pytest.FixtureRequest, exception: BaseException) -> None:
        """Pass on that it has not."""
        for subscriber in self._subscribers:
            subscriber.step_failed(request.node, exception)
