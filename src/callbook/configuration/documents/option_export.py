"""An option export as the admin tools write and take it: sections, `name = value`, comments; bytes in are bytes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Self

from callbook.configuration.documents.node import DataPath, shown_line
from callbook.configuration.documents.text import Encoding, check_line, decoded_export
from callbook.core import BadInput

_LINE_END = re.compile(r"(\r\n|\r|\n)")
_SECTION = re.compile(r"\[(?P<name>[^\[\]]*)\]")
_PAIR = re.compile(r"(?P<name>[^=]*?)[ \t]*=[ \t]*(?P<value>.*?)[ \t]*")
_COMMENT = ("#", ";")
_BLANK = " \t"


@dataclass(frozen=True, slots=True)
class Entry:
    """One option of an export.

    Attributes:
        section: the section that it stands in.
        name: the option's name.
        value: its value, without the quotes around it.
        line: where it stands, the first line being 1.
        start, end: the offsets between which the value is written, quotes and all.
    """

    section: str
    name: str
    value: str
    line: int
    start: int
    end: int


class OptionExport:
    """An option export, read whole; a change gives a new one in which every other byte is as it was.

    Attributes:
        where: what errors call it, its path as a rule.
        text: the text without the mark of its encoding.
        entries: every option of every section, in the order of the lines.
    """

    def __init__(self, text: str, encoding: Encoding, where: str) -> None:
        self.where = where
        self.text = text
        self.encoding = encoding
        self.entries = tuple(self._entries())

    @classmethod
    def read(cls, data: bytes, where: str) -> Self:
        """Return the export that the bytes hold; raise BadInput, with the line, for what is none."""
        text, encoding = decoded_export(data, where)
        return cls(text, encoding, where)

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.encoding.encoded(self.text)

    def line(self, path: DataPath) -> int | None:
        """Return the line that counts for an option, given by section and name; None where no line names it."""
        *section, name = path or ("",)
        entry = self.entry(str(section[0]), str(name)) if section else None
        return entry.line if entry else None

    def options(self, section: str) -> dict[str, str]:
        """Return what *section* says; of a name that stands twice, the last."""
        return {entry.name: entry.value for entry in self.entries if entry.section == section}

    def entry(self, section: str, name: str) -> Entry | None:
        """Return the line that counts for an option; None where no line names it."""
        found = (entry for entry in reversed(self.entries) if (entry.section, entry.name) == (section, name))
        return next(found, None)

    def with_option(self, section: str, name: str, value: str) -> Self:
        """Return the export with one option changed, or added at the end of its section.

        Raises:
            BadInput: for what cannot be written.
        """
        check_line("option", name)
        check_line("option value", value)
        entry = self.entry(section, name)
        text = self._changed(entry, value) if entry else self._added(section, name, value)
        try:
            text.encode(self.encoding.codec)
        except UnicodeEncodeError:
            accepted = f"characters of the file's encoding, {self.encoding.codec}"
            raise BadInput("option value", value, where=self.where, accepted=accepted) from None
        return type(self)(text, self.encoding, self.where)

    def _entries(self) -> Iterator[Entry]:
        return _entries(self.text, self.where)

    def _changed(self, entry: Entry, value: str) -> str:
        was_quoted = self.text.startswith('"', entry.start)
        return self.text[: entry.start] + _written(value, was_quoted) + self.text[entry.end :]

    def _added(self, section: str, name: str, value: str) -> str:
        first = _LINE_END.search(self.text)
        line_end = first[0] if first else "\n"
        line = f"{name} = {_written(value, quoted=False)}"
        at = _end_of_section(self.text, section)
        if at is None:
            gap = "" if not self.text or self.text.endswith(("\r", "\n")) else line_end
            return f"{self.text}{gap}[{section}]{line_end}{line}{line_end}"
        return f"{self.text[:at]}{line_end}{line}{self.text[at:]}"


def _entries(text: str, where: str) -> Iterator[Entry]:
    section: str | None = None
    for number, start, body in _lines(text):
        place = f"{where}:{number}"
        stripped = body.strip(_BLANK)
        if not stripped or stripped.startswith(_COMMENT):
            continue
        if stripped.startswith("["):
            section = _section(stripped, place)
            continue
        yield _entry(section, body, start, number, place)


def _lines(text: str) -> Iterator[tuple[int, int, str]]:
    pieces, at = _LINE_END.split(text), 0  # what is between line ends, and the line ends, in turn
    for number, (body, end) in enumerate(zip_longest(pieces[::2], pieces[1::2], fillvalue=""), start=1):
        yield number, at, body
        at += len(body) + len(end)


def _section(line: str, place: str) -> str:
    found = _SECTION.fullmatch(line)
    if found is None:
        raise BadInput("line", shown_line(line, 1), where=place, accepted="a section: [interaction-workspace]")
    name = found["name"].strip(_BLANK)
    if not name:
        raise BadInput("section", line, where=place, accepted="one with a name: [interaction-workspace]")
    return name


def _entry(section: str | None, body: str, start: int, number: int, place: str) -> Entry:
    shown = shown_line(body, 1)
    found = _PAIR.fullmatch(body, len(body) - len(body.lstrip(_BLANK)))
    if found is None:
        raise BadInput("line", shown, where=place, accepted="[section], option = value, or a comment after # or ;")
    if not found["name"]:
        raise BadInput("line", shown, where=place, accepted="an option's name before the =")
    if section is None:
        raise BadInput("line", shown, where=place, accepted="a section above it: [interaction-workspace]")
    value = _unquoted(found["value"], shown, place)
    return Entry(section, found["name"], value, number, start + found.start("value"), start + found.end("value"))


def _unquoted(value: str, shown: str, place: str) -> str:
    if not value.startswith('"'):
        return value
    inner, quote, rest = value[1:].partition('"')
    if not quote:
        raise BadInput("line", shown, where=place, accepted='a second quote " at the end of the value')
    if rest:
        raise BadInput("line", shown, where=place, accepted="nothing after the quote that ends the value")
    return inner


def _written(value: str, quoted: bool) -> str:  # noqa: FBT001 - how the value that stands there is written
    if '"' not in value and (quoted or value != value.strip(_BLANK)):
        return f'"{value}"'
    if value.startswith('"') or value != value.strip(_BLANK):
        raise BadInput("option value", value, accepted="one that does not need quotes, as it holds some")
    return value


def _end_of_section(text: str, section: str) -> int | None:
    """Return the offset after the last line of *section* that says something; None where there is no such section."""
    inside, at = False, None
    for _, start, body in _lines(text):
        stripped = body.strip(_BLANK)
        found = _SECTION.fullmatch(stripped)
        if found:
            inside = found["name"].strip(_BLANK) == section
        if inside and stripped and not stripped.startswith(_COMMENT):
            at = start + len(body)
    return at
