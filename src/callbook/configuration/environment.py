"""What was read of a team's real configuration: a contact centre that hangs together, and what did not fit into it.

It is read as far as it can be, with file and line of everything. An option is changed in the file in which it stands,
without touching any other byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from callbook.configuration.changes import COLLECTION_OF
from callbook.configuration.configuration import Configuration
from callbook.configuration.contact_center import ContactCenter
from callbook.configuration.documents import DataPath, Position
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.levels import APPLICATION_NAME, Level
from callbook.configuration.loading import converted
from callbook.configuration.mending import as_meant, without
from callbook.configuration.options import SECTION
from callbook.configuration.reading import read_source
from callbook.configuration.references import WITH_OPTIONS, Misfit, misfits
from callbook.configuration.source import PassedOver, Remark, Source
from callbook.core import BadInput, Unknown

_KNOWN_ONLY = "the Application: nothing else is known of an option export alone"


@dataclass(frozen=True, slots=True)
class OptionChange:
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


def changed(source: Source, path: DataPath, option: str, value: str) -> OptionChange:
    """Return what is changed when *option*, in the table of options at *path*, gets this text.

    Raises:
        BadInput: the text cannot be put there.
    """
    origin = source.option_at(path, option)
    *table, name = origin.path
    if isinstance(origin.document, OptionExport):
        return _in_export(origin.document, str(table[0]), str(name), value)
    found = origin.document.with_text(tuple(table), str(name), value)
    before: Any = source.values
    for step in path:
        before = before[step] if isinstance(step, int) else before.get(step, {})
    return OptionChange(Position(found.where, found.line(origin.path)), before.get(option), found.data)


def _in_export(export: OptionExport, section: str, option: str, value: str) -> OptionChange:
    found = export.with_option(section, option, value)
    line = found.line((section, option)) or 1
    return OptionChange(Position(export.where, line), export.options(section).get(option), found.data)


@dataclass(frozen=True, slots=True)
class Doubled:
    """An option that stands twice in a file: the later one counts.

    Attributes:
        option: its name.
        first: where it stood before.
        again: where it stands again.
    """

    option: str
    first: Position
    again: Position


@dataclass(frozen=True)
class Environment:
    """A contact centre as its files describe it, read as far as they can be.

    Attributes:
        source: the files, with the place of everything.
        contact_center: what they describe, without what does not fit; it passes every check.
        misfits: what does not fit and was left out, each with its path in the data.
        doubled: options that stand twice in an export.
    """

    source: Source
    contact_center: ContactCenter
    misfits: tuple[Misfit, ...]
    doubled: tuple[Doubled, ...]

    @property
    def file(self) -> str:
        """The file, or the folder, that was asked for."""
        return self.source.where

    @property
    def files(self) -> tuple[str, ...]:
        """Every file: the one that was asked for, then the exports that it names; or those of the folder."""
        return tuple(document.where for document in self.source.documents)

    @property
    def whole(self) -> bool:
        """Whether agents, queues and the rest are known: of an option export alone they are not."""
        return self.source.whole

    @property
    def only_options(self) -> bool:
        """Whether nothing but options of the Application is described."""
        return not self.whole and not any(self.source.values.get(collection) for collection in WITH_OPTIONS)

    @property
    def without_a_place(self) -> list[dict[str, object]]:
        """What has no place in the channel, for machines: kind, count, file and line of the first."""
        return [
            {"kind": each.kind, "count": each.count, "first": str(each.first.position)} for each in self.passed_over
        ]

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was read otherwise than it is written, or could not be read."""
        return self.source.remarks

    @property
    def passed_over(self) -> tuple[PassedOver, ...]:
        """What has no place in the channel, by kind."""
        return self.source.passed_over

    @cached_property
    def described(self) -> ContactCenter:
        """The contact centre with what does not fit, too: what the files say, word for word."""
        return converted(self.source.values, self.source.place)

    @property
    def left_out(self) -> str:
        """How much does not fit, as a sentence; empty where all fits."""
        count = len(self.misfits) + sum(remark.left_out for remark in self.remarks)
        what = "1 thing does not fit, and is" if count == 1 else f"{count} things do not fit, and are"
        return f"{what} left out of {self.file}; `callbook lint {self.file}` tells more." if count else ""

    def check_whole(self) -> None:
        """Make sure that agents are known.

        Raises:
            BadInput: for an export of options alone.
        """
        if not self.whole:
            accepted = (
                "a whole environment (TOML, JSON or YAML, or a folder of files), which may name this export; "
                "an export of options knows no agents"
            )
            raise BadInput("configuration", self.file, accepted=accepted)

    @cached_property
    def as_meant(self) -> ContactCenter:
        """The contact centre with the nearest name in the place of each unknown one, where there is a near one."""
        return as_meant(self.source.values, self.misfits) if self.misfits else self.contact_center

    def configuration(self) -> Configuration:
        """Return the live configuration of the contact centre."""
        return Configuration(self.contact_center)

    def position(self, path: DataPath) -> Position:
        """Return the file and line of a part of the data: ``("agents", 3, "options", "webcallback.auto-dial")``.

        Where there is no such part, it is the nearest thing around it.
        """
        return self.source.position(path)

    def path_of(self, level: Level, holder: str) -> DataPath:
        """Return the path of an object's table of options; Unknown for an object that is not there."""
        return options_path(self.source, level, holder)

    def with_option(self, level: Level, holder: str, option: str, value: str) -> OptionChange:
        """Return one option changed, or added, in the file in which it stands or has to stand; nothing is written.

        Raises:
            BadInput: there is no such object, or the text cannot be put there.
        """
        return changed(self.source, self.path_of(level, holder), option, value)


def doubled_in(source: Source) -> Iterator[Doubled]:
    """Return the options that stand twice."""
    for document in source.documents:
        seen: dict[str, Position] = {}
        for entry in document.entries if isinstance(document, OptionExport) else ():
            if entry.section != SECTION:
                continue
            position = Position(document.where, entry.line)
            if entry.name in seen:
                yield Doubled(entry.name, seen[entry.name], position)
            seen[entry.name] = position


def read_environment(path: Path | str, *more: Path | str) -> Environment:
    """Return a contact centre in our own form or in another program's, or options alone; see the table of forms.

    What does not fit, such as a role that is not there, is left out and remembered.

    Args:
        path: a file, or a folder of files that belong together.
        more: further files of other programs that describe the same contact centre.

    Raises:
        BadInput: for what cannot be read at all, with file and line: syntax, wrong types, unknown keys.
    """
    return environment_of(read_source(Path(path), *map(Path, more)))


def environment_of(source: Source) -> Environment:
    """Return what the files of *source* describe."""
    contact_center = converted(source.values, source.place)
    found = tuple(misfits(contact_center))
    fitting = without(source.values, found) if found else contact_center
    return Environment(source, fitting, found, tuple(doubled_in(source)))
