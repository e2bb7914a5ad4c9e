"""What the files of a contact centre say together, as data of our own form, and the file and line of each part of it.

Whoever reads files (`reading`) writes down of each part from which document it came and where it stands there. So
findings have places, and an option is changed in the file in which it was found, whichever form that file has.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from callbook.configuration.documents import DataPath, Position, written
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.structured import Structured
from callbook.core import BadInput, counted

_NAMED = 6
Document: TypeAlias = Structured | OptionExport


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a part of the data came from.

    Attributes:
        document: the file.
        path: where it stands in it; in an option export, the section and the name of the option.
    """

    document: Document
    path: DataPath = ()

    def within(self, *steps: str | int) -> Origin:
        """Return the origin of something in it."""
        return Origin(self.document, (*self.path, *steps))

    @property
    def position(self) -> Position:
        """File and line of it, or of the nearest thing around it."""
        return Position(self.document.where, self.line or 1)

    @property
    def line(self) -> int | None:
        """The line in which it begins; None where an option export does not name it."""
        return self.document.line(self.path)


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was read otherwise than it is written, or could not be read.

    Attributes:
        origin: where it stands.
        subject: what it is about: an option, a privilege, an object.
        text: what was done with it, a sentence without a full stop.
        left_out: whether it was left out although the channel would have read it.
    """

    origin: Origin
    subject: str
    text: str
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A kind of thing that has no place in the channel.

    Attributes:
        kind: what it is, in the plural.
        count: how many there are.
        first: where the first of them stands.
    """

    kind: str
    count: int
    first: Origin

    def __str__(self) -> str:
        return f"{self.kind}: {self.count:,} (first at {self.first.position})"


@dataclass(frozen=True)
class Source:
    """The files of a contact centre, read.

    Attributes:
        where: what was asked for: a file or a folder.
        documents: every file once: the main one first.
        values: what the files say together, as data of our own form; keep it as it is.
        origins: where parts of the data came from; what is in a part stands in it, unless it has an origin of its own.
        whole: whether the contact centre is described, not only options of it.
        form: the name of the form in which the main file is written.
        own: whether that is our own form.
        remarks: what was read otherwise than it is written.
        passed_over: what has no place in the channel.
    """

    where: str
    documents: tuple[Document, ...]
    values: Mapping[str, Any]
    origins: Mapping[DataPath, Origin]
    whole: bool
    form: str
    own: bool = False
    remarks: tuple[Remark, ...] = ()
    passed_over: tuple[PassedOver, ...] = field(default=())

    def position(self, path: DataPath) -> Position:
        """Return the file and line of what is at *path*, or of the nearest thing around it."""
        for origin in self._around(path):
            line = origin.line
            if line is not None:
                return Position(origin.document.where, line)
        return Position(self.documents[0].where, 1)

    def place(self, path: DataPath) -> str:
        """Return where *path* stands: file, line, and the path itself."""
        return f"{self.position(path)}: {written(path)}" if path else str(self.position(path))

    def option_at(self, path: DataPath, option: str) -> Origin:
        """Return where *option* stands, or would have to stand, that is in the table of options at *path*.

        Raises:
            BadInput: nobody can tell where it would have to stand.
        """
        found = self.origins.get((*path, option))
        if found is None and path in self.origins:
            found = self.origins[path].within(option)
        if found is None and self.own:
            found = next(self._around((*path, option)))
        if found is None:
            accepted = "an option of an object that is described there; or the same after `callbook convert`"
            raise BadInput("option", option, where=self.place(path), accepted=accepted)
        return found

    def _around(self, path: DataPath) -> Iterator[Origin]:
        """Yield the origin of what is at *path*, the nearest first."""
        for length in range(len(path), -1, -1):
            origin = self.origins.get(path[:length])
            if origin is not None:
                yield origin.within(*path[length:])

    @property
    def remarks_together(self) -> tuple[tuple[Remark, str], ...]:
        """Each remark with its text; of those alike in one file the first, which says how many more there are."""
        alike: dict[object, list[Remark]] = {}
        for number, remark in enumerate(self.remarks):
            same = number if remark.left_out else (remark.origin.document.where, remark.subject)
            alike.setdefault(same, []).append(remark)
        return tuple((first, _and_more(first.text, len(more))) for first, *more in alike.values())

    @property
    def passed_over_in_words(self) -> str:
        """What has no place in the channel, as a sentence; empty where everything has one."""
        if not self.passed_over:
            return ""
        count = sum(each.count for each in self.passed_over)
        have = "has" if count == 1 else "have"
        kinds = "; ".join(map(str, self.passed_over[:_NAMED]))
        more = len(self.passed_over) - _NAMED
        rest = f"; and {counted(more, 'more kind')} (`callbook convert` names all)" if more > 0 else ""
        return f"{counted(count, 'thing')} of {self.where} {have} no place in the channel: {kinds}{rest}"


def _and_more(text: str, more: int) -> str:
    return f"{text} (and {more:,} more like it)" if more else text
