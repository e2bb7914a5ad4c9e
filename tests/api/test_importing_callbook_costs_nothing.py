"""`import callbook` reads nothing, not even which names it hands on; each way of asking for these works at first."""

from __future__ import annotations

import subprocess
import sys

import pytest


def _printed(code: str) -> str:
    """Return what Python says, in a process that has imported nothing of Callbook."""
    command = (sys.executable, "-c", code)
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - our own code


@pytest.mark.measures_processes
@pytest.mark.parametrize(
    ("code", "printed"),
    [
        ("import callbook, sys; print('lazy_loader' in sys.modules, 'callbook.core' in sys.modules)", "False False"),
        ("import callbook; print('Lab' in dir(callbook), 'Lab' in dir(callbook))", "True True"),
        ("from callbook import *; print(Level.__name__)", "Level"),
        ("import callbook; print(callbook.Level.__name__, 'Lab' in callbook.__all__)", "Level True"),
        ("import callbook; print(getattr(callbook, 'Lebel', None), callbook.Level.__name__)", "None Level"),
    ],
)
def test_the_first_that_is_asked(code: str, printed: str) -> None:
    """The list of all, a name, one that is none."""
    assert printed == _printed(code)
