"""A column of the Examples that stands in a doc string's media type is used there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.report.conftest import stream

if TYPE_CHECKING:
    from tests.runner.conftest import Project

FEATURE = '''
    Feature: A lamp with a label
      Scenario Outline: the label has a media type
        Given the label
          """<kind>
          <words>
          """
        Examples:
          | kind       | words |
          | text/plain | hot   |
          | text/html  | cold  |
'''

LABEL = """
    @given("the label")
    def label(docstring):
        assert docstring in {"hot", "cold"}
"""


def test_it_is_used(project: Project) -> None:
    """Each row's pickle has the type of its own."""
    project.add_steps(LABEL)
    project.write("x.feature", FEATURE)
    project.run().assert_outcomes(passed=2)
    texts = [case.pickle["steps"][0]["argument"]["docString"] for case in stream(project.root).cases]
    assert [("text/plain", "hot"), ("text/html", "cold")] == [(each["mediaType"], each["content"]) for each in texts]


def test_a_column_that_is_used_nowhere_is_refused(project: Project) -> None:
    """A doc string without a media type uses none."""
    project.add_steps(LABEL)
    project.write("x.feature", FEATURE.replace('"""<kind>', '"""'))
    assert "kind" in project.refused()
