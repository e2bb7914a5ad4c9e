"""Steps as they are listed, as plain data: the kit's own are kept in a file, so that no step has to be imported.

A step is a mapping as `CatalogueEntry.as_mapping` makes it.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def kit_steps() -> list[dict[str, Any]]:
    """Return the kit's own steps, used nowhere; `make lint` looks whether the file is fresh, `make steps` renews it."""
    steps: list[dict[str, Any]] = json.loads(Path(__file__).with_name("kit_steps.json").read_bytes())
    return steps


class KitPattern(NamedTuple):
    """Which texts one of the kit's definitions takes.

    Attributes:
        type: `given`, `when` or `then`; None for all three.
        words: that stand in each, folded.
        expression: the regular expression that the whole text matches, case aside.
    """

    type: str | None
    words: frozenset[str]
    expression: str


def kit_patterns() -> list[KitPattern]:
    """Return the patterns of the kit's own steps, from a file that `make steps` renews, too."""
    listed: list[dict[str, Any]] = json.loads(Path(__file__).with_name("kit_patterns.json").read_bytes())
    return [KitPattern(each["type"], frozenset(each["words"]), each["expression"]) for each in listed]


def speaks_of(step: Mapping[str, Any], words: Sequence[str]) -> bool:
    """Return whether all *words* stand in the keyword, the pattern, the docstring or the module, in any case."""
    text = f"{step['keyword']} {step['pattern']} {step['says']} {step['module']}".casefold()
    return all(word.casefold() in text for word in words)


def takes(step: Mapping[str, Any]) -> list[str]:
    """Return what a step takes: each parameter with its type and an example, a table, a doc string."""
    words = [_in_words(each["name"], each["type"], each["examples"]) for each in step["parameters"]]
    if step["table"]:
        words.append("a data table")
    if step["doc_string"]:
        words.append("a doc string")
    return words


def _in_words(name: str, kind: str, examples: Sequence[str]) -> str:
    return f"{name}: {kind}, such as {examples[0]}" if examples else f"{name}: {kind}"
