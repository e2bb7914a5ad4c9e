"""Set-up and clean-up of some scenarios: fixtures that a tag brings along."""

from collections.abc import Callable, Iterator

import pytest
from pytest_bdd import when

FIXTURES = {"passing-hook": "passing", "fail-before": "fails_before", "fail-after": "fails_after"}


def pytest_bdd_apply_tag(tag: str, function: Callable[..., object]) -> bool:
    pytest.mark.usefixtures(FIXTURES[tag])(function)
    return True


@pytest.fixture
def passing() -> Iterator[None]:
    _ready = True
    yield


@pytest.fixture
def fails_before() -> None:
    raise RuntimeError("the set-up went wrong")


@pytest.fixture
def fails_after() -> Iterator[None]:
    yield
    raise RuntimeError("the clean-up went wrong")


@when("a step passes")
def passes() -> None: ...
