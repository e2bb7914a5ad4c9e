"""What was saved is there when the file is opened again, run by run."""

from __future__ import annotations

from pathlib import Path

import pytest

from callbook.core.errors import BadInput, Unknown
from callbook.core.state_file import StateFile


def test_rows_and_position(path: Path, state_file: StateFile) -> None:
    """The last value under each key, and the last position, in this process and in the next."""
    state_file.save("monday", [("a", b"1"), ("b", b"\x00\xff")], b"one")
    state_file.save("monday", [("a", b""), ("c", b"3"), ("b", None), ("never", None)], b"two")
    expected = ([("a", b""), ("c", b"3")], b"two", b"head")
    assert expected == (state_file.rows("monday"), state_file.position("monday"), state_file.head("monday"))
    state_file.close()
    with StateFile(path) as again:
        assert expected == (again.rows("monday"), again.position("monday"), again.head("monday"))


def test_runs_are_apart(state_file: StateFile) -> None:
    """Each run has rows of its own; one that is forgotten leaves nothing, and no other loses anything."""
    state_file.begin("tuesday", b"another head")
    state_file.save("monday", [("a", b"1")], b"")
    state_file.save("tuesday", [("a", b"2")], b"")
    assert ("monday", "tuesday") == state_file.runs()
    state_file.forget("monday")
    assert (("tuesday",), None) == (state_file.runs(), state_file.head("monday"))
    state_file.begin("monday", b"new", b"from the start")
    found = (state_file.rows("monday"), state_file.position("monday"), state_file.rows("tuesday"))
    assert ([], b"from the start", [("a", b"2")]) == found


def test_a_run_begins_once(path: Path, state_file: StateFile) -> None:
    """A second beginning under the same name would mix two runs."""
    with pytest.raises(BadInput) as refused:
        state_file.begin("monday", b"another head")
    assert f"run 'monday' in {path} cannot be used. Accepted: a name that no run has yet." == str(refused.value)
    assert state_file.head("monday") == b"head"


def test_a_run_that_nobody_made(path: Path, state_file: StateFile) -> None:
    """Whatever is asked of it, the runs that there are are named."""
    expected = f"There is no run 'mondey' in {path}. Did you mean 'monday'?"
    for ask in (
        lambda: state_file.save("mondey", [], b""),
        lambda: state_file.rows("mondey"),
        lambda: state_file.position("mondey"),
        lambda: state_file.forget("mondey"),
    ):
        with pytest.raises(Unknown) as refused:
            ask()
        assert expected == str(refused.value)


def test_only_its_owner_may_read_it(path: Path, state_file: StateFile) -> None:
    """It holds names and telephone numbers: so does what SQLite lays beside it."""
    assert {0o600} == {file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert [path.name, f"{path.name}-wal"] == sorted(file.name for file in path.parent.iterdir())


@pytest.mark.parametrize(("synced", "expected"), [(False, 1), (True, 2)])
def test_power_failures(path: Path, synced: bool, expected: int) -> None:  # noqa: FBT001 - the parameter of the table
    """On demand each save waits for the disk: SQLite's synchronous is NORMAL, or FULL."""
    with StateFile(path, synced=synced) as opened:
        found = opened._connection.execute("PRAGMA synchronous").fetchall()  # pyright: ignore[reportPrivateUsage]
        assert [(expected,)] == found
