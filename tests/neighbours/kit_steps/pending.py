"""Steps that are not built yet."""

import pytest
from pytest_bdd import given


@given("an implemented non-pending step")
def implemented() -> None: ...


@given("an implemented step that is skipped")
def implemented_but_skipped() -> None: ...


@given("an unimplemented pending step")
def unimplemented() -> None:
    # As the sample does: what the stream makes of it is compared.
    pytest.xfail("not built yet")
