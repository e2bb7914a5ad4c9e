"""The event stream says of each scenario and each step how it ended, in the words of Cucumber Messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.all_that_can_happen import TWO_OF_A_KIND, UNFIT
from tests.report.conftest import EVERY_END, envelopes, more_steps, stream

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

    from callbook.record.cucumber.reading import RanScenario, RanStep


def _statuses(case: RanScenario) -> list[tuple[str, str]]:
    """Give each step's words and its status, and those of the hooks that have not passed."""
    words = {step["id"]: step["text"] for step in case.pickle["steps"]}
    return [(words.get(step.id, step.id), step.result.status) for step in _worth_telling(case)]


def _worth_telling(case: RanScenario) -> list[RanStep]:
    return [step for step in case.every_step if step.hook is None or step.result.status != "PASSED"]


STEPS_OF_THE_PROJECT = 4
ENDS = {
    "It passes": ("passed", ["PASSED", "PASSED"]),
    "It fails": ("failed", ["PASSED", "FAILED", "SKIPPED"]),
    "A step skips": ("skipped", ["PASSED", "SKIPPED", "SKIPPED"]),
    "It is skipped": ("skipped", ["SKIPPED", "SKIPPED"]),
    "It is known to fail": ("skipped", ["PENDING"]),
    "It was thought to fail": ("passed", ["PASSED"]),
    "It must fail": ("failed", ["PASSED", "FAILED"]),
    "Set-up fails": ("error", ["FAILED", "SKIPPED"]),
    "It never begins": ("failed", ["FAILED", "SKIPPED"]),
    "Clean-up fails": ("error", ["PASSED", "FAILED"]),
}


@pytest.mark.parametrize("workers", ["0", "2"])
def test_every_end(project: Project, workers: str) -> None:
    """The step that did it has the status; what went wrong outside of the steps is a hook's, and they keep theirs."""
    project.write("x.feature", EVERY_END)
    result = project.run("-n", workers)
    result.assert_outcomes(passed=2, failed=3, skipped=2, xfailed=1, xpassed=1, errors=2)
    cases = stream(project.root).cases
    told = {case.pickle["name"]: (case.outcome, [status for _, status in _statuses(case)]) for case in cases}
    assert ENDS == told
    assert "do not agree" not in result.stdout.str()


def test_what_went_wrong(project: Project) -> None:
    """The messages are the runner's own: reasons of skips, the account of a failure, the exception with its place."""
    project.write("x.feature", EVERY_END)
    project.run()
    messages = {
        case.pickle["name"]: [(step.result.message or "").partition("\n")[0] for step in _worth_telling(case)]
        for case in stream(project.root).cases
    }
    assert ["", 'x.feature:8  Then the callback is in "Loans"', ""] == messages["It fails"]
    assert ["", "no work today", ""] == messages["A step skips"]
    assert ["too early", ""] == messages["It is skipped"]
    assert ["expected to fail: not built yet"] == messages["It is known to fail"]
    assert ["", "[XPASS(strict)] not built yet"] == messages["It must fail"]
    assert ["", "x.feature:40  the last step has ended"] == messages["Clean-up fails"]
    failed = next(case for case in stream(project.root).cases if case.pickle["name"] == "It fails").steps[1].result
    assert failed.exception is not None
    assert ("AssertionError", "assert 'Loans' == 'Sales'") == (
        failed.exception.type,
        failed.exception.message.partition("\n")[0],
    )
    assert "conftest.py" in failed.exception.stack_trace


