"""Steps that skip the rest."""

import pytest
from pytest_bdd import given


@given("a step that does not skip")
def goes_on() -> None: ...


@given("a step that is skipped")
def never_reached() -> None: ...


@given("I skip a step")
def skips() -> None:
    # As the sample does: what the stream makes of it is compared.
    pytest.skip("not today")
