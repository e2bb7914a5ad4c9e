"""Three things that happen before each scenario and three after it; the middle ones may skip."""

import pytest
from pytest_bdd import given
from pytest_bdd.parser import Scenario


class Calm:
    """Does nothing."""

    def pytest_bdd_before_scenario(self) -> None: ...

    def pytest_bdd_after_scenario(self) -> None: ...


class Skipping:
    """Skips by tag."""

    def pytest_bdd_before_scenario(self, scenario: Scenario) -> None:
        if "skip-before" in scenario.tags:
            # As the sample does: what the stream makes of it is compared.
            pytest.skip("not today")

    def pytest_bdd_after_scenario(self, scenario: Scenario) -> None:
        if "skip-after" in scenario.tags:
            # As the sample does: what the stream makes of it is compared.
            pytest.skip("not today")


def pytest_configure(config: pytest.Config) -> None:
    for plugin in (Calm(), Skipping(), Calm()):
        config.pluginmanager.register(plugin)


@given("a normal step")
def a_normal_step() -> None: ...


@given("a step that skips")
def skips() -> None:
    # As the sample does: what the stream makes of it is compared.
    pytest.skip("not today")
