"""The files of a contact centre: what they say together, and the file and line of each part of it.

One file in TOML, JSON or YAML describes it. Where a table of options may stand, the path of an option export may stand
instead. An option export alone is taken as the options of the Application, of a centre about which nothing else is
known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, cast

from callbook.configuration.documents import DataPath, Position, written
from callbook.configuration.documents.forms import FORMS
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.structured import Structured
from callbook.configuration.documents.text import LARGEST
from callbook.configuration.options import SECTION
from callbook.configuration.references import WITH_OPTIONS
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
    """Return the bytes of a file, not many more than may be; raise BadInput with the reason when it cannot be."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise BadInput(what, where, accepted=f"a file that can be read ({error.strerror})") from None
    except ValueError as error:  # a path with a NUL in it
        raise BadInput(what, where, accepted=f"a path ({error})") from None


Document = Structured | OptionExport

_APPLICATION: DataPath = ("application",)
_QUOTED = {
    "TOML": 'a text, under the option\'s name in quotes: "webcallback.auto-answer" = "true"',
    "JSON": 'a text: "webcallback.auto-answer": "true"',
    "YAML": 'a text in quotes: webcallback.auto-answer: "true"',
}


@dataclass(frozen=True)
class Source:
    """The files of a contact centre, read.

    Attributes:
        main: the file that was asked for.
        exports: the option exports that it names, by the path of the table that each stands for.
    """

    main: Document
    exports: Mapping[DataPath, OptionExport] = field(default_factory=dict[DataPath, OptionExport])

    @classmethod
    def read(cls, path: Path) -> Source:
        """Return what the file at *path* says, with the exports that it names.

        Raises:
            BadInput: for what cannot be read.
        """
        return cls.of(read_document(path), path.parent)

    @classmethod
    def of(cls, main: Document, folder: Path) -> Source:
        """Return *main* with the exports that it names, relative to *folder*, each once.

        Raises:
            BadInput: for what cannot be read, and for options that are no texts.
        """
        if isinstance(main, OptionExport):
            return cls(main, {_APPLICATION: main})
        read: dict[Path, OptionExport] = {}
        exports: dict[DataPath, OptionExport] = {}
        for path, options in option_tables(main.values):
            if isinstance(options, str):
                exports[path] = _export(main, path, folder / options, read)
            else:
                _check_texts(main, path, options)
        return cls(main, exports)

    @property
    def whole(self) -> bool:
        """Whether the contact centre is described, not only options of it."""
        return isinstance(self.main, Structured)

    @cached_property
    def values(self) -> dict[str, Any]:
        """What the files say together, as data; keep it as it is."""
        if isinstance(self.main, OptionExport):
            return {"name": self.main.where, "time_zone": "UTC", "application": self.main.options(SECTION)}
        values = dict(self.main.values)
        for path, export in self.exports.items():
            _put(values, path, export.options(SECTION))
        return values

    @property
    def documents(self) -> tuple[Document, ...]:
        """Every file once: the main one first, then the exports in the order in which they are named."""
        return tuple({document.where: document for document in (self.main, *self.exports.values())}.values())

    def position(self, path: DataPath) -> Position:
        """Return the file and line of what is at *path*, or of the nearest thing around it."""
        *table, last = path or ("",)
        export = self.exports.get(tuple(table))
        entry = export.entry(SECTION, str(last)) if export else None
        if export and entry:
            return Position(export.where, entry.line)
        if isinstance(self.main, OptionExport):
            return Position(self.main.where, 1)
        return Position(self.main.where, self.main.line(path))

    def place(self, path: DataPath) -> str:
        """Return where *path* stands: file, line, and the path itself."""
        return f"{self.position(path)}: {written(path)}" if path else str(self.position(path))


def option_tables(values: Mapping[str, Any]) -> Iterator[tuple[DataPath, dict[str, Any] | str]]:
    """Return every table of options, or the text that stands in the place of one, with its path."""
    application: object = values.get("application")
    if isinstance(application, dict | str):
        yield _APPLICATION, cast("dict[str, Any] | str", application)
    for collection in WITH_OPTIONS:
        for index, thing in enumerate(_tables(values.get(collection))):
            options: object = thing.get("options")
            if isinstance(options, dict | str):
                yield (collection, index, "options"), cast("dict[str, Any] | str", options)


def _tables(things: object) -> list[dict[str, Any]]:
    """Return the tables of an array, with an empty one for anything else: msgspec complains about that later."""
    entries = cast("list[object]", things) if isinstance(things, list) else []
    return [cast("dict[str, Any]", entry) if isinstance(entry, dict) else {} for entry in entries]


def _check_texts(main: Structured, path: DataPath, options: Mapping[str, Any]) -> None:
    for name, value in options.items():
        if not isinstance(value, str):
            place = f"{main.where}:{main.line((*path, name))}: {written((*path, name))}"
            raise BadInput("option value", value, where=place, accepted=_QUOTED[main.form.name])


def _export(main: Structured, at: DataPath, path: Path, read: dict[Path, OptionExport]) -> OptionExport:
    place = f"{main.where}:{main.line(at)}: {written(at)}"
    if path.suffix.lower() not in EXPORT_SUFFIXES:
        accepted = f"a table of options, or the path of an option export ({' or '.join(EXPORT_SUFFIXES)})"
        raise BadInput("options", path.name, where=place, accepted=accepted)
    if path not in read:
        try:
            read[path] = read_export(path)
        except BadInput as error:
            if error.where:  # in the export itself: the error names it with its line
                raise
            raise BadInput(error.what, error.given, where=place, accepted=error.accepted) from None
    return read[path]


def _put(values: dict[str, Any], path: DataPath, options: dict[str, str]) -> None:
    """Put *options* in the place at *path*; the tables on the way are copied."""
    *way, last = path
    table: Any = values
    for step in way:
        held: Any = table[step]
        table[step] = list(cast("Iterable[Any]", held)) if isinstance(held, list) else dict(held)
        table = table[step]
    table[last] = options
