"""Files as documents: which suffix stands for which form, and what cannot be read at all."""

from __future__ import annotations

from pathlib import Path

from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.properties import Properties
from callbook.configuration.documents.structured import Structured
from callbook.configuration.documents.text import LARGEST
from callbook.configuration.source import Document
from callbook.core import BadInput

_EXPORTS: dict[str, type[OptionExport]] = {".cfg": OptionExport, ".conf": OptionExport, ".properties": Properties}
EXPORT_SUFFIXES = tuple(_EXPORTS)
SUFFIXES = (*FORMS, *EXPORT_SUFFIXES)


def read_document(path: Path, *, where: str | None = None) -> Document:
    """Return the document in the file at *path*, called *where*.

    Raises:
        BadInput: for what cannot be read, with file and line.
    """
    where = str(path) if where is None else where
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise BadInput("contact centre file", where, accepted=f"a file that ends in {', '.join(SUFFIXES)}")
    data = read_bytes(path, "contact centre file", where)
    return _EXPORTS[suffix].read(data, where) if suffix in _EXPORTS else Structured.read(data, FORMS[suffix], where)


def read_export(path: Path) -> OptionExport:
    """Return the option export in the file at *path*."""
    return _EXPORTS[path.suffix.lower()].read(read_bytes(path, "option export", str(path)), str(path))


def read_bytes(path: Path, what: str, where: str) -> bytes:
    """Return the bytes of a file, not many more than may be; raise BadInput with the reason when it cannot be."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(what, where, accepted=f"a file that can be read ({error.strerror})") from None
    except ValueError as error:  # a path with a NUL in it
        raise BadInput(what, where, accepted=f"a path ({error})") from None
