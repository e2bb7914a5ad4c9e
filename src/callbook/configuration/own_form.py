"""Our own form: one file in TOML, JSON or YAML that describes a contact centre.

Where a table of options may stand, the path of an option export may stand instead. Options that are numbers or booleans
are read as texts, and privileges as administrators see them by their names in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, cast

from callbook.configuration.documents import DataPath, written
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.structured import Structured
from callbook.configuration.exports.gathering import Gathering
from callbook.configuration.exports.people import grant
from callbook.configuration.exports.texts import read_as_text, text_of
from callbook.configuration.options import SECTION
from callbook.configuration.reading_files import EXPORT_SUFFIXES, read_export
from callbook.configuration.references import WITH_OPTIONS
from callbook.configuration.source import Origin, Source
from callbook.core import BadInput

OWN_FORM = "Callbook's own"
_APPLICATION: DataPath = ("application",)
_QUOTED = {
    "TOML": 'a text, under the option\'s name in quotes: "{name}" = "..."',
    "JSON": 'a text: "{name}": "..."',
    "YAML": 'a text in quotes: {name}: "..."',
}


def source_of_own_form(main: Structured, folder: Path) -> Source:
    """Return what *main* says, with the exports that it names, relative to *folder*, each once.

    Raises:
        BadInput: for what cannot be read, and for options that are neither texts nor numbers nor booleans.
    """
    gathering = Gathering(values=dict(main.values), origins={(): Origin(main)})
    exports: dict[Path, OptionExport] = {}
    for path, options in list(option_tables(main.values)):
        if isinstance(options, str):
            export = _export(main, path, folder / options, exports)
            gathering.origins[path] = Origin(export, (SECTION,))
            _put(gathering.values, path, export.options(SECTION))
        else:
            _take_texts(gathering, main, path, options)
    _take_privileges(gathering, main)
    return Source(
        where=main.where,
        documents=(main, *{export.where: export for export in exports.values()}.values()),
        values=gathering.values,
        origins=gathering.origins,
        whole=True,
        form=OWN_FORM,
        own=True,
        remarks=tuple(gathering.remarks),
        passed_over=gathering.passed_over,
    )


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


def _take_texts(gathering: Gathering, main: Structured, path: DataPath, options: Mapping[str, Any]) -> None:
    """Put texts in the place of numbers and booleans."""
    texts: dict[str, str] = {}
    for name, value in options.items():
        if isinstance(value, str):
            continue
        origin = Origin(main, (*path, name))
        text = text_of(origin, value)
        if text is None:
            accepted = _QUOTED[main.form.name].format(name=name)
            place = f"{origin.position}: {written(origin.path)}"
            raise BadInput("option value", value, where=place, accepted=accepted)
        gathering.remarks.append(read_as_text(origin, name, value, text))
        texts[name] = text
    if texts:
        _put(gathering.values, path, {**options, **texts})


def _take_privileges(gathering: Gathering, main: Structured) -> None:
    """Put the names of the catalogue in the place of those that administrators see."""
    for index, role in enumerate(_tables(main.values.get("roles"))):
        names: object = role.get("privileges")
        if not isinstance(names, list) or not all(isinstance(name, str) for name in cast("list[object]", names)):
            continue
        path: DataPath = ("roles", index)
        origin = Origin(main, (*path, "privileges"))
        _put(gathering.values, (*path, "privileges"), [])
        grant(gathering, path, [(name, origin.within(number)) for number, name in enumerate(cast("list[str]", names))])


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


def _put(values: dict[str, Any], path: DataPath, held: object) -> None:
    """Put *held* in the place at *path*; the tables on the way are copied."""
    *way, last = path
    table: Any = values
    for step in way:
        found: Any = table[step]
        table[step] = list(cast("Iterable[Any]", found)) if isinstance(found, list) else dict(found)
        table = table[step]
    table[last] = held
