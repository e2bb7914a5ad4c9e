"""What happens before and after each scenario, named."""

from pytest_bdd import when


def pytest_bdd_before_scenario() -> None:
    """A named before hook."""


def pytest_bdd_after_scenario() -> None:
    """A named after hook."""


@when("a step passes")
def passes() -> None: ...
