"""A step with a text below it."""

from pytest_bdd import given


@given("a doc string:")
def a_doc_string(docstring: str) -> None:
    assert docstring