def test_the_messages_of_one_scenario(project: Project) -> None:
    """They come in Cucumber's order, and point at each other by ids made of file and line."""
    project.write("x.feature", EVERY_END)
    project.run("x.feature:6")
    lines = envelopes(project.root)
    kinds = [next(iter(line)) for line in lines]
    steps = ["testStepStarted", "testStepFinished"] * 4
    expected = [
        *("meta", "testRunStarted", "attachment", "source", "gherkinDocument", "pickle"),
        *["stepDefinition"] * STEPS_OF_THE_PROJECT,
        *("hook", "testCase", "testCaseStarted", *steps, "attachment", "attachment", "testCaseFinished"),
        *("attachment", "testRunFinished"),
    ]
    assert expected == kinds
    case = lines[kinds.index("testCase")]["testCase"]
    assert ("x.feature:6 case 1", "x.feature:6") == (case["id"], case["pickleId"])
    hook, *steps_of_case = case["testSteps"]
    assert lines[kinds.index("hook")]["hook"]["id"] == hook["hookId"]
    assert ["x.feature:6 step 1", "x.feature:6 step 2", "x.feature:6 step 3"] == [
        step["pickleStepId"] for step in steps_of_case
    ]
    ladder = lines[kinds.index("testStepFinished") + 7]["attachment"]
    assert ("Interaction Server --> Workspace: EventInvite", "x.feature:6 case 1 step 2") == (
        ladder["body"],
        ladder["testStepId"],
    )
    assert {
        "success": False,
        "timestamp": {"seconds": 1772438400, "nanos": 0},
        "testRunStartedId": "run",
    } == lines[-1]["testRunFinished"]


def test_step_definitions(project: Project) -> None:
    """Each that was used is there once, with its pattern and its place; a regular expression is called one."""
    project.write("x.feature", EVERY_END)
    project.run()
    found = {
        line["stepDefinition"]["pattern"]["source"]: line["stepDefinition"]["pattern"]["type"]
        for line in envelopes(project.root)
        if "stepDefinition" in line
    }
    assert {
        "a contact centre": "CUCUMBER_EXPRESSION",
        'the callback is in "{queue}"': "CUCUMBER_EXPRESSION",
        "an untidy contact centre": "CUCUMBER_EXPRESSION",
        r"Anna waits for (?P<what>\w+)": "REGULAR_EXPRESSION",
    } == found
    places = {place.rpartition(":")[0] for place in stream(project.root).definitions.values()}
    assert {"conftest.py"} == places


def test_a_function_with_two_patterns(project: Project) -> None:
    """Of each step, the pattern that it matches is told."""
    project.add_steps("""
        @given("a quiet day")
        @given(parsers.parse("a day with {callbacks:d} callbacks"))
        def a_day():
            pass
    """)
    project.write(
        "x.feature",
        """
        Feature: F
          Scenario: S
            Given a day with 3 callbacks
            And a quiet day
            And a day with 4 callbacks
        """,
    )
    project.run()
    (case,) = stream(project.root).cases
    used = [step.definition.partition(" ")[2] for step in case.steps]
    assert ["a day with {callbacks:d} callbacks", "a quiet day", "a day with {callbacks:d} callbacks"] == used


def test_a_feature_that_changes_while_it_runs(project: Project) -> None:
    """What was collected is what is run, and what is told."""
    project.add_steps("""
        @given("a feature that is written anew")
        def a_feature_that_is_written_anew(request):
            request.path.write_text("Once upon a time")
    """)
    text = "Feature: F\n  Scenario: S\n    Given a feature that is written anew\n"
    project.write("x.feature", text)
    project.run().assert_outcomes(passed=1)
    assert "Once upon a time" == (project.root / "x.feature").read_text(encoding="utf-8")
    sources = [line["source"]["data"] for line in envelopes(project.root) if "source" in line]
    assert ([text], ["passed"]) == (sources, [case.outcome for case in stream(project.root).cases])


def test_rows_of_examples(project: Project) -> None:
    """Each row is a pickle, with its values filled in; a column is its name, be it no regular expression."""
    project.write(
        "x.feature",
        """
        Feature: F
          Scenario Outline: In <queue (> it is
            Then the callback is in "<queue (>"
            Examples:
              | queue ( |
              | Sales   |
              | Loans   |
        """,
    )
    project.run()
    cases = stream(project.root).cases
    expected = [
        ("x.feature:6", "In Sales it is", [('the callback is in "Sales"', "PASSED")]),
        ("x.feature:7", "In Loans it is", [('the callback is in "Loans"', "FAILED")]),
    ]
    assert expected == [(case.pickle["id"], case.pickle["name"], _statuses(case)) for case in cases]


