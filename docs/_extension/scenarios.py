"""The scenarios of the specification: which clause each shows, and how it reads on its own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from callbook.configuration.clauses import LOOKS_LIKE_A_CLAUSE
from callbook.core.shipped import shipped_folder
from callbook.record.cucumber.documents import nodes_of, read_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.record.cucumber.documents import FeatureDocument


@dataclass(frozen=True, slots=True)
class Shown:
    """One scenario, or one row of its Examples.

    Attributes:
        feature: its file, below the folder of the features.
        title: the feature's name.
        line: where it stands.
        name: its own.
        clauses: what it is tagged with, its own tags and those above it.
        text: how it reads, with the steps of the Background.
    """

    feature: str
    title: str
    line: int
    name: str
    clauses: frozenset[str]
    text: str


@cache
def scenarios() -> tuple[Shown, ...]:
    """Give every scenario, file by file."""
    root = shipped_folder("features")
    files = sorted(root.rglob("*.feature"))
    return tuple(each for file in files for each in _in(read_document(file, file.relative_to(root).as_posix())))


def example(clause: str, name: str, telling: re.Pattern[str]) -> Shown | None:
    """Find the scenario that shows best what *name* does.

    Args:
        clause: which it must show.
        name: the option or privilege, which its steps must name.
        telling: what its steps should say: without it the scenario may show only that nothing happens.
    """
    fitting = [each for each in scenarios() if clause in each.clauses and f'"{name}"' in each.text]

    def lacks(shown: Shown) -> tuple[bool, bool, bool]:
        return telling.search(shown.text) is None, name != shown.title, "no effect" in shown.name

    return min(fitting, key=lacks, default=None)  # of several the first: features begin with what is plain


def _in(document: FeatureDocument) -> Iterator[Shown]:
    keywords = {name: node["keyword"] for name, node in nodes_of(document.document) if "keyword" in node}
    title = document.document["feature"]["name"]
    for line, pickle in document.pickles.items():
        tags = (tag["name"].removeprefix("@") for tag in pickle["tags"])
        clauses = frozenset(tag for tag in tags if LOOKS_LIKE_A_CLAUSE.fullmatch(tag))
        yield Shown(document.uri, title, line, pickle["name"], clauses, _text(pickle, keywords))


def _text(pickle: dict[str, Any], keywords: dict[str, str]) -> str:
    return "\n".join(
        (f"Scenario: {pickle['name']}", *(each for step in pickle["steps"] for each in _step(step, keywords)))
    )


def _step(step: dict[str, Any], keywords: dict[str, str]) -> Iterator[str]:
    yield f"  {keywords[step['astNodeIds'][0]]}{step['text']}"
    for row in step.get("argument", {}).get("dataTable", {}).get("rows", ()):
        yield f"    | {' | '.join(cell['value'] for cell in row['cells'])} |"
    if "docString" in step.get("argument", {}):
        yield from (
            '    """',
            *(f"    {line}" for line in step["argument"]["docString"]["content"].splitlines()),
            '    """',
        )
