"""With `--callbook-everywhere` a scenario tagged `@everywhere` is decided on every configuration: red at a finding."""

from __future__ import annotations

import pytest

from callbook.record import read_stream

FEATURE = """
Feature: Logging in
  @F1 @everywhere
  Scenario: Nobody speaks of the option
    Given Anna is logged in
    Then Anna's channel is "Ready"

  @P1 @O1 @everywhere
  Scenario: The tags speak of it
    Given Anna is logged in
    Then Anna's channel is "Ready"

  @P1
  Scenario: It runs once
    Given Anna is logged in
    Then Anna's channel is "Ready"
"""
ASKED = ("--callbook-everywhere", "--callbook-everywhere-reasons", "reasons.toml")


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """Give a project with three scenarios, of which two are tagged."""
    pytester.makeini("[pytest]\ncallbook = true\n")
    pytester.path.joinpath("login.feature").write_text(FEATURE, encoding="utf-8")
    pytester.path.joinpath("reasons.toml").write_text('O2 = "no reason is given"\n', encoding="utf-8")
    return pytester


def test_a_finding_is_red(project: pytest.Pytester) -> None:
    """It is told with its table, and each decided scenario in the summary; the stream says what was decided."""
    outcome = project.runpytest_inprocess("--callbook-everywhere")
    outcome.assert_outcomes(passed=2, failed=1)
    outcome.stdout.fnmatch_lines(
        [
            "*FINDING: nothing that was read belongs to a clause among its tags",
            "*- on every configuration -*",
            "login.feature:4  holds in 25 % of 8,589,934,592 configurations (* runs)",
            "login.feature:9  holds in 25 % of 8,589,934,592 configurations (* runs)",
        ]
    )
    outcome.stdout.no_fnmatch_line("login.feature:14  holds in*")
    decided = [each.decision for each in read_stream(project.path / ".callbook/last-run").cases]
    assert [True, False, None] == [each and any(found.is_open for found in each.outcomes) for each in decided]


def test_without_the_option_it_runs_once(project: pytest.Pytester) -> None:
    """Acceptance costs as before; a run that has nothing tagged decides nothing."""
    outcome = project.runpytest_inprocess()
    outcome.assert_outcomes(passed=3)
    outcome.stdout.no_fnmatch_line("*on every configuration*")
    nothing = project.runpytest_inprocess(*ASKED, "-k", "once")
    nothing.assert_outcomes(passed=1, deselected=2)
    nothing.stdout.no_fnmatch_line("*on every configuration*")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--desktop", "workspace-api"), "*not together with --callbook-config or --desktop"),
        (("--callbook-everywhere-reasons", "none.toml"), "*file of reasons 'none.toml'*cannot be used*"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(project: pytest.Pytester, arguments: tuple[str, ...], said: str) -> None:
    """Before anything runs."""
    refused = project.runpytest_inprocess("--callbook-everywhere", *arguments)
    assert pytest.ExitCode.USAGE_ERROR == refused.ret
    refused.stderr.fnmatch_lines([said])
