"""Three set-ups of the whole run, of which the second fails, and two clean-ups."""

from collections.abc import Iterator

import pytest
from pytest_bdd import when


@pytest.fixture(scope="session", autouse=True)
def first() -> Iterator[None]:
    _ready = True
    yield


@pytest.fixture(scope="session", autouse=True)
def second() -> None:
    raise RuntimeError("the set-up went wrong")


@pytest.fixture(scope="session", autouse=True)
def third() -> Iterator[None]:
    _ready = True
    yield


@when("a step passes")
def passes() -> None: ...
