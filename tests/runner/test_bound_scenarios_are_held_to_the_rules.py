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


@pytest.mark.parametrize("steps", ["Given a tent", "When it hums\nThen it is quiet", ""])
def test_bad_ones_are_refused(module: Project, snapshot: SnapshotAssertion, steps: str) -> None:
    """With file and line of the feature."""
    module.scenario(steps, ".specs/x.feature")
    assert snapshot == module.refused()
