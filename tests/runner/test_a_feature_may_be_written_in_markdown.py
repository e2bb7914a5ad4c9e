"""Gherkin within Markdown, `*.feature.md`, is collected and run as every feature file; the stream says what it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.runner.conftest import Project

TEXT = """
    # Feature: The bell

    Whatever stands here is for people.

    ## Scenario: It rings

    * Given a bell
    * When it rings 2 times

    ## Scenario Outline: The sign

    * Then the sign says "<words>"

    ### Examples:

      | words |
      | ----- |
      | open  |
      | shut  |
"""


def test_it_is_run(project: Project) -> None:
    """Scenarios and rows are tests; one can be chosen by its line."""
    project.write("x.feature.md", TEXT)
    project.run().assert_outcomes(passed=2, failed=1)
    project.run("x.feature.md:5").assert_outcomes(passed=1, deselected=2)
    assert ["x.feature.md::It rings", "x.feature.md::The sign[open]", "x.feature.md::The sign[shut]"] == project.names()


def test_the_stream_says_what_it_is(project: Project) -> None:
    """By Cucumber's own media type."""
    project.write("x.feature.md", TEXT)
    project.run()
    lines = (project.root / ".callbook/last-run/messages.ndjson").read_text(encoding="utf-8").splitlines()
    sources = [json.loads(line)["source"] for line in lines if line.startswith('{"source"')]
    assert [("x.feature.md", "text/x.cucumber.gherkin+markdown")] == [
        (each["uri"], each["mediaType"]) for each in sources
    ]
