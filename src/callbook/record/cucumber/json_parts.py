"""What the classic Cucumber JSON is made of: cucumber-jvm's shape of it, with its names."""

from __future__ import annotations

from typing import Literal

import msgspec


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
    """Set-up or clean-up: there where something went wrong in it."""

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
