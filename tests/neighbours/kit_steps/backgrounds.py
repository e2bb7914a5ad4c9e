"""Steps that do nothing."""

from pytest_bdd import given, parsers, then, when


@given(parsers.parse('an order for "{thing}"'))
def an_order(thing: str) -> None: ...


@when("an action")
def an_action() -> None: ...


@then("an outcome")
def an_outcome() -> None: ...
