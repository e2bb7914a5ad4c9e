"""A project in miniature and the stream that a run of it leaves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.pytest_plugin.conftest import Project

from callbook.record.cucumber.reading import Stream, read_stream

# Skips and expected failures stand in the miniature project that is run: the stream has to tell each as what it is.
STEPS = """
import pytest
from pytest_bdd import given, parsers, then, when


class Lab:
    def __init__(self):
        self.queue = "Sales"

    def shown(self):
        return []


@pytest.fixture
def lab():
    return Lab()


@pytest.fixture
def broken():
    raise RuntimeError("no contact centre")


@pytest.fixture
def untidy():
    yield
    raise RuntimeError("something was left")


@given("a contact centre")
def a_contact_centre(lab):
    pass


@given("an untidy contact centre")
def an_untidy_one(untidy):
    pass


@when(parsers.re(r"Anna waits for (?P<what>\\w+)"))
def anna_waits(what):
    pytest.skip(f"no {what} today")


@then(parsers.parse('the callback is in "{queue}"'))
def the_callback_is_in(lab, queue):
    assert queue == lab.queue


def pytest_bdd_before_scenario(scenario):
    if "unborn" in scenario.tags:
        raise RuntimeError("not to be begun")


def pytest_callbook_ladder(lab):
    return "Interaction Server --> Workspace: EventInvite"


def pytest_callbook_write_trace(lab, path, facts, outcome):
    return None


def pytest_collection_modifyitems(items):
    for item in items:
        if item.get_closest_marker("early"):
            item.add_marker(pytest.mark.skip(reason="too early"))
        if item.get_closest_marker("later"):
            item.add_marker(pytest.mark.xfail(strict=False, reason="not built yet"))
        if item.get_closest_marker("strictly_later"):
            item.add_marker(pytest.mark.xfail(strict=True, reason="not built yet"))
        if item.get_closest_marker("broken"):
            item.fixturenames.append("broken")
"""

EVERY_END = """
    Feature: Every way to end
      Scenario: It passes
        Given a contact centre
        Then the callback is in "Sales"

      Scenario: It fails
        Given a contact centre
        Then the callback is in "Loans"
        Then the callback is in "Sales"

      Scenario: A step skips
        Given a contact centre
        When Anna waits for work
        Then the callback is in "Sales"

      @early
      Scenario: It is skipped
        Given a contact centre

      @later
      Scenario: It is known to fail
        Then the callback is in "Loans"

      @later
      Scenario: It was thought to fail
        Then the callback is in "Sales"

      @strictly_later
      Scenario: It must fail
        Then the callback is in "Sales"

      @broken
      Scenario: Set-up fails
        Given a contact centre

      @unborn
      Scenario: It never begins
        Given a contact centre

      Scenario: Clean-up fails
        Given an untidy contact centre
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> Project:
    """Give an empty project with steps that end in every way."""
    project = Project(pytester)
    project.write("conftest.py", STEPS)
    return project


def more_steps(project: Project, text: str) -> None:
    """Append to the project's conftest.py."""
    path = project.root / "conftest.py"
    path.write_text(f"{path.read_text(encoding='utf-8')}\n{text}", encoding="utf-8")


def envelopes(root: Path) -> list[dict[str, Any]]:
    """Give the lines of the last run's stream as they stand there."""
    text = (root / ".callbook/last-run/messages.ndjson").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def stream(root: Path) -> Stream:
    """Read the stream of the last run."""
    return read_stream(root / ".callbook/last-run")
