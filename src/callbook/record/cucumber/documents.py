"""A feature file as Cucumber sees it: its document, and its pickles (what is to be run), with ids that stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from gherkin.ast_builder import AstBuilder
from gherkin.errors import ParserError
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator
from gherkin.token_matcher import TokenMatcher
from gherkin.token_matcher_markdown import GherkinInMarkdownTokenMatcher

from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKDOWN = ".feature.md"
"""The suffix of a feature file that is Gherkin within Markdown."""
_PLACEHOLDER = re.compile(r"<(.+?)>")
_DOC_STRING_MARKS = ('"""', "```")


@dataclass(frozen=True)
class FeatureDocument:
    """A feature file.

    Attributes:
        uri: the file, relative to the root of the run, with forward slashes.
        text: what stands in it.
        document: as gherkin gives it, see the schema of Cucumber Messages.
    """

    uri: str
    text: str
    document: dict[str, Any]

    @property
    def media_type(self) -> str:
        """What the text is."""
        return f"text/x.cucumber.gherkin+{'markdown' if self.uri.endswith(MARKDOWN) else 'plain'}"

    @cached_property
    def pickles(self) -> dict[int, dict[str, Any]]:
        """What is to be run, by the line where it stands: of the scenario, or of its row in the Examples."""
        pickles = cast("list[dict[str, Any]]", _Compiler().compile(cast("Any", self.document)))
        return {pickle["location"]["line"]: _named(pickle) for pickle in pickles}

    @cached_property
    def lines_of_nodes(self) -> dict[str, int]:
        """Where each part of the document with an id stands."""
        return {name: node["location"]["line"] for name, node in nodes_of(self.document)}


def read_document(path: Path, uri: str) -> FeatureDocument:
    """Return the feature file at *path*, called *uri*; the ids of its parts are made of that and of their order.

    Raises:
        BadInput: it cannot be read, or is no Gherkin.
    """
    try:
        return document_in(path.read_text(encoding="utf-8-sig"), uri)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("feature file", uri, accepted=f"a file in UTF-8 that can be read ({error})") from None
    except ParserError as error:
        raise BadInput("feature file", uri, where=str(error), accepted="Gherkin, beginning with Feature:") from None


def document_in(text: str, uri: str) -> FeatureDocument:
    """Return the feature file called *uri* that the *text* is.

    Raises:
        ParserError: gherkin's own: it is no Gherkin.
    """
    matcher = GherkinInMarkdownTokenMatcher() if uri.endswith(MARKDOWN) else TokenMatcher()
    document = cast("dict[str, Any]", Parser(AstBuilder(_Ids(uri))).parse(text, matcher))
    document["uri"] = uri
    return FeatureDocument(uri, text, document)


def media_types_in(document: FeatureDocument) -> dict[int, str]:
    """Return the media types of the doc strings in a feature file, by the lines of their steps."""
    if not any(mark in document.text for mark in _DOC_STRING_MARKS):
        return {}
    steps = (node for _, node in nodes_of(document.document) if "docString" in node)
    return {step["location"]["line"]: step["docString"].get("mediaType", "") for step in steps}


def nodes_of(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:  # noqa: ANN401 - any part of a document
    """Yield each part of a document that has an id."""
    if isinstance(node, dict):
        part = cast("dict[str, Any]", node)
        if "id" in part:
            yield part["id"], part
        node = list(part.values())
    if isinstance(node, list):
        for each in cast("list[object]", node):
            yield from nodes_of(each)


class _Ids(IdGenerator):
    """Ids that two runs, and two files, do not confuse."""

    def __init__(self, uri: str) -> None:
        super().__init__()
        self._uri = uri

    def get_next_id(self) -> str:
        return f"{self._uri}#{super().get_next_id()}"


class _Compiler(Compiler):
    """Gherkin's own, which takes a column's name for a regular expression; here it is the text that it is."""

    def _interpolate(self, name: Any, variable_cells: Iterable[Any], value_cells: Sequence[Any]) -> Any:  # noqa: ANN401 - as gherkin
        names = (cell["value"] for cell in variable_cells)
        row = dict(zip(names, (cell["value"] for cell in value_cells), strict=False))
        return _PLACEHOLDER.sub(lambda found: row.get(found[1], found[0]), name)


def _named(pickle: dict[str, Any]) -> dict[str, Any]:
    pickle["id"] = f"{pickle['uri']}:{pickle['location']['line']}"
    for number, step in enumerate(pickle["steps"], 1):
        step["id"] = f"{pickle['id']} step {number}"
    return pickle
