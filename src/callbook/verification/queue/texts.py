"""What tasks are about: the texts of features and contact centres, told apart from others of the same name."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEATURES = "*.feature"


def hash_of_texts(paths: Iterable[str], folder: Path | None = None) -> str:
    """Return by what these texts are told from others, 64 hexadecimal digits; what is not there is empty.

    Args:
        paths: files, tests in them as pytest names them, or folders of features.
        folder: where paths begin; this process's own by default.
    """
    texts = sha256()
    for path in paths:
        file = (folder or Path()) / path.partition("::")[0]
        for each in sorted(file.rglob(_FEATURES)) if file.is_dir() else [file]:
            texts.update(each.read_bytes() if each.is_file() else b"")
    return texts.hexdigest()
