"""A project with steps of its own alone does not wait for the kit's; where the kit's are needed, they are there."""

from __future__ import annotations

import json
from pathlib import Path
from subprocess import run
from sys import executable
from typing import TYPE_CHECKING

import pytest
from docs._extension.kit_patterns import kit_patterns_now

from callbook.pytest_plugin import dry_run
from callbook.pytest_plugin.catalogue.listed import kit_patterns
from callbook.pytest_plugin.collect.kit_steps import KitSteps

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

OWN = "Feature: F\n  Scenario: S\n    Given a contact centre\n"
BOTH = f"{OWN}    And Anna is logged in\n"
SAYS_WHAT_IS_LOADED = """
def pytest_sessionfinish(session):
    loaded = session.config.pluginmanager.has_plugin("callbook_steps.agent_steps")
    print("the kit's steps are", "loaded" if loaded else "not loaded")
"""
SAYS_WHAT_IS_IMPORTED = """
def pytest_sessionfinish():
    if "callbook.lab.lab" in sys.modules:
        print("a lab is imported")
"""
OWN_STEP = """
import sys

from pytest_bdd import given


@given("a contact centre")
def a_contact_centre():
    pass
"""
OVERRIDES = """
from pytest_bdd import given, parsers


@given(parsers.parse("{agent} is logged in"))
def logged_in(agent):
    print("logged in by", __name__)
"""


def test_the_list_of_patterns_is_fresh() -> None:
    """It holds what the modules define; renew it: make steps."""
    listed = json.loads(Path(kit_patterns.__code__.co_filename).with_name("kit_patterns.json").read_bytes())
    assert kit_patterns_now() == listed


@pytest.mark.parametrize(
    ("feature", "words"),
    [(OWN, "not loaded"), (BOTH, "loaded"), ("Feature: F\n  Scenario: S\n    Given nobody knows\n", "loaded")],
    ids=["steps of its own", "a step of the kit", "a step that nobody defines"],
)
def test_only_where_a_step_may_be_the_kits(project: Project, feature: str, words: str) -> None:
    """For a step that nobody defines, the kit's may be the nearest."""
    project.write("conftest.py", project.steps + SAYS_WHAT_IS_LOADED)
    project.write("x.feature", feature)
    project.run("x.feature", "-s").stdout.fnmatch_lines([f"*the kit's steps are {words}"])


def test_no_model_is_imported_for_steps_of_its_own(project: Project) -> None:
    """In a process of its own: not the lab, and so no mock server."""
    project.write("conftest.py", OWN_STEP + SAYS_WHAT_IS_IMPORTED)
    command = (executable, "-m", "pytest", "-s", "-q", "x.feature")
    found: list[bool] = []
    for feature in (OWN, BOTH):
        project.write("x.feature", feature)
        shown = run(command, cwd=project.root, capture_output=True, text=True, check=True).stdout  # noqa: S603 - this Python itself
        found.append("a lab is imported" in shown)
    assert [False, True] == found


@pytest.mark.parametrize("name", ["conftest.py", "language.py"])
def test_they_yield_although_they_come_later(project: Project, pytester: pytest.Pytester, name: str) -> None:
    """A definition of the project, or of another plugin, is used before the kit's of the same words."""
    pytester.syspathinsert()
    project.write(name, OVERRIDES if name == "language.py" else project.steps + OVERRIDES)
    project.write("x.feature", BOTH)
    plugins = ("-p", "language") if name == "language.py" else ()
    result = project.run("x.feature", "-s", *plugins)
    result.stdout.fnmatch_lines([f"*logged in by {name.removesuffix('.py')}*"])
    result.assert_outcomes(passed=1)


def test_no_step_of_the_features_is_overlooked(pytestconfig: pytest.Config) -> None:
    """The list says of each step that a definition of the kit takes that one may take it."""
    kit = KitSteps(pytestconfig.pluginmanager)
    entries = dry_run((pytestconfig.rootpath / "features",)).entries
    uses = [(each.definition.keyword.lower(), use.text) for each in entries for use in each.uses]
    assert len(uses) > 1000
    assert [] == [use for use in uses if not kit.may_take(*use)]
