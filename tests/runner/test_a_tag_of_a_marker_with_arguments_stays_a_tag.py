"""A tag with the name of a marker that needs arguments is a plain tag: it says nothing of how long, or how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.runner.conftest import Project

MARKERS = """
    import pytest


    def pytest_configure(config):
        config.addinivalue_line("markers", "timeout(timeout, method=None): ends a test that lasts too long")
        config.addinivalue_line("markers", "flaky(reruns=1, reruns_delay=0): runs a test again")


    def pytest_collection_modifyitems(items):
        for item in items:
            for name in ("timeout", "repeat"):
                assert item.get_closest_marker(name) is None or item.get_closest_marker(name).args
"""


def _feature(tags: str) -> str:
    return f"Feature: F\n  {tags}\n  Scenario: S\n    Given a bell\n"


@pytest.mark.parametrize("tag", ["timeout", "parametrize", "skipif", "usefixtures", "filterwarnings"])
def test_its_scenario_runs(project: Project, tag: str) -> None:
    """Pytest itself, and a plugin, would break on a marker without arguments, or skip."""
    project.add_steps(MARKERS)
    project.write("x.feature", _feature(f"@{tag}"))
    project.run().assert_outcomes(passed=1)


@pytest.mark.parametrize("tag", ["timeout", "parametrize", "skipif"])
def test_it_can_be_chosen_as_a_tag(project: Project, tag: str) -> None:
    """`--tags` knows it; `-m` does not."""
    project.add_steps(MARKERS)
    project.write("x.feature", _feature(f"@{tag}"))
    assert ["x.feature::S"] == project.names(f"--tags=@{tag}")
    assert [] == project.names("-m", tag)


def test_on_examples(project: Project) -> None:
    """There too."""
    project.add_steps(MARKERS)
    rows = "    @timeout @quick\n    Examples:\n      | thing |\n      | bell  |\n"
    project.write("x.feature", f"Feature: F\n  Scenario Outline: S\n    Given a <thing>\n{rows}")
    project.run().assert_outcomes(passed=1)
    assert ["x.feature::S[bell]"] == project.names("-m", "quick")


@pytest.mark.parametrize(("tag", "outcomes"), [("skip", {"skipped": 1}), ("xfail", {"xpassed": 1})])
def test_a_marker_whose_arguments_can_be_left_out_is_one(project: Project, tag: str, outcomes: dict[str, int]) -> None:
    """It does what it does everywhere in pytest."""
    project.write("x.feature", _feature(f"@{tag}"))
    project.run("-o", "strict=false").assert_outcomes(**outcomes)


def test_a_plugins_marker_whose_arguments_have_defaults_is_one(project: Project) -> None:
    """Its registration says so."""
    project.add_steps(MARKERS)
    project.write("x.feature", _feature("@flaky"))
    assert ["x.feature::S"] == project.names("-m", "flaky")
