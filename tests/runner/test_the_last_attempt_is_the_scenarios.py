"""A scenario that is run again until it passes is one scenario: its last attempt counts, each is in the stream."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.conftest import envelopes, stream

from callbook.record.report.contents import contents_of_run
from callbook.record.report.page import report_summary

if TYPE_CHECKING:
    from tests.runner.conftest import Project

# As pytest-rerunfailures does it: the reports of an attempt that is tried again end with the one that failed, so that
# the clean-up of a step that failed is not among them.
SKIPS_THE_REST = """
from _pytest.runner import runtestprotocol


def pytest_report_teststatus(report):
    return ("rerun", "R", "RERUN") if report.outcome == "rerun" else None


def pytest_runtest_protocol(item, nextitem):
    for attempt in (1, 2, 3):
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        again = False
        for report in runtestprotocol(item, nextitem=nextitem, log=False):
            again = report.failed and attempt < 3
            if again:
                report.outcome = "rerun"
            item.ihook.pytest_runtest_logreport(report=report)
            if again:
                break
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        if not again:
            return True
"""

TELLS_ALL = """
from _pytest.runner import runtestprotocol


def pytest_report_teststatus(report):
    return ("rerun", "R", "RERUN") if report.outcome == "rerun" else None


def pytest_runtest_protocol(item, nextitem):
    for attempt in (1, 2, 3):
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        again = attempt < 3 and any(report.failed for report in reports)
        for report in reports:
            if again and report.failed:
                report.outcome = "rerun"
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
        if not again:
            return True
"""

PLUGINS = pytest.mark.parametrize("plugin", [SKIPS_THE_REST, TELLS_ALL], ids=["skips the rest", "tells all"])

STEPS = """
from collections import Counter

TRIED = Counter()


@given(parsers.parse("the lamp is lit at attempt {number:d}"))
def lit(number):
    TRIED[number] += 1
    assert number <= TRIED[number]

"""

STOPS = """
def pytest_runtest_logstart():
    if TRIED[2] == 1:
        raise KeyboardInterrupt
"""

FEATURE = """
    Feature: A lamp with a loose contact
      Scenario: lit at once
        Given the lamp is lit at attempt 1
      Scenario: lit the second time
        Given the lamp is lit at attempt 2
      Scenario: lit the third time
        Given the lamp is lit at attempt 3
      Scenario: never lit
        Given the lamp is lit at attempt 9
"""


@pytest.fixture
def lamp(project: Project, pytester: pytest.Pytester) -> Project:
    """Give a project whose scenarios need one, two, three attempts, and one more than there are."""
    project.add_steps(STEPS)
    project.write("lamp.feature", FEATURE)
    pytester.syspathinsert()
    return project


@PLUGINS
def test_a_scenario_counts_once(lamp: Project, plugin: str) -> None:
    """With its last attempt: in what pytest counts, in the stream, in the run's last lines, and in the report."""
    lamp.write("again.py", plugin)
    result = lamp.run("-p", "again")
    assert {"passed": 3, "failed": 1, "rerun": 5} == result.parseoutcomes()
    result.stdout.fnmatch_lines(["4 scenarios*"])
    assert "do not agree" not in result.stdout.str()
    assert [(1, "passed"), (2, "passed"), (3, "passed"), (3, "failed")] == [
        (case.attempts, case.outcome) for case in stream(lamp.root).cases
    ]
    assert "4 scenarios, 3 passed, 1 failed" == report_summary(contents_of_run(lamp.root / ".callbook/last-run"))


@PLUGINS
def test_each_attempt_is_in_the_stream(lamp: Project, plugin: str) -> None:
    """As in Cucumber's own kit: numbered from 0, and all but the last say that the scenario will be run again."""
    lamp.write("again.py", plugin)
    lamp.run("-p", "again", "lamp.feature:6")
    lines = envelopes(lamp.root)
    [case] = [line["testCase"] for line in lines if "testCase" in line]
    started = [line["testCaseStarted"] for line in lines if "testCaseStarted" in line]
    assert [(0, case["id"]), (1, case["id"]), (2, case["id"])] == [
        (each.get("attempt", 0), each["testCaseId"]) for each in started
    ]
    finished = [line["testCaseFinished"] for line in lines if "testCaseFinished" in line]
    assert [(each["id"], again) for each, again in zip(started, [True, True, False], strict=True)] == [
        (each["testCaseStartedId"], each["willBeRetried"]) for each in finished
    ]
    statuses = [line["testStepFinished"]["testStepResult"]["status"] for line in lines if "testStepFinished" in line]
    assert ["FAILED", "FAILED", "PASSED"] == statuses
    assert lines[-1]["testRunFinished"]["success"]


def test_with_workers(lamp: Project) -> None:
    """Each attempt comes to the process that writes, also those whose last report nobody sends."""
    lamp.write("again.py", SKIPS_THE_REST)
    result = lamp.run_with_workers("-p", "again")
    assert {"passed": 3, "failed": 1, "rerun": 5} == result.parseoutcomes()
    assert [(1, "passed"), (2, "passed"), (3, "passed"), (3, "failed")] == [
        (case.attempts, case.outcome) for case in stream(lamp.root).cases
    ]


ENDS: dict[str, tuple[str, list[tuple[int, str]], str]] = {
    "skips the rest": (SKIPS_THE_REST, [], "the run was broken off: 1 never ran"),
    "tells all": (TELLS_ALL, [(1, "failed")], ""),
}


@pytest.mark.parametrize(("plugin", "cases", "broken_off"), ENDS.values(), ids=ENDS)
def test_a_run_that_stops_while_it_tries_again(
    lamp: Project, plugin: str, cases: list[tuple[int, str]], broken_off: str
) -> None:
    """What was tried, and is known, is in the stream; what is not is counted as not run."""
    lamp.write("again.py", plugin)
    lamp.add_steps(STEPS + STOPS)
    lamp.run_until_interrupted("-p", "again", "lamp.feature:4")
    found = stream(lamp.root)
    assert (cases, broken_off) == ([(case.attempts, case.outcome) for case in found.cases], found.broken_off)
