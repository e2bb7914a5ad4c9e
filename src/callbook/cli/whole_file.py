"""Writes a file, or many into a folder, whole or not at all; what was there before stays until then.

Whoever could read that one can read the new one: its permissions are kept.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from os.path import lexists
from pathlib import Path
from shutil import copymode
from typing import TYPE_CHECKING

from callbook.core import BadInput, one_of

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_whole(path: Path, content: str | bytes, *, what: str = "--output") -> None:
    """Write *content* to *path*, a text in UTF-8.

    Raises:
        BadInput: when it cannot be written there; *what* is named.
    """
    half = path.with_name(f"{path.name}.part")
    try:
        half.write_bytes(content.encode() if isinstance(content, str) else content)
        if path.is_file():
            copymode(path, half)
        half.replace(path)
    except OSError as error:
        with suppress(OSError):  # where nothing can be written there is often nothing to remove either
            half.unlink()
        raise BadInput(what, str(path), accepted=f"a file that can be written ({error.strerror})") from None


def write_all(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> None:
    """Write *files* into *folder*, which comes into being with all that it needs; if one fails, all is as it was.

    Args:
        folder: where they go.
        files: their paths in it, with forward slashes, and what they hold.
        force: overwrite files that are there.

    Raises:
        BadInput: files are there and *force* is not given, or something cannot be written.
    """
    _refuse_taken(folder, files, force=force)
    with ExitStack() as undo:
        for path, content in files.items():
            _make_folder((folder / path).parent, undo)
            _write(folder / path, content, undo)
        undo.pop_all()


def _refuse_taken(folder: Path, files: Mapping[str, bytes], *, force: bool) -> None:
    taken = [path for path in files if lexists(folder / path)]
    no_files = [path for path in taken if (folder / path).is_symlink() or not (folder / path).is_file()]
    if no_files:
        accepted = f"one where these are files, or not there at all: {', '.join(no_files)}"
        raise BadInput("folder", str(folder), accepted=accepted)
    if taken and not force:
        accepted = f"one without {one_of(taken, most=len(taken))}; or --force, which overwrites these and nothing else"
        raise BadInput("folder", str(folder), accepted=accepted)


def _make_folder(folder: Path, undo: ExitStack) -> None:
    if folder.is_dir():
        return
    _make_folder(folder.parent, undo)
    try:
        folder.mkdir()
    except OSError as error:
        raise BadInput("folder", str(folder), accepted=f"one that can be made ({error.strerror})") from None
    undo.callback(folder.rmdir)


def _write(path: Path, content: bytes, undo: ExitStack) -> None:
    before = path.read_bytes() if path.is_file() else None
    write_whole(path, content, what="file")
    if before is None:
        undo.callback(path.unlink)
    else:
        undo.callback(path.write_bytes, before)
