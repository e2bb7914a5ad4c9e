"""Two pairs of set-up and clean-up for the whole run."""

from collections.abc import Iterator

import pytest
from pytest_bdd import when


@pytest.fixture(scope="session", autouse=True)
def first() -> Iterator[None]:
    _ready = True
    yield


@pytest.fixture(scope="session", autouse=True)
def second() -> Iterator[None]:
    _ready = True
    yield


@when("a step passes")
def passes() -> None: ...


@when("a step fails")
def fails() -> None:
    raise RuntimeError("this step fails")
