"""Reads the attributes of a record: names, values and lists in lists, in both forms of the grammar.

Nothing in a value is escaped (assumed: no public sample shows it), and a customer's text may run over several lines:
what looks like no attribute goes on with the text before it, and a text whose quotes are open goes on until they close.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
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
    reader = _Reader(kind, '"' if kind.attribute.pattern.startswith("(?P<indent>[") else "'")
    for number, line in enumerate(lines, first):
        if not reader.take(line, number):
            break
    return reader.done()


_Parts = tuple[int, str | None, str, str | None, str | None]


@lru_cache(maxsize=1 << 15)
def _parts(pattern: re.Pattern[str], line: str) -> _Parts | None:
    """Return depth, key, name, type and value of an attribute; None where a line is none. Most lines come again."""
    match = pattern.fullmatch(line)
    if match is None:
        return None
    return len(match["indent"]), match["key"], match["name"], match["type"], match["value"]


class _Reader:
    """Takes the lines of one record.

    Attributes:
        found: the attributes so far.
    """

    def __init__(self, kind: LogKind, quote: str) -> None:
        self._pattern = kind.attribute
        self._quote = quote
        self.found: list[Attribute] = []
        self._lists: list[tuple[int, dict[str, Any]]] = []
        self._texts: list[str] | None = None
        self._closed = True
        self._into: tuple[dict[str, Any], str] | None = None

    def take(self, line: str, number: int) -> bool:
        """Take a line; return whether the record goes on."""
        if not self._closed:
            self._goes_on(line)
            return True
        parts = _parts(self._pattern, line)
        if parts is not None:
            self._attribute(parts, number)
        elif _SKIPPED.fullmatch(line) is not None:
            self._finish()
        elif not self.found and self._quote == "'" and (note := _NOTE.fullmatch(line)):
            self.found.append(Attribute(NOTE, note["text"], number))
        elif self._texts is not None and line:
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

    def _attribute(self, parts: _Parts, number: int) -> None:
        self._finish()
        depth, key, name, kind, value = parts
        while self._lists and self._lists[-1][0] >= depth:
            self._lists.pop()
        read = self._read(kind, value)
        if key is None and not (self._lists and depth and self._quote == '"'):
            self._lists.clear()
            self.found.append(Attribute(name, read, number))
            self._into = None
        elif self._lists:
            self._lists[-1][1][key if key is not None else name] = read
            self._into = (self._lists[-1][1], key if key is not None else name)
        elif self.found:  # a list whose attribute's own line did not say so
            held = self.found[-1]
            if not isinstance(held.value, dict):
                held.value = {}
            self._lists.append((depth - 1, held.value))
            held.value[key if key is not None else name] = read
            self._into = (held.value, key if key is not None else name)
        else:  # a list of nothing
            self._texts, self._closed = None, True
        if isinstance(read, dict):
            self._lists.append((depth, read))

    def _read(self, kind: str | None, value: str | None) -> Value:
        if value is None:
            return {}
        if value.startswith(self._quote) and kind not in {"list", "(list)"}:
            return self._begin(value)
        if kind in {"list", "(list)"} or value.startswith(_LISTS) or _HEX_DUMP.fullmatch(value):
            return {}
        with_time = _WITH_TIME.fullmatch(value)
        bare = with_time[1] if with_time else value
        is_number = kind in _NUMBERS if self._quote == '"' else bare[:1] != "0" or bare == "0"
        return int(bare) if is_number and _NUMBER.fullmatch(bare) else bare

    def _begin(self, value: str) -> str:
        self._texts = [value[1:]]
        self._closed = len(value) > 1 and value.endswith(self._quote)
        return value[1:-1] if self._closed else value[1:]

    def _goes_on(self, line: str) -> None:
        self._texts = [*(self._texts or ()), line]
        self._closed = line.endswith(self._quote)

    def _finish(self) -> None:
        """Put a text that ran over several lines where it belongs."""
        texts, self._texts = self._texts, None
        if texts is None or (len(texts) == 1 and self._closed):
            return
        text = "\n".join(texts)
        text = text.removesuffix(self._quote) if self._closed else text
        self._closed = True
        if self._into is not None:
            self._into[0][self._into[1]] = text
        else:
            self.found[-1].value = text
