"""`callbook explore` lets everything happen in every order, and tells what must never be as a scenario that is red."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from callbook.cli.explore_command import account_lines, exit_code, watched
from callbook.record import read_trace
from callbook.verification.exploration.search import SOMETIMES, Explored

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


def test_what_was_visited_is_told(callbook: Callable[..., Printed]) -> None:
    """States, transitions, depth, clauses, rows of the tables, and what was never reached."""
    printed = callbook("explore", "--depth", "3")
    assert (0, "") == (printed.code, printed.err)
    assert [
        "12 states, 22 transitions, depth 3: 6 not gone on from",
        "clauses of what agents did: F1, O1, O3, P1, P2",
        "8 rows of the tables visited",
        "never reached: an agent talks to a contact, a call is on hold, a callback is rescheduled, a callback is done",
    ] == printed.lines
    plain = json.loads(callbook("explore", "--depth", "3", "--json").out)
    assert (12, 22, False, "", "") == tuple(
        plain[name] for name in ("states", "transitions", "closed", "violation", "scenario")
    )


@pytest.mark.parametrize(
    ("found", "code"),
    [(Explored(), 0), (Explored(interrupted=True), 130), (Explored(violation="it", interrupted=True), 1)],
)
def test_how_it_ends(found: Explored, code: int) -> None:
    """As other programs do after Ctrl-C; a violation counts for more."""
    assert code == exit_code(found)
    assert found.interrupted is ("stopped by Ctrl-C" in list(account_lines(found)))


def test_a_terminal_shows_how_far_it_is() -> None:
    """In one line that goes away; no machine sees it."""
    text = StringIO()
    console = Console(file=text, force_terminal=True, width=120)
    with watched(console, as_json=False) as tell:
        tell(Explored(states=2))
    assert "2 states, 0 transitions, depth 0; Ctrl-C stops, and says what was found" in text.getvalue()
    quiet = StringIO()
    with watched(Console(file=quiet), as_json=False) as tell:
        tell(Explored(states=2))
    assert "" == quiet.getvalue()


def test_a_violation_is_a_scenario_that_is_red(callbook: Callable[..., Printed], pytester: pytest.Pytester) -> None:
    """It is as short as can be, and green without what is broken; its recording lies beside it."""
    pytester.makeini("[pytest]\ncallbook = true\n")
    found = callbook("explore", "--sabotage", REVOKED, "--output", "found.feature", "--with", "Can Decline=withheld")
    assert 1 == found.code
    assert "VIOLATED after 3 events: Anna: callback 4UR9HGNS00000001 is offered" in found.out
    assert SCENARIO == pytester.path.joinpath("found.feature").read_text(encoding="utf-8")
    assert found.out.endswith(SCENARIO)
    trace = read_trace(pytester.path / "found.trace.ndjson")
    assert "Found by exploration" == trace.head.scenario
    pytester.runpytest_inprocess("found.feature").assert_outcomes(passed=1)
    pytester.runpytest_inprocess("found.feature", "--callbook-sabotage", REVOKED).assert_outcomes(failed=1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--with", "Can Declin=withheld"), "There is no variable 'Can Declin'. Did you mean 'Can Decline'?"),
        (("--with", "Can Decline=no"), "Can Decline 'no' cannot be used. Accepted: 'granted' or 'withheld'."),
        (("--sabotage", "nothing"), "There is no mutant 'nothing'."),
        (("--budget", "x"), "--budget 'x' cannot be used."),
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
    assert 3 == len(list(account_lines(Explored(sometimes=set(SOMETIMES)))))


def test_a_budget_is_kept(callbook: Callable[..., Printed]) -> None:
    """Nothing is gone on from when there is none."""
    assert ["1 state, 0 transitions, depth 0: 1 not gone on from"] == callbook("explore", "--budget", "0s").lines[:1]
