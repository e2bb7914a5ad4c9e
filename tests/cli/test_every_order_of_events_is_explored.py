"""`callbook explore` lets everything happen in every order, and tells what must never be as a scenario that is red."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from callbook.cli.explore_command import account_lines, progress_in_words
from callbook.record import read_trace
from callbook.verification import Explorations, Progress, Setting
from callbook.verification.exploration.explored import SOMETIMES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Printed

REVOKED = "transition: callback: offered + the server takes it back is missing"
SCENARIO = """\
Feature: Found by exploration

  Scenario: Something is true that must never be
    Anna: callback 4UR9HGNS00000001 is offered, at the server not with this agent

    Given Maria does not answer
    When Anna logs in
    And Maria schedules a callback
    And 30 seconds pass
    Then every desktop shows what the servers have
"""


NEVER = "never reached: an agent talks to a contact, a call is on hold, a callback is rescheduled, a callback is done"


def test_what_was_visited_is_told(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """States, transitions, depth, clauses, rows of the tables, what was never reached, what had been done before."""
    arguments = ("explore", "--depth", "3", "--workers", "1", "--resume", str(tmp_path))
    printed = callbook(*arguments)
    assert (0, "") == (printed.code, printed.err)
    assert [
        "12 states, 22 transitions, depth 3: 6 not gone on from, 0 s of a processor",
        "clauses of what agents did: E7, F1, O1, O3, P1, P2",
        "15 of 103 rows of the tables visited",
        NEVER,
    ] == printed.lines
    assert "3 tasks of 3 had been done before" in callbook(*arguments).lines
    plain = json.loads(callbook(*arguments, "--json").out)
    assert (12, 22, False, "") == tuple(
        plain["searches"][0][name] for name in ("states", "transitions", "closed", "violation")
    )
    assert (15, 88) == (len(plain["rows"]), len(plain["not_visited"]))
    assert ["call", "busy", "EventReleased"] in plain["not_visited"]
    assert ("", 3, False) == (plain["scenario"], plain["run"]["kept"], plain["run"]["interrupted"])


def test_rows_are_searched_each_for_itself(callbook: Callable[..., Printed]) -> None:
    """Any two variables have every combination; what is given stays in all rows."""
    vary = ("--vary", "Can Decline", "--vary", "webcallback.auto-dial")
    arguments = ("explore", "--array", "2", *vary, "--with", "Can Release Call=withheld", "--depth", "1")
    given, decline, dial = (
        {"Can Release Call": "withheld"},
        {"Can Decline": "withheld"},
        {"webcallback.auto-dial": "true"},
    )
    plain = json.loads(callbook(*arguments, "--json").out)
    rows = [given, given | decline | dial, given | dial, given | decline]
    assert rows == [each["configuration"] for each in plain["searches"]]
    printed = callbook(*arguments)
    assert 4 == printed.out.count("Can Release Call = withheld")
    assert "12 states, 8 transitions, depth 1: 8 not gone on from" in printed.out


def test_that_it_was_stopped_is_told() -> None:
    """By Ctrl-C."""
    lines = list(account_lines(Explorations([Setting()], None), Progress(interrupted=True)))
    assert "stopped by Ctrl-C" in lines


def test_how_far_it_is_fits_one_line() -> None:
    """What a terminal shows on the way."""
    job = Explorations([Setting()], None)
    job.first()
    assert "1 state, 0 transitions, depth 0, 1 task wait; Ctrl-C stops, and says what was found" == progress_in_words(
        Progress(waiting=1), job
    )


def test_a_violation_is_a_scenario_that_is_red(callbook: Callable[..., Printed], pytester: pytest.Pytester) -> None:
    """It is as short as can be, and green without what is broken; its recording lies beside it."""
    pytester.makeini("[pytest]\ncallbook = true\n")
    found = callbook("explore", "--sabotage", REVOKED, "--output", "found.feature", "--with", "Can Decline=withheld")
    assert 1 == found.code
    assert "VIOLATED after 3 events (Can Decline = withheld): Anna: callback 4UR9HGNS00000001 is offered" in found.out
    assert SCENARIO == pytester.path.joinpath("found.feature").read_text(encoding="utf-8")
    assert found.out.endswith(SCENARIO)
    trace = read_trace(pytester.path / "found.trace.ndjson")
    assert "Found by exploration" == trace.head.scenario
    pytester.runpytest_inprocess("found.feature").assert_outcomes(passed=1)
    pytester.runpytest_inprocess("found.feature", "--callbook-sabotage", REVOKED).assert_outcomes(failed=1)


def test_a_message_that_has_to_get_lost_is_given(callbook: Callable[..., Printed], pytester: pytest.Pytester) -> None:
    """The scenario is red with what is broken, and green without; the recording says what got lost."""
    pytester.makeini("[pytest]\ncallbook = true\n")
    unanswered = "transition: callback: being declined + the server does not answer is missing"
    withheld = ("--with", "Can Use Voice Channel=withheld")
    found = callbook("explore", "--losses", "1", "--sabotage", unanswered, *withheld, "--output", "found.feature")
    assert 1 == found.code
    assert "    Given the next EventAck to Anna is lost\n    When Anna declines the callback of Maria\n" in found.out
    assert "dropped" in (pytester.path / "found.trace.ndjson").read_text(encoding="utf-8")
    pytester.runpytest_inprocess("found.feature").assert_outcomes(passed=1)
    pytester.runpytest_inprocess("found.feature", "--callbook-sabotage", unanswered).assert_outcomes(failed=1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--with", "Can Declin=withheld"), "There is no variable 'Can Declin'. Did you mean 'Can Decline'?"),
        (("--with", "Can Decline=no"), "Can Decline 'no' cannot be used. Accepted: 'granted' or 'withheld'."),
        (("--sabotage", "nothing"), "There is no mutant 'nothing'."),
        (("--budget", "x"), "--budget 'x' cannot be used."),
        (("--array", "4"), "--array 4 cannot be used. Accepted: 2 or 3."),
        (("--vary", "Can Decline"), "--vary 'Can Decline' cannot be used."),
    ],
)
def test_what_cannot_be_used_is_refused(
    callbook: Callable[..., Printed], arguments: tuple[str, ...], said: str
) -> None:
    """A clear error, with exit code 2."""
    printed = callbook("explore", *arguments)
    assert (2, True) == (printed.code, said in printed.err)


def test_without_a_file_it_is_printed_alone(
    callbook: Callable[..., Printed], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """For machines as well; what was reached altogether needs no line."""
    monkeypatch.chdir(tmp_path)
    plain = json.loads(callbook("explore", "--sabotage", REVOKED, "--json").out)
    assert (SCENARIO, []) == (plain["scenario"], list(tmp_path.iterdir()))
    job = Explorations([Setting()], None)
    job.searches[Setting()].found.visited.sometimes |= set(SOMETIMES)
    assert 3 == len(list(account_lines(job, Progress())))


def test_a_budget_is_kept(callbook: Callable[..., Printed]) -> None:
    """Nothing is gone on from when there is none."""
    expected = "1 state, 0 transitions, depth 0: 1 not gone on from, 0 s of a processor"
    assert [expected] == callbook("explore", "--budget", "0s").lines[:1]
