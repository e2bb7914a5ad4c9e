"""A state file: for each run a head, a position and rows of bytes, in SQLite, written all or nothing.

It keeps bytes and knows nothing of what they mean. Every ``save`` is one transaction. Once it has returned, killing the
process (``kill -9``) loses nothing of it: the operating system has it. A power failure, or a crash of the operating
system, is another matter: without ``synced`` it may take back the newest saves, in their order and never half of one;
with it nothing that ``save`` has returned from is lost, if the disk tells the truth, and a save costs what the disk
takes for it, some milliseconds often.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self
from zlib import crc32

from callbook.core.errors import BadInput, CallbookError, Unknown
from callbook.core.state_file.opening import damaged, opened

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path
    from types import TracebackType

_OPEN: set[tuple[int, int] | None] = set()
"""The files that this process has open, by device and inode: closing a second handle would give the lock away."""

_PUT = """
INSERT INTO rows VALUES (?, ?, ?, ?)
ON CONFLICT (run, key) DO UPDATE SET value = excluded.value, checksum = excluded.checksum
"""
_NOTE = """
INSERT INTO positions VALUES (?, ?, ?)
ON CONFLICT (run) DO UPDATE SET value = excluded.value, checksum = excluded.checksum
"""


class NotKept(CallbookError):  # noqa: N818 - names what happened
    """Something could not be written, as the disk is full perhaps: nothing of it was; what was kept before still is."""


class StateFile:
    """The file at *path*, made where there is none; no other process can open it until it is closed.

    Whoever calls from several threads lets one call end before the next begins.

    Args:
        path: where it lies; SQLite lays ``-wal`` beside it while it is open.
        synced: whether each save waits until the disk has it, see above.

    Raises:
        BadInput: it is something else, of a newer format, damaged, open already, or the place cannot be written to.
    """

    def __init__(self, path: Path, *, synced: bool = False) -> None:
        self.path = path
        if _identity(path) in _OPEN:  # before it is looked at
            raise BadInput("state file", str(path), accepted="one that nobody has open: this one is in use")
        self._connection, self._numbers = opened(path, synced=synced)
        self._identity = _identity(path)
        _OPEN.add(self._identity)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # Runs.

    def runs(self) -> tuple[str, ...]:
        """Return the names of all runs, the oldest first."""
        return tuple(self._numbers)

    def begin(self, run: str, head: bytes, position: bytes = b"") -> None:
        """Make a run; *head* never changes.

        Raises:
            BadInput: there is a run of this name.
            NotKept: it could not be written.
        """
        if run in self._numbers:
            raise BadInput("run", run, where=str(self.path), accepted="a name that no run has yet")
        with self._transaction():
            row = (run, head, _checksum(run, head))
            ((number,),) = self._connection.execute("INSERT INTO runs VALUES (NULL, ?, ?, ?) RETURNING number", row)
            self._connection.execute(_NOTE, (number, position, _checksum(run, position)))
        self._numbers[run] = number

    def head(self, run: str) -> bytes | None:
        """Return what the run began with; None if there is no such run."""
        if run not in self._numbers:
            return None
        return self._only("SELECT head, checksum FROM runs WHERE number = ?", run, "head")

    def position(self, run: str) -> bytes:
        """Return the position of the last save.

        Raises:
            Unknown: there is no such run.
        """
        return self._only("SELECT value, checksum FROM positions WHERE run = ?", run, "position")

    def forget(self, run: str) -> None:
        """Keep nothing more of a run.

        Raises:
            Unknown: there is no such run.
            NotKept: it could not be written.
        """
        number = self._number(run)
        with self._transaction():
            self._connection.execute("DELETE FROM rows WHERE run = ?", (number,))
            self._connection.execute("DELETE FROM positions WHERE run = ?", (number,))
            self._connection.execute("DELETE FROM runs WHERE number = ?", (number,))
        del self._numbers[run]

    # Rows.

    def save(self, run: str, rows: Iterable[tuple[str, bytes | None]], position: bytes) -> None:
        """Write rows, take out those that are None, and note the position: all of it or nothing.

        Raises:
            Unknown: there is no such run.
            NotKept: it could not be written.
        """
        number = self._number(run)
        put: list[tuple[int, str, bytes, int]] = []
        gone: list[tuple[int, str]] = []
        for key, value in rows:
            if value is None:
                gone.append((number, key))
            else:
                put.append((number, key, value, _checksum(key, value)))
        with self._transaction():
            self._connection.executemany(_PUT, put)
            if gone:
                self._connection.executemany("DELETE FROM rows WHERE run = ? AND key = ?", gone)
            self._connection.execute(_NOTE, (number, position, _checksum(run, position)))

    def rows(self, run: str) -> list[tuple[str, bytes]]:
        """Return all rows of a run, by their keys.

        Raises:
            Unknown: there is no such run.
            BadInput: the file is damaged.
        """
        found = self._read("SELECT key, value, checksum FROM rows WHERE run = ? ORDER BY key", self._number(run))
        for key, value, checksum in found:
            if checksum != _checksum(key, value):
                raise damaged(self.path, f"row {key!r} of the run {run!r} is not as it was written")
        return [(key, value) for key, value, _ in found]

    def close(self) -> None:
        """Let others have the file."""
        self._connection.close()
        _OPEN.discard(self._identity)

    # How it is done.

    def _number(self, run: str) -> int:
        number = self._numbers.get(run)
        if number is None:
            raise Unknown("run", run, self._numbers, where=str(self.path))
        return number

    def _only(self, query: str, run: str, what: str) -> bytes:
        for value, checksum in self._read(query, self._number(run)):
            if checksum == _checksum(run, value):
                return bytes(value)
        raise damaged(self.path, f"the {what} of the run {run!r} is not as it was written")

    def _read(self, query: str, *of: int) -> list[tuple[Any, ...]]:
        try:
            return self._connection.execute(query, of).fetchall()
        except sqlite3.Error as error:
            raise damaged(self.path, error) from error

    @contextmanager
    def _transaction(self) -> Generator[None]:
        try:
            self._connection.execute("BEGIN IMMEDIATE")
            yield
            self._connection.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):  # SQLite may have rolled back itself
                self._connection.execute("ROLLBACK")
            if isinstance(error, sqlite3.Error):
                raise NotKept(f"The state file {str(self.path)!r} could not be written ({error}).") from error
            raise


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_dev, found.st_ino)


def _checksum(key: str, value: bytes) -> int:
    """Return what tells whether a value is as it was written, and under this key."""
    return crc32(value, crc32(key.encode()))
