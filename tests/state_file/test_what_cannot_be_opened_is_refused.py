"""A file that is something else, newer, in use or in no place is refused with the reason, and left as it is."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from callbook.core.errors import BadInput
from callbook.core.state_file import StateFile

OLDER = (
    "format 2: this one has format 1, Callbook 0.1 has made it. It is left as it is: serve it with that version, or "
    "name a path where there is no file yet"
)
FOREIGN = "a path where there is no file yet, or a state file of Callbook: this is something else"
IN_USE = "one that nobody has open: this one is in use"


def a_text(path: Path) -> None:
    """Somebody's notes."""
    path.write_text("Call Maria back.", encoding="utf-8")


def a_database(path: Path) -> None:
    """Somebody's SQLite database."""
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE runs (name)")
    connection.close()


def a_database_with_a_log(path: Path) -> None:
    """One in WAL mode, whose log was left behind when its process was killed."""
    source = path.with_name("source")
    connection = sqlite3.connect(source)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE runs (name)")
    path.write_bytes(source.read_bytes())
    path.with_name(f"{path.name}-wal").write_bytes(source.with_name("source-wal").read_bytes())
    connection.close()


def contents(folder: Path) -> dict[str, bytes]:
    """Give all files of a folder."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.parametrize("make", [a_text, a_database, a_database_with_a_log])
def test_something_else(path: Path, make: Callable[[Path], None]) -> None:
    """What is no state file is not touched."""
    make(path)
    before = contents(path.parent)
    with pytest.raises(BadInput) as refused:
        StateFile(path)
    assert f"state file {str(path)!r} cannot be used. Accepted: {FOREIGN}." == str(refused.value)
    assert before == contents(path.parent)


@pytest.mark.parametrize(
    ("version", "accepted"),
    [
        (3, "format 2: this one has format 3, a newer Callbook has made it"),
        (1, OLDER),
    ],
)
def test_one_of_another_format(path: Path, version: int, accepted: str) -> None:
    """A file that another Callbook has made is not touched, and nobody begins empty in its place."""
    StateFile(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {version}")
    connection.close()
    before = contents(path.parent)
    with pytest.raises(BadInput) as refused:
        StateFile(path)
    assert accepted == refused.value.accepted
    assert before == contents(path.parent)


def test_an_empty_file_is_a_new_one(path: Path) -> None:
    """Whoever made it was killed before anything stood in it."""
    path.touch()
    with StateFile(path) as opened:
        assert () == opened.runs()


def test_one_that_this_process_has_open(path: Path, state_file: StateFile) -> None:
    """Twice in one process is refused, and others are still kept out; once it is closed it can be opened again."""
    with pytest.raises(BadInput) as refused:
        StateFile(path)
    assert f"state file {str(path)!r} cannot be used. Accepted: {IN_USE}." == str(refused.value)
    assert IN_USE in opened_elsewhere(path)
    state_file.save("monday", [("a", b"1")], b"")
    state_file.close()
    assert "('monday',)" == opened_elsewhere(path)


def opened_elsewhere(path: Path) -> str:
    """Open the file in another process; give its runs, or how it was refused."""
    code = (
        "import sys, pathlib\n"
        "from callbook.core.errors import BadInput\n"
        "from callbook.core.state_file import StateFile\n"
        "try:\n    print(StateFile(pathlib.Path(sys.argv[1])).runs())\n"
        "except BadInput as refused:\n    print(refused)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, path], check=True, capture_output=True, text=True)  # noqa: S603 - our own code
    return done.stdout.strip()


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    """The folder is not made by itself: it may be a slip of the pen."""
    with pytest.raises(BadInput) as refused:
        StateFile(tmp_path / "nowhere" / "file")
    assert refused.value.accepted == "a path where a file can be made (No such file or directory)"


def test_a_folder_itself(tmp_path: Path) -> None:
    """A folder is no file."""
    with pytest.raises(BadInput) as refused:
        StateFile(tmp_path)
    assert refused.value.accepted == "a path where a file can be made (Is a directory)"
