"""What pytest-bdd would pass over in silence is an error at collection, with file and line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

REFUSED = {
    "two scenarios of one name": (
        "Feature: F\n  Scenario: Same\n    When it is\n\n  Scenario: Same\n    When it is\n",
        "scenario name 'Same' in x.feature:2 and x.feature:5 cannot be used. Accepted: a name of its own for each*",
    ),
    "a scenario without steps": (
        "Feature: F\n  Scenario: Idle\n",
        "scenario without steps 'Idle' in x.feature:2 cannot be used. Accepted: at least one step.",
    ),
    "an outline without rows": (
        "Feature: F\n  Scenario Outline: Rows\n    When Anna <does>\n    Examples:\n      | does |\n",
        "outline without examples 'Rows' in x.feature:2 cannot be used. Accepted: at least one row in Examples.",
    ),
    "a feature without scenarios": (
        "Feature: F\n  Background:\n    When Anna declines\n",
        "feature file 'x.feature' cannot be used. Accepted: a feature with at least one scenario.",
    ),
    "an empty file": (
        "# nothing\n\n",
        "empty feature file 'x.feature' cannot be used. Accepted: Gherkin, beginning with Feature:.",
    ),
    "no Gherkin": (
        "Feature: F\n  Scenario: S\n    When Anna declines\n  Feature: G\n",
        "line 'Feature: G' in x.feature:4 cannot be used: Multiple features are not allowed in a single*",
    ),
    "a clause that is none": (
        "@P5\nFeature: F\n  @P55\n  Scenario: S\n    When Anna declines\n",
        "There is no clause 'P55' in x.feature:3. Did you mean 'P5'?",
    ),
    "a clause that is none, on examples": (
        "Feature: F\n  Scenario Outline: S\n    When Anna <a>\n    @O99\n    Examples:\n      | a |\n      | b |\n",
        "There is no clause 'O99' in x.feature:4. Did you mean 'O9'?",
    ),
}


@pytest.mark.parametrize(("text", "error"), REFUSED.values(), ids=REFUSED.keys())
def test_the_error_names_file_and_line(project: Project, text: str, error: str) -> None:
    """Nothing runs, and the error says what is accepted instead."""
    project.write("x.feature", text)
    result = project.run("x.feature")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([error.replace("[", "[[]")])


def test_a_file_in_another_encoding_is_refused(project: Project) -> None:
    """Text that is not UTF-8 is named as that."""
    (project.root / "x.feature").write_bytes("Feature: Rückruf".encode("latin-1"))
    result = project.run("x.feature")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["feature file 'x.feature' cannot be used. Accepted: text in UTF-8."])
