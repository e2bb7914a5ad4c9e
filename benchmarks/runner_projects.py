"""The same feature file for pytest with Callbook, for behave and for cucumber-js, each with definitions of its own.

A definition does nothing; each scenario has the same six steps but for numbers.
"""

from __future__ import annotations

from pathlib import Path

_STEPS = """\
    Given a lab with {0} desks
    And the queue number 1 holds {0} callbacks
    When agent number 2 takes callback {0}
    And agent number 3 says "{0}"
    Then the queue number 4 is left with {0} callbacks
    And agent number 5 has said "{0}"
"""
_FIRST = ("given", "a lab with {desks:d} desks")
_NUMBERED = (
    ("given", "the queue number {0} holds {{count:d}} callbacks"),
    ("when", "agent number {0} takes callback {{number:d}}"),
    ("when", 'agent number {0} says "{{words}}"'),
    ("then", "the queue number {0} is left with {{count:d}} callbacks"),
    ("then", 'agent number {0} has said "{{words}}"'),
)
PER_NUMBER = len(_NUMBERED)
"""How many definitions there are for each number; one more comes first."""


def write_pytest(folder: Path, scenarios: int, numbers: int) -> None:
    """Write a project for pytest."""
    lines = [f"@{keyword}(parsers.parse({text!r}))\ndef _(): pass\n" for keyword, text in _definitions(numbers)]
    _write(folder / "conftest.py", "from pytest_bdd import given, parsers, then, when\n\n" + "\n".join(lines))
    _write(folder / "pytest.ini", "[pytest]\n")
    _write_feature(folder, scenarios)


def write_pytest_bdd(folder: Path, scenarios: int, numbers: int) -> None:
    """Write one for pytest-bdd alone, where a test module binds the file."""
    write_pytest(folder, scenarios, numbers)
    _write(folder / "test_all.py", 'from pytest_bdd import scenarios\n\nscenarios("features")\n')


def write_empty_tests(folder: Path, scenarios: int, _: int) -> None:
    """Write one with as many tests that do nothing: what pytest costs by itself."""
    loop = f"import pytest\n\n\n@pytest.mark.parametrize('number', range({scenarios}))\ndef test_it(number): pass\n"
    _write(folder / "test_all.py", loop)
    _write(folder / "pytest.ini", "[pytest]\n")


def write_behave(folder: Path, scenarios: int, numbers: int) -> None:
    """Write one for behave."""
    lines = [f"@{keyword}({text!r})\ndef _(context, **_): pass\n" for keyword, text in _definitions(numbers)]
    _write(folder / "features" / "steps" / "steps.py", "from behave import given, then, when\n\n" + "\n".join(lines))
    _write_feature(folder, scenarios)


def write_cucumber_js(folder: Path, scenarios: int, numbers: int) -> None:
    """Write one for cucumber-js."""
    lines = [
        f"{keyword.title()}({_in_cucumber(text)}, function (value) {{}});" for keyword, text in _definitions(numbers)
    ]
    _write(folder / "steps.cjs", 'const { Given, When, Then } = require("@cucumber/cucumber");\n' + "\n".join(lines))
    _write_feature(folder, scenarios)


def _definitions(numbers: int) -> list[tuple[str, str]]:
    return [_FIRST, *((keyword, text.format(number)) for number in range(numbers) for keyword, text in _NUMBERED)]


def _in_cucumber(text: str) -> str:
    quoted = text.replace('"{words}"', "{string}")
    for name in ("desks", "count", "number"):
        quoted = quoted.replace(f"{{{name}:d}}", "{int}")
    return f"'{quoted}'"


def _write_feature(folder: Path, scenarios: int) -> None:
    texts = (f"  Scenario: number {number}\n{_STEPS.format(number)}" for number in range(scenarios))
    _write(folder / "features" / "all.feature", "Feature: Bench\n" + "\n".join(texts))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
