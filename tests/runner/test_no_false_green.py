"""Each of these projects passes with pytest-bdd alone; here each is red, and is told why.

A file that would test nothing is refused before anything runs; a scenario with a step that cannot be run fails there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from tests.runner.conftest import Project

FEATURES = {
    "two scenarios of one name": """
        Feature: F
          Scenario: Same
            Given a bell

          Scenario: Same
            When it rings 2 times
    """,
    "a scenario without steps": """
        Feature: F
          Scenario: Idle
    """,
    "an outline without examples": """
        Feature: F
          Scenario Outline: O
            When it rings <times> times
    """,
    "an outline without examples, in German": """
        # language: de
        Funktionalität: F
          Szenariogrundriss: O
            Wenn it rings <times> times
    """,
    "an outline without rows": """
        Feature: F
          Scenario Outline: O
            When it rings <times> times
            Examples:
              | times |
    """,
    "a table of examples without rows": """
        Feature: F
          Scenario Outline: O
            When it rings <times> times
            Examples: few
              | times |
              | 2     |
            Examples: many
              | times |
    """,
    "a column that nothing uses": """
        Feature: F
          Scenario Outline: O
            When it rings <times> times
            Examples:
              | times | sound |
              | 2     | loud  |
    """,
    "two columns of one name": """
        Feature: F
          Scenario Outline: O
            When it rings <times> times
            Examples:
              | times | times |
              | 2     | 3     |
    """,
    "a placeholder without a column": """
        Feature: F
          Scenario Outline: O
            When it rings <times> times
            Then the sign says "<word>"
            Examples:
              | times | words |
              | 2     | open  |
    """,
    "a placeholder without a column, all columns used": """
        Feature: F
          Scenario Outline: O
            When it rings <times> times
            Then the sign says "<tims>"
            Examples:
              | times |
              | 2     |
    """,
    "a tag that looks like a clause": """
        Feature: F
          @P77
          Scenario: S
            Given a bell
    """,
    "a feature file in capital letters": None,
}


@pytest.mark.parametrize("text", FEATURES.values(), ids=FEATURES)
def test_a_feature_that_lies_is_refused(project: Project, snapshot: SnapshotAssertion, text: str | None) -> None:
    """The message names file and line, and what would be accepted."""
    project.write("x.feature" if text else "x.FEATURE", text or "Feature: F\n  Scenario: S\n    Given a bell\n")
    assert snapshot == project.refused()


STEPS = {
    "an undefined step": """
        Feature: F
          Scenario: S
            Given a bell
            And a tent
    """,
    "a step defined for another keyword": """
        Feature: F
          Scenario: S
            When a bell
    """,
    "undefined steps with values": """
        Feature: F
          Background:
            Given the tower of "Ely" has 3 bells of 2.5 tons on 2026-03-02
          Scenario Outline: O
            When <who> pulls the rope of "<bell>" for <time> minutes
              | ringer | bell  |
              | Anna   | Great |
            When it's <who>'s {turn}
            Then the sign tells
              \"\"\"
              <who>
              \"\"\"
            Then the tower of "Ely" has 4 bells of 0.5 tons on 2026-03-02
            Then "a" and "b" and 1 and 2
            Examples:
              | who  | bell  | time |
              | Anna | Great | 5    |
              | Ben  | Small | 15   |
    """,
    "a data table that the definition does not take": """
        Feature: F
          Scenario: S
            Given a bell
              | loud |
    """,
    "a doc string that the definition does not take": """
        Feature: F
          Scenario: S
            Given a bell
              \"\"\"
              loud
              \"\"\"
    """,
}


@pytest.mark.parametrize("text", STEPS.values(), ids=STEPS)
def test_a_scenario_whose_step_cannot_be_run_fails(project: Project, snapshot: SnapshotAssertion, text: str) -> None:
    """At that step, with file and line, and with what would be accepted."""
    project.write("x.feature", text)
    assert snapshot == project.unfit()


def test_namesakes_in_rules_are_told_apart(project: Project) -> None:
    """Gherkin allows them; pytest-bdd would keep the last one only."""
    project.write(
        "x.feature",
        """
        Feature: F
          Scenario: Same
            Given a bell
          Rule: Loud
            Scenario: Same
              When it rings 2 times
          Rule: Quiet
            Scenario: Same
              When it rings 0 times
            Scenario: Another
              Given a bell
        """,
    )
    expected = ["Same", "Loud: Same", "Quiet: Same", "Another"]
    assert [f"x.feature::{name}" for name in expected] == project.names()
    project.run().assert_outcomes(passed=4)


DEFINITIONS = {
    "two definitions that match one step": (
        """
        @then(parsers.parse("the sign {does}"))
        def the_sign_does(does):
            pass
        """,
        'Then the sign says "shut"',
    ),
    "two definitions of one text": (
        """
        @given("a bell")
        def another_bell():
            pass
        """,
        "Given a bell",
    ),
    "three definitions of one text": (
        """
        @given("a bell")
        def another_bell():
            pass

        @given(parsers.re("a .*"))
        def anything():
            pass
        """,
        "Given a bell",
    ),
    "an async def": (
        """
        @then("it is quiet")
        async def it_is_quiet():
            assert False
        """,
        "Then it is quiet",
    ),
    "an async generator": (
        """
        @then("it is quiet")
        async def it_is_quiet():
            yield
        """,
        "Then it is quiet",
    ),
    "a value that its reader does not know": (
        """
        from callbook_steps.phrases import phrase

        @given(phrase("a ringer who may {privilege:Privilege}"))
        def a_ringer(privilege):
            pass
        """,
        'Given a ringer who may "Can Declin"',
    ),
    "a value that its reader breaks on": (
        """
        def day(text):
            return {"Monday": 1}[text]

        @given(parsers.parse("it is {day:Day}", extra_types={"Day": day}))
        def it_is(day):
            pass
        """,
        "Given it is Doomsday",
    ),
}


@pytest.mark.parametrize(("steps", "uses"), DEFINITIONS.values(), ids=DEFINITIONS)
def test_a_definition_that_lies_lets_the_scenario_fail(
    project: Project, snapshot: SnapshotAssertion, steps: str, uses: str
) -> None:
    """The message names the step, and each definition, with file and line."""
    project.add_steps(steps)
    project.scenario(uses)
    assert snapshot == project.unfit()


READS = """
from pytest_bdd import when
from callbook_steps.phrases import phrase

