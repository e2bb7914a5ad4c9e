"""A step that says by an exception that it is not built yet."""

import pytest
from pytest_bdd import given


@given("an unimplemented pending step")
def unimplemented() -> None:
    # As the sample does: what the stream makes of it is compared.
    raise pytest.xfail.Exception("not built yet")
