"""One step."""

from pytest_bdd import given, parsers


@given(parsers.parse("I have {count:d} cukes in my belly"))
def in_my_belly(count: int) -> None: ...
