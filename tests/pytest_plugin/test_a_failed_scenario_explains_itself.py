"""The report of a failed scenario: feature and line, step, expected, got, the last messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project


def section(project: Project, steps: str, *arguments: str) -> list[str]:
    """Run a scenario with these steps and give the lines of its section."""
    indented = "".join(f"    {step}\n" for step in steps.splitlines())
    project.write("x.feature", f"Feature: F\n  Scenario: S\n{indented}")
    lines = project.run("x.feature", *arguments).outlines
    start = next(number for number, line in enumerate(lines) if line.strip("- ") == "Scenario")
    end = next(number for number, line in enumerate(lines) if line.strip("- ") == "callbook")
    return lines[start + 1 : end]


def test_an_assert_names_both_sides(project: Project) -> None:
    """Expected and got are the two sides of the assert; a ladder shows the last messages."""
    assert section(project, 'Given a contact centre\nThen the callback is in "Loans"') == [
        "x.feature:2  S",
        """  step      Then the callback is in "Loans"  (line 4)""",
        "  expected  'Loans'",
        "  got       'Sales'",
        """  again     pytest "x.feature::S\"""",
        "  messages  the last ones:",
        "            Interaction Server --> Workspace: EventInvite",
    ]


COMPARED = {
    'assert "Accept" in []': ("'Accept' to be there", "[]"),
    'assert "Accept" not in ["Accept"]': ("'Accept' not to be there", "['Accept']"),
    "assert 1 != 1": ("anything but 1", "1"),
    "assert 2 < 1": ("2 < 1", "that it does not hold"),
    'assert False, "the bell rings"': (
        "the step to succeed",
        "AssertionError: the bell rings\n            assert False",
    ),
    'raise ValueError("no such queue")': ("the step to succeed", "ValueError: no such queue"),
    "raise Refused": ("Accept, Decline", "Accept"),
}


@pytest.mark.parametrize(("statement", "sides"), COMPARED.items(), ids=COMPARED.keys())
def test_other_failures_are_told_in_words(project: Project, statement: str, sides: tuple[str, str]) -> None:
    """Whatever a step does to fail, the section says what was expected and what came."""
    project.add_steps(f"""
        class Refused(Exception):
            expected = "Accept, Decline"
            got = "Accept"


        @then("it holds")
        def it_holds():
            {statement}
    """)
    expected, got = sides
    lines = section(project, "Then it holds")
    assert [f"  expected  {expected}", f"  got       {got}"] == ["\n".join(lines[2:3]), "\n".join(lines[3:-1])]


def test_a_comparison_of_an_earlier_step_is_forgotten(project: Project) -> None:
    """Only what the failing step itself compared is shown."""
    project.add_steps("""
        @when("it is tried")
        def it_is_tried():
            with pytest.raises(AssertionError):
                assert 1 == 2


        @then("it breaks")
        def it_breaks():
            raise AssertionError("broken")
    """)
    assert "  got       AssertionError: broken" in section(project, "When it is tried\nThen it breaks")


def test_an_undefined_step_names_the_nearest(project: Project) -> None:
    """A step that nobody defines shows the definitions that are most like it."""
    lines = section(project, "When Anna declined")
    assert "  expected  a definition of this step" in lines
    assert "            Anna declines" in lines


def test_an_undefined_step_unlike_all_others(project: Project) -> None:
    """Where no definition is like it, that is said."""
    assert "  got       none, nor any near it" in section(project, "When 0123456789")


def test_a_failing_fixture_comes_before_the_first_step(project: Project) -> None:
    """A scenario whose set-up fails says that no step had begun."""
    project.add_steps("""
        @pytest.fixture(autouse=True)
        def broken():
            raise OSError("")
    """)
    lines = section(project, "When Anna declines")
    assert "  step      none: the scenario failed before its first step" in lines
    assert "  got       OSError: " in lines


def test_no_messages_no_ladder(project: Project) -> None:
    """A Lab that has nothing to draw adds nothing."""
    project.write("here/conftest.py", "def pytest_callbook_ladder(lab):\n    return ''\n")
    project.write("here/x.feature", 'Feature: F\n  Scenario: S\n    Then the callback is in "Loans"\n')
    project.run("here").stdout.no_fnmatch_line("  messages *")


def test_plain_tests_keep_their_report(project: Project) -> None:
    """A failing test that is no scenario gets no section."""
    project.write("test_plain.py", "def test_plain():\n    assert 1 == 2\n")
    result = project.run("test_plain.py")
    result.assert_outcomes(failed=1)
    result.stdout.no_fnmatch_line("*expected *")
