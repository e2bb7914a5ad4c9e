"""Runs a command of this Python in a child process: pytest and the command line want a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_PLAIN = {"NO_COLOR": "1", "TERM": "dumb", "COLUMNS": "110", "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"}


@dataclass(frozen=True, slots=True)
class Finished:
    """How a child ended: its exit code, what it said, and what it complained of."""

    code: int
    said: str
    complained: str


def run(*arguments: str, folder: Path | None = None, environment: Mapping[str, str] | None = None) -> Finished:
    """Run ``python -m ARGUMENTS`` to its end; if this process is interrupted, the child is killed.

    Args:
        arguments: the module and what it is given.
        folder: where it is at work; here by default.
        environment: variables beyond those of this process.
    """
    child = subprocess.run(  # noqa: S603 - our own command, no shell
        (sys.executable, "-m", *arguments),
        cwd=folder,
        env={**os.environ, **_PLAIN, **(environment or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Finished(child.returncode, child.stdout, child.stderr)
