"""`callbook mutants` runs the features against each mutant and says which were caught, and which missed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from textwrap import dedent
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.patience import PATIENCE

from callbook.cli.mutants_command import Stopped, Suite
from callbook.workspace.sabotage import mutants

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Printed

SEEN = "transition: channel: logged off + the server shows"
CAUGHT, MISSED = f"{SEEN} Ready is missing", f"{SEEN} Not Ready is missing"
BY = "FAILED features/channel.feature::It opens"


class Project:
    """A folder with one small feature, in which the command is called."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write(
            "features/channel.feature",
            """
            Feature: The channel
              Scenario: It opens
                Given Anna is logged in
                Then Anna's channel is "Ready"
            """,
        )

    def write(self, name: str, text: str) -> None:
        """Write a file, without the indentation of the test that holds its text."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Give the project; temporary folders of the command are made inside it."""
    built = Project(tmp_path)
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(tmp_path)
    return built


def test_some_are_caught_and_some_are_missed(callbook: Callable[..., Printed], project: Project) -> None:
    """A miss without a reason gives exit code 1; who caught a mutant is said."""
    printed = callbook("mutants", "--only", SEEN)
    assert 1 == printed.code
    assert [
        f"caught  {CAUGHT}  {BY}",
        f"MISSED  {MISSED}  (no reason given)",
        "2 mutants: 1 caught, 1 missed (0 with a reason)",
    ] == printed.lines
    assert [] == list((project.root / "temporary").iterdir())


def test_with_a_reason_a_mutant_may_be_missed(callbook: Callable[..., Printed], project: Project) -> None:
    """Then the exit code is 0; for machines there is one object per mutant."""
    project.write("reasons.toml", f'"{MISSED}" = "the feature is too small"\n')
    printed = callbook("mutants", "features/channel.feature", "--only", MISSED, "--reasons", "reasons.toml", "--json")
    assert (0, [{"name": MISSED, "caught": False, "by": "", "reason": "the feature is too small"}]) == (
        printed.code,
        msgspec.json.decode(printed.out),
    )


def test_a_suite_that_does_not_pass_judges_nothing(callbook: Callable[..., Printed], project: Project) -> None:
    """What it said is shown."""
    project.write(
        "features/channel.feature",
        """
        Feature: The channel
          Scenario: It stays closed
            Given Anna is logged in
            Then Anna's channel is "closed"
        """,
    )
    printed = callbook("mutants", "--only", SEEN)
    assert (2, "") == (printed.code, printed.out)
    assert printed.err.startswith("callbook: The features do not pass with nothing broken:\n")
    assert "FAILED features/channel.feature::It stays closed" in printed.err
    assert "Traceback" not in printed.err


def test_a_suite_that_breaks_down_on_a_mutant_judges_nothing(
    callbook: Callable[..., Printed], project: Project
) -> None:
    """It neither passes nor fails: the mutant is named."""
    project.write(
        "conftest.py",
        """
        import pytest


        def pytest_configure(config):
            if config.getoption("--sabotage") is not None:
                raise pytest.UsageError("cannot work like this")
        """,
    )
    printed = callbook("mutants", "--only", CAUGHT)
    assert (2, "") == (printed.code, printed.out)
    assert printed.err.startswith(f"callbook: The suite broke down on the mutant '{CAUGHT}':\n")
    assert "cannot work like this" in printed.err


def test_a_reason_for_a_mutant_that_is_none(callbook: Callable[..., Printed], project: Project) -> None:
    """Nothing is run."""
    project.write("reasons.toml", '"transition: nothing" = "x"\n')
    printed = callbook("mutants", "--reasons", "reasons.toml")
    text = (
        "callbook: mutant 'transition: nothing' in reasons.toml cannot be used. "
        "Accepted: a name that `callbook mutants --list` prints.\n"
    )
    assert (2, "", text) == (printed.code, printed.out, printed.err)


@pytest.mark.parametrize("text", [None, "no = toml = file"])
def test_a_file_of_reasons_that_cannot_be_read(
    callbook: Callable[..., Printed], project: Project, text: str | None
) -> None:
    """Nothing is run."""
    if text is not None:
        project.write("reasons.toml", text)
    printed = callbook("mutants", "--reasons", "reasons.toml")
    assert (2, "") == (printed.code, printed.out)
    assert printed.err.startswith("callbook: file of reasons 'reasons.toml' in ")
    assert printed.err.endswith(" cannot be used. Accepted: a TOML file: name = reason.\n")


@pytest.mark.parametrize("flags", [(), ("--list",)])
def test_nothing_has_such_a_name(callbook: Callable[..., Printed], project: Project, flags: tuple[str, ...]) -> None:
    """No mutant tried is not the same as every mutant caught."""
    printed = callbook("mutants", "--only", "privlege", *flags)
    way_out = "a part of a name that `callbook mutants --list` prints"
    text = f"callbook: --only 'privlege' cannot be used. Accepted: {way_out}.\n"
    assert (2, "", text) == (printed.code, printed.out, printed.err)


def test_their_names(callbook: Callable[..., Printed]) -> None:
    """One per line, guards in square brackets and all."""
    printed = callbook("mutants", "--list")
    assert (0, list(mutants())) == (printed.code, printed.lines)
    assert [name for name in mutants() if "[auto-dial]" in name] == callbook(
        "mutants", "--list", "--only", "[auto-dial]"
    ).lines


def test_their_names_for_machines(callbook: Callable[..., Printed]) -> None:
    """A list of texts."""
    assert list(mutants()) == msgspec.json.decode(callbook("mutants", "--list", "--json").out)


@pytest.mark.measures_processes
@pytest.mark.parametrize("when", ["with nothing broken", "on a mutant"])
def test_ctrl_c_ends_it_and_leaves_nothing_behind(project: Project, when: str) -> None:
    """Exit code 130, no stack trace; the suite that was running is gone, and so is its folder."""
    fifo = project.root / "fifo"
    os.mkfifo(fifo)
    project.write(
        "conftest.py",
        f"""
        import os
        import signal


        def pytest_runtest_setup(item):
            broken = item.config.getoption("--sabotage") is not None
            if broken == {when == "on a mutant"}:
                with open({str(fifo)!r}, "w") as told:
                    told.write(str(os.getpid()) + "\\n")
                    told.flush()
                    signal.pause()
        """,
    )
    command = f"from callbook.cli import main; main(['mutants', '--only', {CAUGHT!r}])"
    with subprocess.Popen(  # noqa: S603 - our own command
        [sys.executable, "-c", command], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as child:
        with fifo.open() as told:
            suite = int(told.readline())
            assert 1 == len(list((project.root / "temporary").iterdir()))
            child.send_signal(signal.SIGINT)
            assert "" == told.read()  # the other end is closed: the suite is over
        out, err = child.communicate(timeout=PATIENCE)
    assert (130, "", "") == (child.returncode, out, err)
    with pytest.raises(ProcessLookupError):
        os.kill(suite, 0)
    assert [] == list((project.root / "temporary").iterdir())


def test_a_suite_that_was_left_runs_no_more(project: Project) -> None:
    """A thread that comes late starts nothing."""
    with Suite(project.root / "features") as suite:
        assert 0 == suite.run("--collect-only").code
    with pytest.raises(Stopped) as refused:
        suite.run()
    assert "The suite is not run any more." == str(refused.value)
