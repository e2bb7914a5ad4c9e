"""A fault of the kind "the next ..." that has struck nothing fails its scenario at the end, at the fault's step."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from callbook.pytest_plugin.run import loop

if TYPE_CHECKING:
    from tests.steps.conftest import Feature

IDLE = 'And Anna is logged in\nThen Anna\'s channel is "Ready"'
NEVER = {
    "Given the next RequestAccept from Anna is lost": "nothing was lost: Anna sent no RequestAccept after this step",
    "Given the next EventInvite to Anna is lost": "nothing was lost: Anna was sent no EventInvite after this step",
    "Given the next RequestAccept from Anna takes 2 seconds": (
        "nothing was late: Anna sent no RequestAccept after this step"
    ),
    "Given the next EventInvite to Anna takes 2 seconds": (
        "nothing was late: Anna was sent no EventInvite after this step"
    ),
    "Given the answer to the next RequestAccept from Anna is lost": (
        "nothing was lost: Anna sent no RequestAccept after this step"
    ),
    "Given the answer to the next RequestAccept from Anna takes 2 seconds": (
        "nothing was late: Anna sent no RequestAccept after this step"
    ),
    "Given the next EventInvite to Anna comes twice": (
        "nothing came twice: Anna was sent no EventInvite after this step"
    ),
    "Given the next EventInvite to Anna is overtaken by the one behind it": (
        "nothing was overtaken: Anna was sent no EventInvite after this step"
    ),
    "Given the next RequestAccept from Anna is answered with error 43": (
        "nothing was answered with the error: Anna sent no RequestAccept after this step"
    ),
    "Given the next RequestAccept from Anna resets the connection": (
        "nothing reset the connection: Anna sent no RequestAccept after this step"
    ),
    "Given the next EventInvite to Anna half-closes the connection": (
        "nothing half-closed the connection: Anna was sent no EventInvite after this step"
    ),
    "Given the next EventInvite to Anna arrives as garbage for 5 seconds": (
        "nothing arrived as garbage: Anna was sent no EventInvite after this step"
    ),
}
STRIKES = {
    "it strikes": "Given the next EventInvite to Anna is lost\nAnd Anna is logged in\nWhen Maria schedules a callback",
    "of a name on both wires, on one of them": (
        "Given the voice switch is down\nAnd the next RequestAgentLogin from Anna is lost\nAnd Anna is logged in"
    ),
    "what answers a request": (
        "Given Anna is offered the callback of Maria\nAnd the answer to the next RequestAccept from Anna is lost\n"
        'When Anna accepts the callback\nThen EventAck to Anna was "dropped"\nAnd the callback is with Anna'
    ),
    "what answers a request of the other wire, the request being of a name on both": (
        "Given the answer to the next RequestAgentLogin from Anna takes 1 second\nAnd Anna is logged in"
    ),
    "chance": "Given 30 % of the messages from Anna are lost",
    "every message": "Given every message to Anna takes 1 second to 2 seconds",
}
ELSEWHERE = """
    Given Anna is logged in
    And the next EventInvite to Anna is lost
    And the next EventInvite to Anna takes 2 seconds
    When Maria schedules a callback
"""
UNANSWERED = """
    Given Anna is offered the callback of Maria
    And the next RequestAccept from Anna is lost
    And the answer to the next RequestAccept from Anna takes 2 seconds
    When Anna accepts the callback
"""
OVER = """
    Given the next RequestAccept from Anna is lost
    When the faults are over
