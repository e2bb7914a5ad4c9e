from __future__ import annotations

import pytest
from tests.notebook.as_shown import rich

from callbook.core.errors import BadInput, Unknown
from callbook.core.shipped import shipped_folder
from callbook.notebook import load_ipython_extension, magics
from callbook.notebook.magics import FinishedChild, Result, ScenarioRun, as_feature, run_feature, why_not

CELL = """
Scenario: It passes
  Given Anna is logged in

Scenario: It fails
  Given Anna is offered the callback of Maria
  Then the callback is offered to Ben
"""


@pytest.fixture(scope="module")
def run() -> ScenarioRun:
    """Give the scenarios above, run once."""
    return magics.gherkin("", CELL)


def test_each_scenario_tells_how_it_went(run: ScenarioRun) -> None:
    """In plain text: the step that failed, expected and got, the last messages."""
    assert not run.passed
    told = repr(run)
    assert told.startswith(
        "passed: It passes\n"
        "failed: It fails\n"
        "  step      Then the callback is offered to Ben\n"
        "  expected  offered to Ben\n"
        "  got       offered to Anna\n"
    )
    assert "|<------- EventInvite -------|" in told


def test_each_scenario_shows_its_ladder(run: ScenarioRun) -> None:
    """Folded where it has passed, none where there was no lab."""
    shown = rich(run)
    assert '<p class="good">passed: It passes</p><details>' in shown
    assert "<td>expected</td><td>offered to Ben</td>" in shown
    assert 2 == shown.count("<svg")


def test_recordings_can_be_opened(run: ScenarioRun) -> None:
    """By a part of the name; without one, of the first scenario that failed."""
    assert "It fails" == run.recording().name
    assert "It passes" == run.recording("passes").name
    with pytest.raises(Unknown) as caught:
        run.recording("another")
    assert str(caught.value) == "There is no scenario 'another'. Accepted: It fails, It passes."


def test_all_may_have_passed() -> None:
    """Then the run has."""
    run = run_feature("Given Anna is logged in")
    assert (True, "passed: a scenario") == (run.passed, repr(run))


def test_a_scenario_may_have_left_no_recording() -> None:
    """It never asked for a lab: then there is no ladder."""
    run = ScenarioRun((Result("It waits", "skipped", (), None),), "")
    assert ("skipped: It waits", 0) == (repr(run), rich(run).count("<svg"))


def test_what_is_no_scenario_is_not_run() -> None:
    """The reason stands for the result."""
    trouble = "scenario without steps 'a scenario' in line 1 cannot be used. Accepted: at least one step."
    run = run_feature("")
    assert (trouble, False, f"not run: {trouble}") == (run.trouble, run.passed, repr(run))
    assert "<pre>" in rich(run)


def test_a_step_that_nobody_defines_lets_its_scenario_fail() -> None:
    """With the nearest that somebody does, without places: a cell is in no file."""
    [result] = run_feature("Given Anna is logged in\nWhen Anna excepts the callback").results
    words = dict(result.failure)
    assert ("failed", "When Anna excepts the callback", "a step that can be run") == (
        result.outcome,
        words["step"],
        words["expected"],
    )
    nearest = "nearest: When {agent:Agent} accepts the callback"
    assert ["nobody defines this step", nearest] == words["got"].splitlines()[:2]


@pytest.mark.parametrize(
    ("cell", "feature"),
    [
        ("Feature: F\n", "Feature: F\n"),
        ("# language: de\nFunktionalität: F", "# language: de\nFunktionalität: F"),
        ("@P2\nScenario: S", "Feature: a notebook's cell\n@P2\nScenario: S"),
        ("Given x", "Feature: a notebook's cell\nScenario: a scenario\nGiven x"),
    ],
)
def test_what_a_feature_lacks_is_added(cell: str, feature: str) -> None:
    """A cell may begin with a scenario, or with a step."""
    assert feature == as_feature(cell)


def test_what_stands_behind_the_magic_is_refused() -> None:
    """It takes no options."""
    with pytest.raises(BadInput) as caught:
        magics.gherkin("--fast", "Given x")
    assert str(caught.value) == (
        "option '--fast' in %%gherkin cannot be used. Accepted: nothing on that line; scenarios below it."
    )


def test_the_command_line_answers_in_a_cell(capsys: pytest.CaptureFixture[str]) -> None:
    """Without colours; errors on the other stream."""
    center = shipped_folder("examples") / "contact_center.toml"
    magics.callbook(f'explain "{center}" --agent david webcallback.auto-answer')
    magics.callbook(f'explain "{center}" --agent david "no option"')
    told = capsys.readouterr()
    assert told.out.startswith("webcallback.auto-answer is 'true' for agent 'david', from Agent Group 'Trainees'.\n")
    assert told.err.startswith("callbook: There is no option 'no option'")


def test_an_open_quotation_mark_is_refused() -> None:
    """The error says what is missing."""
    with pytest.raises(BadInput) as caught:
        magics.callbook("explain 'x")
    assert str(caught.value) == (
        'command "explain \'x" in %callbook cannot be used. Accepted: closed quotation marks (No closing quotation).'
    )


def test_both_magics_are_registered() -> None:
    """`%load_ext callbook.notebook` makes them known."""
    shell = _Shell()
    load_ipython_extension(shell)
    assert [("cell", "gherkin", magics.gherkin), ("line", "callbook", magics.callbook)] == shell.known


def test_a_run_that_breaks_down_says_what_it_said() -> None:
    """Where pytest gives no reason, all that it said is one."""
    assert "no memory left" == why_not(FinishedChild(1, "", "no memory left\n"))


class _Shell:
    def __init__(self) -> None:
        self.known: list[tuple[str, str, object]] = []

    def register_magic_function(self, func: object, magic_kind: str, magic_name: str) -> None:
        self.known.append((magic_kind, magic_name, func))
