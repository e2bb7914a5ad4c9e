"""What a third-party desktop does otherwise is told clause by clause, each scenario once, with both sides."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.pytest_plugin.conftest import PLUGINS
from tests.report.a_stream import ran

from callbook.pytest_plugin.own.differences import attributed

if TYPE_CHECKING:
    from callbook.record import RanScenario

DESKTOP = """
from contextlib import contextmanager

from callbook.configuration import Color
from callbook.core.errors import BadInput
from callbook.lab.seats import Seat
from callbook.workspace import Action, ChannelState, Screen


class Silent:
    def receive(self, message): pass
    def connected(self): pass
    def disconnected(self): pass


class Desk:
    interaction_server = voice_switch = Silent()

    def __init__(self, seat):
        self.seat = seat

    def perform(self, action, on=None, **details):
        if action is Action.GO_READY:
            raise BadInput("action", str(action), accepted="nothing")
        if action is Action.LOG_OUT:
            raise OSError("the desktop is gone")

    def actions(self, on=None):
        return frozenset({Action.LOG_IN, Action.GO_READY})

    def shown(self):
        return Screen(self.seat.agent.name, ChannelState.READY, "", False, ())


@contextmanager
def opened():
    yield Desk
"""

FEATURE = """
@P1
Feature: A channel
  @O1
  Scenario: It is Ready
    Given Anna is logged in
    Then Anna's channel is "Ready"

  @O1
  Scenario: It is not
    Given Anna is logged in
    Then Anna's channel is "Not Ready"

  @O3
  Scenario: She goes Ready
    Given Anna is logged in
    When Anna goes Ready

  Scenario: She is not offered it
    Given Anna is logged in
    Then Anna is not offered to go Ready
"""
BROKEN = """
Feature: Without a clause
  Scenario: The desktop breaks down
    Given Anna is logged in
    When Anna logs out

  Scenario: It does not
    Given Anna is logged in
"""


def _run(pytester: pytest.Pytester, *options: str) -> pytest.RunResult:
    pytester.makepyfile(other_desktop=DESKTOP)
    pytester.makefile(".feature", channel=FEATURE, broken=BROKEN)
    pytester.makeini("[pytest]\npythonpath = .\n")
    return pytester.runpytest_inprocess(*PLUGINS, "--desktop", "other_desktop:opened", *options)


def _report(pytester: pytest.Pytester) -> dict[str, Any]:
    path = pytester.path / ".callbook" / "last-run" / "differences.json"
    report: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return report


def test_the_report_in_a_terminal(pytester: pytest.Pytester) -> None:
    """Clauses with their scenarios, step, expected and got; pytest's own list of failures is left out."""
    result = _run(pytester, "-ra")
    assert 1 == result.ret
    result.stdout.fnmatch_lines(
        [
            "*- desktop: other_desktop:opened -*",
            "2 of 6 scenarios hold",
            "it does otherwise, by clause (2):",
            "  P1: *",
            "    3 scenarios otherwise, 1 of the clause hold",
            "    channel.feature:9  It is not",
            '      step      Then Anna\'s channel is "Not Ready"  (line 11)',
            "      expected  Anna's channel is Not Ready",
            "      got       Anna's channel is Ready",
            "    channel.feature:14  She goes Ready",
            "      step      When Anna goes Ready  (line 16)",
            "      expected  it is done",
            "      got       refused: action 'go Ready' cannot be used. Accepted: nothing.",
            "    channel.feature:18  She is not offered it",
            "      expected  Anna is not offered to go Ready",
            "      got       Anna is offered 'go Ready', 'log in'",
            "  no clause",
            "    1 scenario otherwise, 1 of the clause hold",
            "    broken.feature:2  The desktop breaks down",
            "      broken    When Anna logs out  (line 4)",
            "      got       OSError: the desktop is gone",
            "what is marked as broken is no difference: the desktop failed; --tb=short shows where",
        ]
    )
    result.stdout.no_fnmatch_line("FAILED*")
    result.stdout.no_fnmatch_line("*= FAILURES =*")


def test_the_report_for_machines(pytester: pytest.Pytester) -> None:
    """It lies beside the recordings; what tracebacks there are is shown to whoever asks."""
    result = _run(pytester, "--tb=short")
    result.stdout.fnmatch_lines(["*= FAILURES =*"])
    report = _report(pytester)
    assert ("other_desktop:opened", 6, ["P1", ""]) == (
        report["desktop"],
        report["scenarios"],
        [found["clause"] for found in report["differences"]],
    )
    assert [False, False, False, True] == [
        each["broken"] for found in report["differences"] for each in found["scenarios"]
    ]


