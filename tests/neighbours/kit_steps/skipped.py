"""Steps that skip the rest."""

import pytest
from pytest_bdd import given


@given("a step that does not skip")
def goes_on() -> None: ...


@given("a step that is skipped")
def never_reached() -> None: ...


@given("I skip a step")
def skips() -> None:
    pytest.skip("not today")
