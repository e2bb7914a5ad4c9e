"""At the head of a report stand when, how long, and on which configuration, commit, version and Python."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from html import unescape
from importlib.metadata import version
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.report.a_run import run

from callbook.pytest_plugin.result.commit import commit_of
from callbook.record import LogSource
from callbook.record.cucumber.envelopes import Meta, Product
from callbook.record.cucumber.reading import Stream
from callbook.record.report.contents import contents_of_features, contents_of_run
from callbook.record.report.facts import PERSONAL, facts_of_run, length_in_words, moment_in_words
from callbook.record.report.page import report_page

if TYPE_CHECKING:
    from pathlib import Path

    from tests.pytest_plugin.conftest import Project

    from callbook.record.report.facts import Facts

_PYTHON = ("Python", f"{platform.python_implementation()} {platform.python_version()} on {sys.platform}, ")
_OF_META = [("Callbook", version("callbook")), (_PYTHON[0], _PYTHON[1] + platform.machine())]


def _git(folder: Path, *arguments: str) -> str:
    command = ("git", "-c", "user.name=A", "-c", "user.email=a@localhost", *arguments)
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()  # noqa: S603


def test_a_run_says_it(project: Project) -> None:
    """When by the wall, in UTC; the rest from the stream."""
    facts = run(project).facts
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC", facts[0][1])
    assert re.fullmatch(r"\d+\.\d s", facts[1][1])
    assert (["When", "How long", "Configuration", "Callbook", "Python"], "the kit's own", _OF_META) == (
        [name for name, _ in facts], facts[2][1], facts[3:],
    )  # fmt: skip


def test_a_moment_takes_the_walls_place(project: Project) -> None:
    """Then nothing that the wall said is left."""
    facts = run(project, epoch=1_800_000_000).facts
    assert [("When", "2027-01-15 08:00:00 UTC"), ("Configuration", "the kit's own"), *_OF_META] == facts


def test_they_stand_at_the_head_of_the_page(project: Project) -> None:
    """Readable without a script."""
    text = unescape(report_page(run(project, epoch=0), "R"))
    rows = {"Configuration": "the kit's own", "Callbook": version("callbook"), "Python": _OF_META[1][1]}
    terms = "".join(f"<div><dt>{name}</dt><dd>{text}</dd></div>" for name, text in rows.items())
    assert f'<dl class="facts">{terms}</dl></header>' in text


def test_whose_configuration_was_tried() -> None:
    """As the run was told."""
    stream = Stream(configuration="ours.toml", commit="abc-dirty", finished=True)
    assert [("Configuration", "ours.toml"), ("Commit", "abc, with changes that are not committed")] == (
        facts_of_run(stream, None)
    )


def test_what_is_not_known_is_left_out() -> None:
    """A run that was broken off has not said on what it was made; another tool's runtime may have no version."""
    meta = Meta("1", Product("x"), Product("Y"), Product("os"), Product("cpu"))
    assert [("Python", "Y on os, cpu")] == facts_of_run(Stream(meta=meta), None)


def test_a_specification_has_a_version(tmp_path: Path) -> None:
    """Nothing was run."""
    (tmp_path / "x.feature").write_text("Feature: F\n  Scenario: S\n    Given x\n", encoding="utf-8")
    assert [("Callbook", version("callbook"))] == contents_of_features([tmp_path]).facts


def test_the_commit_is_that_of_the_project(project: Project) -> None:
    """With a word where something of it was not committed."""
    _git(project.root, "init", "-q")
    assert "" == commit_of(project.root)
    project.write(".gitignore", "*\n")
    _git(project.root, "add", "-f", ".gitignore")
    _git(project.root, "commit", "-q", "-m", "x")
    commit = _git(project.root, "rev-parse", "--short=12", "HEAD")
    assert commit == commit_of(project.root)
    assert ("Commit", commit) in run(project).facts
    project.write(".gitignore", "*\n#\n")
    assert f"{commit}-dirty" == commit_of(project.root)


def test_without_git_there_is_no_commit(tmp_path: Path) -> None:
    """Nor where the folder is gone."""
    assert "" == commit_of(tmp_path / "gone")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.04, "0.0 s"), (59.94, "59.9 s"), (60, "1 min 0 s"), (3_599, "59 min 59 s"), (7_380, "2 h 3 min")],
)
def test_lengths_are_told_in_words(seconds: float, words: str) -> None:
    """To the tenth of a second, the second, the minute."""
    assert words == length_in_words(seconds)


def test_no_moment_is_not_told() -> None:
    """Where nothing began."""
    assert "" == moment_in_words(0)


def test_a_stream_may_be_given_alone(project: Project) -> None:
    """Its recordings lie beside it."""
    whole = run(project, epoch=1)
    alone = contents_of_run(project.root / ".callbook/last-run/messages.ndjson", epoch=1)
    assert whole.plain() == alone.plain()


@pytest.mark.parametrize(("personal", "expected"), [(True, [PERSONAL]), (False, [])])
def test_a_recording_of_a_log_holds_personal_data(project: Project, *, personal: bool, expected: Facts) -> None:
    """The report repeats it, unless the recording is anonymous."""
    recorded = next(each.trace for each in run(project).scenarios if each.trace)
    folder = project.root / ".callbook/last-run"
    head, *lines = (folder / recorded).read_bytes().splitlines(keepends=True)
    said = msgspec.json.decode(head) | {"log": msgspec.to_builtins(LogSource(personal_data=personal))}
    (folder / recorded).write_bytes(msgspec.json.encode(said) + b"\n" + b"".join(lines))
    contents = contents_of_run(folder)
    assert [fact for fact in contents.facts if fact[0] == PERSONAL[0]] == expected
    assert (PERSONAL[1] in report_page(contents, "X")) is personal
