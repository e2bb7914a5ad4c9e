"""A project with steps, and red twins beside them; `callbook mutants --judgements` is called in its folder."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest

from callbook.cli import main

if TYPE_CHECKING:
    from pathlib import Path

STEPS = """
from pytest_bdd import given, parsers, then


@given("an empty shop", target_fixture="shop")
def empty_shop():
    return {}


@given(parsers.parse("{count:d} apples"))
def apples(shop, count):
    shop["apples"] = count


@then(parsers.parse("there are {count:d} apples"))
def there_are(shop, count):
    assert count == shop.get("apples", 0)


@then("there are some")
def some(shop):
    assert shop
"""
RED = """
Feature: The shop can be wrong

  Scenario: Too few
    fails at  Then there are 3 apples
    expected  3
    got       2

    Given an empty shop
    And 2 apples
    Then there are 3 apples

  Scenario: None
    fails at  Then there are some
    expected  assert shop
    got       {}

    Given an empty shop
    Then there are some
"""


class Shop:
    """The project.

    Attributes:
        root: its folder.
    """

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys
        self.write("pytest.ini", "[pytest]\ncallbook = true\n")
        self.write("conftest.py", 'pytest_plugins = ["shop_steps"]\n')
        self.write("shop_steps.py", STEPS)
        self.write("red/shop.feature", RED)

    def write(self, name: str, text: str) -> None:
        """Write a file, without the indentation of the test that holds its text."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")

    def read(self, name: str) -> str:
        """Return what stands in a file."""
        return (self.root / name).read_text(encoding="utf-8")

    def judge(self, *arguments: str) -> tuple[int, list[str]]:
        """Return the exit code of the command, and the lines that it printed."""
        with pytest.raises(SystemExit) as ended:
            main(["mutants", "--judgements", "--steps", "shop_steps.py", *arguments])
        printed = self._capsys.readouterr()
        return int(ended.value.code or 0), [line.rstrip() for line in (printed.out + printed.err).splitlines()]


@pytest.fixture
def shop(pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]) -> Shop:
    """Give the project; what it imports is forgotten afterwards."""
    pytester.syspathinsert()
    return Shop(pytester.path, capsys)
