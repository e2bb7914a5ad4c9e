"""The scenarios of the specification: which clause each shows, and how it reads."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from textwrap import dedent
from typing import TYPE_CHECKING

from callbook.clauses import LOOKS_LIKE_A_CLAUSE
from callbook.cucumber.documents import read_document
from callbook.shipped import folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.cucumber.documents import FeatureDocument


@dataclass(frozen=True, slots=True)
class Shown:
    """One scenario.

    Attributes:
        feature: its file, below the folder of the features.
        line: where it stands.
        name: its title.
        clauses: what it is tagged with, its own tags and those above it.
        text: how it reads; empty for a row of Examples.
    """

    feature: str
    line: int
    name: str
    clauses: frozenset[str]
    text: str


@cache
def scenarios() -> tuple[Shown, ...]:
    """Give every scenario, file by file."""
    root = folder("features")
    files = sorted(root.rglob("*.feature"))
    return tuple(each for file in files for each in _in(read_document(file, file.relative_to(root).as_posix())))


def example(clause: str, *names: str) -> Shown | None:
    """Find the shortest scenario that shows *clause* and has all *names* in its steps."""
    fitting = [each for each in scenarios() if clause in each.clauses and all(name in each.text for name in names)]
    return min(fitting, key=lambda each: len(each.text), default=None)


def _in(document: FeatureDocument) -> Iterator[Shown]:
    lines = document.text.splitlines()
    for line, pickle in document.pickles.items():
        tags = (tag["name"].removeprefix("@") for tag in pickle["tags"])
        clauses = frozenset(tag for tag in tags if LOOKS_LIKE_A_CLAUSE.fullmatch(tag))
        yield Shown(document.uri, line, pickle["name"], clauses, _text(lines[line - 1 :]))


def _text(lines: list[str]) -> str:
    if not lines[0].lstrip().startswith("Scenario:"):
        return ""
    end = next((number for number, line in enumerate(lines) if not line.strip()), len(lines))
    return dedent("\n".join(lines[:end]))
