"""Two definitions that fit one step."""

from pytest_bdd import given


@given("an ambiguous step")
def one() -> None: ...


@given("an ambiguous step")
def other() -> None: ...
