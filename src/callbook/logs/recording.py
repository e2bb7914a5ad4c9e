"""Writes the recording of a log: streamed, whole or not at all, and for its owner alone, as it holds personal data."""

from __future__ import annotations

from contextlib import suppress
from itertools import chain
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Final

from callbook.core import BadInput
from callbook.logs.anonymity.anonymizer import Anonymizer
from callbook.record import between_ends, lines_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from callbook.logs.anonymity.anonymizer import Anonymized
    from callbook.logs.importing import LogImport

_OWNER_ONLY: Final = 0o600


def write_import(path: Path, logs: LogImport, key: bytes = b"") -> Anonymized | None:
    """Write the recording of *logs* to *path*; with a *key*, made anonymous, of which is returned what was done.

    Raises:
        BadInput: nothing can be read or written, or an original would be left in what is anonymous.
    """
    with TemporaryFile() as entries:
        entries.writelines(line + b"\n" for line in lines_of(logs.entries()))
        head = logs.head()
        if not key:
            _write(path, between_ends(head, _lines(entries), logs.last, logs.count))
            return None
        with TemporaryFile() as clean:
            done = Anonymizer(key, head).between(entries, clean)
            _write(path, between_ends(done.head, _lines(clean), logs.last, logs.count))
            return done


def _lines(file: IO[bytes]) -> Iterable[bytes]:
    file.seek(0)
    return (line.rstrip(b"\n") for line in file)


def _write(path: Path, lines: Iterable[bytes]) -> None:
    half = path.with_name(f"{path.name}.part")
    try:
        half.unlink(missing_ok=True)
        half.touch(mode=_OWNER_ONLY)
        with half.open("wb") as file:
            file.writelines(chain.from_iterable((line, b"\n") for line in lines))
        half.replace(path)
    except OSError as error:
        with suppress(OSError):
            half.unlink()
        raise BadInput("--output", str(path), accepted=f"a file that can be written ({error.strerror})") from None
