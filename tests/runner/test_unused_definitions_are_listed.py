"""The project's own definitions that no feature uses are listed on request."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.runner.conftest import Project


def unused(project: Project, *arguments: str) -> list[str]:
    """Give the lines of the list."""
    lines = project.run("--unused-steps", *arguments).outlines
    begin = next((number for number, line in enumerate(lines) if "unused step definitions" in line), len(lines))
    return [line for line in lines[begin + 1 :] if line.startswith("conftest.py:")]


def test_they_are_listed_with_their_places(project: Project) -> None:
    """What the kit brings along is not listed; a second pattern of a function that is used is."""
    project.add_steps("""
        @then("it is quiet")
        @then("it is silent")
        def it_is_quiet():
            pass
    """)
    project.scenario("Given a bell\nAnd a bell\nThen it is quiet")
    expected = [
        "conftest.py:9  When it rings {times:d} times",
        'conftest.py:14  Then the sign says "{words}"',
        "conftest.py:20  Then it is silent",
    ]
    assert expected == sorted(unused(project), key=lambda line: int(line.split(":")[1].split()[0]))


def test_a_run_without_features_has_none(project: Project) -> None:
    """Nothing was looked at, so nothing is said."""
    project.write("test_plain.py", "def test_plain():\n    pass\n")
    assert [] == unused(project)


def test_nothing_is_said_when_all_are_used(project: Project) -> None:
    """Nor unless it is asked for."""
    project.scenario('Given a bell\nWhen it rings 2 times\nThen the sign says "open"')
    assert [] == unused(project)
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given a bell\n")
    project.run().stdout.no_fnmatch_line("*unused step*")
