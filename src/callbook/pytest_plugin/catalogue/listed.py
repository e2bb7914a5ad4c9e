"""Steps as they are listed, as plain data: the kit's own are kept in a file, so that no step has to be imported.

A step is a mapping as `CatalogueEntry.as_mapping` makes it.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_TAKE = re.compile(r"(?:Take|Return|Read)s? ")


def kit_steps() -> list[dict[str, Any]]:
    """Return the kit's own steps, used nowhere; `make lint` looks whether the file is fresh, `make steps` renews it."""
    steps: list[dict[str, Any]] = json.loads(Path(__file__).with_name("kit_steps.json").read_bytes())
    return steps


class StepText(NamedTuple):
    """What a step is found by.

    Attributes:
        keyword: `Given`, `When`, `Then` or `*`.
        pattern: as it may be written.
        says: what it does.
        module: where it is.
    """

    keyword: str
    pattern: str
    says: str
    module: str


def text_of(step: Mapping[str, Any]) -> StepText:
    """Return what a listed step is found by."""
    return StepText(step["keyword"], step["pattern"], step["says"], step["module"])


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


def takes(step: Mapping[str, Any]) -> list[str]:
    """Return what a step takes: each parameter with its type and an example, a table, a doc string."""
    words = [_in_words(each) for each in step["parameters"]]
    if step["table"]:
        words.append("a data table")
    if step["doc_string"]:
        words.append("a doc string")
    return words


def accepts(says: str) -> str:
    """Return what the reader of a value takes, of what it *says* of itself: `a person's first name`."""
    return _TAKE.sub("", says, count=1).rstrip(".")


def _in_words(parameter: Mapping[str, Any]) -> str:
    text = f"{parameter['name']}: {accepts(parameter['says']) or parameter['type']}"
    if parameter["may_be_unknown"]:
        text += "; may be unknown"
    return f"{text}, such as {parameter['examples'][0]}" if parameter["examples"] else text
