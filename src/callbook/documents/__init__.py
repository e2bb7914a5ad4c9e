"""Files that people edit by hand: read with the place of everything, changed without touching any other byte."""

from callbook.documents.node import DataPath, Position, written
from callbook.documents.option_export import Entry, OptionExport
from callbook.documents.reading import EXPORT_SUFFIXES, SUFFIXES, read_bytes, read_document, read_export
from callbook.documents.structured import Structured

__all__ = [
    "EXPORT_SUFFIXES",
    "SUFFIXES",
    "DataPath",
    "Entry",
    "OptionExport",
    "Position",
    "Structured",
    "read_bytes",
    "read_document",
    "read_export",
    "written",
]
