"""Opening a state file: one that is not ours, newer, in use or damaged is refused, and left as it is."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from pathlib import Path

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
