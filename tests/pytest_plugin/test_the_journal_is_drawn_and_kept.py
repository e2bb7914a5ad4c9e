"""A Lab with Callbook's journal needs no hooks: its ladder is drawn and its trace is written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

STEPS = """
    import pytest
    from pytest_bdd import then, when

    from callbook import lab as callbook_lab
    from callbook.core.messages.open_media import RequestAccept


    class Lab(callbook_lab.Lab):
        def shown(self):
            return [("option", "webcallback.auto-dial", "true")]


    @pytest.fixture
    def lab():
        return Lab()


    @when("the little project accepts")
    def accepts(lab):
        request = RequestAccept(ReferenceId=1, TicketId=2, InteractionId="0000TaCALLBACK01")
        lab.journal.message("desk", "Workspace", "Interaction Server", request)


    @then("the little project is content")
    def is_content():
        assert "content" == "annoyed"
"""
FEATURE = """
    @E5
    Feature: F
      Scenario: S
        When the little project accepts
        Then the little project is content
"""


@pytest.fixture(autouse=True)
def _failed_scenario(project: Project) -> None:
    project.write("conftest.py", STEPS)
    project.write("x.feature", FEATURE)


def test_a_failure_shows_the_ladder(project: Project) -> None:
    """The last messages stand below the step, under their real names."""
    project.run("x.feature").stdout.fnmatch_lines(["  messages  the last ones:", "*RequestAccept*"])


def test_another_lab_is_left_alone(project: Project) -> None:
    """A Lab that is not Callbook's, and that no hook knows: no ladder, no recording, and no error of the runner."""
    foreign = STEPS.replace("class Lab(callbook_lab.Lab):", "class Lab:")
    before, after = foreign.split("        request = RequestAccept", maxsplit=1)
    project.write("conftest.py", before + "        pass\n\n\n" + after[after.index("    @then") :])
    result = project.run("x.feature")
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*last ones*")
    assert [""] == [each.trace for each in project.played()]


def test_the_trace_is_written(project: Project) -> None:
    """The trace's first line says which scenario it belongs to; the stream says what was shown."""
    project.run("x.feature")
    [scenario] = project.played()
    trace = project.root / ".callbook/last-run" / scenario.trace
    head = json.loads(trace.read_text(encoding="utf-8").splitlines()[0])
    assert ("x.feature", "S", "failed") == (head["feature"], head["scenario"], head["outcome"])
    assert [("option", "webcallback.auto-dial", "true")] == scenario.shows
