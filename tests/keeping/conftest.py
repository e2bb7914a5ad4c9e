"""Labs that are kept in a file, and what is left of the file when their process is killed."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.core.state_file import StateFile

if TYPE_CHECKING:
    from collections.abc import Iterator

RUN = "the run"


@pytest.fixture
def state_file(tmp_path: Path) -> Iterator[StateFile]:
    """A file without a run."""
    with StateFile(tmp_path / "callbacks.state") as opened:
        yield opened


@pytest.fixture
def killed(tmp_path: Path) -> Iterator[Callable[[StateFile], StateFile]]:
    """Gives the file that is left when the process that has *state_file* open is killed now: nothing is closed."""
    opened: list[StateFile] = []
    numbers = count()

    def kill(state_file: StateFile) -> StateFile:
        left = tmp_path / f"left-{next(numbers)}"
        shutil.copy(state_file.path, left)
        shutil.copy(f"{state_file.path}-wal", f"{left}-wal")
        opened.append(StateFile(left))
        return opened[-1]

    yield kill
    for file in opened:
        file.close()
