"""A type of placeholder that nobody has defined."""

from pytest_bdd import given, parsers


@given(parsers.parse("{airport:airport} is closed because of a strike"))
def is_closed(airport: object) -> None: ...
