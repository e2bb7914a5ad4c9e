"""Where nobody asks, one line at the end of a run counts the feature files that it has passed by."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.guest.conftest import FEATURE

if TYPE_CHECKING:
    from tests.guest.conftest import Foreign

TWO = "2 feature files are not run: callbook run features"


@pytest.fixture
def some(foreign: Foreign) -> Foreign:
    """Give a project with two feature files more than those that are bound."""
    foreign.write("features/one.feature", FEATURE)
    foreign.write("features/below/two.feature", FEATURE)
    foreign.write("test_plain.py", "def test_that_binds_nothing():\n    pass\n")
    return foreign


def _counted(result: pytest.RunResult) -> list[str]:
    return [line for line in result.outlines if "not run" in line]


@pytest.mark.parametrize("arguments", [(), ("-q",), ("features",), ("features/below", "features"), ("-k", "nothing")])
def test_they_are_counted(some: Foreign, arguments: tuple[str, ...]) -> None:
    """Each once; what a test module binds is run."""
    assert [TWO] == _counted(some.run(*arguments))


def test_one_alone(some: Foreign) -> None:
    """The command names the folder in which all of them lie."""
    assert ["1 feature file is not run: callbook run features/below"] == _counted(some.run("features/below"))


def test_nothing_else_changes(foreign: Foreign) -> None:
    """A folder that holds nothing but features ends as any folder without tests."""
    foreign.write("features/one.feature", FEATURE)
    assert pytest.ExitCode.NO_TESTS_COLLECTED == foreign.run("features").ret
    assert pytest.ExitCode.OK == foreign.run().ret


@pytest.mark.parametrize(
    "arguments", [("-qq",), ("--collect-only",), ("--ignore-glob=*.feature",), ("test_a.py",), ("-o", "callbook=false")]
)
def test_nobody_wants_to_know(some: Foreign, arguments: tuple[str, ...]) -> None:
    """Little is to be said, nothing is run, they are left out, none is below the arguments, or it is set so."""
    assert [] == _counted(some.run(*arguments))


@pytest.mark.measures_processes
def test_workers_count_them(some: Foreign) -> None:
    """They look through the folders, and the process that has sent them says it."""
    arguments = ("--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "xdist.plugin", "-n", "1")
    result = some.pytester.runpytest_subprocess(*arguments, "-p", "callbook.pytest_plugin.entry_point")
    assert [TWO] == _counted(result)
