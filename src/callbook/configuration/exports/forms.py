"""The table of forms: how each is recognized, and what is gathered from a document in it.

A form is recognized by what a file holds, not by who has written it. The first form whose mark is found is it; what has
no mark of another form is our own, so that errors speak of that.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.structured import Structured
from callbook.configuration.exports.gathering import Gathering
from callbook.configuration.exports.kinds import KINDS
from callbook.configuration.exports.shapes import list_of, parts_of, table_of
from callbook.configuration.options import OPTIONS, SECTION
from callbook.configuration.source import Document, Origin
from callbook.core import BadInput

_METADATA = "__metadata__"
_READ = ("JSON", "COMPACT_JSON")
_VERSION = "1"
_OWN_KEY = "time_zone"


@dataclass(frozen=True, slots=True)
class ExportForm:
    """A form in which another program describes a contact centre, or a part of one.

    Attributes:
        name: what it is called.
        mark: how it is recognized, in words.
        recognizes: whether a document is of this form.
        gather: takes note of all that a document of this form holds.
    """

    name: str
    mark: str
    recognizes: Callable[[Document], bool]
    gather: Callable[[Gathering, Document], None]


def form_of(document: Document) -> ExportForm | None:
    """Return the form of a document; None for our own."""
    return next((form for form in EXPORT_FORMS if form.recognizes(document)), None)


def _is_option_export(document: Document) -> bool:
    return isinstance(document, OptionExport)


def _gather_option_export(gathering: Gathering, document: Document) -> None:
    assert isinstance(document, OptionExport)  # noqa: S101 - it was recognized
    _into_application(gathering, Origin(document, (SECTION,)), document.options(SECTION))
    for entry in document.entries:
        if entry.section != SECTION:
            gathering.pass_over("options of other sections", Origin(document, (entry.section, entry.name)))


def _is_whole_export(document: Document) -> bool:
    return _METADATA in _table(document)


def _gather_whole_export(gathering: Gathering, document: Document) -> None:
    root = Origin(document)
    content = _table(document)
    about = table_of(content[_METADATA])
    name, version = about.get("formatName"), str(about.get("formatVersion", ""))
    if name not in _READ:
        place = root.within(_METADATA, "formatName").position
        raise BadInput("form of export", name, where=str(place), accepted=f"an export of the form {' or '.join(_READ)}")
    if version.partition(".")[0] != _VERSION:
        text = f"The export is of version {version!r}, not {_VERSION}: read as far as it is alike"
        gathering.leave_out(root.within(_METADATA, "formatVersion"), "formatVersion", text)
    for key, things in content.items():
        if key in KINDS:
            gathering.find(key, things, root.within(key))
        elif key != _METADATA and things:
            gathering.pass_over(key, root.within(key, 0), len(list_of(things)) or 1)


def _is_section(document: Document) -> bool:
    content = _table(document)
    return isinstance(content.get(SECTION), dict | list) or (bool(content) and content.keys() <= OPTIONS.keys())


def _gather_section(gathering: Gathering, document: Document) -> None:
    root = Origin(document)
    content = _table(document)
    if SECTION not in content:
        _into_application(gathering, root, gathering.texts(("application",), content, root))
        return
    for section, held in content.items():
        origin = root.within(section)
        if section == SECTION:
            _into_application(gathering, origin, gathering.texts(("application",), held, origin))
        else:
            gathering.pass_over("options of other sections", origin, len(table_of(held)) or 1)


def _into_application(gathering: Gathering, origin: Origin, options: dict[str, str]) -> None:
    gathering.origins.setdefault(("application",), origin)
    gathering.values["application"] = {**gathering.values.get("application", {}), **options}


def _kind_of_file(document: Document) -> str | None:
    """Return the kind of objects in a file of the simulator, by the file's name, or by a key of the first of them."""
    first = next((table_of(held) for _, held in parts_of(_content(document))), dict[str, Any]())
    if not first:
        return None
    stem = "".join(filter(str.isalnum, PurePath(document.where).stem)).casefold()
    by_name = (kind.name for kind in KINDS.values() if stem in kind.files)
    by_key = (kind.name for kind in KINDS.values() if kind.tells and kind.tells in first)
    return next(by_name, None) or next(by_key, None)


def _is_simulators(document: Document) -> bool:
    return not is_own(document) and _kind_of_file(document) is not None


def _gather_simulators(gathering: Gathering, document: Document) -> None:
    gathering.find(str(_kind_of_file(document)), _content(document), Origin(document))


def is_own(document: Document) -> bool:
    """Return whether a document is in our own form: whole, or with so much of it that it was meant to be."""
    return _OWN_KEY in _table(document)


def _table(document: Document) -> dict[str, Any]:
    """Return the table at the top of a document; an empty one where something else is."""
    return table_of(_content(document))


def _content(document: Document) -> object:
    return document.content if isinstance(document, Structured) else None


EXPORT_FORMS: tuple[ExportForm, ...] = (
    ExportForm(
        "option export",
        "the suffix .cfg, .conf or .properties",
        _is_option_export,
        _gather_option_export,
    ),
    ExportForm(
        "export of a Configuration Server",
        f"the key {_METADATA}, with the form JSON or COMPACT_JSON",
        _is_whole_export,
        _gather_whole_export,
    ),
    ExportForm(
        "bare sections",
        f"the key {SECTION} at the top, or nothing but names of options",
        _is_section,
        _gather_section,
    ),
    ExportForm(
        "file of the Agent API Simulator",
        "objects in a list or by name, told by the file's name (agents, transactions, ...) or by a key of the first",
        _is_simulators,
        _gather_simulators,
    ),
)
"""Every form but our own, in the order in which their marks are looked for."""
