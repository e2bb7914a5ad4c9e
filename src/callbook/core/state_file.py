"""A state file: for each run a head, a position and rows of bytes, in SQLite, written all or nothing (E2, F10).

It keeps what a server must not lose, whenever its process is killed: bytes, and it knows nothing of what they mean.
Every ``save`` is one transaction. Once it has returned, killing the process (``kill -9``) loses nothing of it: the
operating system has it. A power failure, or a crash of the operating system, is another matter: without ``synced`` it
may take back the newest saves, in their order and never half of one; with it nothing that ``save`` has returned from is
lost, if the disk tells the truth, and a save costs what the disk takes for it, some milliseconds often.

A file that is not ours, newer, in use or damaged is refused when it is opened, and left as it is.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from typing import TYPE_CHECKING, Any, Self
from zlib import crc32

from callbook.core.errors import BadInput, CallbookError, Unknown

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable
    from pathlib import Path
    from types import TracebackType

APPLICATION = int.from_bytes(b"Clbk", "big")
"""What SQLite's header says whose file it is."""
FORMAT = 2
"""The version of the tables and of what lies in them; another one is refused."""

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_VERSION_AT = 60
_APPLICATION_AT = 68
_OWNER_ONLY = 0o600  # it holds names and telephone numbers

_TABLES = f"""
BEGIN EXCLUSIVE;
PRAGMA application_id = {APPLICATION};
PRAGMA user_version = {FORMAT};
CREATE TABLE runs (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    head BLOB NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE TABLE positions (
    run INTEGER PRIMARY KEY REFERENCES runs,
    value BLOB NOT NULL,
    checksum INTEGER NOT NULL
);
CREATE TABLE rows (
    run INTEGER NOT NULL REFERENCES runs,
    key TEXT NOT NULL,
    value BLOB NOT NULL,
    checksum INTEGER NOT NULL,
    PRIMARY KEY (run, key)
) WITHOUT ROWID;
COMMIT;
"""


def opened(path: Path, *, synced: bool) -> tuple[sqlite3.Connection, dict[str, int]]:
    """Open the file at *path*, or make it, and read which runs it has; no other process gets at it from now on.

    Raises:
        BadInput: when it cannot be used.
    """
    _look_at(path)
    connection = sqlite3.connect(path, timeout=0, isolation_level=None, check_same_thread=False)
    try:
        _take(connection)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {'FULL' if synced else 'NORMAL'}")
        _check(connection)
        return connection, dict(connection.execute("SELECT name, number FROM runs ORDER BY number"))
    except (sqlite3.Error, UnicodeDecodeError) as error:  # SQLite's text may quote what is damaged
        connection.close()
        raise _reason(path, error) from error


def damaged(path: Path, what: object) -> BadInput:
    """Return the error that says that a file is not as it was written."""
    return BadInput("state file", str(path), accepted=f"an undamaged one ({what})")


def _look_at(path: Path) -> None:
    """Refuse what is no state file without letting SQLite near it, and make one that lacks, empty."""
    try:
        header = _header(path)
    except OSError as error:
        accepted = f"a path where a file can be made ({error.strerror})"
        raise BadInput("state file", str(path), accepted=accepted) from error
    if not header:
        return
    if not header.startswith(_MAGIC) or _number(header, _APPLICATION_AT) != APPLICATION:
        accepted = "a path where there is no file yet, or a state file of Callbook: this is something else"
        raise BadInput("state file", str(path), accepted=accepted)
    version = _number(header, _VERSION_AT)
    if version > FORMAT:
        accepted = f"format {FORMAT}: this one has format {version}, a newer Callbook has made it"
        raise BadInput("state file", str(path), accepted=accepted)
    if version < FORMAT:
        accepted = (
            f"format {FORMAT}: this one has format {version}, Callbook 0.1 has made it. It is left as it is: serve it "
            "with that version, or name a path where there is no file yet"
        )
        raise BadInput("state file", str(path), accepted=accepted)


def _header(path: Path) -> bytes:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, _OWNER_ONLY)
    with os.fdopen(descriptor, "rb") as file:
        return file.read(_HEADER)


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4], "big")


def _take(connection: sqlite3.Connection) -> None:
    """Lock the file for as long as it is open; a process that is killed gives the lock back."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    ((made,),) = connection.execute("SELECT count(*) FROM sqlite_schema")
    connection.executescript("BEGIN EXCLUSIVE; COMMIT" if made else _TABLES)


def _check(connection: sqlite3.Connection) -> None:
    with closing(connection.execute("PRAGMA quick_check(1)")) as found:
        ((said,),) = found
    if said != "ok":
        raise sqlite3.DatabaseError(said)


def _reason(path: Path, error: Exception) -> BadInput:
    if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY:
        return BadInput("state file", str(path), accepted="one that nobody has open: this one is in use")
    return damaged(path, error)


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