@when(phrase("it hums {privilege:Privilege}"))
def it_hums(privilege):
    pass
"""


def test_a_definition_that_feature_files_do_not_see(project: Project, snapshot: SnapshotAssertion) -> None:
    """A test module serves itself alone; who looks for the definition is told where it stands."""
    project.write("test_a.py", "from pytest_bdd import when\n\n\n@when('it hums')\ndef it_hums():\n    pass\n")
    project.write("test_b.py", READS)
    project.scenario('When it hums\nAnd it hums "Can Hum"')
    assert snapshot == project.unfit()


def test_every_problem_of_a_file_is_told_with_its_scenario(project: Project, snapshot: SnapshotAssertion) -> None:
    """Each scenario, and each row of an Outline, with all that is wrong in it; the row that is right runs."""
    project.write(
        "x.feature",
        """
        Feature: F
          Scenario: One
            Given a tent
              | of |
            When it rings 3 times
              | loud |
            And it rings 3 times
          Scenario Outline: Two
            Given a <thing>
            Given a bell
            Examples:
              | thing |
              | tent  |
              | house |
              | bell  |
        """,
    )
    result = project.run()
    result.assert_outcomes(failed=3, passed=1)
    told, _, _ = "\n".join(result.outlines).partition("short test summary")  # which is longer where CI is set
    assert snapshot == re.findall(r"^x\.feature:\d+: .*(?:\n  .*)*", told, re.MULTILINE)


def test_the_same_with_workers(project: Project) -> None:
    """Under xdist the run is red, with the same message."""
    project.scenario("Given a bell\nAnd a tent")
    result = project.run_with_workers()
    result.stdout.fnmatch_lines(["x.feature:4: nobody defines this step", "  And a tent"])
    assert pytest.ExitCode.OK != result.ret


def test_a_feature_file_needs_nobody_to_bind_it(project: Project) -> None:
    """Every feature file in the folders that are run is a part of the run."""
    project.scenario('Then the sign says "shut"', "features/deep/in/a/folder/x.feature")
    project.run().assert_outcomes(failed=1)


def test_a_folder_with_the_name_of_a_product_is_not_left_out_in_silence(
    project: Project, snapshot: SnapshotAssertion
) -> None:
    """By itself pytest looks into no folder called build or dist; the run is red."""
    project.scenario("Given a bell", "features/build/x.feature")
    assert snapshot == project.refused()


@pytest.mark.parametrize("folder", ["build", "features/.hidden", "features/node_modules", "features/empty/build"])
def test_folders_that_hold_no_features_of_the_project(project: Project, folder: str) -> None:
    """What was built stands in the root, what is hidden is not meant, a folder without features does not matter."""
    project.scenario("Given a bell", "features/x.feature")
    project.scenario("When nobody knows", f"{folder}/x.{'txt' if 'empty' in folder else 'feature'}")
    project.run().assert_outcomes(passed=1)


def test_what_a_project_leaves_out_itself_stays_out(project: Project, pytester: pytest.Pytester) -> None:
    """Whoever writes norecursedirs has thought of it."""
    pytester.makeini("[pytest]\nnorecursedirs = build")
    project.scenario("Given a bell", "features/x.feature")
    project.scenario("When nobody knows", "features/build/x.feature")
    project.run().assert_outcomes(passed=1)
