"""A definition with its use: one line of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from pytest_bdd import parsers

from callbook.pytest_plugin.catalogue.definition import Definition, Parameter
from callbook.pytest_plugin.catalogue.listed import StepText, takes
from callbook.pytest_plugin.catalogue.wording import Wording, wordings

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
    """A definition, or one wording of it, and the places where features use it."""

    wording: Wording
    uses: tuple[Use, ...]

    @property
    def definition(self) -> Definition:
        """The definition itself."""
        return self.wording.definition

    @property
    def parameters(self) -> list[Parameter]:
        """The parameters that the wording leaves open."""
        return [each for each in self.definition.parameters if each.name not in self.wording.words]

    @property
    def text(self) -> StepText:
        """What it is found by."""
        definition = self.definition
        return StepText(definition.keyword, self.wording.pattern, definition.says, definition.module)

    def in_words(self) -> list[CatalogueEntry]:
        """Return an entry for each wording of the definition, with its part of the uses."""
        every = wordings(self.definition)
        if len(every) == 1:
            return [CatalogueEntry(every[0], self.uses)]
        values = [(use, _values_in(self.definition, use.text)) for use in self.uses]
        return [
            CatalogueEntry(each, tuple(use for use, found in values if each.words.items() <= found.items()))
            for each in every
        ]

    def examples(self) -> dict[str, list[str]]:
        """Return up to three values of each parameter that features hold, as written there."""
        found: dict[str, dict[str, None]] = {each.name: {} for each in self.parameters}
        for use in self.uses:
            for name, value in _values_in(self.definition, use.text).items():
                if name not in self.wording.words:
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
            {
                "name": each.name,
                "type": each.type,
                "says": each.says,
                "may_be_unknown": each.may_be_unknown,
                "examples": examples[each.name],
            }
            for each in self.parameters
        ]
        return {
            "keyword": definition.keyword,
            "pattern": self.wording.pattern,
            "definition": definition.pattern,
            "parameters": parameters,
            "table": definition.table,
            "doc_string": definition.doc_string,
            "says": definition.says,
            "module": definition.module,
            "place": definition.place,
            "uses": [{"place": use.place, "text": use.text} for use in self.uses],
        }


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
