"""The folder of a run: nobody else writes into it, and in the end it is where people look.

The first run that begins in a folder holds a lock beside it, which goes with its process, however that ends, and
writes there at once. Another one that is begun meanwhile writes into a folder of its own. If it ends later than the
first, what it has written takes the folder's place; else it stays where it is, and the run says so.
"""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.record import EARLIER_RUN_FILE, STREAM_FILE

if TYPE_CHECKING:
    from filelock import BaseFileLock


class RunFolder:
    """The folder of one run.

    Args:
        wanted: where its recordings are asked for; absolute.
        told: in a worker of an xdist run, where the process that has the lock says to write.

    Attributes:
        wanted: as given.
        path: where they are written.

    Raises:
        UsageError: the folder holds something that no earlier run has written; it would be emptied.
    """

    def __init__(self, wanted: Path, told: str | None = None) -> None:
        self.wanted = wanted
        self.path = Path(told) if told else wanted
        self._lock: BaseFileLock | None = None
        self._is_begun = False
        if not told:
            _refuse_foreign(wanted)

    def begin(self) -> None:
        """Make the folder, empty; what an earlier run has left is set aside until this one has ended."""
        if self._is_begun:
            return
        self._is_begun = True
        self._lock = _lock_of(self.wanted)
        if self._lock is None:
            self.path = _made_beside(self.wanted)
        else:
            _set_aside(self.wanted)
            self.wanted.mkdir(parents=True)

    def end(self, *, has_result: bool) -> None:
        """Let others have the folder, with what this run has written, or, if it has no result, with what was there."""
        if not self._is_begun:
            return
        if self._lock is None and has_result:
            self._lock = _lock_of(self.wanted)
            if self._lock is not None:
                _set_aside(self.wanted)
                self.path = self.path.rename(self.wanted)
        if not has_result:
            shutil.rmtree(self.path)
        if self._lock is not None:
            earlier = _aside(self.wanted)
            if has_result:
                shutil.rmtree(earlier, ignore_errors=True)
            elif earlier.exists():
                earlier.rename(self.wanted)
            Path(self._lock.lock_file).unlink(missing_ok=True)
            self._lock.release()


def _lock_of(folder: Path) -> BaseFileLock | None:
    """Return the lock of a folder; None if somebody else holds it."""
    from filelock import FileLock, Timeout

    folder.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(folder.with_name(f"{folder.name}.lock"))
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return None
    return lock


def _made_beside(folder: Path) -> Path:
    """Return a new folder: `last-run-2`, or the next number that nobody has."""
    number = 1
    while True:
        number += 1
        beside = folder.with_name(f"{folder.name}-{number}")
        with suppress(FileExistsError):
            beside.mkdir()
            return beside


def _aside(folder: Path) -> Path:
    return folder.with_name(f"{folder.name}.earlier")


def _set_aside(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(_aside(folder), ignore_errors=True)
        folder.rename(_aside(folder))


def _refuse_foreign(folder: Path) -> None:
    """Refuse to put away what no run of ours, of this version or an earlier one, has filled."""
    if not folder.exists():
        return
    ours = folder.is_dir() and (
        any((folder / name).is_file() for name in (STREAM_FILE, EARLIER_RUN_FILE)) or not any(folder.iterdir())
    )
    if not ours:
        text = f"--traces {folder} holds other things and would be emptied. Name a new or an empty folder."
        raise pytest.UsageError(text)
