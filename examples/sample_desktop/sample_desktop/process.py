"""The desktop's process: started for a run, and ended with it whatever happens."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sample_desktop.conversation import DesktopFailed

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

VARIABLE: Final = "SAMPLE_DESKTOP_ADDRESS"
"""The environment variable with the address of a desktop that runs already."""

FAREWELL: Final = 5.0
"""Seconds that a desktop is given to end."""


@contextmanager
def running(surroundings: Mapping[str, str] = os.environ) -> Generator[str]:
    """Give the address of a desktop: of one that runs already, or of one that is started and ended again.

    Raises:
        DesktopFailed: when it ends before it listens, or says something else than where.
    """
    address = surroundings.get(VARIABLE, "")
    if address:
        yield address
        return
    with started([sys.executable, "-m", "sample_desktop", "--port", "0"], surroundings) as process:
        yield address_from(process)


@contextmanager
def started(
    command: list[str], surroundings: Mapping[str, str], farewell: float = FAREWELL
) -> Generator[subprocess.Popen[str]]:
    """Start a process whose first line is to be read; end it, in *farewell* seconds at the latest."""
    process = subprocess.Popen(  # noqa: S603 - ours
        command, stdout=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True, env=dict(surroundings)
    )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=farewell)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


def address_from(process: subprocess.Popen[str]) -> str:
    """Read where a desktop listens.

    Raises:
        DesktopFailed: when it does not say so.
    """
    line = "" if process.stdout is None else process.stdout.readline()
    if not line:
        raise DesktopFailed(
            f"The sample desktop has ended with exit code {process.wait()} before it listened;"
            " what it said stands above, or in the captured output."
        )
    try:
        return str(json.loads(line)["address"])
    except (ValueError, KeyError, TypeError):
        raise DesktopFailed(f"The sample desktop did not say where it listens, but {line.strip()!r}.") from None
