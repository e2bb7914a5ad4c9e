"""A save that does not come to its end leaves everything as it was."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.core.state_file import NotKept, StateFile

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_the_disk_is_full(path: Path, state_file: StateFile) -> None:
    """What could not be written is said, what was there before still is, and the next save works."""
    state_file.save("monday", [("a", b"1")], b"one")
    ((pages,),) = state_file._connection.execute("PRAGMA page_count")
    state_file._connection.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(NotKept) as failed:
        state_file.save("monday", [("a", b"2"), ("b", bytes(100_000))], b"two")
    expected = f"The state file {str(path)!r} could not be written (database or disk is full)."
    assert expected == str(failed.value)
    assert ([("a", b"1")], b"one") == (state_file.rows("monday"), state_file.position("monday"))
    state_file.save("monday", [("a", b"3")], b"three")
    assert ([("a", b"3")], b"three") == (state_file.rows("monday"), state_file.position("monday"))


def test_the_rows_do_not_come_to_an_end(state_file: StateFile) -> None:
    """Whoever makes the rows fails half-way: none of them was written."""

    def rows() -> Iterator[tuple[str, bytes]]:
        yield "a", b"1"
        raise KeyError("b")

    with pytest.raises(KeyError):
        state_file.save("monday", rows(), b"one")
    assert ([], b"start") == (state_file.rows("monday"), state_file.position("monday"))


def test_something_else_goes_wrong_inside(state_file: StateFile) -> None:
    """What is no bytes at all is no fault of the disk; it is taken back all the same."""
    with pytest.raises(TypeError):
        state_file.begin("tuesday", b"head", None)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    state_file.begin("tuesday", b"head")
    assert ("monday", "tuesday") == state_file.runs()


def test_a_file_that_is_closed(state_file: StateFile) -> None:
    """Nothing can be written any more, and that is said."""
    state_file.close()
    with pytest.raises(NotKept, match="Cannot operate on a closed database"):
        state_file.save("monday", [("a", b"1")], b"one")


def test_one_that_was_never_finished(path: Path, state_file: StateFile) -> None:
    """A process that is gone in the middle of a save has saved nothing of it."""
    state_file.save("monday", [("a", b"1")], b"one")
    state_file._connection.execute("BEGIN IMMEDIATE")
    state_file._connection.execute("DELETE FROM rows")
    state_file.close()
    with StateFile(path) as again:
        assert ([("a", b"1")], b"one") == (again.rows("monday"), again.position("monday"))
