"""Reading documents from files; the suffix of a file says which form it has."""

from __future__ import annotations

from pathlib import Path

from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.structured import Structured
from callbook.core import BadInput

EXPORT_SUFFIXES = (".cfg", ".conf")
SUFFIXES = (*FORMS, *EXPORT_SUFFIXES)


def read_document(path: Path, *, where: str | None = None) -> Structured | OptionExport:
    """Return the document in the file at *path*, called *where*.

    Raises:
        BadInput: for what cannot be read, with file and line.
    """
    where = str(path) if where is None else where
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise BadInput("contact centre file", where, accepted=f"a file that ends in {', '.join(SUFFIXES)}")
    data = read_bytes(path, "contact centre file", where)
    return OptionExport.read(data, where) if suffix in EXPORT_SUFFIXES else Structured.read(data, FORMS[suffix], where)


def read_export(path: Path) -> OptionExport:
    """Return the option export in the file at *path*."""
    return OptionExport.read(read_bytes(path, "option export", str(path)), str(path))


def read_bytes(path: Path, what: str, where: str) -> bytes:
    """Return the bytes of a file; raise BadInput with the reason when it cannot be."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(what, where, accepted=f"a file that can be read ({error.strerror})") from None
    except ValueError as error:  # a path with a NUL in it
        raise BadInput(what, where, accepted=f"a path ({error})") from None
