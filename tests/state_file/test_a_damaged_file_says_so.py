"""Whatever befalls the bytes of a file, it is refused, or it gives exactly what was saved."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest

from callbook.core.errors import BadInput
from callbook.core.state_file import StateFile

Books: TypeAlias = dict[str, tuple[bytes | None, bytes, dict[str, bytes]]]


def everything_in(path: Path) -> Books:
    """Read all that a file holds."""
    with StateFile(path) as opened:
        return {run: (opened.head(run), opened.position(run), dict(opened.rows(run))) for run in opened.runs()}


@pytest.fixture
def whole(path: Path) -> bytes:
    """The bytes of a file with two runs, closed."""
    with StateFile(path) as opened:
        opened.begin("monday", b"head" * 50)
        opened.begin("tuesday", b"another head")
        opened.save("monday", [(f"row {number}", bytes([number]) * number) for number in range(1, 60)], b"far")
        opened.save("tuesday", [(f"row {number}", b"value") for number in range(5)], b"near")
        opened.save("monday", [(f"row {number}", None) for number in range(1, 60, 7)], b"farther")
    return path.read_bytes()


def test_a_bit_has_turned(path: Path, whole: bytes) -> None:
    """Any bit of the file, in 500 places: what comes out is never something else."""
    source = Random(1)  # noqa: S311 - picks places
    before, refused = everything_in(path), 0
    for _ in range(500):
        turned = bytearray(whole)
        turned[source.randrange(len(whole))] ^= 1 << source.randrange(8)
        path.write_bytes(turned)
        try:
            assert before == everything_in(path)
        except BadInput:
            refused += 1
    assert refused > 50


@pytest.mark.parametrize("kept", [100, 4_096, 10_000])
def test_the_end_is_missing(path: Path, whole: bytes, kept: int) -> None:
    """A file that is cut off is refused."""
    path.write_bytes(whole[:kept])
    with pytest.raises(BadInput, match="an undamaged one"):
        everything_in(path)


def test_the_schema_is_damaged(path: Path, whole: bytes) -> None:
    """What SQLite quotes of it is no text: refused all the same."""
    at = whole.index(b"tablerowsrows") + len("table")
    path.write_bytes(whole[:at] + b"\xf2" + whole[at + 1 :])
    with pytest.raises(BadInput, match="an undamaged one"):
        everything_in(path)


@pytest.mark.parametrize(
    ("harm", "what"),
    [
        ("UPDATE rows SET value = x'00' WHERE key = 'row 9'", "row 'row 9' of the run 'monday'"),
        ("UPDATE rows SET key = 'row 0' WHERE key = 'row 9'", "row 'row 0' of the run 'monday'"),
        ("UPDATE runs SET head = x'00'", "the head of the run 'monday'"),
        ("UPDATE positions SET value = x'00'", "the position of the run 'monday'"),
        ("DELETE FROM positions", "the position of the run 'monday'"),
    ],
)
def test_somebody_else_has_written(path: Path, whole: bytes, harm: str, what: str) -> None:
    """A value that is not as it was written is named."""
    connection = sqlite3.connect(path)
    connection.execute(harm)
    connection.commit()
    connection.close()
    with pytest.raises(BadInput) as refused:
        everything_in(path)
    expected = f"state file {str(path)!r} cannot be used. Accepted: an undamaged one ({what} is not as it was written)."
    assert expected == str(refused.value)


def test_a_table_is_gone(path: Path, whole: bytes) -> None:
    """It says what is missing."""
    connection = sqlite3.connect(path)
    connection.execute("DROP TABLE runs")
    connection.close()
    with pytest.raises(BadInput, match=r"an undamaged one \(no such table: runs\)"):
        everything_in(path)
    path.write_bytes(whole)
    assert ["monday", "tuesday"] == list(everything_in(path))
