"""A worker for tests: it doubles numbers, and fails as a task says."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from callbook.core import BadInput

if TYPE_CHECKING:
    from callbook.verification.queue.worker import Exchange

ALWAYS = Path("always")


def serve(setup: dict[str, object], exchange: Exchange) -> None:
    """Double, die, or refuse."""
    for task in exchange:
        once = Path(str(task.get("dies", "")))
        if task.get("dies") and (once == ALWAYS or not once.exists()):
            if once != ALWAYS:
                once.touch()
            os.write(2, b"a last word")
            os.kill(os.getpid(), signal.SIGKILL)
        if task.get("refuses"):
            raise BadInput("number", task["number"], accepted="another one")
        exchange.answer({"double": 2 * task["number"], "seconds": 1.0, "setup": setup, "pad": "x" * task.get("pad", 0)})
