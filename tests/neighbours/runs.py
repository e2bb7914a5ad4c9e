"""A run of pytest in a project of its own, in a process of its own, and the event stream that it leaves."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

STREAM = Path(".callbook/last-run/messages.ndjson")
PATIENCE = 300
"""Seconds after which a run is given up."""

Messages = list[dict[str, Any]]
_FOREIGN = {"PYTHONPATH", "PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DISABLE_PLUGIN_AUTOLOAD", "PYTEST_XDIST_WORKER"}


@dataclass(frozen=True)
class Run:
    """How a run ended, and what it said."""

    code: int
    text: str


def run_pytest(python: Path, folder: Path, *arguments: str, typed: str = "") -> Run:
    """Run pytest in *folder*; no setting of this shell reaches it. Standard input is what is *typed*, then it ends."""
    return run_command((str(python), "-m", "pytest", *arguments), folder, typed=typed)


def run_command(command: Iterable[str], folder: Path, *, typed: str = "") -> Run:
    """Run *command* in *folder*."""
    environment = {name: value for name, value in os.environ.items() if name not in _FOREIGN}
    done = subprocess.run(  # noqa: S603 - programs of this machine, with arguments of our own
        list(command),
        cwd=folder,
        env={**environment, "NO_COLOR": "1", "COLUMNS": "120"},
        input=typed,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=PATIENCE,
        check=False,
    )
    return Run(done.returncode, done.stdout)


def messages_of(file: Path) -> Messages:
    """Return the messages of a stream, each as an envelope; none if there is no such file."""
    if not file.is_file():
        return []
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
