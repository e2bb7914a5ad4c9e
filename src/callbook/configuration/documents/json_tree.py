"""Where the parts of a JSON document stand; it was read by the standard reader before, so only names are checked."""

from __future__ import annotations

import json
import re

from callbook.configuration.documents.node import Node, line_at
from callbook.core import BadInput

_SPACE = re.compile(r"[ \t\r\n]*")
_SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|[^,\]}\s]+')


def json_tree(text: str, where: str) -> Node:
    """Return the tree of a document that json has read; raise BadInput, with the line, for a name that stands twice."""
    scan = _Scan(text, where)
    return scan.value()


class _Scan:
    """One walk through a text, from its beginning to its end."""

    def __init__(self, text: str, where: str) -> None:
        self._text = text
        self._where = where
        self._at = 0

    def value(self, key: int | None = None) -> Node:
        """Return the node of the value that comes next."""
        self._take(_SPACE)
        begin = self._at
        node = Node(begin if key is None else key, begin, begin)
        opened = self._text[begin]
        if opened == "{":
            node.braces = True
            self._table(node)
        elif opened == "[":
            self._list(node)
        else:
            self._take(_SCALAR)
        node.end = self._at
        return node

    def _table(self, node: Node) -> None:
        while self._another("}"):
            begin = self._at
            name: str = json.loads(self._take(_SCALAR), strict=False)
            if name in node.holds:
                line = line_at(self._text, node.holds[name].key)
                place = f"{self._where}:{line_at(self._text, begin)}"
                raise BadInput("key", name, where=place, accepted=f"one that differs from the key in line {line}")
            self._take(_SPACE)
            self._at += 1
            node.holds[name] = self.value(begin)

    def _list(self, node: Node) -> None:
        while self._another("]"):
            node.holds[len(node.holds)] = self.value()

    def _another(self, closing: str) -> bool:
        """Return whether something follows, after stepping over what opens, separates or closes."""
        self._take(_SPACE)
        if self._text[self._at] in "{[,":
            self._at += 1
            self._take(_SPACE)
        if self._text[self._at] == closing:
            self._at += 1
            return False
        return True

    def _take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self._text, self._at)
        taken = found[0] if found else ""
        self._at += len(taken)
        return taken
