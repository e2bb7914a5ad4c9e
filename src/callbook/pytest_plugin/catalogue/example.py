"""What stood for a placeholder in the features: the best example of what it takes."""

from __future__ import annotations

from typing import Any

from pytest_bdd import parsers

from callbook.pytest_plugin.catalogue.definition import Definition


def values_in(definition: Definition, text: str) -> dict[str, str]:
    """Give what stands for each parameter in a step *text* that the definition matches, as written there."""
    matcher: Any = definition.parser
    if isinstance(definition.parser, parsers.re):
        found = definition.parser.regex.fullmatch(text)
        return {name: value for name, value in found.groupdict().items() if value is not None} if found else {}
    if not isinstance(definition.parser, parsers.parse):
        return {}
    spans: dict[str | int, tuple[int, int]] = matcher.parser.parse(text).spans
    return {str(name): text[start:end] for name, (start, end) in spans.items()}
