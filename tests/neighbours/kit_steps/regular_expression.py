"""A regular expression of which two parts may be missing."""

from pytest_bdd import given, parsers


@given(parsers.re(r"a (?P<first>.*?)(?: and a (?P<second>.*?))?(?: and a (?P<third>.*?))?"))
def vegetables(first: str, second: str | None, third: str | None) -> None: ...
