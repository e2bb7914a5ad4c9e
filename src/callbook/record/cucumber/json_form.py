"""The event stream of a run as classic Cucumber JSON, which CI servers and test managers read.

The shape is cucumber-jvm's. One thing is cucumber-js's: the steps of a Background come first in each scenario, and do
not stand in an element of their own, so that a scenario says by itself how it ended. A feature file that could not be
run is there with one scenario, whose set-up failed: a report that left it out would look better than the run was.
"""

from __future__ import annotations

import base64
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from callbook.record.cucumber.documents import nodes_of
from callbook.record.cucumber.envelopes import Attachment, ParseError, TestStepResult
from callbook.record.cucumber.envelopes import Hook as HookMessage
from callbook.record.cucumber.reading import RanScenario, RanStep, Stream


class Part(msgspec.Struct, frozen=True, omit_defaults=True):
    """What they have in common: what may be missing and is not there is left out."""


class Result(Part, frozen=True):
    """How a step ended; the duration is in nanoseconds, by the virtual clock."""

    status: str
    duration: int
    error_message: str | None = None


class Match(Part, frozen=True):
    """Where the definition of a step stands, file and line; empty if nothing ran."""

    location: str


class Embedding(Part, frozen=True):
    """Something that a step brought about, in Base64."""

    mime_type: str
    data: str
    name: str | None = None


class Row(Part, frozen=True):
    """A row of a data table."""

    cells: list[str]


class DocString(Part, frozen=True):
    """The text below a step."""

    value: str
    line: int
    content_type: str | None = None


class Step(Part, frozen=True):
    """A step."""

    keyword: str
    name: str
    line: int
    match: Match
    result: Result
    rows: list[Row] | None = None
    doc_string: DocString | None = None
    embeddings: list[Embedding] = []


class Hook(Part, frozen=True):
    """What ran before or after the steps."""

    match: Match
    result: Result
    embeddings: list[Embedding] = []


class Tag(Part, frozen=True):
    """A tag of a scenario, with its @; those of its feature and its rule are among them."""

    name: str


class Place(Part, frozen=True):
    """Where something stands in the file."""

    line: int
    column: int


class PlacedTag(Part, frozen=True):
    """A tag of a feature."""

    name: str
    type: Literal["Tag"]
    location: Place


class Element(Part, frozen=True):
    """A scenario, or a row of its Examples."""

    id: str
    type: Literal["scenario"]
    keyword: str
    name: str
    line: int
    description: str
    tags: list[Tag]
    steps: list[Step]
    before: list[Hook] = []
    after: list[Hook] = []


class Feature(Part, frozen=True):
    """A feature file."""

    uri: str
    id: str
    keyword: str
    name: str
    line: int
    description: str
    tags: list[PlacedTag]
    elements: list[Element]


_NO_WORD = re.compile(r"[\s'_,!]")


def json_form(stream: Stream) -> list[Feature]:
    """Return the features of *stream* with their scenarios, in the order of the files and of what stands in them."""
    cases: defaultdict[str, list[RanScenario]] = defaultdict(list)
    refused: defaultdict[str, list[ParseError]] = defaultdict(list)
    for case in stream.cases:
        cases[case.feature].append(case)
    for error in stream.parse_errors:
        refused[error.source.uri].append(error)
    return [_FeatureForm(stream, uri).feature(cases[uri], refused[uri]) for uri in sorted({*cases, *refused})]


