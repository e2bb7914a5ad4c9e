"""`callbook report` writes one page of a run, or of the features alone; nothing half done."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from tests.report.decisions import decision, write_decisions

from callbook.configuration.clauses import CLAUSES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Printed

FEATURE = "Feature: F\n  @P2\n  Scenario: Anna declines\n    Given Anna is offered the callback of Maria\n"


@pytest.fixture
def folder(pytester: pytest.Pytester, capsys: pytest.CaptureFixture[str]) -> Path:
    """Give a project that has been run."""
    pytester.makefile(".feature", x=FEATURE)
    assert 0 == pytester.runpytest_inprocess("-p", "callbook.pytest_plugin").ret
    capsys.readouterr()
    return pytester.path


def test_the_last_run(callbook: Callable[..., Printed], folder: Path) -> None:
    """In this folder; what is printed says what the page counts."""
    printed = callbook("report")
    path = folder / "callbook-report.html"
    size = path.stat().st_size / 1000
    told = f"callbook-report.html: 1 scenario, 1 passed; {size:.0f} kB, opens in any browser, offline\n"
    assert (0, told) == (printed.code, printed.out)
    assert "<h1>Acceptance report</h1>" in path.read_text(encoding="utf-8")
    assert [] == list(folder.glob("*.part"))


def test_a_title_and_another_place(callbook: Callable[..., Printed], folder: Path) -> None:
    """Both can be chosen; a page that was there is replaced."""
    path = folder / "release.html"
    path.write_text("old", encoding="utf-8")
    assert 0 == callbook("report", ".callbook/last-run", "--output", "release.html", "--title", "Release 4").code
    assert "<h1>Release 4</h1>" in path.read_text(encoding="utf-8")


def test_the_specification(callbook: Callable[..., Printed], folder: Path) -> None:
    """Without a run, from the features."""
    printed = callbook("report", "--features", "x.feature")
    assert printed.out.startswith("callbook-report.html: 1 scenario, 1 not run; ")
    assert "<h1>Specification</h1>" in (folder / "callbook-report.html").read_text(encoding="utf-8")


def test_for_machines(callbook: Callable[..., Printed], folder: Path) -> None:
    """All that the page would say, and no page."""
    told = json.loads(callbook("report", "--json").out)
    assert ([("Anna declines", "passed")], len(CLAUSES)) == (
        [(each["name"], each["outcome"]) for each in told["scenarios"]],
        len(told["clauses"]),
    )
    assert [] == list(folder.glob("*.html"))


def test_what_has_changed(callbook: Callable[..., Printed], folder: Path) -> None:
    """Since an earlier page; features alone have not ended in any way that could be compared."""
    callbook("report", "--output", "old.html")
    assert 0 == callbook("report", "--since", "old.html").code
    changes = json.loads(callbook("report", "--since", ".callbook/last-run", "--json").out)["summary"]["changes"]
    assert ([], 0) == (changes["groups"], changes["still_red"])
    printed = callbook("report", "--features", "x.feature", "--since", "old.html")
    accepted = "it only with a run: features alone have not ended in any way"
    told = f"callbook: earlier report 'old.html' in --since, with --features cannot be used. Accepted: {accepted}.\n"
    assert (2, told) == (printed.code, printed.err)
    assert (folder / "callbook-report.html").exists()


def test_every_configuration(callbook: Callable[..., Printed], folder: Path) -> None:
    """What was decided stands in the report of a run, and of features; of anything else nothing is written."""
    write_decisions(folder / "everywhere.json", decision("x.feature:3", "Anna declines"))
    for what in ((), ("--features", "x.feature")):
        told = json.loads(callbook("report", *what, "--everywhere", "everywhere.json", "--json").out)
        assert [0] == [each["scenario"] for each in told["configurations"]["decided"]]
    assert 0 == callbook("report", "--everywhere", "everywhere.json", "--output", "page.html").code
    assert (folder / "page.html").exists()
    (folder / "everywhere.json").write_text("[]", encoding="utf-8")
    printed = callbook("report", "--everywhere", "everywhere.json")
    why = "JSON of something else (Expected `object`, got `array`)"
    accepted = "a file of what `callbook everywhere PATHS --json` has printed, of one scenario or more"
    told = f"callbook: decisions 'everywhere.json' in --everywhere cannot be used: {why}. Accepted: {accepted}.\n"
    assert (2, told) == (printed.code, printed.err)
    assert not (folder / "callbook-report.html").exists()


def test_the_same_bytes_again(callbook: Callable[..., Printed], folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH takes the wall's place; what is no moment is refused."""
    pages: list[bytes] = []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    for _ in range(2):
        subprocess.run([sys.executable, "-m", "callbook", "run", "-q"], cwd=folder, check=True)
        assert 0 == callbook("report").code
        pages.append((folder / "callbook-report.html").read_bytes())
    assert b"2027-01-15 08:00:00 UTC" in pages[0]
    assert pages[0] == pages[1]
    for given in ("tomorrow", "1" * 12, "-1"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
        printed = callbook("report")
        accepted = "Accepted: seconds since 1970, up to 11 digits."
        told = f"callbook: SOURCE_DATE_EPOCH {given!r} in the environment cannot be used. {accepted}\n"
        assert (2, told) == (printed.code, printed.err)


def test_what_cannot_be_written(callbook: Callable[..., Printed], folder: Path) -> None:
    """No run, or no such place: one line, and nothing is left behind."""
    printed = callbook("report", "nowhere")
    none = "folder 'nowhere' cannot be used. Accepted: one that a run has written: run `make acceptance` first."
    assert (2, f"callbook: {none}\n") == (printed.code, printed.err)
    (folder / "taken.html").mkdir()
    printed = callbook("report", "--output", "taken.html")
    taken = "callbook: --output 'taken.html' cannot be used. Accepted: a file that can be written (Is a directory).\n"
    assert (2, taken, []) == (printed.code, printed.err, list(folder.glob("*.part")))
