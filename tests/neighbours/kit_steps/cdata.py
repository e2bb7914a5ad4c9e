"""A step with signs that XML has to escape."""

from pytest_bdd import given, parsers


@given(parsers.parse("I have {count:d} <![CDATA[cukes]]> in my belly"))
def in_my_belly(count: int) -> None: ...
