"""A report tells each scenario of a run as it went: steps, what happened, what it has shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.pytest_plugin.conftest import Project
from tests.report.a_run import HOSTILE, named, run
from tests.report.conftest import EVERY_END, STEPS

from callbook.record.report.contents import contents_of_run
from callbook.record.report.coverage import ReportedCoverage
from callbook.record.report.page import report_summary
from callbook.record.report.scenarios import STATUSES

if TYPE_CHECKING:
    from callbook.record.report.contents import ReportContents
    from callbook.record.report.scenarios import ReportedEvents, ReportedScenario


def _steps(contents: ReportContents, scenario: ReportedScenario) -> list[tuple[str, str, str, int]]:
    text = contents.texts
    return [(text[each.keyword], text[each.text], STATUSES[each.status], each.milliseconds) for each in scenario.steps]


def _events(scenario: ReportedScenario) -> ReportedEvents:
    assert scenario.events is not None
    return scenario.events


def test_features_and_scenarios(project: Project) -> None:
    """In the order of the file, with rules, tags, clauses, and how each ended; names stand there as they are."""
    contents = run(project)
    [feature] = contents.features
    assert ("features/declining.feature", f"Markup & co {HOSTILE}", "Declining, and what comes of it.", ["slow"]) == (
        feature.uri,
        feature.name,
        feature.description,
        feature.tags,
    )
    rule = "Declining needs Can Decline"
    assert [
        (f"Ben waits {HOSTILE}", "", ["slow"], [], "passed"),
        ("It goes to another agent", rule, ["slow", "P2"], ["P2"], "failed"),
        ("Without the privilege it is refused", rule, ["slow", "P2", "F1"], ["P2", "F1"], "passed"),
        ("Not yet", rule, ["slow", "P2", "later"], ["P2"], "skipped"),
    ] == [(each.name, each.rule, each.tags, each.clauses, each.outcome) for each in contents.scenarios]
    assert "4 scenarios, 2 passed, 1 failed, 1 skipped" == report_summary(contents)
    assert (True, "", []) == (contents.ran, contents.broken_off, contents.refused)


def test_steps(project: Project) -> None:
    """With the virtual time they took; the failed one with its account, the skipped ones with their tables."""
    contents = run(project)
    failed, skipped = named(contents, "It goes"), named(contents, "Not yet")
    assert [
        ("Given", "Ben is logged in and Not Ready", "PASSED", 0),
        ("Given", "Anna is offered the callback of Maria", "PASSED", 0),
        ("When", "5 seconds pass", "PASSED", 5_000),
        ("And", "Anna declines the callback", "PASSED", 0),
        ("Then", "the callback is offered to Clara", "FAILED", 0),
    ] == _steps(contents, failed)
    lines = failed.steps[-1].message.splitlines()
    assert [
        "features/declining.feature:18  Then the callback is offered to Clara",
        "  expected  offered to Clara",
        "  got       waits for an agent, in the strategy 'any ready agent'",
    ] == lines[:3]
    assert ("set-up", "SKIPPED", "not built yet") == (
        contents.texts[skipped.steps[0].text],
        STATUSES[skipped.steps[0].status],
        skipped.steps[0].message,
    )
    assert [["from", "message", "to"], ["Website", "RequestSubmit", "Interaction Server"]] == skipped.steps[-1].argument


def test_what_happened(project: Project) -> None:
    """Rungs, states before and after, timers that ran out, refusals: from the recording, which is named."""
    contents = run(project)
    failed, refused = named(contents, "It goes"), named(contents, "Without")
    events, text = _events(failed), contents.texts
    assert "features/declining/0014-it-goes-to-another-agent.ndjson" == failed.trace
    assert 1_772_438_400_000 == events.start
    assert [5_000, "Anna", "Interaction Server", "RequestReject", "Open Media message"] == next(
        [at, *(text[each] for each in rest)] for at, *rest in events.rungs if text[rest[2]] == "RequestReject"
    )
    assert ["callback", "4UR9HGNS00000001", "new", "closed"] in [[text[each] for each in row] for row in events.states]
    assert [] == events.timers
    [(at, who, what, why)] = _events(refused).refusals
    assert (0, "Anna", "decline") == (at, text[who], text[what])
    assert "the privilege 'Can Decline' is missing [P2]. Accepted: grant 'Can Decline'" in text[why]


def test_timers_that_ran_out(project: Project) -> None:
    """Each with when it was set and when it ran out, in milliseconds after the start."""
    steps = ("Given Anna is logged in", "When Maria schedules a callback", "And 40 seconds pass")
    text = "".join(f"    {step}\n" for step in steps)
    project.write("conftest.py", "")
    project.write("waits.feature", f"Feature: F\n  Scenario: S\n{text}")
    assert 0 == project.run().ret
    contents = contents_of_run(project.root / ".callbook/last-run")
    timers = [(contents.texts[name], *times) for name, *times in _events(named(contents, "S")).timers]
    assert ("delivering-timeout of 4UR9HGNS00000001", 0, 30_000) in timers


def test_coverage_names_its_scenarios(project: Project) -> None:
    """Each cell has the scenarios that passed and have shown it; none is a hole."""
    contents = run(project)
    seen = [row for row in contents.data["coverage"] if any(row.seen.values())]
    place = contents.scenarios.index(named(contents, "Without"))
    assumed = ["name in the Role object"]
    assert [ReportedCoverage("privilege", "Can Decline", "P2", {"granted": [], "withheld": [place]}, assumed)] == seen
    assert {"privilege", "option"} == {row.kind for row in contents.data["coverage"]}


def test_clauses_have_their_sources(project: Project) -> None:
    """In the order of the register; what is assumed says so."""
    contents = run(project)
    clauses = {clause.id: clause for clause in contents.data["clauses"]}
    guide = "Workspace Desktop Edition Deployment Guide, page Web Callback"
    assert (["documented"], [guide]) == (clauses["P2"].basis, clauses["P2"].sources)
    assert (["documented", "assumed"], [guide, "assumed: no public page says it"]) == (
        clauses["P8"].basis,
        clauses["P8"].sources,
    )
    assert ["documented elsewhere"] == clauses["C6"].basis


@pytest.mark.parametrize("workers", ["0", "2"])
def test_every_way_to_end(project: Project, workers: str) -> None:
    """The totals are the runner's, with xdist as well; without recordings nothing is drawn."""
    project.write("conftest.py", STEPS)
    project.write("x.feature", EVERY_END)
    project.run("-n", workers)
    contents = contents_of_run(project.root / ".callbook/last-run")
    assert {"passed": 2, "failed": 3, "skipped": 3, "error": 2} == contents.totals
    assert [None] * 10 == [each.events for each in contents.scenarios]
    [hook] = [step for step in named(contents, "Clean-up").steps if not contents.texts[step.keyword]]
    assert ("clean-up", "FAILED") == (contents.texts[hook.text], STATUSES[hook.status])


def test_files_that_could_not_be_run(project: Project) -> None:
    """They are there with the reason, and counted."""
    project.write("bad.feature", "Once upon a time\n")
    contents = run(project)
    [(uri, why)] = contents.refused
    assert ("bad.feature", True) == (uri, "Once upon a time" in why)
    assert report_summary(contents).endswith("1 skipped, 1 reason why feature files could not be run")
