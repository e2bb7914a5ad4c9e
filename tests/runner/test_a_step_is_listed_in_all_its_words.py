"""A parameter that takes one of a few words is no parameter to those who look for a step: each word is listed."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callbook.cli import main
from callbook.pytest_plugin import kit_steps
from callbook_steps.contact_steps import HABITS
from callbook_steps.phrases import BREAKS, DEEDS, MISHAPS

if TYPE_CHECKING:
    from tests.runner.conftest import Project

ROOT = Path(__file__).parents[2]
LISTS = ("src/callbook/pytest_plugin/catalogue/kit_steps.json", "docs/steps.md", ".vscode/steps.py")
OURS = """
from enum import Enum

from parse import with_pattern
from pytest_bdd import given, parsers


@with_pattern("red|blue")
def color(text):
    \"\"\"Take a color.\"\"\"
    return text


@with_pattern("|".join(f"n{number}" for number in range(41)))
def many(text):
    return text


@with_pattern("|".join(f"n{number}" for number in range(39)))
def fewer(text):
    return text


def anyone(text):
    \"\"\"Return a name, or a number.\"\"\"
    return text


anyone.may_be_unknown = True
TYPES = {"Color": color, "Many": many, "Fewer": fewer, "Plain": str, "Anyone": anyone}


def _pattern(text):
    return parsers.parse(text, extra_types=TYPES)


@given(_pattern("a {color:Color} flag {{of}} {size:d} for {who:Anyone}"))
@given(_pattern("{n:Many} of them"))
@given(_pattern("{n:Fewer} and {m:Fewer} of these"))
@given(_pattern("some {word} {plain:Plain}"))
def ours():
    pass
"""


@pytest.mark.parametrize("file", LISTS)
def test_the_kits_own(file: str) -> None:
    """What an agent does, what a contact does when called, what becomes of messages and of connections."""
    text = (ROOT / file).read_text(encoding="utf-8")
    does = [re.sub(r"^(\w+)", lambda verb: verb[1] + ("es" if verb[1].endswith("o") else "s"), deed) for deed in DEEDS]
    words = [*(f" {each}" for each in does), *(f" tries to {each}" for each in DEEDS)]
    words += [f" {each}" for each in (*HABITS, *MISHAPS, *BREAKS)]
    ends = {"json": '",', "md": "`", "py": "$'"}[file.rpartition(".")[2]]
    assert [] == [each for each in words if each + ends not in text]


def test_no_two_are_the_same() -> None:
    """A keyword and a pattern are one entry."""
    every = [(each["keyword"], each["pattern"]) for each in kit_steps()]
    assert len(every) == len(set(every))


@pytest.fixture
def steps(project: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give a project with patterns of all kinds, two of them used."""
    monkeypatch.chdir(project.root)
    project.write("conftest.py", OURS)
    project.scenario("Given a blue flag {of} 3 for Anna\nAnd a blue flag {of} 4 for Ben\nAnd n1 of them")
    return project


def _listed(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, Any]]:
    with pytest.raises(SystemExit):
        main(["steps", *arguments, "--json"])
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_a_projects_own(steps: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """With the uses of each; a parameter with very many words, or a step with very many wordings, stays as it is."""
    assert [
        ("a blue flag {{of}} {size:d} for {who:Anyone}", 2, ["3", "4"]),
        ("a red flag {{of}} {size:d} for {who:Anyone}", 0, []),
        ("some {word} {plain:Plain}", 0, []),
        ("{n:Fewer} and {m:Fewer} of these", 0, []),
        ("{n:Many} of them", 1, ["n1"]),
    ] == [
        (each["pattern"], len(each["uses"]), each["parameters"][0]["examples"])
        for each in sorted(_listed(capsys, "conftest"), key=lambda each: str(each["pattern"]))
    ]


def test_what_a_parameter_takes_is_its_readers_own_account(steps: Project, capsys: pytest.CaptureFixture[str]) -> None:
    """On the page, in the list, and for machines: also that a name may be unknown; a plain type says its name."""
    with pytest.raises(SystemExit):
        main(["steps", "conftest", "--markdown"])
    page = capsys.readouterr().out
    assert "| size: whole number, such as 3<br>who: a name, or a number; may be unknown, such as Anna |" in page
    assert "| word: text<br>plain: Plain |" in page
    assert "| `Anyone` | a name, or a number; may be unknown |\n| `Color` | a color: `blue`, `red` |" in page
    assert "`Plain`" not in page
    unknown = {each["name"]: each["may_be_unknown"] for each in _listed(capsys, "red flag")[0]["parameters"]}
    assert {"size": False, "who": True} == unknown


def test_wordings_of_one_definition_are_one_row(
    steps: Project, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the terminal, with what is the same for them said once, and all their uses."""
    monkeypatch.setenv("COLUMNS", "200")
    with pytest.raises(SystemExit):
        main(["steps", "conftest", "flag"])
    rows = [[cell.strip() for cell in line.split("│")] for line in capsys.readouterr().out.splitlines() if "│" in line]
    assert ["2"] == [row[4] for row in rows if row[4]]
    assert "Given a blue flag {{of}} {size:d} for {who:Anyone} Given a red flag {{of}} {size:d} for {who:Anyone}" == (
        " ".join(row[1] for row in rows if row[1])
    )
