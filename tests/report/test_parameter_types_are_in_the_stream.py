"""The types that a project's patterns bring along are in the stream, with the place of what reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.report.conftest import envelopes

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

STEPS = """
    from parse import with_pattern
    from pytest_bdd import given, parsers

    @with_pattern(r"high|low")
    def tone(text):
        return text

    def color(text):
        return text

    TYPES = {"Tone": tone, "Color": color, "Plain": str}

    @given(parsers.parse("a {tone:Tone} bell", extra_types=TYPES))
    def a_bell(tone):
        pass

    @given(parsers.parse("another {tone:Tone} bell", extra_types=TYPES))
    def another_bell(tone):
        pass
"""


def _types(project: Project) -> list[dict[str, Any]]:
    return [line["parameterType"] for line in envelopes(project.root) if "parameterType" in line]


@pytest.mark.parametrize("workers", ["0", "2"])
def test_each_is_there_once(project: Project, workers: str) -> None:
    """A pattern of its own, or anything; a class of Python's has no place to name."""
    project.write("conftest.py", STEPS)
    project.write("x.feature", "Feature: F\n  Scenario: S\n    Given a low bell\n    And another high bell\n")
    project.run("-n", workers).assert_outcomes(passed=1)
    assert [("Color", [".+?"], 8), ("Tone", ["high|low"], 4)] == sorted(
        (each["name"], each["regularExpressions"], each["sourceReference"]["location"]["line"])
        for each in _types(project)
    )
    assert {"conftest.py"} == {each["sourceReference"]["uri"] for each in _types(project)}
