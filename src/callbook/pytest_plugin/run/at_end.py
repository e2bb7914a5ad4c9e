"""The fixture ``callbook_at_end``: what a step wants checked when the last step has passed.

A check that does not hold makes the scenario fail at the step that asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from callbook.pytest_plugin.collect.scenario_facts import IS_BY_LOOP
from callbook.pytest_plugin.run.account import ACCOUNT, Account


@pytest.fixture
def callbook_at_end(request: pytest.FixtureRequest) -> Iterator[Callable[[Callable[[], None]], None]]:
    """Yield what takes a check, which raises AssertionError; if pytest-bdd runs the steps, it is made in clean-up."""
    account = request.node.stash.get(ACCOUNT, None) or Account()
    yield account.check_at_end
    if not request.config.stash[IS_BY_LOOP] and account.has_passed:
        account.end_of_steps()
