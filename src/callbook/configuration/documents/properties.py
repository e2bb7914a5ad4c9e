"""Options as a `.properties` file: `section.option = value`, as programs in Java read them.

A backslash escapes what follows it, and at the end of a line the line goes on in the next one. Blanks around names and
values go. Where no name begins with the section of Workspace, all options are taken to be of that section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from callbook.configuration.documents.node import line_at, shown_line
from callbook.configuration.documents.option_export import Entry, OptionExport
from callbook.configuration.options import SECTION
from callbook.core import BadInput

_LINE = re.compile(
    r"[ \t\f]*(?:[#!][^\r\n]*|(?P<body>(?:\\(?:\r\n|.)|[^\\\r\n])*+\\?))(?:\r\n|\r|\n|\Z)",
    re.DOTALL,
)
_PAIR = re.compile(
    r"(?P<name>(?:\\.|[^\\=: \t\f])++)[ \t\f]*[=:](?:[ \t\f]|\\(?:\r\n|\r|\n))*(?P<value>.*?)[ \t\f]*", re.DOTALL
)
_ESCAPE = re.compile(r"\\(?:u(?P<unit>[0-9a-fA-F]{4})|(?P<end>\r\n|\r|\n)[ \t\f]*|(?P<plain>.)|\Z)", re.DOTALL)
_LETTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_SPECIAL = re.compile(r"([\\#!=:])")
_AT_ENDS = re.compile(r"^[ \t\f]+|[ \t\f]+$")
_PREFIX = f"{SECTION}."


class Properties(OptionExport):
    """A `.properties` file, read whole; a change gives a new one in which every other byte is as it was."""

    def _entries(self) -> Iterator[Entry]:
        pairs = list(_pairs(self.text, self.where))
        prefixed = any(each.name.startswith(_PREFIX) for each in pairs)
        for each in pairs:
            section, dot, name = each.name.partition(".")
            if not prefixed:
                section, name = SECTION, each.name
            elif not dot:
                section, name = "", each.name
            yield Entry(section, name, each.value, each.line, each.start, each.end)

    def _changed(self, entry: Entry, value: str) -> str:
        return self.text[: entry.start] + _escaped(value) + self.text[entry.end :]

    def _added(self, section: str, name: str, value: str) -> str:
        found = re.search(r"\r\n|\r|\n", self.text)
        line_end = found[0] if found else "\n"
        gap = "" if not self.text or self.text.endswith(("\r", "\n")) else line_end
        return f"{self.text}{gap}{_SPECIAL.sub(_BEFORE, f'{section}.{name}')} = {_escaped(value)}{line_end}"


_BEFORE = r"\\\1"


def _pairs(text: str, where: str) -> Iterator[Entry]:
    at = 0
    while at < len(text):
        line = _LINE.match(text, at)
        assert line is not None  # noqa: S101 - each line matches: it may be empty, and the last one has no end
        at = line.end()
        if line["body"]:
            yield _pair(line["body"], text, line.start("body"), where)


def _pair(body: str, text: str, start: int, where: str) -> Entry:
    place = f"{where}:{line_at(text, start)}"
    found = _PAIR.fullmatch(body)
    if found is None:
        accepted = "section.option = value, or a comment after # or !"
        raise BadInput("line", shown_line(body, 1), where=place, accepted=accepted)
    name, value = (_unescaped(found[part], place) for part in ("name", "value"))
    return Entry("", name, value, line_at(text, start), start + found.start("value"), start + found.end("value"))


def _unescaped(written: str, place: str) -> str:
    text = _ESCAPE.sub(_character, written)
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")  # two escapes may be the halves of one character
    except UnicodeDecodeError:
        accepted = "whole characters, not halves of them"
        raise BadInput("value", shown_line(written, 1), where=place, accepted=accepted) from None


def _character(found: re.Match[str]) -> str:
    if found["unit"]:
        return chr(int(found["unit"], 16))
    plain = found["plain"] or ""
    return _LETTERS.get(plain, plain)


def _escaped(value: str) -> str:
    """Return a value as it is written: blanks at its ends, which would go, as their numbers."""
    text = _SPECIAL.sub(_BEFORE, value)
    return _AT_ENDS.sub(lambda found: "".join(f"\\u{ord(blank):04x}" for blank in found[0]), text)
