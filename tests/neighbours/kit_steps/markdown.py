"""Steps for a feature that is written in Markdown."""

from collections.abc import Callable

from pytest_bdd import given, parsers, then, when


@given("some TypeScript code:")
def some_code(docstring: str) -> None:
    assert docstring


@given("some classic Gherkin:")
def some_gherkin(docstring: str) -> None:
    assert docstring


@when(parsers.parse("we use a data table and attach something and then {word}"))
def use_a_table(attach: Callable[..., None], word: str, datatable: list[list[str]]) -> None:
    assert datatable
    attach(f"plain text ({word})", "text/x.cucumber.log+plain")
    assert word != "fail"


@then("this might or might not run")
def might_run() -> None: ...
