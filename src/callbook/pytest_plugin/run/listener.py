"""Hears of steps from pytest-bdd, where that runs the scenarios itself: the loop was not written for its version."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.pytest_plugin.collect.plan import PLAN
from callbook.pytest_plugin.run.account import ACCOUNT, Account

if TYPE_CHECKING:
    from pytest_bdd.parser import Step


class StepListener:
    """Passes on to the account of a scenario what pytest-bdd says of its steps."""

    def pytest_bdd_before_step(self, request: pytest.FixtureRequest, step: Step) -> None:
        """Pass on that a step begins."""
        account: Account = request.node.stash[ACCOUNT]
        function = request.node.stash[PLAN].steps[len(account.results)].function
        account.began(step, function.used if function else None)

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest) -> None:
        """Pass on that it has passed."""
        request.node.stash[ACCOUNT].passed()

    def pytest_bdd_step_error(self, request: pytest.FixtureRequest, exception: BaseException) -> None:
        """Pass on that it has not."""
        request.node.stash[ACCOUNT].failed(exception)
