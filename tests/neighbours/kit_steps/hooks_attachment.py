"""What happens before and after each scenario, each with a picture attached."""

from pathlib import Path

import pytest
from pytest_bdd import when

PICTURE = Path(__file__).parent / "cucumber.svg"


def pytest_bdd_before_scenario(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("attach")(PICTURE.read_text(), "image/svg+xml")


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    request.getfixturevalue("attach")(PICTURE.read_text(), "image/svg+xml")


@when("a step passes")
def passes() -> None: ...
