"""Changing an option in the file in which it stands, without touching any other byte."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from callbook.configuration.documents import DataPath, Position
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.structured import Structured
from callbook.configuration.levels import APPLICATION_NAME, Level
from callbook.configuration.options import SECTION
from callbook.configuration.source import Source
from callbook.core import BadInput, Unknown

COLLECTION_OF = {
    Level.TENANT: "tenants",
    Level.AGENT_GROUP: "agent_groups",
    Level.VIRTUAL_AGENT_GROUP: "virtual_agent_groups",
    Level.PERSON: "agents",
    Level.TRANSACTION: "transactions",
}
_KNOWN_ONLY = "the Application: nothing else is known of an option export alone"


@dataclass(frozen=True, slots=True)
class Change:
    """One option, changed in its file.

    Attributes:
        position: the file, and the line in which the option now stands.
        before: its text before; None where it was not set there.
        data: the bytes of the file as it is now.
    """

    position: Position
    before: str | None
    data: bytes


def options_path(source: Source, level: Level, holder: str) -> DataPath:
    """Return the path of the table of options of an object; Unknown for an object that is not there."""
    if level is Level.APPLICATION:
        if holder != APPLICATION_NAME:
            raise Unknown("application", holder, [APPLICATION_NAME])
        return ("application",)
    if level not in COLLECTION_OF:
        raise BadInput("level", level.label, accepted="any level above it: a default stands in the product")
    if not source.whole:
        raise BadInput("level", level.label, accepted=_KNOWN_ONLY)
    collection = COLLECTION_OF[level]
    field = "id" if level is Level.PERSON else "name"
    names = [thing.get(field) for thing in source.values.get(collection, ())]
    if holder not in names:
        raise Unknown(level.label.lower(), holder, names)
    return (collection, names.index(holder), "options")


def changed(source: Source, path: DataPath, option: str, value: str) -> Change:
    """Return what is changed when *option*, in the table of options at *path*, gets this text."""
    export = source.exports.get(path)
    if export is not None:
        return _in_export(export, option, value)
    main = source.main
    assert isinstance(main, Structured)  # noqa: S101 - an export alone stands for the application's table
    found = main.with_text(path, option, value)
    before: Any = source.values
    for step in path:
        before = before[step] if isinstance(step, int) else before.get(step, {})
    return Change(Position(main.where, found.line((*path, option))), before.get(option), found.data)


def _in_export(export: OptionExport, option: str, value: str) -> Change:
    found = export.with_option(SECTION, option, value)
    entry = found.entry(SECTION, option)
    line = entry.line if entry else 1
    return Change(Position(export.where, line), export.options(SECTION).get(option), found.data)
