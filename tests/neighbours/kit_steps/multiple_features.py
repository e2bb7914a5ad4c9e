"""One step for several files."""

from pytest_bdd import given, parsers


@given(parsers.parse('an order for "{thing}"'))
def an_order(thing: str) -> None: ...
