"""What a notebook may write instead of Python: scenarios (``%%gherkin``), the command line's verbs (``%callbook``)."""

from __future__ import annotations

import shlex
import sys
from typing import Protocol

from callbook.core import BadInput
from callbook.notebook.scenario_run import ScenarioRun, run_child, run_feature


class Shell(Protocol):
    """What is needed of IPython's shell."""

    def register_magic_function(self, func: object, magic_kind: str, magic_name: str) -> None:
        """Make *func* a magic."""
        ...


def register(shell: Shell) -> None:
    """Make both magics known to *shell*."""
    shell.register_magic_function(gherkin, "cell", "gherkin")
    shell.register_magic_function(callbook, "line", "callbook")


def gherkin(line: str, cell: str) -> ScenarioRun:
    """Run the scenarios that the cell holds, each in a contact centre of its own.

    The cell may hold a whole feature, scenarios, or nothing but steps. `_` is the result in the next cell:
    `_.recording()` opens the recording of the scenario that failed.

    Raises:
        BadInput: when anything stands behind `%%gherkin`.
    """
    if line.strip():
        raise BadInput("option", line.strip(), where="%%gherkin", accepted="nothing on that line; scenarios below it")
    return run_feature(cell)


def callbook(line: str) -> None:
    """Run a command of the command line and print what it says: `%callbook replay x.ndjson`.

    Raises:
        BadInput: when a quotation mark is not closed.
    """
    try:
        arguments = shlex.split(line)
    except ValueError as error:
        raise BadInput("command", line, where="%callbook", accepted=f"closed quotation marks ({error})") from None
    finished = run_child("callbook", *arguments)
    sys.stdout.write(finished.said)
    sys.stderr.write(finished.complained)
