"""The version, the help and the steps wait for nothing that they do not need; `benchmarks/starting.py` measures it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

from callbook.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Printed

_HEAVY = frozenset(
    {"importlib.metadata", "typer", "rich.console", "pydantic", "msgspec", "pytest", "pytest_bdd", "faker"}
)
_LOADED = """
import sys
from callbook.cli import main
try:
    main(sys.argv[1:])
except SystemExit:
    print(*sys.modules, file=sys.stderr)
"""


def test_the_version(callbook: Callable[..., Printed]) -> None:
    """It is that of the package which is installed."""
    assert f"callbook {version('callbook')}\n" == callbook("--version").out


@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        (("--version",), set[str]()),
        (("--help",), {"typer"}),
        (("steps", "reschedule"), {"rich.console"}),
        (("steps", "--json"), {"rich.console", "msgspec"}),
    ],
)
def test_what_is_loaded(arguments: tuple[str, ...], loaded: set[str], tmp_path: Path) -> None:
    """Of the libraries that take long, at most those that print."""
    command = (sys.executable, "-c", _LOADED, *arguments)
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert loaded == _HEAVY & set(done.stderr.split())


def test_the_help_fits_the_terminal(callbook: Callable[..., Printed], monkeypatch: pytest.MonkeyPatch) -> None:
    """Long lines go on below their beginning."""
    monkeypatch.setenv("COLUMNS", "60")
    lines = callbook("--help").lines
    assert max(map(len, lines)) <= 60
    run = lines.index("  run          Run feature files: pytest with Callbook's")
    assert "               plugin switched on, in any folder; exit codes" == lines[run + 1]


def test_the_arguments_of_the_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without any other, as the program `callbook` does it."""
    monkeypatch.setattr(sys, "argv", ["callbook", "--version"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert (0, "callbook ") == (ended.value.code, capsys.readouterr().out[:9])


def test_what_is_no_error_of_the_kit_is_shown_whole() -> None:
    """A slip in the kit itself has a stack trace."""
    with pytest.raises(TypeError):
        main([7])  # type: ignore[list-item]
