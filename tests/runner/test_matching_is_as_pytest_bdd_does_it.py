"""The index finds what pytest-bdd would find, in the same order."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_bdd import parsers

from callbook.pytest_plugin.catalogue.pattern import folded_words, required_words
from callbook.pytest_plugin.run import loop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.runner.conftest import Project

CONSTRAINTS = Path(__file__).parents[2] / "constraints.txt"
SCENARIO: Any = import_module("pytest_bdd.scenario")

PIECES = st.sampled_from(
    ["a", "Bell", "bells", " ", " ", "'s ", "-", "\u0131", "I", "\u017f", "\u00df", "ss", "1", "."]
)
FIELDS = st.sampled_from(["{x}", "{n:d}", "{w:w}", "{}", "{{x}}"])
TEXTS = st.lists(PIECES, min_size=1, max_size=6).map("".join)
PATTERNS = st.lists(PIECES | FIELDS, min_size=1, max_size=5).map("".join)


def _parser(pattern: str, kind: str) -> parsers.StepParser | None:
    makers: dict[str, Callable[[str], parsers.StepParser]] = {
        "parse": parsers.parse,
        "cfparse": parsers.cfparse,
        "string": parsers.string,
        "re": parsers.re,
    }
    if kind == "ignoring case":
        return parsers.re(re.escape(pattern).replace(r"\ ", " "), re.IGNORECASE)
    try:
        return makers[kind](pattern)
    except (re.error, ValueError):
        return None


@given(PATTERNS, TEXTS, st.sampled_from(["parse", "cfparse", "string", "re", "ignoring case"]))
def test_a_text_that_matches_holds_the_required_words(pattern: str, text: str, kind: str) -> None:
    """No definition is passed over: whatever matches holds all words under which it may be filed."""
    parser = _parser(pattern, kind)
    if parser is not None and parser.is_matching(text):
        assert frozenset[str]() == required_words(parser) - folded_words(text)


def test_words_of_any_script_are_folded() -> None:
    """As they are compared where case does not count."""
    assert {"grüsse", "an", "maria"} == folded_words("GRÜSSE an Maria") == folded_words("grüße AN maria")


class Own(parsers.parse):
    """A parser of a project's own, of which nothing is known."""


@pytest.mark.parametrize(
    ("parser", "words"),
    [
        (parsers.string("the bell rings"), {"the", "bell", "rings"}),
        (parsers.parse("the {x} bell{y} rings {n:d}times, {{really}}"), {"the", "rings", "really"}),
        (parsers.cfparse("{x}'s bell"), {"s", "bell"}),
        (parsers.re(r"the bell rings? (?P<n>\d+) times"), {"the", "bell"}),
        (parsers.re(r"the bell|the tower"), set[str]()),
        (parsers.re("the bell rings", re.VERBOSE), set[str]()),
        (parsers.re(r"(the )?bell"), set[str]()),
        (Own("the bell"), set[str]()),
    ],
)
def test_the_words_under_which_a_definition_is_filed(parser: parsers.StepParser, words: set[str]) -> None:
    """Whole words that no placeholder touches; nothing where a pattern might do without."""
    assert words == required_words(parser)


STEPS = """
    from pytest_bdd import given, parsers, step, then, when

    @given("a bell")
    def at_the_root():
        print("at the root")

    @step(parsers.parse("{anything} is said"))
    def said(anything):
        print("said", anything)

    @when(parsers.cfparse("{n:d} bells ring"))
    def ring(n):
        print("rings", n)

    @then(parsers.re("(?P<what>.*) is heard"))
    def heard(what):
        print("heard", what)

    @given("a tent", target_fixture="tent")
    def a_tent():
        return "a tent"

    @then("it is there")
    def it_is_there(tent):
        print("there is", tent)
"""
HERE = """
    from pytest_bdd import given, parsers, then

    @given("a bell")
    def in_the_folder():
        print("in the folder")

    @then(parsers.parse("(?P<what>.*) is heard"))
    def never_heard():
        pass
"""
USED = """
    Given a bell
    And a tent
    When 3 bells ring
    And it is said
    Then it is heard
    And it is there
    Then nothing is said
"""
TOLD = ["a bell", "rings 3", "said it", "heard it", "there is a tent", "said nothing"]


@pytest.mark.parametrize("fits", [True, False], ids=["loop", "pytest-bdd itself"])
def test_the_same_definitions_run(project: Project, pytester: pytest.Pytester, *, fits: bool) -> None:
    """In a folder, above it, with fixtures made by steps: with the loop and without."""
    project.write("conftest.py", STEPS)
    project.write("folder/conftest.py", HERE)
    project.scenario(USED, "folder/x.feature")
    project.scenario(USED, "y.feature")
    switch = f"from callbook.pytest_plugin.run import loop\nloop.is_written_for = lambda: {fits}\n"
    project.write("switch.py", switch)
    pytester.syspathinsert()
    was = loop.is_written_for
    result = project.run("-p", "switch", "-s")
    loop.is_written_for = was
    result.assert_outcomes(passed=2)
    told = [re.sub(r"^\S+\.feature ", "", line) for line in result.outlines]
    expected = [*("in the folder", *TOLD[1:]), *("at the root", *TOLD[1:])]
    assert expected == [line for line in told if line in {*expected}]
