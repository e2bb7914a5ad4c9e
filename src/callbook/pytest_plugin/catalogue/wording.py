"""A definition as it may be written: with a word in the place of each parameter that takes one of a few.

`{agent:Name} {action:Does}` is one definition; people look for `{agent:Name} declines the callback`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from callbook.pytest_plugin.catalogue.definition import Definition, own_types
from callbook.pytest_plugin.catalogue.pattern import Field, parts_of

_NOT_PLAIN = re.compile(r"[][\\(){}.*+?^$]")
_MOST_WORDS = 40
"""A parameter that takes more is left as it is; so is one where all wordings of its step would be more than `_MOST`."""
_MOST = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """One way to write a definition.

    Attributes:
        definition: which.
        pattern: as defined, with words in the place of some parameters.
        words: these, by the parameter's name.
    """

    definition: Definition
    pattern: str
    words: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)

    def __str__(self) -> str:
        return f"{self.definition.keyword} {self.pattern}"

    def parts(self) -> tuple[str | Field, ...]:
        """Return the literal texts and the parameters that are left."""
        every = parts_of(self.definition.parser)
        return tuple(self.words.get(part.name, part) if isinstance(part, Field) else part for part in every)


def as_defined(definition: Definition) -> Wording:
    """Return a definition as it stands."""
    return Wording(definition, definition.pattern)


def wordings(definition: Definition) -> list[Wording]:
    """Return all ways to write a definition; where no parameter takes one of a few words, it is the only one."""
    own = own_types(definition.parser)
    parts = parts_of(definition.parser)
    few = {part.name: words for part in parts if isinstance(part, Field) and (words := few_words(own.get(part.type)))}
    combined = list(product(*few.values()))
    if not few or len(combined) > _MOST:
        return [as_defined(definition)]
    return [_worded(definition, parts, dict(zip(few, words, strict=True))) for words in combined]


def few_words(reader: Callable[..., object] | None) -> list[str]:
    """Return the words that a reader takes, in order; none if it takes any, or too many to list.

    They are read from its pattern, which the parse library asks for: `are lost|come twice`.
    """
    pattern: str = getattr(reader, "pattern", "")
    words = sorted(filter(None, pattern.split("|")))
    return [] if _NOT_PLAIN.search(pattern) or len(words) > _MOST_WORDS else words


def _worded(definition: Definition, parts: tuple[str | Field, ...], words: dict[str, str]) -> Wording:
    return Wording(definition, "".join(_written(parts, words)), words)


def _written(parts: tuple[str | Field, ...], words: Mapping[str, str]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Field):
            yield words.get(part.name) or f"{{{part.name}{':' if part.type else ''}{part.type}}}"
        else:
            yield part.replace("{", "{{").replace("}", "}}")
