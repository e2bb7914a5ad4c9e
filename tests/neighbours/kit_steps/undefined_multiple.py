"""Two steps; the others are missing on purpose."""

from pytest_bdd import given


@given("an implemented step")
def implemented() -> None: ...


@given("a step that will be skipped")
def never_reached() -> None: ...
