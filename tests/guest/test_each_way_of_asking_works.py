"""A project asks for the plugin in one of a few ways; docs/running.md lists them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.core import shipped_folder
from callbook.pytest_plugin.asking import WAYS

if TYPE_CHECKING:
    from tests.guest.conftest import Foreign

RUNNING = Path(__file__).parents[2] / "docs" / "running.md"

KITS_OWN = """
    Feature: F
      Scenario: S
        Given Anna is logged in
"""
NAMED = 'pytest_plugins = ["callbook.pytest_plugin"]\n'

ASKING: dict[str, tuple[dict[str, str], tuple[str, ...]]] = {
    "setting": ({"pytest.ini": "[pytest]\ncallbook = true\n"}, ()),
    "option": ({}, ("--callbook-tags=not @slow",)),
    "option in addopts": ({"pytest.ini": "[pytest]\naddopts = --callbook-unused-steps\n"}, ()),
    "file": ({}, ("features/x.feature",)),
    "line": ({}, ("features/x.feature:2",)),
    "name": ({}, ("features/x.feature::S",)),
    "plugin": ({}, ("-p", "callbook.pytest_plugin")),
    "conftest": ({"conftest.py": NAMED}, ()),
    "configuration": ({"pytest.ini": "[pytest]\ncallbook_config = centre.toml\n"}, ()),
}


@pytest.mark.parametrize(("files", "arguments"), ASKING.values(), ids=ASKING)
def test_a_way(foreign: Foreign, files: dict[str, str], arguments: tuple[str, ...]) -> None:
    """The feature runs with the kit's steps, and leaves its recording."""
    foreign.write("features/x.feature", KITS_OWN)
    foreign.write("centre.toml", _centre())
    for name, text in files.items():
        foreign.write(name, text)
    folder = () if any(".feature" in each for each in arguments) else ("features",)
    foreign.run(*arguments, *folder).assert_outcomes(passed=1)
    assert (foreign.root / ".callbook" / "last-run" / "messages.ndjson").is_file()


def test_workers_are_asked_too(foreign: Foreign) -> None:
    """They read the settings and the arguments of the process that sends them."""
    foreign.settings("addopts = --callbook-unused-steps")
    foreign.write("features/x.feature", KITS_OWN)
    result = foreign.pytester.runpytest_subprocess(
        *("--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "xdist.plugin", "-n", "1"),
        *("-p", "callbook.pytest_plugin.entry_point", "features"),
    )
    result.assert_outcomes(passed=1)


def test_a_conftest_that_names_it_has_the_short_names(foreign: Foreign, pytester: pytest.Pytester) -> None:
    """Also where pytest loads nothing of what is installed; the conftest's own options come first."""
    own = "def pytest_addoption(parser):\n    parser.addoption('--desktop', action='store_true')\n"
    foreign.write("conftest.py", NAMED + own)
    foreign.write("features/x.feature", KITS_OWN)
    alone = ("--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "no:cacheprovider")
    result = pytester.runpytest_inprocess(*alone, "--desktop", "--traces", "kept", "features")
    result.assert_outcomes(passed=1)
    assert (foreign.root / "kept" / "messages.ndjson").is_file()


def test_a_folder_for_recordings_is_no_path_to_tests(foreign: Foreign) -> None:
    """Pytest reads the conftest files of `testpaths`, although the value of `--traces` looks like a path."""
    foreign.settings("callbook = true", "testpaths = features")
    (foreign.root / "kept").mkdir()
    foreign.write(
        "features/conftest.py", "def pytest_addoption(parser):\n    parser.addoption('--ours', action='store_true')\n"
    )
    foreign.write("features/x.feature", KITS_OWN)
    foreign.run("--ours", "--traces", "kept").assert_outcomes(passed=1)


def test_one_of_them_is_blocked(foreign: Foreign) -> None:
    """`-p no:callbook` leaves the entry point out; whoever names the plugin all the same gets it."""
    foreign.write("features/x.feature", KITS_OWN)
    blocked = ("--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "no:cacheprovider", "-p", "no:callbook")
    pytester = foreign.pytester
    assert pytest.ExitCode.NO_TESTS_COLLECTED == pytester.runpytest_inprocess(*blocked, "features").ret
    pytester.runpytest_inprocess(*blocked, "-p", "callbook.pytest_plugin", "features").assert_outcomes(passed=1)


def test_the_documentation_lists_them() -> None:
    """One table, in the order of the code."""
    table = RUNNING.read_text(encoding="utf-8").split("## Who asks for it")[1].split("\n\n")[2]
    rows = [row.split(" | ")[0].removeprefix("| ") for row in table.splitlines()[2:]]
    assert [way.words for way in WAYS] == rows


def _centre() -> str:
    return (shipped_folder("examples") / "contact_center.toml").read_text(encoding="utf-8")
