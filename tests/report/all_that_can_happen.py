"""A project in miniature with all that a stream can hold: every end, every part of Gherkin, files that cannot run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.report.conftest import EVERY_END, more_steps

if TYPE_CHECKING:
    from tests.pytest_plugin.conftest import Project

RICH = """
    @F9
    Feature: Bells, and more
      They ring.

      Background:
        Given a contact centre

      Rule: Loud ones
        Background:
          Given bells
            | name | loud |
            | tower |     |

        @P2
        Scenario Outline: It's <tone>
          As every bell.
          When somebody reads
            \"\"\"json
            {"tone": "<tone>"}
            \"\"\"
          @often
          Examples: All tones
            | tone |
            | high |
            | low  |
"""

RICH_STEPS = """
@given("bells")
def bells(datatable):
    assert [["name", "loud"], ["tower", ""]] == datatable


@when("somebody reads")
def somebody_reads(docstring):
    pass
"""

UNFIT = """
    Feature: Steps that cannot be run
      Scenario: Undefined
        Given a contact centre
        When pigs fly
      Scenario: Ambiguous
        Given two of a kind
"""

TWO_OF_A_KIND = """
@given("two of a kind")
def first():
    pass


@given("two of a kind")
def second():
    pass
"""

HOOKS_AND_TYPES = """
@pytest.fixture(scope="session", autouse=True)
def the_whole_run(attach):
    attach("it begins")
    yield


def tone(text):
    return text


@given(parsers.parse("a bell of {tone:Tone}", extra_types={"Tone": tone}))
def a_bell_of(tone):
    pass
"""

WAITING = """
    Feature: It takes its time
      Scenario: It waits
        Given Anna is logged in
        When 90 seconds pass
        Then Anna's channel is "Ready"
"""

PROSE = "Once upon a time\n"


def write_all(project: Project) -> None:
    """Write them all, as files of their own."""
    more_steps(project, RICH_STEPS + TWO_OF_A_KIND + HOOKS_AND_TYPES)
    project.write("ends.feature", EVERY_END)
    project.write("rich.feature", RICH)
    project.write("unfit.feature", UNFIT)
    project.write("prose.feature", PROSE)
    project.write("waiting/conftest.py", "from callbook_steps.stage import lab\n")
    project.write("waiting/waiting.feature", WAITING)
