"""A definition with its use: one line of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from pytest_bdd import parsers

from callbook.pytest_plugin.catalogue.definition import Definition
from callbook.pytest_plugin.catalogue.listed import takes

_MOST = 3


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a feature uses a definition.

    Attributes:
        place: file and line of the step.
        text: the step as written there, with the values of the first row of an Outline.
    """

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A definition, and the places where features use it."""

    definition: Definition
    uses: tuple[Use, ...]

    def examples(self) -> dict[str, list[str]]:
        """Return up to three values of each parameter that features hold, as written there."""
        found: dict[str, dict[str, None]] = {each.name: {} for each in self.definition.parameters}
        for use in self.uses:
            for name, value in _values_in(self.definition, use.text).items():
                found.setdefault(name, {})[value] = None
        return {name: list(values)[:_MOST] for name, values in found.items()}

    def takes(self) -> list[str]:
        """Return what the definition takes: each parameter with its type and examples, a table, a doc string."""
        return takes(self.as_mapping())

    def as_mapping(self) -> dict[str, Any]:
        """Return everything, for machines."""
        definition = self.definition
        examples = self.examples()
        parameters = [
            {"name": each.name, "type": each.type, "says": each.says, "examples": examples[each.name]}
            for each in definition.parameters
        ]
        return {
            "keyword": definition.keyword,
            "pattern": definition.pattern,
            "parameters": parameters,
            "table": definition.table,
            "doc_string": definition.doc_string,
            "says": definition.says,
            "module": definition.module,
            "place": definition.place,
            "uses": [{"place": use.place, "text": use.text} for use in self.uses],
        }

    def speaks_of(self, words: Sequence[str]) -> bool:
        """Return whether all *words* stand in the keyword, the pattern, the docstring or the module, in any case."""
        text = f"{self.definition} {self.definition.says} {self.definition.module}".casefold()
        return all(word.casefold() in text for word in words)


def search_steps(entries: Iterable[CatalogueEntry], words: Sequence[str]) -> list[CatalogueEntry]:
    """Return the *entries* that speak of all *words*."""
    return [entry for entry in entries if entry.speaks_of(words)]


def _values_in(definition: Definition, text: str) -> dict[str, str]:
    """Return what stands for each parameter in a step *text* that the definition matches, as written there."""
    matcher: Any = definition.parser
    if isinstance(definition.parser, parsers.re):
        found = definition.parser.regex.fullmatch(text)
        return {name: value for name, value in found.groupdict().items() if value is not None} if found else {}
    if not isinstance(definition.parser, parsers.parse):
        return {}
    spans: dict[str | int, tuple[int, int]] = matcher.parser.parse(text).spans
    return {str(name): text[start:end] for name, (start, end) in spans.items()}
