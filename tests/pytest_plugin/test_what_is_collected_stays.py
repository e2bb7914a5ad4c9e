"""What a run has collected is kept from Python's collector of garbage: once in a process, by the first run."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from tests.pytest_plugin.conftest import PLUGINS

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

FEATURE = "Feature: F\n  Scenario: S\n    When it is counted\n"
COUNTS = """
import gc


@when("it is counted")
def it_is_counted():
    print("kept:", gc.get_freeze_count() > 0, gc.isenabled())
"""


def test_the_first_run_keeps_it(project: Project) -> None:
    """While a scenario runs, the collector passes over what was collected, and goes on with all else."""
    project.add_steps(COUNTS)
    project.write("x.feature", FEATURE)
    result = project.pytester.runpytest_subprocess(*PLUGINS, "-s")
    assert "kept: True True" in result.stdout.str()


def test_a_run_inside_another_does_not(project: Project) -> None:
    """This test runs in one: the run inside leaves the collector as it was."""
    project.write("x.feature", FEATURE)
    project.add_steps(COUNTS)
    before = gc.get_freeze_count()
    assert 0 == project.run().ret
    assert before > 0
    assert gc.get_freeze_count() <= before  # what nobody holds any more is gone
