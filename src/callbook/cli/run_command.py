"""Runs pytest with Callbook's plugin switched on, in a process of its own."""

from __future__ import annotations

import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_PYTEST: Final = (sys.executable, "-P", "-m", "pytest", "-p", "callbook.pytest_plugin")
"""As the program `pytest` does, it leaves this folder out of the places where Python looks for modules."""


def run(arguments: Sequence[str]) -> int:
    """Run pytest with these *arguments*; return its exit code.

    A process of its own, because pytest rewrites the assertions of the step language only before it is imported.
    """
    with subprocess.Popen((*_PYTEST, *arguments)) as pytest:  # noqa: S603 - our own command
        # Ctrl-C reaches both: pytest ends the run in its own way, and says how.
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            return pytest.wait()
        finally:
            signal.signal(signal.SIGINT, before)
