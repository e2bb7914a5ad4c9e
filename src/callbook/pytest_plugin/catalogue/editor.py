"""The catalogue as the Cucumber extension of Visual Studio Code reads Python.

It looks for decorators with a plain regular expression in quotes, and knows no matchers such as `parsers.parse(...)`.
It takes the text between the quotes as it stands there, so the expression holds no backslash and no single quote.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, groupby

from pytest_bdd import parsers

from callbook.pytest_plugin.catalogue.definition import own_types
from callbook.pytest_plugin.catalogue.entry import CatalogueEntry
from callbook.pytest_plugin.catalogue.pattern import Field
from callbook.pytest_plugin.catalogue.wording import Wording

_HEAD = """\
# Written by `callbook steps --editor`, to be written anew when steps have changed. Nobody runs this file: the Cucumber
# extension of Visual Studio Code reads it, because it does not know the matchers of the definitions themselves.
# It is as long as there are steps, and in one file: nobody but the extension reads it.
"""
_CLASSES = {r"\d": "[0-9]", r"\w": "[A-Za-z0-9_]", r"\s": " "}
_NAMED_GROUP = re.compile(r"\(\?P<\w+>")
_ANYTHING = ".+"
_TYPES = {"d": "[0-9]+", "w": "[A-Za-z0-9_]+", "g": "[0-9.]+", "f": "[0-9.]+"}
_SPECIAL = re.compile(r"[\\^\]'.*+?()\[{}|$/]")
_NEVER = "\\^]'"
"""Would need a backslash, or would end the text: any character may stand in their place."""


def editor_definitions(entries: Iterable[CatalogueEntry]) -> str:
    """Return the file: a paragraph for each module of definitions."""
    by_file = groupby((entry.wording for entry in entries), key=_file)
    paragraphs = ("\n".join([f"# {file}", *chain.from_iterable(map(_functions, its))]) for file, its in by_file)
    return "\n\n".join([_HEAD.rstrip("\n"), *paragraphs]) + "\n"


def expression(wording: Wording) -> str:
    """Return the pattern as a regular expression that JavaScript and Python read alike."""
    definition = wording.definition
    if isinstance(definition.parser, parsers.re):
        return f"^{_plain(_NAMED_GROUP.sub('(', definition.parser.regex.pattern))}$"
    own = own_types(definition.parser)
    return f"^{''.join(_part(part, own) for part in wording.parts())}$"


def _file(wording: Wording) -> str:
    return wording.definition.place.rpartition(":")[0]


def _functions(wording: Wording) -> Iterator[str]:
    keyword = wording.definition.keyword
    keywords = ("given", "when", "then") if keyword == "*" else (keyword.lower(),)
    for keyword in keywords:
        yield f"@{keyword}('{expression(wording)}')\ndef _(): ..."


def _part(part: str | Field, own: Mapping[str, object]) -> str:
    if isinstance(part, str):
        return _SPECIAL.sub(lambda found: "." if found[0] in _NEVER else f"[{found[0]}]", part)
    reader = own.get(part.type)
    pattern = _TYPES.get(part.type, _ANYTHING) if reader is None else getattr(reader, "pattern", _ANYTHING)
    return f"({_plain(pattern)})"


def _plain(pattern: str) -> str:
    for name, characters in _CLASSES.items():
        pattern = pattern.replace(name, characters)
    return _ANYTHING if "\\" in pattern else pattern.replace("'", ".")
