"""`callbook lint` tells what is wrong by file and line, as JSON or SARIF too; the exit code says if anything is."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from callbook.cli import lint_command
from callbook.configuration.lint.rules import rule_of, rule_page

if TYPE_CHECKING:
    from collections.abc import Callable

    from syrupy.assertion import SnapshotAssertion
    from tests.cli.conftest import Printed

CONFIGURATIONS = Path(__file__).parents[2] / "examples" / "configurations"


@pytest.fixture
def in_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Give an empty folder, which is the current one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def sound(in_folder: Path, centre: str) -> str:
    """Give a file with one note, and nothing else."""
    text = centre.replace('"Can Release Call",', '"Can Release Call", "Can Hold And Retrieve Call",')
    text = text.replace('agent_groups = ["Everybody"]\nroles = ["All"]', 'roles = ["All"]')
    text = text.replace("[application]", '[application]\n"webcallback.park-queue" = "shelf"')
    transfers = '"Can One Step Transfer", "Can Two Step Transfer",\n    "Can Release Call",'
    (in_folder / "centre.toml").write_text(text.replace('"Can Release Call",', transfers), encoding="utf-8")
    return "centre.toml"


@pytest.mark.parametrize(
    "folder", ["small_team/centre.toml", "multi_tenant_bank/centre.yaml", "legacy_export/centre.json"]
)
def test_an_example(
    callbook: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch, folder: str, snapshot: SnapshotAssertion
) -> None:
    """In full: file, line, rule, message, whom it affects, and the way out."""
    monkeypatch.chdir((CONFIGURATIONS / folder).parent)
    printed = callbook("lint", Path(folder).name, "--ignore", "CB901")  # of options that came later
    assert (1, "") == (printed.code, printed.err)
    assert snapshot == printed.out


def test_notes_alone_are_no_failure(callbook: Callable[..., Printed], sound: str) -> None:
    """Unless asked for."""
    printed = callbook("lint", sound)
    notes = printed.out.count(" CB901 ")
    assert (0, f"{notes} notes in 1 file") == (printed.code, printed.lines[-1])
    assert 1 == callbook("lint", sound, "--strict").code
    printed = callbook("lint", sound, "--strict", "--ignore", "CB9")
    assert (0, "nothing found in 1 file\n") == (printed.code, printed.out)


def test_an_export_alone(callbook: Callable[..., Printed], in_folder: Path, snapshot: SnapshotAssertion) -> None:
    """What could not be judged is told; several files can be."""
    (in_folder / "a.cfg").write_text("[interaction-workspace]\nwebcallback.auto-answer = ja\n", encoding="utf-8")
    (in_folder / "b.toml").write_text('name = "b"\ntime_zone = "UTC"\n', encoding="utf-8")
    printed = callbook("lint", "a.cfg", "b.toml")
    assert 1 == printed.code
    assert snapshot == printed.out


def test_rules_are_chosen(callbook: Callable[..., Printed]) -> None:
    """By id or by how it begins."""
    file = str(CONFIGURATIONS / "legacy_export" / "centre.json")
    printed = callbook("lint", file, "--select", "CB1", "--select", "CB401", "--ignore", "CB103")
    assert "5 errors in 7 files" not in printed.out
    assert "4 errors in 7 files" == printed.lines[-1]


def test_as_json(callbook: Callable[..., Printed], sound: str) -> None:
    """Everything that is known about each finding, and what was passed over."""
    told = json.loads(callbook("lint", sound, "--json").out)
    assert (["centre.toml"], {}) == (told["files"], told["passed over"])
    first = told["findings"][0]
    assert ("CB901", "note", ["C1"], "Application", "Workspace", 6, ["dora"]) == tuple(
        first[key] for key in ("rule", "severity", "clauses", "level", "holder", "line", "agents")
    )
    Path("x.cfg").write_text("", encoding="utf-8")
    assert "CB901" in json.loads(callbook("lint", "x.cfg", "--json").out)["passed over"]["x.cfg"]


def test_as_sarif(callbook: Callable[..., Printed], sound: str) -> None:
    """One run for all files."""
    told = json.loads(callbook("lint", sound, sound, "--sarif").out)
    notes = callbook("lint", sound).out.count(" CB901 ")
    assert ("2.1.0", 2 * notes) == (told["version"], len(told["runs"][0]["results"]))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "callbook: files '' cannot be used. Accepted: at least one configuration: callbook lint centre.toml.\n"),
        (
            ("none.toml",),
            "'none.toml' cannot be used. Accepted: a file that can be read (No such file or directory).\n",
        ),
        (("none.toml", "--select", "XX"), "callbook: There is no rule 'XX'. Accepted: CB001, CB101,"),
        (("--explain", "CB300"), "callbook: There is no rule 'CB300'. Did you mean 'CB30"),
    ],
)
def test_what_cannot_be_done(
    callbook: Callable[..., Printed], in_folder: Path, arguments: tuple[str, ...], told: str
) -> None:
    """One line, and exit code 2."""
    printed = callbook("lint", *arguments)
    assert (2, "") == (printed.code, printed.out)
    assert told in printed.err


def test_a_rule_is_explained(callbook: Callable[..., Printed]) -> None:
    """As its page says it; drawn on a terminal."""
    printed = callbook("lint", "--explain", "timer-outlives-invitation")
    assert (0, rule_page(rule_of("CB303"))) == (printed.code, printed.out)
    console = Console(force_terminal=True, width=80, record=True)
    lint_command.explain(console, "CB303")
    drawn = console.export_text()
    assert "CB303 timer-outlives-invitation" in drawn
    assert "```" not in drawn


def test_colour_only_on_a_terminal(sound: str) -> None:
    """A file has none of it."""
    for terminal in (True, False):
        out = StringIO()
        console = Console(file=out, force_terminal=terminal, color_system="standard" if terminal else "auto")
        lint_command.run(console, [Path(sound)], lint_command.LintRequest())
        assert terminal == ("\x1b[" in out.getvalue())
