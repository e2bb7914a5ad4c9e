"""What the pattern of a step definition is made of: words that every matching text holds, and fields between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pytest_bdd import parsers

_FIELD = re.compile(r"(\{\{|\}\}|\{[^{}]*\})")
_WORD = re.compile(r"\w+")
_PLAIN_START = re.compile(r"[\w ]*")
_LIKE_I = {0x130: "i", 0x131: "i"}
"""Regular expressions that ignore case take these two, with a dot and without, for an i; `casefold` does not."""


@dataclass(frozen=True, slots=True)
class Field:
    """A placeholder: `{seconds:d}` is the field seconds of type d."""

    name: str
    type: str


def parts_of(parser: parsers.StepParser) -> tuple[str | Field, ...]:
    """Return the literal texts and fields of a pattern; a regular expression, or another's parser, is one text."""
    if not isinstance(parser, parsers.parse):
        return (parser.name,)
    return tuple(_parts(parser.name))


def _parts(pattern: str) -> Iterator[str | Field]:
    for part in filter(None, _FIELD.split(pattern)):
        if part in {"{{", "}}"}:
            yield part[0]
        elif part[0] == "{" and part[-1] == "}":
            name, _, kind = part[1:-1].partition(":")
            yield Field(name, kind)
        else:
            yield part


def folded_words(text: str) -> frozenset[str]:
    """Return the words of *text* as they are compared when case does not count."""
    if text.isascii():
        return frozenset(_WORD.findall(text.lower()))
    return frozenset(word.translate(_LIKE_I).casefold() for word in _WORD.findall(text))


def required_words(parser: parsers.StepParser) -> frozenset[str]:
    """Return words that stand in every text which *parser* matches, folded; none if nothing is known of it."""
    kind = type(parser)
    if kind is parsers.string:
        return folded_words(parser.name)
    if kind in {parsers.parse, parsers.cfparse}:
        return _between_fields(parts_of(parser))
    if isinstance(parser, parsers.re) and kind is parsers.re:
        return _at_the_start(parser.regex)
    return frozenset()


def _between_fields(parts: tuple[str | Field, ...]) -> frozenset[str]:
    """Return words; one that touches a field may go on inside it, so it is left out."""
    marked = "".join(part if isinstance(part, str) else "\0" for part in parts)
    return folded_words(re.sub(r"\w*\0\w*", " ", marked))


def _at_the_start(regex: re.Pattern[str]) -> frozenset[str]:
    """Return words; the last may be half of one, repeated or optional; an alternative requires nothing."""
    if "|" in regex.pattern or regex.flags & re.VERBOSE:
        return frozenset()
    start = _PLAIN_START.match(regex.pattern)
    return folded_words(start.group().rpartition(" ")[0]) if start else frozenset()
