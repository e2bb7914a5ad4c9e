"""Any tag may stand in a feature file, under strict markers too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FEATURE = """
    @P2 @ticket:17 @_private
    Feature: Can Decline
      @quick
      Scenario: Anna declines
        When Anna declines

      @P9
      Rule: Refusals
        Scenario Outline: Rows
          When <who> declines

          @O4 @ticket(18)
          Examples:
            | who  |
            | Anna |

          @slow
          Examples:
            | who |
            | Ben |
"""


@pytest.fixture(autouse=True)
def _ben(project: Project) -> None:
    project.add_steps("""
        @when("Ben declines")
        def ben_declines():
            pass
    """)


def test_tags_select_scenarios(project: Project) -> None:
    """`-m` selects by the tags of feature, rule, scenario and examples."""
    project.write("x.feature", FEATURE)
    for tag, count in {"P2": 3, "quick": 1, "P9": 2, "O4": 1, "slow": 1, "P2 and not P9": 1}.items():
        project.run("x.feature", "-m", tag).assert_outcomes(passed=count, deselected=3 - count)


def test_all_tags_are_recorded(project: Project) -> None:
    """The stream holds every tag, also such as pytest cannot take for a marker, and the clauses among them."""
    project.write("x.feature", FEATURE)
    project.run("x.feature").assert_outcomes(passed=3)
    played = project.played()
    assert [sorted(each.tags) for each in played] == [
        ["P2", "_private", "quick", "ticket:17"],
        ["O4", "P2", "P9", "_private", "ticket(18)", "ticket:17"],
        ["P2", "P9", "_private", "slow", "ticket:17"],
    ]
    assert [each.clauses for each in played] == [["P2"], ["P2", "P9", "O4"], ["P2", "P9"]]


def test_clauses_reach_other_reports(project: Project) -> None:
    """The clauses of a scenario stand in a JUnit report as its properties."""
    project.write("x.feature", FEATURE)
    project.run("x.feature", "--junit-xml=junit.xml")
    assert '<property name="clause" value="O4"' in (project.root / "junit.xml").read_text(encoding="utf-8")


def test_bound_scenarios_may_have_tags_too(project: Project) -> None:
    """A test module that binds scenarios by itself needs no registration either."""
    project.write("bound/x.txt", FEATURE.replace("@O4 @ticket(18)", "").replace("@slow", ""))
    project.write("test_bound.py", "from pytest_bdd import scenarios\n\nscenarios('bound/x.txt')\n")
    project.run("test_bound.py", "-m", "P9").assert_outcomes(passed=2, deselected=1)
