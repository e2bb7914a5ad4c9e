"""A project's own `pytest_bdd_apply_tag` is asked first; Callbook's own answers for the tags that it leaves alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner.conftest import Project

HOOK = """
    import pytest


    def pytest_bdd_apply_tag(tag, function):
        if tag == "todo":
            pytest.mark.skip(reason="Not implemented yet")(function)
            return True
        return None


    def pytest_collection_modifyitems(items):
        for item in items:
            assert item.get_closest_marker("todo") is None, "what a tag means is the project's to say"


    @given("it is broken")
    def broken():
        assert False, "must not run"
"""

FEATURE = """
    @whole
    Feature: Tags
      @todo
      Scenario: not yet
        Given it is broken
      @small
      Scenario: soon
        Given a bell
"""


@pytest.fixture
def tagged(project: Project) -> Project:
    """Give a project with a hook of its own for one of its tags."""
    project.add_steps(HOOK)
    project.write("x.feature", FEATURE)
    return project


def test_it_is_called(tagged: Project) -> None:
    """As with pytest-bdd alone."""
    tagged.run().assert_outcomes(skipped=1, passed=1)


@pytest.mark.parametrize(("expression", "found"), [("small", "soon"), ("whole and not small", "not yet")])
def test_other_tags_become_markers(tagged: Project, expression: str, found: str) -> None:
    """Of the scenario and of its feature."""
    assert [f"x.feature::{found}"] == tagged.names("-m", expression)


def test_in_a_module_that_binds_scenarios(tagged: Project) -> None:
    """There it is asked as well."""
    tagged.write(".specs/x.feature", FEATURE)
    (tagged.root / "x.feature").unlink()
    tagged.write("test_bound.py", 'from pytest_bdd import scenarios\n\nscenarios(".specs/x.feature")\n')
    tagged.run().assert_outcomes(skipped=1, passed=1)
