"""The three forms of structured documents: how each is read, and how a text is put into one."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from callbook.configuration.documents.node import DataPath, Node, line_at, line_end, not_readable
from callbook.configuration.documents.text import quoted
from callbook.configuration.documents.trees import json_tree, toml_tree
from callbook.configuration.documents.yaml_form import read_yaml

_AT_LINE = re.compile(r"(?P<problem>.*) \(at (?:line (?P<line>[0-9]+), column [0-9]+|end of document)\)")
_HALF_CHARACTER = re.compile(r"\\u[dD][89a-fA-F]")
_NAME = r"""(?:"[^"]*+"|'[^']*+'|[\w-]++)"""
_DOTTED = re.compile(rf"{_NAME}(?:\s*+\.\s*+{_NAME})*+")
_QUOTED = re.compile(r"""(?:"[^"]*+"|'[^']*+')""")
_BEHIND_KEY = re.compile(r"\s*[=\]]")
_LONGEST_KEY = 50
"""How many parts a dotted key may have: the time that reading it takes grows with their square."""
_GAP = re.compile(r"[ \t\r\n]*\Z")
_BARE = re.compile(r"[A-Za-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Form:
    """A form of documents.

    Attributes:
        name: what people call it.
        read: gives the data of a text.
        tree: gives the tree of a text that was read.
        assigned: writes a name and its text as an entry of a table.
        add: gives the offset and the text that make an entry, or a table with one, part of the table at a path.
    """

    name: str
    read: Callable[[str, str], Any]
    tree: Callable[[str, str], Node]
    assigned: Callable[[str, str], str]
    add: Callable[[str, Node, DataPath, str, str], tuple[int, str]]


def _read_toml(text: str, where: str) -> Any:  # noqa: ANN401 - whatever the file holds
    for at, row in enumerate(text.split("\n"), 1):
        if row.count(".") >= _LONGEST_KEY and any(parts > _LONGEST_KEY for parts in _parts_of_keys(row)):
            raise not_readable(text, where, at, f"TOML whose keys have at most {_LONGEST_KEY} parts")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.fullmatch(str(error))
        line = int(found["line"]) if found and found["line"] else line_at(text, len(text))
        raise not_readable(text, where, line, "TOML", found["problem"] if found else error) from None


def _parts_of_keys(line: str) -> Iterator[int]:
    """Return of how many parts each key consists that a line of TOML has, and what looks like one."""
    for found in _DOTTED.finditer(line):
        if _BEHIND_KEY.match(line, found.end()):
            yield 1 + _QUOTED.sub("", found[0]).count(".")


def _read_json(text: str, where: str) -> Any:  # noqa: ANN401 - whatever the file holds
    doubled = False

    def table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal doubled
        entries = dict(pairs)
        doubled = doubled or len(entries) < len(pairs)
        return entries

    try:
        data = json.loads(text, object_pairs_hook=table)
    except json.JSONDecodeError as error:
        cut = error.pos >= len(text.rstrip()) or error.msg.startswith("Unterminated")
        why = f"{error.msg}; the file ends too early, as if it were cut" if cut else error.msg
        raise not_readable(text, where, line_at(text, error.pos), "JSON", why) from None
    if doubled:
        json_tree(text, where)
    if half := _half_character(text, data):
        raise not_readable(text, where, line_at(text, half), "JSON with whole characters, not halves of them")
    return data


def _half_character(text: str, data: object) -> int | None:
    """Return the offset of an escape that stands for half a character, where the data has one that was not joined."""
    found = _HALF_CHARACTER.search(text)
    if found is None:
        return None
    try:
        json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return found.start()
    return None


def _yaml_tree(text: str, where: str) -> Node:
    return read_yaml(text, where)[1]


def _yaml_name(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z][A-Za-z0-9_.-]*", name) else quoted(name)


def _toml_name(name: str) -> str:
    return name if _BARE.fullmatch(name) else quoted(name)


def _in_braces(text: str, table: Node, entry: str) -> tuple[int, str]:
    """Return the text with an entry in a table between braces, after the last one."""
    if not table.holds:
        return table.start + 1, entry
    last = max(table.holds.values(), key=lambda each: each.end)
    gap = _GAP.search(text, 0, last.key)
    return last.end, f",{(gap and gap[0]) or ' '}{entry}"


def _in_a_line(text: str, at: int, lines: str) -> tuple[int, str]:
    """Return the text with lines after the line at *at*, with the line end that the text has."""
    newline = "\r\n" if "\r\n" in text else "\n"
    return line_end(text, at), newline + lines.replace("\n", newline)


def _add_toml(text: str, tree: Node, path: DataPath, name: str, value: str) -> tuple[int, str]:
    entry = f"{quoted(name)} = {quoted(value)}"
    table = tree.find(path)
    if table is not None:
        if table.braces:
            return _in_braces(text, table, entry)
        return _in_a_line(text, table.last or table.start, f"{table.prefix or ''}{entry}")
    owner = tree.nearest(path[:-1])
    if owner.braces:
        return _in_braces(text, owner, f"{path[-1]} = {{ {entry} }}")
    header = ".".join(_toml_name(step) for step in path if isinstance(step, str))
    return _in_a_line(text, owner.end, f"\n[{header}]\n{entry}")


def _add_json(text: str, tree: Node, path: DataPath, name: str, value: str) -> tuple[int, str]:
    entry = f"{quoted(name)}: {quoted(value)}"
    table = tree.find(path)
    if table is not None:
        return _in_braces(text, table, entry)
    return _in_braces(text, tree.nearest(path[:-1]), f"{quoted(str(path[-1]))}: {{{entry}}}")


def _add_yaml(text: str, tree: Node, path: DataPath, name: str, value: str) -> tuple[int, str]:
    entry = f"{_yaml_name(name)}: {quoted(value)}"
    table = tree.find(path)
    if table is not None:
        return _in_braces(text, table, entry) if table.braces else _indented(text, table, entry)
    owner = tree.nearest(path[:-1])
    if owner.braces:
        return _in_braces(text, owner, f"{path[-1]}: {{{entry}}}")
    return _indented(text, owner, f"{path[-1]}:\n  {entry}")


def _indented(text: str, table: Node, lines: str) -> tuple[int, str]:
    first = min((each.key for each in table.holds.values()), default=0)
    indent = " " * (first - max(text.rfind("\n", 0, first), text.rfind("\r", 0, first)) - 1)
    return _in_a_line(text, table.end, "\n".join(indent + line for line in lines.split("\n")))


TOML = Form("TOML", _read_toml, lambda text, _: toml_tree(text), lambda n, v: f"{quoted(n)} = {quoted(v)}", _add_toml)
JSON = Form("JSON", _read_json, json_tree, lambda n, v: f"{quoted(n)}: {quoted(v)}", _add_json)
YAML = Form(
    "YAML", lambda t, w: read_yaml(t, w)[0], _yaml_tree, lambda n, v: f"{_yaml_name(n)}: {quoted(v)}", _add_yaml
)
FORMS: Mapping[str, Form] = {".toml": TOML, ".json": JSON, ".yaml": YAML, ".yml": YAML}
"""The form of a document, by the suffix of its file."""
