"""Scenarios are chosen by path, line, tags, name and last failure, alone and with workers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.pytest_plugin.conftest import PLUGINS

if TYPE_CHECKING:
    from tests.runner.conftest import Project

FEATURE = """
    # a comment
    @tower
    Feature: Bells
      Background:
        Given a bell

      @P5 @slow
      Scenario: Great
        When it rings 1 times

      Scenario: Small
        When it rings 2 times

      @night
      Rule: At night
        Background:
          Given a bell

        @P5
        Scenario Outline: Quiet
          When it rings <times> times

          Examples: few
            | times |
            | 3     |
          @slow
          Examples: many
            | times |
            | 40    |
            | 50    |

        Scenario: Silent
          Then the sign says "shut"
"""
GREAT, SMALL, THREE, FORTY, FIFTY, SILENT = (
    f"bells.feature::{name}" for name in ("Great", "Small", "Quiet[3]", "Quiet[40]", "Quiet[50]", "Silent")
)
ALL = [GREAT, SMALL, THREE, FORTY, FIFTY, SILENT]


@pytest.fixture(autouse=True)
def _bells(project: Project) -> None:
    project.write("bells.feature", FEATURE)


@pytest.mark.parametrize(
    ("lines", "chosen"),
    [
        ("7", [GREAT]),  # its tags
        ("8", [GREAT]),
        ("9", [GREAT]),
        ("10", [GREAT]),  # the empty line behind it
        ("11", [SMALL]),
        ("3", ALL),  # the feature
        ("5", ALL),  # its background
        ("14", [THREE, FORTY, FIFTY, SILENT]),  # the rule
        ("17", [THREE, FORTY, FIFTY, SILENT]),
        ("20", [THREE, FORTY, FIFTY]),
        ("25", [THREE]),
        ("30", [FIFTY]),
        ("28", [THREE, FORTY, FIFTY]),  # the head of a table
        ("33", [SILENT]),
        ("8:30", [GREAT, FIFTY]),
    ],
)
def test_by_line(project: Project, lines: str, chosen: list[str]) -> None:
    """A line stands for the row, the scenario, the rule or the feature that it belongs to."""
    assert chosen == project.names(f"bells.feature:{lines}")


def test_by_line_in_several_files(project: Project) -> None:
    """A line chooses within its own file only."""
    project.scenario("Given a bell", "sub/x.feature")
    assert ["sub/x.feature::S", SMALL] == project.names("sub/x.feature", str(project.root / "bells.feature:11"))


def test_a_line_loads_the_conftest_beside_the_file(project: Project) -> None:
    """As pytest does for a path: options of such a conftest.py are known at once."""
    project.write(
        "sub/conftest.py", "def pytest_addoption(parser):\n    parser.addoption('--loud', action='store_true')\n"
    )
    project.scenario("Given a bell", "sub/x.feature")
    assert ["sub/x.feature::S"] == project.names("sub/x.feature:3", "--loud")


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [
        ("@P5 and not @slow", [THREE]),
        ("@P5 or @night", [GREAT, THREE, FORTY, FIFTY, SILENT]),
        ("not (@P5 or @slow)", [SMALL, SILENT]),
        ("not slow", [SMALL, THREE, SILENT]),
        ("@tower", ALL),
        ("@nothing", []),
    ],
)
def test_by_tags(project: Project, tags: str, chosen: list[str]) -> None:
    """Tags of feature, rule, scenario and examples count, with the @ or without."""
    assert chosen == project.names(f"--tags={tags}")


def test_plain_tests_have_no_tags(project: Project) -> None:
    """An expression holds for them as for a scenario without tags; no scenario's name is theirs."""
    project.write("test_plain.py", "def test_great():\n    pass\n")
    assert "test_plain.py::test_great" in project.names("--tags=not @P5")
    assert [GREAT] == project.names("--scenario", "great")


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        ("@P5 and", "ERROR: --tags '@P5 and': and: Too few operands*"),
        ("@P77", "ERROR: --tags '@P77': There is no clause 'P77' in --tags. Did you mean 'P7'[?]"),
    ],
)
def test_tags_that_cannot_be_meant_are_refused(project: Project, tags: str, said: str) -> None:
    """An expression that is none, or a clause that is none, chooses nothing: it is an error."""
    result = project.run(f"--tags={tags}")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines([said])


def test_by_name(project: Project) -> None:
    """Any part of a name, in any case; several names add up; nothing found is no success."""
    assert [THREE, FORTY, FIFTY] == project.names("--scenario", "quiet")
    assert [GREAT, FORTY] == project.names("--scenario", "Great", "--scenario", "quiet[40]")
    assert pytest.ExitCode.NO_TESTS_COLLECTED == project.run("--scenario", "loud").ret


def test_by_last_failure(project: Project, pytester: pytest.Pytester) -> None:
    """The way of pytest itself works, since every scenario is a test."""
    pytester.runpytest_inprocess(*PLUGINS).assert_outcomes(passed=5, failed=1)
    pytester.runpytest_inprocess(*PLUGINS, "--lf").assert_outcomes(failed=1)


def test_with_workers(project: Project, pytester: pytest.Pytester) -> None:
    """The workers choose as one process does, in all ways at once."""
    pytester.runpytest_inprocess(*PLUGINS, "--deselect", SMALL).assert_outcomes(passed=4, failed=1, deselected=1)
    chosen = ("bells.feature:14", "--tags=not @slow", "--scenario", "i", "--lf")
    result = project.run_with_workers("-v", *chosen)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([f"*FAILED {SILENT}*"])
