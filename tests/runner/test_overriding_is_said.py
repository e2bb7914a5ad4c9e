"""A definition nearer to the feature wins over one farther away, and the run says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner.conftest import Project

LOUD = """
    from pytest_bdd import given

    @given("a bell")
    def a_loud_bell():
        print("loud")
"""


def overrides(result: pytest.RunResult) -> list[str]:
    """Give the lines that say what was overridden."""
    return [line for line in result.outlines if " overrides " in line]


def test_a_folder_overrides_what_is_above_it(project: Project) -> None:
    """Each folder has its own nearest definition."""
    project.write("loud/conftest.py", LOUD)
    project.scenario("Given a bell", "loud/x.feature")
    project.scenario("Given a bell", "quiet/x.feature")
    result = project.run("-s")
    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*loud*"])
    assert ["loud/conftest.py:3 'Given a bell' overrides conftest.py:4 'Given a bell'"] == overrides(result)


def test_a_conftest_overrides_the_kit(project: Project) -> None:
    """At the root of the project as well, and whatever the pattern; said once for many steps."""
    project.add_steps("""
        @given("Anna is logged in")
        def anna_is_logged_in():
            print("in our own way")
    """)
    project.scenario("Given Anna is logged in\nAnd Anna is logged in")
    result = project.run("-s")
    result.stdout.fnmatch_lines(["*in our own way*"])
    [said] = overrides(result)
    assert said.startswith("conftest.py:20 'Given Anna is logged in' overrides callbook_steps/agent_steps.py:")
    assert said.endswith(" 'Given {agent:Agent} is logged in'")


def test_a_plugin_overrides_the_kit_but_not_another(project: Project, pytester: pytest.Pytester) -> None:
    """Modules that a project loads as plugins are its own; two of them at one level are rivals."""
    pytester.syspathinsert()
    anna = LOUD.replace("a bell", "Anna is logged in")
    project.write("loud_steps.py", anna)
    project.scenario("Given Anna is logged in")
    project.write("conftest.py", 'pytest_plugins = ["loud_steps"]')
    assert 1 == len(overrides(project.run()))
    project.write("more_steps.py", anna)
    project.write("conftest.py", 'pytest_plugins = ["loud_steps", "more_steps"]')
    project.run().assert_outcomes(failed=1)


def test_the_same_function_twice_is_one(project: Project) -> None:
    """Two patterns of one function, or one function seen in two ways, are no rivals and override nothing."""
    project.add_steps("""
        @given("a tent")
        @given(parsers.parse("a t{rest}"))
        def a_tent():
            pass
    """)
    project.scenario("Given a tent")
    result = project.run()
    result.assert_outcomes(passed=1)
    assert [] == overrides(result)


def test_workers_say_it_at_the_end(project: Project) -> None:
    """Under xdist only the workers know; the list comes once."""
    project.write("loud/conftest.py", LOUD)
    project.scenario("Given a bell", "loud/x.feature")
    result = project.run_with_workers("--unused-steps")
    assert 1 == len(overrides(result))
    result.stdout.fnmatch_lines(
        ["*overridden step definitions*", "*unused step definitions*", "conftest.py:9  When it rings {times:d} times"]
    )
