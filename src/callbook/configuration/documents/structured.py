"""A document in TOML, JSON or YAML: its data, the line of each part, and texts that are put in losslessly."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from copy import deepcopy
from functools import cached_property
from typing import Any, cast

from callbook.configuration.documents.forms import Form
from callbook.configuration.documents.node import DataPath, Node, not_readable, written
from callbook.configuration.documents.text import Encoding, check_line, decoded_utf_8, quoted
from callbook.core import BadInput

_LINE_END = re.compile(r"\r\n|\r|\n")


class Structured:
    """A document with data in it; a change gives a new one in which every other byte is as it was.

    Attributes:
        form: TOML, JSON or YAML.
        where: what errors call it, its path as a rule.
        text: the text without the mark of its encoding.
        content: the data, whatever is at the top.
    """

    def __init__(self, text: str, encoding: Encoding, form: Form, where: str) -> None:
        self.form = form
        self.where = where
        self.text = text
        self.encoding = encoding
        self.content: Any = _content(text, form, where)

    @classmethod
    def read(cls, data: bytes, form: Form, where: str) -> Structured:
        """Return the document that the bytes hold; raise BadInput, with the line, for what is none."""
        text, encoding = decoded_utf_8(data, where)
        return cls(text, encoding, form, where)

    @property
    def values(self) -> dict[str, Any]:
        """The data as a table; raises BadInput where something else is at the top."""
        content: object = self.content
        if not isinstance(content, dict):
            accepted = "a table with the keys of a contact centre"
            raise BadInput("entry", content, where=f"{self.where}:1", accepted=accepted)
        return cast("dict[str, Any]", content)

    @property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.encoding.encoded(self.text)

    @cached_property
    def tree(self) -> Node:
        """Where everything stands; made when it is first asked for."""
        return self.form.tree(self.text, self.where)

    def line(self, path: DataPath) -> int:
        """Return the line in which what is at *path*, or the nearest thing around it, begins."""
        return bisect_right(self._line_starts, self.tree.nearest(path).key)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]

    def with_text(self, path: DataPath, name: str, value: str) -> Structured:
        """Return the document in which *name*, in the table at *path*, has this text.

        Raises:
            BadInput: where that cannot be done without harm.
        """
        check_line("name", name)
        check_line("value", value)
        wanted = deepcopy(self.content)
        table = _table(wanted, path)
        if table is None:
            raise self._refusal(path, name, value, "a change within a table")
        table[name] = value
        found = self.tree.find((*path, name))
        if found is not None:
            text = self.text[: found.start] + quoted(value) + self.text[found.end :]
        else:
            at, added = self.form.add(self.text, self.tree, path, name, value)
            text = self.text[:at] + added + self.text[at:]
        try:
            changed = Structured(text, self.encoding, self.form, self.where)
        except BadInput:
            changed = None
        if changed is None or changed.content != wanted:  # it must say what it said before, and the new text
            raise self._refusal(path, name, value, "a change by hand, as the place is written unusually")
        return changed

    def _refusal(self, path: DataPath, name: str, value: str, accepted: str) -> BadInput:
        place = f"{self.where}:{self.line(path)}: {written(path)}"
        return BadInput("change", self.form.assigned(name, value), where=place, accepted=accepted)


def _table(values: object, path: DataPath) -> dict[str, Any] | None:
    """Return the table at *path*, made where nothing is; None where something else is."""
    found: Any = values
    for step in path:
        if isinstance(found, dict):
            found = cast("dict[str, Any]", found).setdefault(str(step), {})
        elif isinstance(found, list) and isinstance(step, int):
            found = cast("Sequence[Any]", found)[step]
    return cast("dict[str, Any]", found) if isinstance(found, dict) else None


def _content(text: str, form: Form, where: str) -> Any:  # noqa: ANN401 - whatever the file holds
    try:
        return form.read(text, where)
    except (ValueError, RecursionError):
        raise not_readable(text, where, 1, f"{form.name} with numbers and lists of a usual size") from None