class _FeatureForm:
    """Makes one feature."""

    def __init__(self, stream: Stream, uri: str) -> None:
        document = stream.documents.get(uri, {})
        self._uri = uri
        self._feature: dict[str, Any] = document.get("feature") or _without_document(uri)
        self._nodes = dict(nodes_of(document))
        self._ids = dict(_ids(self._feature))
        self._definitions = stream.definitions

    def feature(self, cases: list[RanScenario], refused: list[ParseError]) -> Feature:
        feature = self._feature
        elements = [self._scenario(case) for case in cases]
        return Feature(
            uri=self._uri,
            id=_word(feature["name"]),
            keyword=feature["keyword"],
            name=feature["name"],
            line=feature["location"]["line"],
            description=feature["description"],
            tags=[PlacedTag(tag["name"], "Tag", Place(**tag["location"])) for tag in feature["tags"]],
            elements=[*elements, self._refused(refused)] if refused else elements,
        )

    def _scenario(self, case: RanScenario) -> Element:
        pickle = case.pickle
        scenario, node = self._nodes[pickle["astNodeIds"][0]], pickle["astNodeIds"][-1]
        return Element(
            id=self._ids[node],
            type="scenario",
            keyword=scenario["keyword"],
            name=pickle["name"],
            line=pickle["location"]["line"],
            description=scenario["description"],
            tags=[Tag(tag["name"]) for tag in pickle["tags"]],
            steps=[self._step(step, ran) for step, ran in zip(pickle["steps"], case.steps, strict=True)],
            before=_hooks(case.before),
            after=_hooks(case.after),
        )

    def _step(self, step: dict[str, Any], ran: RanStep) -> Step:
        node = self._nodes[step["astNodeIds"][0]]
        argument: dict[str, Any] = step.get("argument", {})
        return Step(
            keyword=node["keyword"],
            name=step["text"],
            line=node["location"]["line"],
            match=Match(self._definitions.get(ran.definition, "")),
            result=_result(ran.result),
            rows=_rows(argument["dataTable"]) if "dataTable" in argument else None,
            doc_string=_doc_string(argument["docString"], node) if "docString" in argument else None,
            embeddings=_embeddings(ran.attachments),
        )

    def _refused(self, errors: list[ParseError]) -> Element:
        line = next((each.source.location.line for each in errors if each.source.location), None)
        why = Result("failed", 0, "\n\n".join(each.message for each in errors))
        return Element(
            id=f"{_word(self._feature['name'])};cannot-be-run",
            type="scenario",
            keyword="Scenario",
            name="The feature file cannot be run",
            line=line or self._feature["location"]["line"],
            description="",
            tags=[],
            steps=[],
            before=[Hook(Match("pytest collection"), why)],
        )


def _without_document(uri: str) -> dict[str, Any]:
    """Return what stands in for the feature of a file that is no Gherkin."""
    place = {"line": 1}
    return {"keyword": "Feature", "name": uri, "location": place, "description": "", "tags": [], "children": []}


def _ids(parent: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Yield the id of each scenario and each row of Examples: the names above it and its own."""
    names = (*above, _word(parent["name"]))
    for child in parent["children"]:
        if "rule" in child:
            yield from _ids(child["rule"], names)
        if "scenario" in child:
            yield from _ids_of_scenario(child["scenario"], names)


def _ids_of_scenario(scenario: dict[str, Any], above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    names = (*above, _word(scenario["name"]))
    yield scenario["id"], ";".join(names)
    for examples in scenario["examples"]:
        for number, row in enumerate(examples["tableBody"], 2):  # the header counts as the first
            yield row["id"], ";".join((*names, _word(examples["name"]), str(number)))


def _word(name: str) -> str:
    return _NO_WORD.sub("-", name).lower()


def _hooks(hooks: Iterable[RanStep]) -> list[Hook]:
    return [Hook(_match(ran.hook), _result(ran.result), _embeddings(ran.attachments)) for ran in hooks if ran.hook]


def _match(hook: HookMessage) -> Match:
    place = hook.source_reference
    return Match(f"{place.uri}:{place.location.line}" if place.location else f"{place.uri} {hook.name}")


def _result(result: TestStepResult) -> Result:
    stack = result.exception.stack_trace if result.exception else None
    why = "\n\n".join(text for text in (result.message, stack) if text)
    duration = result.duration.seconds * 1_000_000_000 + result.duration.nanos
    return Result(result.status.lower(), duration, why or None)


def _embeddings(attachments: tuple[Attachment, ...]) -> list[Embedding]:
    return [Embedding(each.media_type, _in_base64(each), each.file_name) for each in attachments]


def _in_base64(attachment: Attachment) -> str:
    body = attachment.body
    return body if attachment.content_encoding == "BASE64" else base64.b64encode(body.encode()).decode()


def _rows(table: dict[str, Any]) -> list[Row]:
    return [Row([cell["value"] for cell in row["cells"]]) for row in table["rows"]]


def _doc_string(text: dict[str, Any], node: dict[str, Any]) -> DocString:
    return DocString(text["content"], node["docString"]["location"]["line"], text.get("mediaType") or None)
