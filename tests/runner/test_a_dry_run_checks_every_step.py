"""`callbook check` looks at the features and runs nothing; `callbook steps` lists what they can say."""

from __future__ import annotations

import ast
import io
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.console import Console

from callbook.cli import check_command, main, steps_command
from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion
    from tests.runner.conftest import Project

ROOT = Path(__file__).parents[2]
Command = "Callable[..., tuple[int, str]]"


@pytest.fixture
def check(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Give the command, called in the project's folder."""
    monkeypatch.chdir(project.root)

    def run(*paths: str, allowed: str = "", as_json: bool = False) -> tuple[int, str]:
        console = Console(file=io.StringIO(), width=120)
        code = check_command.run(console, [*map(Path, paths)], Path(allowed) if allowed else None, as_json=as_json)
        return code, _said(console)

    return run


@pytest.fixture
def steps(project: Project, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Give the command, called in the project's folder."""
    monkeypatch.chdir(project.root)
    project.add_steps(MORE)
    project.scenario(USED, "features/x.feature")

    def run(*words: str, unused: bool = False, form: str = "table") -> str:
        console = Console(file=io.StringIO(), width=150)
        steps_command.run(console, words, (), unused=unused, form=form)
        return _said(console)

    return run


def _said(console: Console) -> str:
    file = console.file
    assert isinstance(file, io.StringIO)
    # Where the kit's own definitions stand is not what these tests are about.
    return re.sub(r"(callbook_steps/\w+\.py):\d+", r"\1:LINE", file.getvalue())


BROKEN = 'Given a tent\nWhen it rings 2 times\n  | loud |\nThen the sign says "open"'


def test_sound_features(project: Project, check: Callable[..., tuple[int, str]]) -> None:
    """No fixture is set up: one that fails is not noticed. Test modules are not even imported."""
    project.add_steps("import pytest\n\n\n@pytest.fixture(autouse=True)\ndef server():\n    raise OSError('started')\n")
    project.write("features/test_more.py", "raise OSError('imported')")
    project.scenario("Given a bell", "features/x.feature")
    code, said = check()
    assert 0 == code
    assert re.fullmatch(r"1 feature, 1 scenario, 0 problems; \d+ definitions, 2 of the project's own unused\n", said)
    assert not (project.root / ".callbook").exists()


def test_problems(project: Project, check: Callable[..., tuple[int, str]], snapshot: SnapshotAssertion) -> None:
    """All of all files, with what to paste for all; exit code 1."""
    project.scenario(BROKEN, "features/x.feature")
    project.scenario("When a house", "features/y.feature")
    project.write("features/z.feature", "Feature: F\n  @P99\n  Scenario: S\n    Given a bell\n")
    code, said = check("features")
    assert 1 == code
    assert snapshot == re.sub(r"\d+ definitions", "N definitions", said)


def test_problems_for_machines(project: Project, check: Callable[..., tuple[int, str]]) -> None:
    """The same as JSON; what is to be pasted is Python."""
    project.scenario(BROKEN, "features/x.feature")
    code, said = check("features", as_json=True)
    found: dict[str, Any] = json.loads(said)
    assert 1 == code
    assert ["features/x.feature:3", "features/x.feature:4"] == [each["place"] for each in found["problems"]]
    assert "def a_tent() -> None:" in found["to define"]
    assert ast.parse(found["to define"])
    assert (1, 1, []) == (found["features"], found["scenarios"], found["changed"])


def test_a_conftest_that_breaks(project: Project, check: Callable[..., tuple[int, str]]) -> None:
    """Whatever keeps a folder from being collected is a problem, too."""
    project.scenario("Given a bell", "features/x.feature")
    project.scenario("Given a bell", "features/broken/y.feature")
    project.write("features/broken/conftest.py", "raise OSError('no')")
    code, said = check("features")
    assert 1 == code
    assert "OSError: no" in said


def test_nothing_to_check(check: Callable[..., tuple[int, str]]) -> None:
    """Without features, or without such a path, nothing is checked: an error."""
    with pytest.raises(
        BadInput, match=r"features '\.' cannot be used\. Accepted: files or folders with feature files\."
    ):
        check()
    with pytest.raises(
        BadInput, match=r"features 'nowhere' cannot be used\. Accepted: ERROR: file or directory not found"
    ):
        check("nowhere")


def test_unused_definitions_that_may_stay(project: Project, check: Callable[..., tuple[int, str]]) -> None:
    """Each new one is an error, and so is each that is named and used."""
    project.scenario("Given a bell", "x.feature")
    project.write("unused.txt", "# may stay\n\nGiven a bell\nWhen it rings {times:d} times\n")
    code, said = check(allowed="unused.txt")
    assert 1 == code
    assert [
        "conftest.py:14: no feature uses 'Then the sign says \"{words}\"', and unused.txt does not name it",
        "unused.txt: 'Given a bell' is used, or gone: take it out",
    ] == said.splitlines()[:-1]
    project.write("unused.txt", 'When it rings {times:d} times\nThen the sign says "{words}"\n')
    assert 0 == check(allowed="unused.txt")[0]
    with pytest.raises(BadInput, match=r"file 'none\.txt' cannot be used\."):
        check(allowed="none.txt")


MORE = '''
    @given(parsers.re(r"a (?P<colour>red|blue)( and (?P<other>\\w+))? flag"))
    def a_flag(colour):
        """Hoist a flag | or two.

        Not shown.
        """


    @then("the list shows")
    def the_list_shows(datatable):
        """Compare the list."""


    @parsers_step(parsers.parse("nobody's [fault] is {{this}} ^ {size:g}"))
    def fault(docstring):
        pass
'''.replace("parsers_step", "step").replace("@step", "from pytest_bdd import step\n\n\n    @step")
USED = """
    Given a bell
    And a red flag
    And a blue and white flag
    When it rings 2 times
    And it rings 3 times
    And it rings 3 times
    And it rings 4 times
    And it rings 5 times
    When Anna is logged in
"""


def test_steps_are_searched(steps: Callable[..., str], project: Project, snapshot: SnapshotAssertion) -> None:
    """All words must occur; the table shows what each takes, with values that the features hold."""
    project.scenario(USED.replace("When Anna", "Given Anna"), "features/x.feature")
    assert snapshot == steps("conftest", "RINGS")
    assert snapshot == steps("hoist")


def test_steps_for_machines(steps: Callable[..., str], project: Project, snapshot: SnapshotAssertion) -> None:
    """With every place where a step is used."""
    project.scenario(USED.replace("When Anna", "Given Anna"), "features/x.feature")
    assert snapshot == json.loads(steps("conftest", "flag", form="json"))


def test_unused_steps(steps: Callable[..., str], project: Project) -> None:
    """Only the project's own; none is no error."""
    project.scenario(USED.replace("When Anna", "Given Anna"), "features/x.feature")
    found = json.loads(steps(unused=True, form="json"))
    assert ["Then", "Then", "*"] == sorted((each["keyword"] for each in found), reverse=True)
    assert [] == json.loads(steps("logged in", unused=True, form="json"))


def test_steps_as_a_page_and_for_an_editor(
    steps: Callable[..., str], project: Project, snapshot: SnapshotAssertion
) -> None:
    """Markdown by module, and regular expressions in the form that the Cucumber extension reads."""
    project.scenario(USED.replace("When Anna", "Given Anna"), "features/x.feature")
    assert snapshot == steps("conftest", form="markdown")
    assert snapshot == steps("conftest", form="editor")
    assert "| `Agent` | the name of an agent of the contact centre |" in steps("is logged in", form="markdown")


def test_steps_without_features(project: Project, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:  # noqa: ANN401
    """Before the first feature is written the kit's steps can be looked at, from the command line."""
    monkeypatch.chdir(project.root)
    with pytest.raises(SystemExit):
        main(["steps", "is logged in", "--json"])
    found = json.loads(capsys.readouterr().out)
    assert ["{agent:Agent} is logged in", "{agent:Agent} is logged in and Not Ready"] == [
        each["pattern"] for each in found
    ]
    assert [[], []] == [each["uses"] for each in found]
    assert found[0]["parameters"] == [
        {
            "name": "agent",
            "type": "Agent",
            "says": "Take the name of an agent of the contact centre.",
            "may_be_unknown": False,
            "examples": [],
        }
    ]
    with pytest.raises(SystemExit) as ended:
        main(["check"])
    assert 2 == ended.value.code


def test_the_editor_finds_every_step_of_the_features(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each step of the kit's own features is found by exactly the expressions of its definition in these words."""
    from callbook.pytest_plugin.catalogue.editor import expression  # noqa: PLC0415
    from callbook.pytest_plugin.collect.dry_run import dry_run  # noqa: PLC0415

    monkeypatch.chdir(ROOT)
    entries = dry_run([Path("features")]).entries
    worded = [each for entry in entries for each in entry.in_words()]
    wrong = [
        (use.text, each.wording.pattern)
        for each in worded
        for use in each.uses
        if not re.search(expression(each.wording), use.text)
    ]
    assert [] == wrong
    assert sum(len(each.uses) for each in entries) == sum(len(each.uses) for each in worded)
    assert [] == [str(each.wording) for each in worded if "\\" in expression(each.wording)]
