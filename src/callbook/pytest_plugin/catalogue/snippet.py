"""A definition for a step that has none, ready to be pasted: it knows placeholders, tables and doc strings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from keyword import iskeyword

from callbook.pytest_plugin.catalogue.definition import DOC_STRING, TABLE

_VALUE = re.compile(
    r"""
    "<(?P<quoted_column>[^<>"]+)>"                                # a column of the Examples, in quotes
    | <(?P<column>[^<>]+)>
    | "(?P<quoted>[^"]*)"
    | (?<![\w.:/+-])(?P<decimal>\d+\.\d+)(?![\w:/-]|\.\d)
    | (?<![\w.:/+-])(?P<whole>\d+)(?![\w:/-]|\.\d)
    """,
    re.VERBOSE,
)
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "a an are at be by has have its no of on says than that the this to was were")
)
_TAKEN = frozenset({TABLE, DOC_STRING, "request"})


@dataclass(frozen=True, slots=True)
class Missing:
    """A step that nobody defines.

    Attributes:
        keyword: `given`, `when` or `then`.
        text: as written, with the placeholders of an Outline.
        table: whether a data table stands below it.
        doc_string: whether a doc string does.
        whole_columns: the columns of the Examples that hold whole numbers only.
    """

    keyword: str
    text: str
    table: bool = False
    doc_string: bool = False
    whole_columns: frozenset[str] = frozenset()


def definitions_to_paste(missing: Iterable[Missing]) -> str:
    """Return a module with a definition for each of the *missing* steps; steps that differ in values share one."""
    written = dict(_written(each) for each in missing)
    decorators = sorted({name for name, _ in written})
    names = ", ".join(sorted({*decorators, *(["parsers"] if any("parsers." in head for _, head in written) else [])}))
    blocks = _with_names_of_their_own(written)
    return "\n\n\n".join([f"from pytest_bdd import {names}", *blocks]) + "\n"


@dataclass(frozen=True, slots=True)
class _Function:
    name: str
    arguments: str
    text: str


def _written(missing: Missing) -> tuple[tuple[str, str], _Function]:
    pattern, arguments = _pattern(missing)
    matcher = f"parsers.parse({_literal(pattern)})" if arguments else _literal(missing.text)
    if missing.table:
        arguments.append(f"{TABLE}: list[list[str]]")
    if missing.doc_string:
        arguments.append(f"{DOC_STRING}: str")
    function = _Function(_function_name(pattern), ", ".join(arguments), missing.text)
    return (missing.keyword, f"@{missing.keyword}({matcher})"), function


def _with_names_of_their_own(written: dict[tuple[str, str], _Function]) -> Iterator[str]:
    taken: set[str] = set()
    for (_, decorator), function in written.items():
        name = _free(function.name, taken)
        text = _literal(f"to be written: {function.text}")
        yield f"{decorator}\ndef {name}({function.arguments}) -> None:\n    raise NotImplementedError({text})"


def _pattern(missing: Missing) -> tuple[str, list[str]]:
    taken = set(_TAKEN)
    pattern, end = "", 0
    arguments: list[str] = []
    for found in _VALUE.finditer(missing.text):
        pattern += _escaped(missing.text[end : found.start()])
        kind, value = next((kind, value) for kind, value in found.groupdict().items() if value is not None)
        end = found.end()
        type_ = _type(kind, value, missing)
        name = _free(_name(kind, value, missing.text[: found.start()], missing.text[end:]), taken)
        field = f"{{{name}{type_[0]}}}"
        pattern += f'"{field}"' if kind.startswith("quoted") else field
        arguments.append(f"{name}: {type_[1]}")
    return pattern + _escaped(missing.text[end:]), arguments


def _type(kind: str, value: str, missing: Missing) -> tuple[str, str]:
    if kind == "decimal":
        return ":g", "float"
    whole = kind == "whole" or (kind == "column" and value in missing.whole_columns)
    return (":d", "int") if whole else ("", "str")


def _name(kind: str, value: str, before: str, after: str) -> str:
    """Return the name of a value: its column, the word before a quoted text, the word after a number."""
    if kind.endswith("column"):
        return _identifier(value) or "value"
    is_number = kind in {"whole", "decimal"}
    near = re.match(r"\s+(\w+)", after) if is_number else re.search(r"(\w+)\s+$", before)
    word = _identifier(near.group(1)) if near else ""
    return word if word and word not in _SMALL_WORDS else ("number" if is_number else "text")


def _identifier(text: str) -> str:
    name = re.sub(r"\W+", "_", text.casefold()).strip("_")
    return name if name.isidentifier() and not iskeyword(name) else ""


def _function_name(pattern: str) -> str:
    words = re.findall(r"\w+", re.sub(r"\{[^{}]*\}", " ", pattern.replace("'", "")).casefold())
    return _identifier("_".join(words)[:60]) or "step"


def _free(name: str, taken: set[str]) -> str:
    free, number = name, 1
    while free in taken:
        number += 1
        free = f"{name}_{number}"
    taken.add(free)
    return free


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _literal(text: str) -> str:
    """Return a text as Python writes it, in double quotes where that needs no backslash."""
    return repr(text) if '"' in text or "\\" in text else f'"{text}"'
