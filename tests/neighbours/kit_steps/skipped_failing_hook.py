"""A step that skips, and what happens after the scenario and fails."""

import pytest
from pytest_bdd import given


@given("a step that skips")
def skips() -> None:
    # As the sample does: what the stream makes of it is compared.
    pytest.skip("not today")


def pytest_bdd_after_scenario() -> None:
    raise RuntimeError("whoops")
