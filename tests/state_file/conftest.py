"""A state file in a folder of its own, with one run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.core.state_file import StateFile

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file lies."""
    return tmp_path / "callbacks.state"


@pytest.fixture
def state_file(path: Path) -> Iterator[StateFile]:
    """The file, open; it has the run ``monday``."""
    with StateFile(path) as opened:
        opened.begin("monday", b"head", b"start")
        yield opened
