"""A small project with twelve scenarios that end in every usual way: what plugins and pytest's own ways are tried on.

In order of collection: three pass, one fails, one is skipped, two are expected to fail (in a step, by a tag), one
fails at its first attempt and passes at its second, and of four rows of Examples the third fails.
"""

from __future__ import annotations

import json
from pathlib import Path

SCENARIOS = 12
TOTALS_FILE = "totals.json"
"""Where the project's conftest.py writes how many tests pytest itself counted, by outcome."""

_INI = "[pytest]\ncallbook = true\n"

_CELLAR = """\
Feature: A lamp in the cellar

  Rule: It is lit by hand

    Scenario: It is lit in the cellar
      Given a lamp
      When it is switched on
      Then it shines
"""

_LAMP = """\
Feature: A lamp

  Background:
    Given a lamp

  Scenario: It is lit
    When it is switched on
    Then it shines

  Scenario: It goes out
    When it is switched on
    And it is switched off
    Then it is dark

  Scenario: It is broken
    When it is switched off
    Then it shines

  Scenario: Nobody is at home
    When nobody is at home
    Then it shines

  Scenario: It changes its color
    When it turns blue
    Then it is dark

  @xfail
  Scenario: It stays lit when it is switched off
    When it is switched off
    Then it shines

  Scenario: It flickers
    When it flickers
    Then it shines

  Scenario Outline: It is switched several times
    When it is switched <times> times
    Then it <state>

    Examples:
      | times | state   |
      | 1     | shines  |
      | 2     | is dark |
      | 3     | is dark |
      | 4     | is dark |
"""

_CONFTEST = """\
import json
from pathlib import Path

import pytest
from pytest_bdd import given, parsers, then, when

TRIED = []


@given("a lamp", target_fixture="lamp")
def a_lamp():
    return {"lit": False}


@when("it is switched on")
def it_is_switched_on(lamp):
    lamp["lit"] = True


@when("it is switched off")
def it_is_switched_off(lamp):
    lamp["lit"] = False


@when(parsers.parse("it is switched {times:d} times"))
def it_is_switched(lamp, times):
    lamp["lit"] = times % 2 == 1


@when("nobody is at home")
def nobody_is_at_home():
    pytest.skip("nobody is at home")  # in the miniature project: every account must count it


@when("it turns blue")
def it_turns_blue():
    pytest.xfail("not built yet")  # the same


@when("it flickers")
def it_flickers(lamp):
    TRIED.append("once")
    lamp["lit"] = len(TRIED) > 1


@then("it shines")
def it_shines(lamp):
    assert lamp["lit"]


@then("it is dark")
def it_is_dark(lamp):
    assert not lamp["lit"]


def pytest_terminal_summary(terminalreporter):
    # A test counts as passed when its call has passed; pytest-sugar keeps set-up and clean-up under that name, too.
    counted = {
        name: sum(name != "passed" or report.when == "call" for report in reports)
        for name, reports in terminalreporter.stats.items()
        if name in {"passed", "failed", "error", "skipped", "xfailed", "xpassed", "rerun"}
    }
    Path("TOTALS_FILE").write_text(json.dumps(counted))
"""


def write_lamp_project(folder: Path) -> None:
    """Write the project into *folder*, which is made."""
    (folder / "features").mkdir(parents=True)
    (folder / "pytest.ini").write_text(_INI, encoding="utf-8")
    (folder / "conftest.py").write_text(_CONFTEST.replace("TOTALS_FILE", TOTALS_FILE), encoding="utf-8")
    (folder / "features" / "cellar.feature").write_text(_CELLAR, encoding="utf-8")
    (folder / "features" / "lamp.feature").write_text(_LAMP, encoding="utf-8")


def counted_by_pytest(folder: Path) -> dict[str, int]:
    """Return how many tests pytest counted in the last run of the project in *folder*, by outcome."""
    file = folder / TOTALS_FILE
    return dict(json.loads(file.read_text(encoding="utf-8"))) if file.is_file() else {}
