"""An error of the kit ends the command with exit code 2 and one clear line, never with a stack trace."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Printed


@pytest.mark.parametrize("command", [("demo", "--config"), ("explain", "--agent", "dora")])
def test_a_contact_centre_file_with_an_error(
    callbook: Callable[..., Printed], tmp_path: Path, centre: str, command: tuple[str, ...]
) -> None:
    """The line names the file and the place in it."""
    path = tmp_path / "centre.toml"
    path.write_text(centre.replace('place = "Place 1"', "place = 1"), encoding="utf-8")
    printed = callbook(*command, str(path))
    assert (2, "", 1) == (printed.code, printed.out, printed.err.count("\n"))
    assert printed.err.startswith("callbook: ")
    assert "agents[0].place" in printed.err
    assert str(path) in printed.err


def test_a_contact_centre_file_that_is_not_there(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """The line names it."""
    printed = callbook("demo", "--config", str(tmp_path / "none.toml"))
    assert (2, "", 1) == (printed.code, printed.out, printed.err.count("\n"))
    assert str(tmp_path / "none.toml") in printed.err


def test_square_brackets_are_printed_as_they_are(callbook: Callable[..., Printed], companies: Path) -> None:
    """They are no instructions to the terminal."""
    printed = callbook("explain", str(companies), "--agent", "[b]Luca Moretti")
    assert "callbook: There is no agent '[b]Luca Moretti'. Did you mean 'Luca Moretti'?\n" == printed.err


def test_an_option_that_nobody_knows(callbook: Callable[..., Printed], companies: Path) -> None:
    """With the one that was meant."""
    printed = callbook("explain", str(companies), "--agent", "luca", "webcallback.auto-anser")
    assert (2, "") == (printed.code, printed.out)
    assert printed.err.startswith("callbook: There is no option 'webcallback.auto-anser'")
    assert "Did you mean 'webcallback.auto-answer'" in printed.err


def test_a_command_that_nobody_knows(callbook: Callable[..., Printed]) -> None:
    """The command line itself says so."""
    printed = callbook("dmeo")
    assert 2 == printed.code
    assert "No such command 'dmeo'." in printed.err
    assert "Traceback" not in printed.err


def test_it_can_be_run_as_a_module() -> None:
    """`python -m callbook` is the same command line, for places where the script is not on the path."""
    run = subprocess.run(
        [sys.executable, "-m", "callbook", "replay", "nowhere"], capture_output=True, text=True, check=False
    )
    assert (2, "") == (run.returncode, run.stdout)
    assert "callbook: recording 'nowhere' cannot be used. Accepted: a file or a folder that exists.\n" == run.stderr
