"""Writes a file so that it is there whole or not at all; one that was there before stays until then.

Whoever could read that one can read the new one: its permissions are kept.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from shutil import copymode

from callbook.core import BadInput


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
