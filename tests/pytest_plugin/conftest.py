"""A QA engineer's project in miniature: feature files, step definitions and a Lab of their own."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from callbook.record import RanScenario, read_stream

PLUGINS = ("--disable-plugin-autoload", *("-p", "pytest_bdd.plugin"), *("-p", "callbook.pytest_plugin"))
"""Looking for what else is installed would take most of the time."""

STEPS = """
import pytest
from pytest_bdd import given, parsers, then, when


class Lab:
    journal = ("RequestAccept", "EventPartyAdded")

    def __init__(self):
        self.queue = "Sales"

    def shown(self):
        return [("privilege", "Can Decline", "granted")]


@pytest.fixture
def lab():
    return Lab()


@given("a contact centre")
def a_contact_centre(lab):
    pass


@when("Anna declines")
def anna_declines():
    pass


@then(parsers.parse('the callback is in "{queue}"'))
def the_callback_is_in(lab, queue):
    assert queue == lab.queue


def pytest_callbook_ladder(lab):
    return "Interaction Server --> Workspace: EventInvite"


def pytest_callbook_write_trace(lab, path, facts, outcome):
    path.write_text(f"{facts.feature} {facts.scenario} {outcome}")
    return True
"""


class Project:
    """A project folder with its own steps, run by pytest with pytest-bdd, Callbook and xdist, and no other plugin.

    Attributes:
        steps: what its conftest.py begins with.
        pytester: which runs it.
        root: the folder.
    """

    steps = STEPS

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester
        self.root: Path = pytester.path
        pytester.makeini("[pytest]\nstrict = true\nfilterwarnings = error\naddopts = --import-mode=importlib")
        self.write("conftest.py", self.steps)

    def write(self, name: str, text: str) -> None:
        """Write a file, without the indentation of the test that holds its text."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")

    def add_steps(self, text: str) -> None:
        """Append to the project's conftest.py."""
        self.write("conftest.py", self.steps + "\n\n" + dedent(text))

    def run(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in this process."""
        return self.pytester.runpytest_inprocess(*PLUGINS, "-p", "xdist.plugin", *arguments)

    def played(self, folder: str = ".callbook/last-run") -> list[RanScenario]:
        """Read what the last run wrote of the scenarios that it ran."""
        return read_stream(self.root / folder).played


@pytest.fixture
def project(pytester: pytest.Pytester) -> Project:
    """Give an empty project with steps."""
    return Project(pytester)
