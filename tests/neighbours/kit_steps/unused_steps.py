"""Two steps, of which one is not used."""

from pytest_bdd import given


@given("a step that is used")
def used() -> None: ...


@given("a step that is not used")
def unused() -> None: ...
