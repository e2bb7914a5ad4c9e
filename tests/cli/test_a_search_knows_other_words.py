"""`callbook steps WORD ...` finds a step by its words, by other forms of them, and by what people say for them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from callbook.pytest_plugin import kit_steps
from callbook.pytest_plugin.catalogue.listed import StepText
from callbook.pytest_plugin.catalogue.search import nearest_steps, search
from callbook.pytest_plugin.catalogue.synonyms import SYNONYMS
from callbook.pytest_plugin.catalogue.words import plain_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Printed

STEPS = [
    StepText("When", "{agent:Agent} declines the callback", "Let it go.", "a"),
    StepText("Then", "a bell", "", "a"),
]


@pytest.fixture(autouse=True)
def _outside_of_projects(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("decline", "When {agent:Agent} declines the callback"),
        ("reject", "When {agent:Agent} declines the callback"),
        ("reject", "Given {contact:NewContact} rejects the call"),
        ("park", "When {agent:Agent} holds the call"),
        ("pick up", "When {agent:Agent} answers the call"),
        ("role assign", "When an administrator gives {agent:Agent} the role {role:Role}"),
        ("revoke role", "When an administrator takes the role {role:Role} from {agent:Agent}"),
        ("capacity", "When an administrator lets {agent:Agent} take {count:d} callbacks at once"),
        ("response", "Given the answer to the next {message:Message} from {sender:Agent} is lost"),
        ("received", "Then {receiver:Sender} was sent {message:Message}"),
        ("henceforth busy", "When from now on {contact:Contact} is busy"),
        ("answering machine", "Given {contact:NewContact} has an answering machine"),
        ("voicemail", "Given {contact:NewContact} has an answering machine"),
        ("declined", "When {agent:Agent} declines the callback"),
        ("Anna declines the callback", "When {agent:Agent} declines the callback"),
        ("Given are lost", "Given {share:Percent} of the messages from {agent:Agent} are lost"),
        ("half-closes", "Given the next {message:Message} to {agent:Agent} half-closes the connection"),
        ("voice switch restarts", "When the voice switch restarts"),
    ],
)
def test_it_finds(callbook: Callable[..., Printed], words: str, expected: str) -> None:
    """What agents and contacts do, what happens to messages: by each of their words."""
    found = json.loads(callbook("steps", *words.split(), "--json").out)
    assert expected in [f"{each['keyword']} {each['pattern']}" for each in found]


def test_a_literal_find_comes_first() -> None:
    """What another word stands for comes after it; other forms are looked for if nothing is found literally."""
    rejects = StepText("Given", "{contact:Contact} rejects the call", "", "b")
    assert [2, 0] == search([*STEPS, rejects], ["reject"])
    assert [0] == search([STEPS[0], STEPS[0]._replace(pattern="{agent:Agent} declined it")], ["declines"])


@pytest.mark.parametrize(
    ("words", "found"),
    [((), [0, 1]), (("BELL",), [1]), (("Zoë",), []), (("Zoë", "bells"), [1]), (("bell", "tower"), []), (("go",), [0])],
)
def test_all_words_count(words: tuple[str, ...], found: list[int]) -> None:
    """But for a name, which no step has; a name alone finds nothing."""
    assert found == search(STEPS, words)


@pytest.mark.parametrize(
    ("words", "nearest"),
    [("submarine", []), ("declien", [0]), ("bell submarine", [1]), ("rejcet", [0]), ("the", [])],
)
def test_the_nearest(words: str, nearest: list[int]) -> None:
    """Steps that have some of the words, or others that are spelt like them; a small word is none."""
    assert nearest == nearest_steps(STEPS, [words])


def test_nothing_found(callbook: Callable[..., Printed]) -> None:
    """It says so, names the nearest, and ends with 1; for machines the list is empty."""
    parc = callbook("steps", "parc")
    assert (1, "") == (parc.code, parc.out)
    assert "No step speaks of 'parc'. Nearest:" == parc.err.splitlines()[0]
    assert "  When {agent:Agent} holds the call" in parc.err.splitlines()
    said = "No step speaks of 'submarine'. Search for words of a step, of its module, or of what it does.\n"
    submarine = callbook("steps", "submarine", "--json")
    assert (1, "[]\n", said) == (submarine.code, submarine.out, submarine.err)
    page = callbook("steps", "submarine", "--markdown")
    assert (1, "", said) == (page.code, page.out, page.err)


def test_each_synonym_stands_for_words_of_the_steps() -> None:
    """Else nobody would find anything by it."""
    patterns = [f" {' '.join(plain_words(each['pattern']))} " for each in kit_steps()]
    plain = {meant: f" {' '.join(plain_words(meant))} " for meant in SYNONYMS}
    assert [] == [meant for meant, words in plain.items() if not any(words in pattern for pattern in patterns)]
