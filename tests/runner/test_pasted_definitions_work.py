"""What the message about an undefined step says to paste is pasted, and then the step is defined."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.report.conftest import envelopes

from callbook.pytest_plugin.catalogue.snippet import Missing, definitions_to_paste
from callbook.pytest_plugin.collect.problems import DEFINE_MISSING_STEPS

if TYPE_CHECKING:
    from tests.runner.conftest import Project

FEATURE = """
    Feature: F
      Background:
        Given the tower of "Ely" has 3 bells of 2.5 tons on 2026-03-02
      Scenario Outline: O
        When <who> pulls the rope of "<bell>" for <time> minutes
          | ringer | bell  |
          | Anna   | Great |
        And it's <who>'s {turn}
        Then the sign tells
          \"\"\"
          <who>
          \"\"\"
        And "a" and "b" and 1 and 2
        And "class" is "in" the C:\\\\tower
        And ?!
        Examples:
          | who  | bell  | time |
          | Anna | Great | 5    |
          | Ben  | Small | 15   |
"""


def test_the_pasted_definitions_match_and_fail(project: Project) -> None:
    """They match every row; none passes before somebody has written what it does."""
    project.write("x.feature", FEATURE)
    said = project.unfit()
    project.write("conftest.py", said.split(DEFINE_MISSING_STEPS)[1])
    result = project.run()
    result.assert_outcomes(failed=2)
    result.stdout.fnmatch_lines(["E*NotImplementedError: to be written: the tower of *"])


@pytest.mark.parametrize(
    ("text", "pattern", "arguments"),
    [
        ("a bell", "a bell", ""),
        ('the queue "Sales" is open', 'the queue "{queue}" is open', "queue: str"),
        ('the sign says "open"', 'the sign says "{text}"', "text: str"),
        ("2 callbacks wait", "{callbacks:d} callbacks wait", "callbacks: int"),
        ("it takes 1.5", "it takes {number:g}", "number: float"),
        ("at 09:30 on 2026-03-02 in room A4", "at 09:30 on 2026-03-02 in room A4", ""),
        ('from "Ely" from "Bath"', 'from "{text}" from "{text_2}"', "text: str, text_2: str"),
        (
            'the request "a" and the datatable "b"',
            'the request "{request_2}" and the datatable "{datatable_2}"',
            "request_2: str, datatable_2: str",
        ),
        ("the <first name> of <1>", "the {first_name} of {value}", "first_name: str, value: str"),
        ("Anna waves to Zoë", "{name:w} waves to {name_2:w}", "name: str, name_2: str"),
        ("the callback of Maria's", "the callback of {name:w}'s", "name: str"),
        ("she waits for 10 seconds", "she waits for {duration}", "duration: str"),
        ("1 minute and 30 seconds go by", "{duration} go by", "duration: str"),
        ("2 seconds hands", "{duration} hands", "duration: str"),
        ("The Interaction Server sends no RequestAccept", "The Interaction Server sends no RequestAccept", ""),
        ("Nobody is Not Ready on the T-Server", "Nobody is Not Ready on the T-Server", ""),
        ("the Transaction is there", "the Transaction is there", ""),
        ("the Blue Moon glows", "the Blue Moon glows", ""),
        ("Callbacks are green", "Callbacks are green", ""),
    ],
)
def test_values_become_placeholders(text: str, pattern: str, arguments: str) -> None:
    """Quoted texts and numbers are named by the word beside them; times, dates and the product's names are left."""
    written = definitions_to_paste([Missing("when", text)])
    quote = "'" if '"' in pattern else '"'
    matcher = f"parsers.parse({quote}{pattern}{quote})" if arguments else f'"{pattern}"'
    assert f"@when({matcher})" == written.splitlines()[3]
    assert f"({arguments}) -> None:" in written.splitlines()[4]


def test_functions_have_names_of_their_own() -> None:
    """Two patterns of the same words make two functions; a text without words makes one, too."""
    written = definitions_to_paste([Missing("given", "it is"), Missing("then", "it is"), Missing("then", "?!")])
    assert ["def it_is() -> None:", "def it_is_2() -> None:", "def step() -> None:"] == [
        line for line in written.splitlines() if line.startswith("def ")
    ]


@pytest.mark.parametrize(
    ("texts", "matcher"),
    [
        (("Anna waves", "Ben waves"), "{name:w} waves"),
        (("Anna waves", "<who> waves"), "{name} waves"),
        (("<who> waves", "Anna waves"), "{who} waves"),
        (("3 bells", "<few> bells"), "{bells} bells"),
        (("it takes 10 seconds", "it takes 1 minute 30 seconds"), "it takes {duration}"),
        (('the sign says "open"', 'the sign says "shut"'), 'the sign says "{text}"'),
    ],
)
def test_steps_that_differ_in_values_share_one(texts: tuple[str, ...], matcher: str) -> None:
    """Whatever the values are: where two are of different types, it takes any text."""
    written = definitions_to_paste(Missing("when", text) for text in texts)
    quote = "'" if '"' in matcher else '"'
    assert [f"@when(parsers.parse({quote}{matcher}{quote}))"] == [
        line for line in written.splitlines() if line.startswith("@")
    ]


def test_one_snippet_for_each_person(project: Project) -> None:
    """Pasted once, it defines the step for all of them; the stream suggests the same for each."""
    project.scenario("When Anna waves for 10 seconds\nWhen Maria waves for 1 minute 30 seconds")
    said = project.unfit()
    assert 1 == said.count("@when(")
    snippets = {line["suggestion"]["snippets"][0]["code"] for line in envelopes(project.root) if "suggestion" in line}
    heads = {snippet.splitlines()[3] for snippet in snippets}
    assert {'@when(parsers.parse("{name:w} waves for {duration}"))'} == heads
    project.write("conftest.py", said.split(DEFINE_MISSING_STEPS)[1].replace("raise", "name or"))
    project.run().assert_outcomes(failed=0, passed=1)
