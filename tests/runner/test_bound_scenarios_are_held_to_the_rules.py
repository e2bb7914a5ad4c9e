"""Scenarios that a test module binds itself are refused for the same reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from tests.runner.conftest import Project

MODULE = """
    from pytest_bdd import parsers, scenarios, then, when

    scenarios("{file}")

    def test_plain():
        pass

    class TestClass:
        def test_inside(self):
            pass

    @when("it hums")
    def it_hums():
        pass

    @then("it is quiet")
    async def it_is_quiet():
        assert False
"""


@pytest.fixture
def module(project: Project) -> Project:
    """Give a project whose feature lies where pytest does not look by itself."""
    project.write("test_bound.py", MODULE.format(file=".specs/x.feature"))
    return project


def test_good_ones_run(module: Project) -> None:
    """The module's own definitions count there."""
    module.scenario("Given a bell\nWhen it hums", ".specs/x.feature")
    module.run().assert_outcomes(passed=3)


def test_a_file_that_tests_nothing_is_refused(module: Project, snapshot: SnapshotAssertion) -> None:
    """With file and line of the feature."""
    module.scenario("", ".specs/x.feature")
    assert snapshot == module.refused()


@pytest.mark.parametrize("steps", ["Given a tent", "When it hums\nThen it is quiet"])
def test_a_scenario_whose_step_cannot_be_run_fails(module: Project, snapshot: SnapshotAssertion, steps: str) -> None:
    """With file and line of the feature; the module's other tests run."""
    module.scenario(steps, ".specs/x.feature")
    result = module.run()
    result.assert_outcomes(passed=2, failed=1)
    assert snapshot == [line for line in result.outlines if line.startswith(".specs/x.feature:")]
