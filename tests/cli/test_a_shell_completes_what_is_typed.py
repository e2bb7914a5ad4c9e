"""A shell completes commands and their options, as bash itself asks for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("callbook")
_COMPLETED = """
eval "$(_CALLBOOK_COMPLETE=source_bash {program})"
COMP_WORDS=({words})
COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 ))
COMP_LINE="{words}"
_callbook_completion {program}
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


def _bash(script: str) -> list[str]:
    bash = shutil.which("bash")
    assert bash is not None
    command = (bash, "--noprofile", "--norc", "-c", script)
    finished = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - our own script
    return finished.stdout.splitlines()


@pytest.mark.measures_processes
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("callbook re", ["replay", "report"]),
        ("callbook lint --sa", ["--sarif"]),
        ("callbook nothing-begins-so", [""]),
    ],
)
def test_bash_completes(words: str, offered: list[str]) -> None:
    """By the function that `callbook --install-completion` installs."""
    assert offered == _bash(_COMPLETED.format(program=PROGRAM, words=words))


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_each_shell_is_told_how(shell: str) -> None:
    """What it has to evaluate."""
    variables = {**os.environ, "_CALLBOOK_COMPLETE": f"source_{shell}"}
    finished = subprocess.run([PROGRAM], env=variables, capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert "_CALLBOOK_COMPLETE" in finished.stdout
    assert "callbook" in finished.stdout
