"""What happens before and after each scenario."""

from pytest_bdd import when


def pytest_bdd_before_scenario() -> None: ...


def pytest_bdd_after_scenario() -> None: ...


@when("a step passes")
def passes() -> None: ...


@when("a step fails")
def fails() -> None:
    raise RuntimeError("this step fails")
