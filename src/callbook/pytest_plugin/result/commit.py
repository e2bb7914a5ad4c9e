"""On which commit of the project a run was made."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

# Another git of the same project may be at work: this one takes no lock. Tags tell nobody what was run.
_COMMAND: Final = ("git", "--no-optional-locks", "describe", "--always", "--dirty", "--abbrev=12", "--exclude", "*")
_PATIENCE: Final = 10


def commit_of(folder: Path) -> str:
    """Return the commit of the repository in which *folder* is, with ``-dirty`` where something was not committed.

    Empty where there is no repository, no commit in it, or no git.
    """
    try:
        said = subprocess.run(  # noqa: S603 - nothing of it comes from outside
            _COMMAND, cwd=folder, capture_output=True, text=True, check=True, timeout=_PATIENCE
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.strip()
