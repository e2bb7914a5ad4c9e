"""Where the parts of a JSON or TOML document stand, each found in one walk through its text.

The standard library has read the document before, so nothing here checks it again, except that the names of a JSON
object differ.
"""

from __future__ import annotations

import json
import re
import tomllib

from callbook.configuration.documents.node import Node, line_at
from callbook.core import BadInput

_JSON_SPACE = re.compile(r"[ \t\r\n]*")
_JSON_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|[^,\]}\s]+')


def json_tree(text: str, where: str) -> Node:
    """Return the tree of a document that json has read; raise BadInput, with the line, for a name that stands twice."""
    scan = _JsonScan(text, where)
    return scan.value()


class _JsonScan:
    """One walk through a text, from its beginning to its end."""

    def __init__(self, text: str, where: str) -> None:
        self._text = text
        self._where = where
        self._at = 0

    def value(self, key: int | None = None) -> Node:
        """Return the node of the value that comes next."""
        self._take(_JSON_SPACE)
        begin = self._at
        node = Node(begin if key is None else key, begin, begin)
        opened = self._text[begin]
        if opened == "{":
            node.braces = True
            self._table(node)
        elif opened == "[":
            self._list(node)
        else:
            self._take(_JSON_SCALAR)
        node.end = self._at
        return node

    def _table(self, node: Node) -> None:
        while self._another("}"):
            begin = self._at
            name: str = json.loads(self._take(_JSON_SCALAR), strict=False)
            if name in node.holds:
                line = line_at(self._text, node.holds[name].key)
                place = f"{self._where}:{line_at(self._text, begin)}"
                raise BadInput("key", name, where=place, accepted=f"one that differs from the key in line {line}")
            self._take(_JSON_SPACE)
            self._at += 1
            node.holds[name] = self.value(begin)

    def _list(self, node: Node) -> None:
        while self._another("]"):
            node.holds[len(node.holds)] = self.value()

    def _another(self, closing: str) -> bool:
        """Return whether something follows, after stepping over what opens, separates or closes."""
        self._take(_JSON_SPACE)
        if self._text[self._at] in "{[,":
            self._at += 1
            self._take(_JSON_SPACE)
        if self._text[self._at] == closing:
            self._at += 1
            return False
        return True

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        taken = found[0] if found else ""
        self._at += len(taken)
        return taken


_BLANK = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_TOML_SPACE = re.compile(r"[ \t]*")
_NAME = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'[^\'\n]*\'|[A-Za-z0-9_-]+')
_TOML_SCALAR = re.compile(
    r'"""(?:[^"\\]|\\.|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|[^,\]}#\r\n]*[^,\]}#\s]",
    re.DOTALL,
)


def toml_tree(text: str) -> Node:
    """Return the tree of a document that tomllib has read."""
    return _TomlScan(text).document()


class _TomlScan:
    """One walk through a text, from its beginning to its end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._root = Node(0, 0, 0)
        self._around = [self._root]

    def document(self) -> Node:
        self._skip(_BLANK)
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                self._header()
            else:
                self._pair(self._around[-1])
            for table in self._around:
                table.end = self._at
            self._around[-1].last = self._at
            self._skip(_BLANK)
        return self._root

    def _header(self) -> None:
        begin = self._at
        brackets = 2 if self._text.startswith("[[", begin) else 1
        self._at += brackets
        *names, last = self._names()
        self._at += brackets
        self._around = [self._root]
        for name in names:
            self._enter(name, begin)
        owner = self._around[-1]
        if brackets == 1:
            self._enter(last, begin)
            table = self._around[-1]
            table.key = table.start = begin
            return
        tables = owner.holds.setdefault(last, Node(begin, begin, self._at))
        element = Node(begin, begin, self._at)
        tables.holds[len(tables.holds)] = element
        self._around += [tables, element]

    def _enter(self, name: str, begin: int) -> None:
        """Go into the table of this name; where it is a list of tables, into its last."""
        found = self._around[-1].holds.setdefault(name, Node(begin, begin, self._at))
        self._around.append(found)
        if len(found.holds) - 1 in found.holds:
            self._around.append(found.holds[len(found.holds) - 1])

    def _pair(self, table: Node) -> None:
        begin = self._at
        *names, last = self._names()
        prefix = self._text[begin : self._last_name]
        self._at += 1
        self._skip(_TOML_SPACE)
        value = self._value(begin)
        for name in names:
            table = table.holds.setdefault(name, Node(begin, begin, self._at))
            table.end = table.last = self._at
            table.prefix = prefix
        table.holds[last] = value

    def _names(self) -> list[str]:
        names = [self._name()]
        while self._text.startswith(".", self._at):
            self._at += 1
            names.append(self._name())
        return names

    def _name(self) -> str:
        self._skip(_TOML_SPACE)
        self._last_name = self._at
        written = self._take(_NAME)
        self._skip(_TOML_SPACE)
        if "\\" in written and written[0] == '"':
            return next(iter(tomllib.loads(f"{written}=0")))
        return written[1:-1] if written[0] in "\"'" else written

    def _value(self, key: int | None = None) -> Node:
        begin = self._at
        node = Node(begin if key is None else key, begin, begin)
        if self._text[begin] == "[":
            self._array(node)
        elif self._text[begin] == "{":
            self._braces(node)
        else:
            self._take(_TOML_SCALAR)
        node.end = self._at
        return node

    def _array(self, node: Node) -> None:
        self._at += 1
        self._skip(_BLANK)
        while self._text[self._at] != "]":
            node.holds[len(node.holds)] = self._value()
            self._comma()
        self._at += 1

    def _braces(self, node: Node) -> None:
        node.braces = True
        self._at += 1
        self._skip(_BLANK)
        while self._text[self._at] != "}":
            self._pair(node)
            self._comma()
        self._at += 1

    def _comma(self) -> None:
        self._skip(_BLANK)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        self._take(pattern)

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        taken = found[0] if found else ""
        self._at += len(taken)
        return taken
