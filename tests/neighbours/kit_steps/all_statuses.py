"""Steps that end in every way there is."""

import pytest
from pytest_bdd import given, parsers


@given("a step")
def a_step() -> None: ...


@given("a failing step")
def a_failing_step() -> None:
    raise RuntimeError("whoops")


@given("a pending step")
def a_pending_step() -> None:
    # As the sample does: what the stream makes of it is compared.
    pytest.xfail("not built yet")


@given("a skipped step")
def a_skipped_step() -> None:
    # As the sample does: what the stream makes of it is compared.
    pytest.skip("not today")


@given(parsers.re(r"an ambiguous (?P<thing>.*)"))
def an_ambiguous_thing(thing: str) -> None: ...


@given(parsers.re(r"(?P<article>.*) ambiguous step"))
def some_ambiguous_step(article: str) -> None: ...