def test_steps_that_cannot_be_run(project: Project) -> None:
    """Its scenario fails there, and says why; the others run."""
    project.add_steps("")
    project.write(
        "conftest.py",
        (project.root / "conftest.py").read_text(encoding="utf-8")
        + '\n\n@given("two of a kind")\ndef first():\n    pass\n\n\n@given("two of a kind")\ndef second():\n    pass\n',
    )
    project.write(
        "x.feature",
        """
        Feature: F
          Scenario: Fine
            Given a contact centre
          Scenario: Undefined
            Given a contact centre
            When pigs fly
          Scenario: Ambiguous
            Given two of a kind
          Scenario: A table that nobody takes
            Given a contact centre
              | cell |
        """,
    )
    project.run("--collect-only")
    assert not (project.root / ".callbook").exists()
    project.run().assert_outcomes(passed=1, failed=3)
    found = {case.pickle["name"]: _statuses(case) for case in stream(project.root).cases}
    assert {
        "Fine": [("a contact centre", "PASSED")],
        "Undefined": [("a contact centre", "PASSED"), ("pigs fly", "UNDEFINED")],
        "Ambiguous": [("two of a kind", "AMBIGUOUS")],
        "A table that nobody takes": [("a contact centre", "FAILED")],
    } == found
    [undefined] = (case for case in stream(project.root).cases if case.pickle["name"] == "Undefined")
    assert "nobody defines this step" in (undefined.steps[1].result.message or "")
    assert "failed" == undefined.outcome


def test_two_definitions_of_one_step(project: Project) -> None:
    """Both are told, as Cucumber wants it; none of them has run."""
    more_steps(project, TWO_OF_A_KIND)
    project.write("x.feature", UNFIT)
    project.run()
    lines = envelopes(project.root)
    ids = [line["stepDefinition"]["id"] for line in lines if "stepDefinition" in line]
    [case] = (line["testCase"] for line in lines if line.get("testCase", {}).get("pickleId") == "x.feature:5")
    [_, step] = case["testSteps"]
    rivals = [each for each in ids if each.endswith("two of a kind")]
    assert (2, rivals, 2) == (len(rivals), step["stepDefinitionIds"], len(step["stepMatchArgumentsLists"]))
    [ambiguous] = (case for case in stream(project.root).cases if case.pickle["name"] == "Ambiguous")
    assert ("AMBIGUOUS", "") == (ambiguous.steps[0].result.status, ambiguous.steps[0].definition)


@pytest.mark.parametrize("workers", ["0", "2"])
def test_files_that_are_no_features(project: Project, workers: str) -> None:
    """Each is there with the reason, beside the scenarios that did run."""
    project.write("good.feature", "Feature: F\n  Scenario: S\n    Given a contact centre\n")
    project.write("bad.feature", "Once upon a time\n")
    project.write("twins.feature", "Feature: F\n" + "  Scenario: S\n    Given a contact centre\n" * 2)
    rows = "    Examples:\n" + "      | n |\n" + "      | 1 |\n" * 2
    project.write("rows.feature", f"Feature: F\n  Scenario Outline: S\n    Given a contact centre <n>\n{rows}")
    project.run("--continue-on-collection-errors", "-n", workers)
    found = [(each.source.uri, each.message.partition(":")[0]) for each in stream(project.root).parse_errors]
    expected = [
        ("bad.feature", "line 'Once upon a time' in bad.feature"),
        ("rows.feature", "Duplicate parametrization IDs detected, but strict_parametrization_ids is set."),
        ("twins.feature", "scenario name 'S' in twins.feature"),
    ]
    assert expected == [(uri, message.partition("\n")[0]) for uri, message in found]
    assert ["good.feature:2"] == [case.pickle["id"] for case in stream(project.root).cases]
    assert stream(project.root).finished


def test_a_file_that_is_refused_tells_all_of_its_scenarios(project: Project) -> None:
    """What is wrong with one keeps the others from running; none is lost, not even one without steps."""
    project.write(
        "x.feature",
        """
        Feature: F
          Scenario: Good
            Given a contact centre
          Scenario Outline: It lacks a column
            Then the callback is in "<queue>"
            And the callback is in "<quue>"
            Examples:
              | queue |
              | Sales |
          Scenario: Idle
        """,
    )
    project.run().assert_outcomes(errors=1)
    assert {
        "Good": [("a contact centre", "SKIPPED")],
        "It lacks a column": [('the callback is in "Sales"', "SKIPPED"), ('the callback is in "<quue>"', "FAILED")],
        "Idle": [],
    } == {case.pickle["name"]: _statuses(case) for case in stream(project.root).cases}
