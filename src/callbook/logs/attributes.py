"""Reads the attributes of a record: names, values and lists in lists, in both forms of the grammar.

Nothing in a value is escaped (assumed: no public sample shows it), and a customer's text may run over several lines:
what looks like no attribute goes on with the text before it, and a text whose quotes are open goes on until they close.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from callbook.logs.grammar import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.logs.grammar import LogKind

Value = str | int | dict[str, Any]

_SKIPPED: Final = re.compile(r"message attributes: *|\. Processing with\b.*|AttributeReferenceID \(.*")
_NOTE: Final = re.compile(r"\t\((?P<text>.*)\)")
_NUMBER: Final = re.compile(r"-?\d{1,19}")
_WITH_TIME: Final = re.compile(r"(\d+) \(\d\d:\d\d:\d\d\)")
_HEX_DUMP: Final = re.compile(r"\[\d+\](?: [0-9A-Fa-f]{2})*(?:\.\.)?")
_LISTS: Final = ("KVList:", "ComplexClass(")
_NUMBERS: Final = frozenset({"int", "short", "byte", "uint"})
NOTE: Final = "(text)"
"""The name of what stands in brackets below an event's first line."""


@dataclass(slots=True)
class Attribute:
    """One attribute of a record.

    Attributes:
        name: as the log has it.
        value: its text, its number, or its list.
        line: where it stands in the record, 0 for the first line.
        is_open: whether its text has lost its end.
    """

    name: str
    value: Value
    line: int
    is_open: bool = False


def attributes_in(kind: LogKind, lines: list[str], first: int) -> list[Attribute]:
    """Return the attributes in the lines of a record.

    Args:
        kind: of the log.
        lines: of the record, without what precedes its attributes.
        first: the place of the first of them in the record.
    """
    reader = _Reader(*_form_of(kind.name))
    for number, line in enumerate(lines, first):
        if not reader.take(line, number):
            break
    return reader.done()


@dataclass(frozen=True, slots=True)
class _Line:
    """An attribute as its own line has it.

    Attributes:
        depth: how far it is indented.
        name: its name, or its key in a list.
        is_key: whether it stands in quotes, as keys in lists do.
        value: its value; None for a list.
        begun: of a text, what follows the quote that opens it; None for anything else.
        is_open: whether the text goes on in the next line.
    """

    depth: int
    name: str
    is_key: bool
    value: str | int | None
    begun: str | None
    is_open: bool


@cache
def _form_of(kind: str) -> tuple[str, Callable[[str], _Line | None]]:
    """Return the quotes of a kind of log, and what reads an attribute in a line. Most lines come again."""
    pattern = KINDS[kind].attribute
    quote = '"' if pattern.pattern.startswith("(?P<indent>[") else "'"
    return quote, lru_cache(maxsize=1 << 15)(partial(_line, pattern, quote))


def _line(pattern: re.Pattern[str], quote: str, line: str) -> _Line | None:
    """Return the attribute in a line; None where a line is none."""
    match = pattern.fullmatch(line)
    if match is None:
        return None
    groups: dict[str, str | None] = match.groupdict()
    depth, key, value = len(groups["indent"] or ""), groups["key"], groups["value"]
    name, is_key = key if key is not None else groups["name"] or "", key is not None
    if value is None or groups["type"] in {"list", "(list)"}:
        return _Line(depth, name, is_key, None, None, is_open=False)
    if value.startswith(quote):
        is_open = len(value) < 2 or not value.endswith(quote)  # noqa: PLR2004 - a quote at each end
        return _Line(depth, name, is_key, value[1:] if is_open else value[1:-1], value[1:], is_open)
    if value.startswith(_LISTS) or _HEX_DUMP.fullmatch(value):
        return _Line(depth, name, is_key, None, None, is_open=False)
    with_time = _WITH_TIME.fullmatch(value)
    bare = with_time[1] if with_time else value
    is_number = groups["type"] in _NUMBERS if quote == '"' else bare[:1] != "0" or bare == "0"
    read = int(bare) if is_number and _NUMBER.fullmatch(bare) else bare
    return _Line(depth, name, is_key, read, None, is_open=False)


class _Reader:
    """Takes the lines of one record.

    Args:
        quote: what texts stand in.
        read: reads an attribute in a line.

    Attributes:
        found: the attributes so far.
    """

    def __init__(self, quote: str, read: Callable[[str], _Line | None]) -> None:
        self._quote = quote
        self._read = read
        self.found: list[Attribute] = []
        self._lists: list[tuple[int, dict[str, Any]]] = []
        self._begun: str | None = None
        self._more: list[str] = []
        self._closed = True
        self._into: tuple[dict[str, Any], str] | None = None

    def take(self, line: str, number: int) -> bool:
        """Take a line; return whether the record goes on."""
        if not self._closed:
            self._goes_on(line)
            return True
        parts = self._read(line)
        if parts is not None:
            self._attribute(parts, number)
        elif _SKIPPED.fullmatch(line) is not None:
            self._finish()
        elif not self.found and self._quote == "'" and (note := _NOTE.fullmatch(line)):
            self.found.append(Attribute(NOTE, note["text"], number))
        elif self._begun is not None and line:
            self._goes_on(line)
        else:
            return not self.found
        return True

    def done(self) -> list[Attribute]:
        """Return what was found."""
        if not self._closed:
            self.found[-1].is_open = True
        self._finish()
        return self.found

    def _attribute(self, parts: _Line, number: int) -> None:
        if self._more:
            self._finish()
        self._begun, self._closed = parts.begun, not parts.is_open
        value: Value = {} if parts.value is None else parts.value
        depth, lists = parts.depth, self._lists
        while lists and lists[-1][0] >= depth:
            lists.pop()
        if not parts.is_key and not (lists and depth and self._quote == '"'):
            lists.clear()
            self.found.append(Attribute(parts.name, value, number))
            self._into = None
        elif lists:
            lists[-1][1][parts.name] = value
            self._into = (lists[-1][1], parts.name)
        elif self.found:  # a list whose attribute's own line did not say so
            held = self.found[-1]
            if not isinstance(held.value, dict):
                held.value = {}
            lists.append((depth - 1, held.value))
            held.value[parts.name] = value
            self._into = (held.value, parts.name)
        else:  # a list of nothing
            self._begun, self._closed = None, True
        if isinstance(value, dict):
            lists.append((depth, value))

    def _goes_on(self, line: str) -> None:
        self._more.append(line)
        self._closed = line.endswith(self._quote)

    def _finish(self) -> None:
        """Put a text that ran over several lines where it belongs."""
        begun, more = self._begun, self._more
        self._begun, self._more = None, []
        if begun is None or not (more or not self._closed):
            return
        text = "\n".join((begun, *more))
        text = text.removesuffix(self._quote) if self._closed else text
        self._closed = True
        if self._into is not None:
            self._into[0][self._into[1]] = text
        else:
            self.found[-1].value = text
