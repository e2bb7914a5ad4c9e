"""A step that skips by an exception."""

import pytest
from pytest_bdd import given


@given("I skip a step")
def skips() -> None:
    raise pytest.skip.Exception("not today")
