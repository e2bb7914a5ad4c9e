"""A failure shows the project's own frames, of its causes as well, and none of the kit; --full-trace shows all."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from callbook.pytest_plugin.run.expectation import expected_and_got
from callbook.record import place_in_words

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

CONFTEST = """
from pytest_bdd import then, when

from callbook.core import CallbookError, parse_moment
from callbook.workspace import Action
from callbook_steps import in_hand


@when("Anna is given it")
def given_it(stage):
    in_hand(stage, "Nobody", "Maria")


@when("the moment is read")
def read(lab):
    try:
        parse_moment("never", "UTC", lab.clock.now())
    except CallbookError as error:
        raise RuntimeError("it was not read") from error


@when("Anna does what nobody can")
def does_what_nobody_can(stage):
    stage.desk("Anna").perform(Action.DIAL)


@then("it rings twice")
def rings_twice():
    rings = 1
    assert rings == 2


@then("there are several")
def several():
    raise ExceptionGroup("several", [ValueError("one")])
"""


def shown(project: Project, *steps: str, arguments: tuple[str, ...] = ()) -> list[str]:
    """Run a scenario with these steps; return the lines between its name and its account."""
    project.write("conftest.py", CONFTEST)
    lines = "\n".join(f"    {step}" for step in steps)
    project.write("x.feature", f"Feature: F\n  Scenario: S\n{lines}\n")
    found = project.run("x.feature", *arguments).outlines
    begin = next(number for number, line in enumerate(found) if line.strip("_ ") == "S")
    end = next(number for number, line in enumerate(found) if line.strip("- ") == "Scenario")
    return found[begin + 1 : end]


def test_a_judgement_of_the_kit_has_none(project: Project) -> None:
    """What was expected and what was found is all there is to say."""
    assert [] == shown(project, "Given Anna is logged in", 'Then Anna\'s channel is "Not Ready"')


def test_a_refusal_in_a_step_of_the_kit_has_none(project: Project) -> None:
    """The refusal explains itself."""
    assert [] == shown(project, "Given Anna is logged in", "When Anna logs in")


def test_a_step_of_the_project_has_its_own(project: Project) -> None:
    """With what pytest says of its assert."""
    lines = shown(project, "Then it rings twice")
    assert ">       assert rings == 2" in lines
    assert "conftest.py:29: AssertionError" == lines[-1]


def test_what_the_project_called_in_the_kit_has_none(project: Project) -> None:
    """The project's own frame is the last, and says what came."""
    lines = shown(project, "When Anna is given it")
    assert ["conftest.py:10: Unknown"] == [line for line in lines if ".py:" in line]
    assert "E       callbook.core.errors.Unknown: There is no agent 'Nobody'." in "\n".join(lines)


def test_a_cause_within_the_kit_has_none(project: Project) -> None:
    """Of two errors each shows the project's frames."""
    lines = shown(project, "When the moment is read")
    assert ["conftest.py:16: ", "conftest.py:18: RuntimeError"] == [line for line in lines if ".py:" in line]


def test_whoever_asks_sees_all(project: Project) -> None:
    """Of the kit and of pytest as well."""
    lines = shown(project, "Given Anna is logged in", "When Anna logs in", arguments=("--full-trace",))
    assert [] != [line for line in lines if "callback_steps.py:" in line]


@pytest.mark.parametrize("style", ["native", "short", "line", "no"])
def test_every_form_of_a_traceback_can_be_asked_for(project: Project, style: str) -> None:
    """And none breaks the run."""
    project.write("conftest.py", CONFTEST)
    project.write("x.feature", "Feature: F\n  Scenario: S\n    When Anna is given it\n    Then there are several\n")
    project.run("x.feature", f"--tb={style}").assert_outcomes(failed=1)


def test_errors_in_a_group(project: Project) -> None:
    """They are shown as Python shows them."""
    assert [] != [line for line in shown(project, "Then there are several") if "ValueError: one" in line]


def test_where_the_kit_has_broken_down_is_said() -> None:
    """That is a fault of the kit: its place is enough to tell of it."""
    with pytest.raises(TypeError) as broken:
        place_in_words(cast("str", None))
    _, got = expected_and_got(None, broken.value)
    assert got.startswith(f"TypeError: {broken.value} (at place_words.py:")
    assert got.endswith(" of the kit; --full-trace shows the way there)")


def test_the_summary_says_expected_and_got(project: Project) -> None:
    """In pytest's own last lines."""
    project.write(
        "x.feature", 'Feature: F\n  Scenario: S\n    Given Anna is logged in\n    Then Anna hears the bell "x"\n'
    )
    project.write("conftest.py", "")
    project.run("x.feature", "-rf").stdout.fnmatch_lines(["FAILED x.feature::S - expected Anna has a notification*"])
