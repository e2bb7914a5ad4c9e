"""`--sabotage NAME` is there for the `lab` fixture to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project


@pytest.mark.parametrize(("arguments", "seen"), [([], "None"), (["--sabotage", "option:O7"], "option:O7")])
def test_the_option_is_read(project: Project, arguments: list[str], seen: str) -> None:
    """Without the option nothing is sabotaged."""
    project.add_steps("""
        @when("the lab is made")
        def the_lab_is_made(request):
            print("sabotaged:", request.config.getoption("--sabotage"))
    """)
    project.write("x.feature", "Feature: F\n  Scenario: S\n    When the lab is made\n")
    project.run("x.feature", "-s", *arguments).stdout.fnmatch_lines([f"*sabotaged: {seen}*"])