def test_a_long_text_is_shortened(pytester: pytest.Pytester) -> None:
    """In the terminal a side takes one line; the file has it whole."""
    reason = "because " * 40
    pytester.makefile(
        ".feature",
        long=f'Feature: f\n  Scenario: s\n    Given Anna is logged in\n    Then Anna\'s channel is "{reason}"',
    )
    pytester.makepyfile(other_desktop=DESKTOP)
    pytester.makeini("[pytest]\npythonpath = .\n")
    result = pytester.runpytest_inprocess(*PLUGINS, "--desktop", "other_desktop:opened", "long.feature")
    result.stdout.fnmatch_lines(["      expected  Anna's channel is because *..."])
    assert f"Anna's channel is {reason}" == _report(pytester)["differences"][0]["scenarios"][0]["expected"]


def test_workers_tell_the_same(pytester: pytest.Pytester) -> None:
    """With pytest-xdist the one process that writes has it from the workers."""
    result = _run(pytester, "-p", "xdist", "-n", "1")
    result.stdout.fnmatch_lines(["it does otherwise, by clause (2):", "      got       Anna's channel is Ready"])


def test_a_failure_without_an_account(pytester: pytest.Pytester) -> None:
    """A scenario that was expected to fail, and passes: it is no difference, and no side of it can be shown."""
    pytester.makeconftest(
        "import pytest\n\n\ndef pytest_collection_modifyitems(items):\n    for item in items:\n"
        "        item.add_marker(pytest.mark.xfail(strict=True))\n"
    )
    pytester.makefile(".feature", one="Feature: f\n  Scenario: s\n    Given Anna is logged in")
    pytester.makepyfile(other_desktop=DESKTOP)
    pytester.makeini("[pytest]\npythonpath = .\n")
    result = pytester.runpytest_inprocess(*PLUGINS, "--desktop", "other_desktop:opened")
    result.stdout.fnmatch_lines(["0 of 1 scenario holds", "    one.feature:2  s", "      broken    "])
    [scenario] = _report(pytester)["differences"][0]["scenarios"]
    assert ("", "", "", True) == tuple(scenario[name] for name in ("step", "expected", "got", "broken"))


def test_all_may_hold(pytester: pytest.Pytester) -> None:
    """Then no clause is told."""
    pytester.makefile(".feature", one="Feature: f\n  Scenario: s\n    Given Anna is logged in")
    pytester.makepyfile(other_desktop=DESKTOP, test_plain="def test_it(): pass")
    pytester.makeini("[pytest]\npythonpath = .\n")
    result = pytester.runpytest_inprocess(*PLUGINS, "--desktop", "other_desktop:opened")
    result.stdout.fnmatch_lines(["1 of 1 scenario holds"])
    result.stdout.no_fnmatch_line("*by clause*")
    result = pytester.runpytest_inprocess(*PLUGINS, "--desktop", "other_desktop:opened", "test_plain.py")
    result.stdout.no_fnmatch_line("*desktop: *")


def _scenario(feature: str, name: str, clauses: str, outcome: str = "passed") -> RanScenario:
    return ran(clauses, outcome=outcome, feature=feature, name=name)


def _found(*scenarios: RanScenario) -> list[tuple[str, list[str], int]]:
    return [(each.clause, [scenario.name for scenario in each.failed], each.held) for each in attributed(scenarios)]


def test_what_a_feature_is_about_comes_first() -> None:
    """A clause of all its scenarios is meant rather than one that some of them show in passing."""
    scenarios = (
        _scenario("a", "1", "P5 P9", "failed"),
        _scenario("a", "2", "P5", "passed"),
        _scenario("a", "3", "P5", "passed"),
    )
    assert [("P5", ["1"], 2)] == _found(*scenarios)


def test_the_clause_of_which_most_fails_is_suspected() -> None:
    """Of two clauses that a failed scenario shows it is the one that held less often elsewhere."""
    scenarios = (
        _scenario("a", "1", "O4 O5", "failed"),
        _scenario("a", "2", "O4", "passed"),
        _scenario("a", "3", "O4", "passed"),
        _scenario("a", "4", "O7", "passed"),
    )
    assert [("O5", ["1"], 0)] == _found(*scenarios)


def test_one_clause_explains_as_much_as_it_can() -> None:
    """What is left then is explained by further clauses; no scenario is told twice."""
    scenarios = (
        _scenario("a", "1", "E6 F9", "failed"),
        _scenario("a", "2", "E6", "error"),
        _scenario("a", "3", "C5", "failed"),
        _scenario("a", "4", "C5", "failed"),
        _scenario("a", "5", "F9", "passed"),
    )
    assert [("E6", ["1", "2"], 0), ("C5", ["3", "4"], 0)] == _found(*scenarios)


def test_nothing_failed() -> None:
    """Then there is nothing to explain."""
    assert [] == _found(_scenario("a", "1", "P1"))
