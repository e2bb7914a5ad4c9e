"""A project with the kit's own steps, and what a run of it has shown: a passed, a failed and a skipped scenario."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.record.report.contents import ReportContents, contents_of_run
from callbook.record.report.scenarios import ReportedScenario

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

HOSTILE = "<img src=x onerror=alert(1)>"
FEATURE = f"""
    @slow
    Feature: Markup & co {HOSTILE}
      Declining, and what
      comes of it.

      Background:
        Given Ben is logged in and Not Ready

      Scenario: Ben waits {HOSTILE}
        When 90 seconds pass

      @P2
      Rule: Declining needs Can Decline
        Scenario: It goes to another agent
          Given Anna is offered the callback of Maria
          When 5 seconds pass
          And Anna declines the callback
          Then the callback is offered to Clara

        @F1
        Scenario: Without the privilege it is refused
          Given Anna does not have the privilege "Can Decline"
          And Anna is offered the callback of Maria
          When Anna tries to decline the callback
          Then it is refused, because the privilege "Can Decline" is missing (P2)

        @later
        Scenario: Not yet
          Then these messages were sent, in this order
            | from    | message       | to                 |
            | Website | RequestSubmit | Interaction Server |
"""
# The skip stands in the miniature project that is run: a report has to tell a skipped scenario as one.
LATER = """
import pytest


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("later"):
            item.add_marker(pytest.mark.skip(reason="not built yet"))
"""


def run(project: Project, *arguments: str, epoch: int | None = None) -> ReportContents:
    """Run the project; give what a report of it says, where *epoch* may take the wall's place."""
    project.write("conftest.py", LATER)
    project.write("features/declining.feature", FEATURE)
    project.run("--continue-on-collection-errors", *arguments)
    return contents_of_run(project.root / ".callbook/last-run", epoch=epoch)


def named(contents: ReportContents, name: str) -> ReportedScenario:
    """Give the one scenario whose name begins so."""
    [found] = [scenario for scenario in contents.scenarios if scenario.name.startswith(name)]
    return found
