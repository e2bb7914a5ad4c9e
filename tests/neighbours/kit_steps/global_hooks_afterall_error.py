"""Two pairs of set-up and clean-up for the whole run, and a clean-up more; the second clean-up fails."""

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
    raise RuntimeError("the clean-up went wrong")


@pytest.fixture(scope="session", autouse=True)
def third() -> Iterator[None]:
    yield


@when("a step passes")
def passes() -> None: ...
