"""A definition for a step that has none, ready to be pasted: it knows placeholders, tables and doc strings.

Whatever a second step is likely to say otherwise becomes a parameter: names of people, numbers, lengths of time, what
stands in quotes, the columns of the Examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from keyword import iskeyword

from callbook.pytest_plugin.catalogue.definition import DOC_STRING, TABLE
from callbook.pytest_plugin.catalogue.listed import kit_patterns
from callbook.pytest_plugin.catalogue.words import stem

_UNIT = r"(?:millisecond|second|minute|hour|day|week)s?"
_VALUE = re.compile(
    rf"""
    "<(?P<quoted_column>[^<>"]+)>"                                # a column of the Examples, in quotes
    | <(?P<column>[^<>]+)>
    | "(?P<quoted>[^"]*)"
    | (?<![\w.:/+-])(?P<duration>\d+[ ]{_UNIT}(?:[ ](?:and[ ])?\d+[ ]{_UNIT})*)\b
    | (?<![\w.:/+-])(?P<decimal>\d+\.\d+)(?![\w:/-]|\.\d)
    | (?<![\w.:/+-])(?P<whole>\d+)(?![\w:/-]|\.\d)
    | (?<![\w.:/+'-])(?P<name>[^\W\d_]{{2,}}+)(?![\w:/-]|\.\w)
    """,
    re.VERBOSE,
)
_BEGIN_SENTENCES = """
    a after all an any before both each every everybody he it no nobody nothing once one she some somebody that the
    there these they this those we when you
"""
_BESIDE = re.compile(r"[^\W\d_]+[ ]?$")
_SMALL_WORDS = frozenset(
    re.findall(r"\w+", "a an are at be by has have its no of on says than that the this to was were")
)
_PYTHON = {":g": "float", ":d": "int", ":w": "str", "": "str"}
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
    functions: dict[tuple[str, ...], _Function] = {}
    for each in map(_function, missing):
        functions[each.shape] = functions[each.shape].also_for(each) if each.shape in functions else each
    blocks = list(_with_names_of_their_own(functions.values()))
    imported = {each.keyword for each in functions.values()}
    if any("(parsers." in block for block in blocks):
        imported.add("parsers")
    names = ", ".join(sorted(imported))
    return "\n\n\n".join([f"from pytest_bdd import {names}", *blocks]) + "\n"


@dataclass(frozen=True, slots=True)
class _Field:
    name: str
    type: str
    in_quotes: bool

    def __str__(self) -> str:
        field = f"{{{self.name}{self.type}}}"
        return f'"{field}"' if self.in_quotes else field


@dataclass(frozen=True, slots=True)
class _Function:
    keyword: str
    parts: tuple[str | _Field, ...]
    below: tuple[str, ...]
    text: str

    @property
    def shape(self) -> tuple[str, ...]:
        """The same for all that would match the same steps."""
        return self.keyword, *self.below, *('"{}"' if isinstance(each, _Field) else each for each in self.parts)

    @property
    def decorator(self) -> str:
        fields = any(isinstance(each, _Field) for each in self.parts)
        return f"@{self.keyword}({f'parsers.parse({_literal(self.pattern)})' if fields else _literal(self.text)})"

    @property
    def pattern(self) -> str:
        return "".join(str(each) if isinstance(each, _Field) else _escaped(each) for each in self.parts)

    @property
    def arguments(self) -> str:
        fields = [f"{each.name}: {_PYTHON[each.type]}" for each in self.parts if isinstance(each, _Field)]
        return ", ".join([*fields, *self.below])

    def also_for(self, other: _Function) -> _Function:
        """Return the function that takes what this one takes, and another of the same shape."""
        parts = tuple(_wider(one, also) for one, also in zip(self.parts, other.parts, strict=True))
        return replace(self, parts=parts)


def _wider(one: str | _Field, other: str | _Field) -> str | _Field:
    if isinstance(one, _Field) and isinstance(other, _Field) and one.type != other.type:
        return replace(one, type="")
    return one


def _function(missing: Missing) -> _Function:
    below = [f"{TABLE}: list[list[str]]"] if missing.table else []
    below += [f"{DOC_STRING}: str"] if missing.doc_string else []
    return _Function(missing.keyword, tuple(_parts(missing)), tuple(below), missing.text)


def _with_names_of_their_own(functions: Iterable[_Function]) -> Iterator[str]:
    taken: set[str] = set()
    for function in functions:
        name = _free(_function_name(function.pattern), taken)
        text = _literal(f"to be written: {function.text}")
        yield f"{function.decorator}\ndef {name}({function.arguments}) -> None:\n    raise NotImplementedError({text})"


def _parts(missing: Missing) -> Iterator[str | _Field]:
    taken = set(_TAKEN)
    end = 0
    for found in _VALUE.finditer(missing.text):
        kind, value = next((kind, value) for kind, value in found.groupdict().items() if value is not None)
        before, after = missing.text[: found.start()], missing.text[found.end() :]
        if kind == "name" and not _is_name(value, before, after):
            continue
        yield missing.text[end : found.start()]
        end = found.end()
        name = _free(_name(kind, value, before, after), taken)
        yield _Field(name, _type(kind, value, missing), kind.startswith("quoted"))
    yield missing.text[end:]


def _is_name(word: str, before: str, after: str) -> bool:
    """Return whether a word is somebody's name: the only one there with a capital letter."""
    beside = (_BESIDE.search(before), re.match(r" ([^\W\d_]+)", after))
    alone = not any(found and found.group().strip()[0].isupper() for found in beside)
    return word.istitle() and alone and stem(word.lower()) not in _words_of_steps()


@cache
def _words_of_steps() -> frozenset[str]:
    """Return the words with which sentences begin, and those of the kit's steps: `Callbacks` is nobody's name."""
    own = (word for pattern in kit_patterns() for word in pattern.words)
    return frozenset(map(stem, (*_BEGIN_SENTENCES.split(), *own)))


def _type(kind: str, value: str, missing: Missing) -> str:
    if kind == "decimal":
        return ":g"
    if kind == "name":
        return ":w"
    return ":d" if kind == "whole" or (kind == "column" and value in missing.whole_columns) else ""


def _name(kind: str, value: str, before: str, after: str) -> str:
    """Return what a value is called: its column, its kind, the word before a quoted text, the word after a number."""
    if kind.endswith("column"):
        return _identifier(value) or "value"
    if kind in {"name", "duration"}:
        return kind
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
