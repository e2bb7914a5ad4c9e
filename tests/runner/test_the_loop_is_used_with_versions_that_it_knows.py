"""The loop replaces one function of pytest-bdd's, with versions that it was written for, and puts it back."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callbook.pytest_plugin.run import loop

if TYPE_CHECKING:
    from tests.runner.conftest import Project

CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"
SCENARIO: Any = import_module("pytest_bdd.scenario")


def test_it_replaces_one_function_and_puts_it_back() -> None:
    """What was there before is there again."""
    before = SCENARIO._execute_scenario
    put_back = loop.install()
    replaced = SCENARIO._execute_scenario
    put_back()
    assert (loop.run_scenario, before) == (replaced, SCENARIO._execute_scenario)


@pytest.mark.parametrize(
    ("package", "installed", "fits"),
    [
        ("pytest-bdd", "9.0.1", True),
        ("pytest-bdd", "9.1.0", False),
        ("pytest-bdd", "8.1.0", False),
        ("pytest", "9.2.7", True),
        ("pytest", "9.3.0", False),
        ("pytest", "9.1.0", False),
    ],
)
def test_the_versions(package: str, installed: str, *, fits: bool) -> None:
    """Bug-fix releases are taken as known; others are not."""
    versions = {**loop.WRITTEN_FOR, package: installed}
    assert fits == loop.is_written_for(versions.__getitem__)


def test_it_is_written_for_the_versions_of_the_constraints() -> None:
    """Whoever raises a version there is told to look here."""
    pinned = dict(line.split("==") for line in CONSTRAINTS.read_text(encoding="utf-8").splitlines() if "==" in line)
    assert loop.is_written_for(pinned.__getitem__)
    assert loop.is_written_for()


def test_without_it_a_step_that_cannot_be_run_refuses_the_file(project: Project, pytester: pytest.Pytester) -> None:
    """pytest-bdd itself would pass over most of what is wrong."""
    project.add_steps("""
        @then("it is quiet")
        async def it_is_quiet():
            assert False
    """)
    project.scenario("Given a bell\nThen it is quiet")
    project.write("switch.py", "from callbook.pytest_plugin.run import loop\nloop.is_written_for = lambda: False\n")
    pytester.syspathinsert()
    was = loop.is_written_for
    result = project.run("-p", "switch")
    loop.is_written_for = was
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["x.feature:4: the definition is an async def*"])


def test_without_it_a_failure_is_told_of_its_step(project: Project, pytester: pytest.Pytester) -> None:
    """What pytest-bdd says of the steps is enough for the account."""
    project.scenario('Given a bell\nThen the sign says "shut"')
    project.write("switch.py", "from callbook.pytest_plugin.run import loop\nloop.is_written_for = lambda: False\n")
    pytester.syspathinsert()
    was = loop.is_written_for
    result = project.run("-p", "switch")
    loop.is_written_for = was
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(['x.feature:4  Then the sign says "shut"', "  expected  'shut'", "  got       'open'"])
