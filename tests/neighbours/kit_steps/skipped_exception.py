"""A step that skips by an exception."""

import pytest
from pytest_bdd import given


@given("I skip a step")
def skips() -> None:
    # As the sample does: what the stream makes of it is compared.
    raise pytest.skip.Exception("not today")
