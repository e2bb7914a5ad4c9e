"""Choosing scenarios: by line (`pytest x.feature:12`), by tag expression, by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from callbook.configuration import clause_ids
from callbook.core import Unknown
from callbook.pytest_plugin.collect.scenario_facts import FACTS

if TYPE_CHECKING:
    from callbook.pytest_plugin.collect.feature_text import ScenarioText

_TAG_EXPRESSIONS: Any = import_module("cucumber_tag_expressions")  # has no types
_TAG = re.compile(r"@?([^\s()@]+)")

LINES: pytest.StashKey[ScenarioText] = pytest.StashKey()
"""On a scenario's item: the lines that stand for it."""


class _Expression(Protocol):
    def evaluate(self, values: list[str]) -> bool:
        """Return whether the expression holds for an item with these tags."""
        ...


class Selection:
    """Leaves out what was not asked for.

    Args:
        config: of the run.

    Raises:
        UsageError: the tag expression is invalid, or names an unknown clause.
    """

    def __init__(self, config: pytest.Config) -> None:
        tags: str = config.option.callbook_tags
        self._tags = _expression(tags) if tags else None
        self._names = [name.casefold() for name in config.option.callbook_scenario]
        self._lines: dict[Path, set[int]] = {}
        for path, line in (at.rsplit(":", 1) for at in config.option.callbook_at_line):
            self._lines.setdefault(Path(path).resolve(), set()).add(int(line))

    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Leave out, and say how many."""
        deselected = [item for item in items if not all(self._asks_for(item))]
        if deselected:
            config.hook.pytest_deselected(items=deselected)
            others = set(deselected)
            items[:] = [item for item in items if item not in others]

    def _asks_for(self, item: pytest.Item) -> Iterator[bool]:
        facts = item.stash.get(FACTS, None)
        if self._tags:
            tags = facts.tags if facts else ()
            # With or without the @: `not slow` would else mean all of them, without a word.
            yield self._tags.evaluate([*tags, *(f"@{tag}" for tag in tags)])
        if self._names:
            yield facts is not None and any(name in facts.scenario.casefold() for name in self._names)
        if self._lines and item.path in self._lines:
            yield any(_stands_for(line, item) for line in self._lines[item.path])


def _stands_for(line: int, item: pytest.Item) -> bool:
    text = item.stash[LINES]
    if line in {row.line for row in text.rows}:
        return line == item.stash[FACTS].line
    return any(line in span for span in text.spans)


def _expression(tags: str) -> _Expression:
    try:
        clause_ids(frozenset(_TAG.findall(tags)), where="--tags")
        expression: _Expression = _TAG_EXPRESSIONS.parse(tags)
    except (_TAG_EXPRESSIONS.TagExpressionError, Unknown) as error:
        raise pytest.UsageError(f"--tags {tags!r}: {error}") from error
    return expression
