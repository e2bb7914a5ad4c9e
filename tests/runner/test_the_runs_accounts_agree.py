"""pytest's own ways to run: its counts, the event stream, the report, Cucumber JSON and JUnit XML say the same.

The short form of ``make plugins``, which also tries other plugins, and every way to distribute.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from tests.neighbours.lamp_project import write_lamp_project
from tests.neighbours.plugins import problems
from tests.neighbours.views import WRITING_ALL, views_of
from tests.neighbours.ways import PYTESTS_OWN, WITH_WORKERS, Way
from tests.pytest_plugin.conftest import PLUGINS

from callbook.cli import main

HERE = (way for way in PYTESTS_OWN if "--pdb" not in way.arguments)
ELSEWHERE = (*(way for way in PYTESTS_OWN if way.keys), WITH_WORKERS[0])
"""In a process of their own: a debugger reads from standard input."""

Report = Callable[[], str]


@pytest.fixture
def report(capsys: pytest.CaptureFixture[str]) -> Report:
    """Give what `callbook report --json` prints of the last run in the current folder."""

    def printed() -> str:
        capsys.readouterr()
        with pytest.raises(SystemExit):
            main(["report", "--json"])
        return capsys.readouterr().out

    return printed


@pytest.mark.parametrize("way", [pytest.param(way, id=way.name) for way in HERE])
def test_in_one_process(pytester: pytest.Pytester, report: Report, way: Way) -> None:
    """Each way that pytest itself offers."""
    write_lamp_project(pytester.path)
    if way.first is not None:
        pytester.runpytest_inprocess(*PLUGINS, *way.first)
    pytester.runpytest_inprocess(*PLUGINS, *way.arguments, *WRITING_ALL)
    assert [] == list(problems(way, views_of(pytester.path, report())))


@pytest.mark.parametrize("way", [pytest.param(way, id=way.name) for way in ELSEWHERE])
def test_with_a_debugger_and_with_workers(pytester: pytest.Pytester, report: Report, way: Way) -> None:
    """What needs a process of its own."""
    write_lamp_project(pytester.path)
    typed = "".join(f"{key}\n" for key in way.keys).encode()
    command = (sys.executable, "-m", "pytest", *PLUGINS, "-p", "xdist.plugin", *way.arguments, *WRITING_ALL)
    pytester.run(*command, stdin=typed)
    assert [] == list(problems(way, views_of(pytester.path, report())))
