"""A step that fails."""

from pytest_bdd import when


@when("a step throws an exception")
def throws() -> None:
    raise RuntimeError("BOOM")
