"""Two definitions that fit one step."""

from pytest_bdd import given, parsers


@given(parsers.re(r"a (?P<thing>.*?) with (?P<what>.*)"))
def a_thing_with(thing: str, what: str) -> None: ...


@given(parsers.re(r"a step with (?P<what>.*)"))
def a_step_with(what: str) -> None: ...
