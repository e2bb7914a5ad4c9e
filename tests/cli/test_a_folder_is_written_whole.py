"""Many files are written into a folder: all of them, or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from callbook.cli.whole_file import write_all
from callbook.core.errors import BadInput

FILES = {"a.txt": b"a", "deep/down/b.txt": b"b", "deep/c.txt": b"c"}


def everything(folder: Path) -> dict[str, bytes | None]:
    """Give all files with their contents, and all folders."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None for path in folder.rglob("*")
    }


def test_a_folder_comes_into_being(tmp_path: Path) -> None:
    """With all folders in it and above it."""
    write_all(tmp_path / "new/one", FILES)
    assert {**FILES, "deep": None, "deep/down": None} == everything(tmp_path / "new/one")


def test_what_is_there_is_an_error(tmp_path: Path) -> None:
    """Nothing is written."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep/c.txt").write_bytes(b"mine")
    with pytest.raises(BadInput, match=r"one without deep/c\.txt; or --force, which overwrites these and nothing else"):
        write_all(tmp_path, FILES)
    assert {"deep": None, "deep/c.txt": b"mine"} == everything(tmp_path)
    write_all(tmp_path, FILES, force=True)
    assert b"c" == (tmp_path / "deep/c.txt").read_bytes()


@pytest.mark.parametrize("kind", ["folder", "link", "broken link"])
def test_only_files_are_overwritten(tmp_path: Path, kind: str) -> None:
    """Not even by force is a folder replaced, or what a link leads to."""
    folder, elsewhere = tmp_path / "here", tmp_path / "elsewhere.txt"
    folder.mkdir()
    if kind == "folder":
        (folder / "a.txt").mkdir()
    else:
        (folder / "a.txt").symlink_to(elsewhere)
    if kind == "link":
        elsewhere.write_bytes(b"mine")
    before = everything(tmp_path)
    with pytest.raises(BadInput, match=r"one where these are files, or not there at all: a\.txt"):
        write_all(folder, FILES, force=True)
    assert before == everything(tmp_path)


def test_after_a_failure_all_is_as_it_was(tmp_path: Path) -> None:
    """What was overwritten before is there again, and what is new is gone."""
    (tmp_path / "a.txt").write_bytes(b"mine")
    (tmp_path / "in the way").write_bytes(b"")
    before = everything(tmp_path)
    with pytest.raises(BadInput, match=r"folder '.*in the way' cannot be used\. Accepted: one that can be made"):
        write_all(tmp_path, {**FILES, "in the way/d.txt": b"d"}, force=True)
    assert before == everything(tmp_path)


def test_a_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    """A name that is too long is noticed only when it is written."""
    with pytest.raises(BadInput, match=r"a file that can be written"):
        write_all(tmp_path / "new", {**FILES, "n" * 252: b"d"})
    assert {} == everything(tmp_path)
