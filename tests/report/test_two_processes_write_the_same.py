"""One process, or two: the same lines in the stream, but for the one that says how long it took by the wall."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.report.conftest import envelopes

from callbook.record.cucumber.notes import RUN

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FEATURE = """
    @F9
    Feature: Two processes
      Scenario: It waits
        Given the voice switch is a "SIP Server"
        And Anna is logged in
        When 90 seconds pass
        Then Anna's channel is "Ready"

      Scenario: It fails
        Given Anna is logged in
        When Maria schedules a callback
        Then the callback is offered to Ben

      Scenario: Nothing happens
        Given the voice switch is a "SIP Server"

      Scenario: Nobody defines it
        Given pigs fly
"""


def _lines(project: Project, workers: str) -> list[str]:
    project.run("-n", workers, "--continue-on-collection-errors")
    text = (project.root / ".callbook/last-run/messages.ndjson").read_text(encoding="utf-8")
    return sorted(text.splitlines())


def test_the_same_lines(project: Project) -> None:
    """After sorting, byte by byte; the one line of the wall names the same scenarios."""
    project.write("conftest.py", "")
    project.write("good.feature", FEATURE.partition("      Scenario: Nobody")[0])
    project.write("undefined.feature", FEATURE)
    alone, spread = _lines(project, "0"), _lines(project, "2")
    of_wall = [[line for line in lines if RUN in line] for lines in (alone, spread)]
    assert [1, 1] == [len(lines) for lines in of_wall]
    assert [line for line in alone if RUN not in line] == [line for line in spread if RUN not in line]
    [one, other] = (json.loads(json.loads(line)["attachment"]["body"]) for [line] in of_wall)
    assert (one["lines"], sorted(one["seconds_of"])) == (other["lines"], sorted(other["seconds_of"]))
    assert any("UNDEFINED" in line for line in alone)


def test_time_is_virtual(project: Project) -> None:
    """A step takes as long as the clock went on in it, whatever that took; what was before the Lab took nothing."""
    project.write("conftest.py", "")
    project.write("x.feature", FEATURE.partition("      Scenario: It fails")[0])
    assert 0 == project.run().ret
    finished = [line["testStepFinished"] for line in envelopes(project.root) if "testStepFinished" in line]
    assert [0, 0, 90, 0] == [each["testStepResult"]["duration"]["seconds"] for each in finished]
    begin = 1772438400
    assert [begin, begin, begin + 90, begin + 90] == [each["timestamp"]["seconds"] for each in finished]


def test_the_recording_is_attached(project: Project) -> None:
    """As a link, relative to the folder of the run."""
    project.write("conftest.py", "")
    project.write("x.feature", FEATURE.partition("      Scenario: It fails")[0])
    project.run()
    attachments = (line["attachment"] for line in envelopes(project.root) if "attachment" in line)
    [attachment] = (each for each in attachments if "testStepId" in each)
    assert ("text/uri-list", "x/0003-it-waits.ndjson") == (attachment["mediaType"], attachment["body"])
    assert (project.root / ".callbook/last-run" / attachment["body"]).is_file()
