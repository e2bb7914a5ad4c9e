"""A run that comes to grief outside any step: here in a hook of pytest."""

import pytest
from pytest_bdd import given


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop() -> None:
    raise RuntimeError("whoops")


@given("a step")
def a_step() -> None: ...