"""


def test_one_that_never_strikes_fails_the_scenario(feature: Feature) -> None:
    """Whatever it does to messages; told at its own step."""
    feature.write(*(f"{step}\n{IDLE}" for step in NEVER))
    failures = feature.failures()
    assert [*NEVER.items()] == [failures[f"S{number}"] for number in range(1, len(NEVER) + 1)]


@pytest.mark.parametrize("steps", STRIKES.values(), ids=STRIKES)
def test_what_is_not_such_a_fault_or_strikes_passes(feature: Feature, steps: str) -> None:
    """Of a name that both protocols know one strike is enough; chance may spare all."""
    feature.write(steps)
    feature.run().assert_outcomes(passed=1)


def test_a_message_that_something_else_befell_does_not_count(feature: Feature) -> None:
    """It is said that there was one."""
    feature.write(ELSEWHERE)
    said = "nothing was late: Anna was sent one EventInvite after this step, to which something else happened before"
    assert {"S1": ("And the next EventInvite to Anna takes 2 seconds", said)} == feature.failures()


def test_an_answer_that_did_not_come_is_none(feature: Feature) -> None:
    """It is said that there was a request."""
    feature.write(UNANSWERED)
    said = "nothing was late: Anna sent one RequestAccept after this step, and either no answer came or something else "
    step = "And the answer to the next RequestAccept from Anna takes 2 seconds"
    assert {"S1": (step, f"{said}happened to it")} == feature.failures()


def test_one_that_is_ended_before_it_has_struck_has_not_struck(feature: Feature) -> None:
    """The faults are over, and there was none."""
    feature.write(OVER)
    assert {"S1": ("Given the next RequestAccept from Anna is lost", NEVER[next(iter(NEVER))])} == feature.failures()


def test_a_scenario_that_fails_otherwise_fails_because_of_that(feature: Feature) -> None:
    """What comes first is told."""
    feature.write("Given the next RequestAccept from Anna is lost\nThen Anna has sent RequestReject")
    assert ["Then Anna has sent RequestReject"] == [step for step, _ in feature.failures().values()]


def test_it_is_red_everywhere(feature: Feature) -> None:
    """The terminal tells it without frames, pytest as a failure and not as an error; the stream has the step failed."""
    feature.write(f"Given the next RequestAccept from Anna is lost\n{IDLE}")
    result = feature.run("--cucumberjson=out.json")
    result.assert_outcomes(failed=1)
    said = NEVER["Given the next RequestAccept from Anna is lost"]
    result.stdout.fnmatch_lines(
        [
            "_* S1 _*",
            said,
            "-* Scenario -*",
            "x.feature:4  Given the next RequestAccept from Anna is lost",
            "  expected  the fault of this step to strike",
            f"  got       {said}",
        ],
        consecutive=True,
    )
    [played] = feature.played()
    assert ("failed", "difference") == (played.outcome, played.failure and played.failure.cause)
    [document] = json.loads((feature.root / "out.json").read_text(encoding="utf-8"))
    assert ["failed", "passed", "passed"] == [each["result"]["status"] for each in document["elements"][0]["steps"]]


BY_PYTEST_BDD = {
    "it never strikes": (f"Given the next RequestAccept from Anna is lost\n{IDLE}", {"passed": 1, "errors": 1}),
    "it strikes": (STRIKES["it strikes"], {"passed": 1}),
    "the scenario fails otherwise": (
        "Given the next RequestAccept from Anna is lost\nThen Anna has sent RequestReject",
        {"failed": 1},
    ),
}


@pytest.mark.parametrize(("steps", "outcomes"), BY_PYTEST_BDD.values(), ids=BY_PYTEST_BDD)
def test_where_pytest_bdd_runs_the_steps_it_is_told_in_clean_up(
    feature: Feature, pytester: pytest.Pytester, steps: str, outcomes: dict[str, int]
) -> None:
    """With versions that the loop was not written for nobody else is there at the end."""
    switch = "from callbook.pytest_plugin.run import loop\nloop.is_written_for = lambda: False\n"
    (feature.root / "switch.py").write_text(switch, encoding="utf-8")
    pytester.syspathinsert()
    was = loop.is_written_for
    feature.write(steps)
    result = feature.run("-p", "switch")
    loop.is_written_for = was
    result.assert_outcomes(**outcomes)


def test_a_test_that_is_no_scenario_can_ask_for_it(feature: Feature) -> None:
    """There nobody looks at the end."""
    (feature.root / "test_x.py").write_text(
        "def test_it(callbook_at_end):\n    callbook_at_end(lambda: 1 / 0)\n", "utf-8"
    )
    feature.run("test_x.py").assert_outcomes(passed=1)
