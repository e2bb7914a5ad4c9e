from __future__ import annotations

from typing import TYPE_CHECKING

from tests.doors.same_recordings import compare

if TYPE_CHECKING:
    from pathlib import Path


def _record(folder: Path, door: str, **recordings: str) -> None:
    for name, text in recordings.items():
        file = folder / door / "features" / "flows" / f"{name}.ndjson"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


def test_alike_is_alike(tmp_path: Path) -> None:
    """The same files with the same bytes."""
    for door in ("direct", "http"):
        _record(tmp_path, door, one="a\n", two="b\nc\n")
    assert (["http       2 recordings, 3 lines, 0 differ from direct's"], 0) == compare(tmp_path)


def test_one_byte_or_one_file_is_a_difference(tmp_path: Path) -> None:
    """What differs, what is missing and what is too much is named."""
    _record(tmp_path, "direct", one="a\n", two="b\n")
    _record(tmp_path, "http", one="a\n", two="B\n", three="c\n")
    lines, wrong = compare(tmp_path)
    assert (2, ["  features/flows/three.ndjson", "  features/flows/two.ndjson"]) == (wrong, lines[1:])


def test_nothing_recorded_is_an_error(tmp_path: Path) -> None:
    """An empty run proves nothing."""
    (tmp_path / "http").mkdir()
    assert 1 == compare(tmp_path)[1]
