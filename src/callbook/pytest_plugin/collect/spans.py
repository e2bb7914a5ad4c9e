"""Which line of a feature file stands for which scenario: `pytest x.feature:12`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pytest_bdd.gherkin_parser import Feature, Rule, Scenario

Spans = tuple[range, ...]
"""The lines that stand for a scenario: its own, those of its rule before the first scenario, those of its feature."""


def spans_of(feature: Feature) -> dict[int, Spans]:
    """Return the spans of each scenario, by the line where its name stands."""
    begins = sorted(_begin(each) for each in _all(feature))
    ends = dict(zip(begins, [*begins[1:], sys.maxsize], strict=False))
    of_feature = range(1, min(begins, default=1))
    spans: dict[int, Spans] = {}
    for child in feature.children:
        if child.scenario:
            spans[child.scenario.location.line] = (_own(child.scenario, ends), of_feature)
        if child.rule:
            of_rule = _own(child.rule, ends)
            for scenario in _inside(child.rule):
                spans[scenario.location.line] = (_own(scenario, ends), of_rule, of_feature)
    return spans


def _all(feature: Feature) -> Iterator[Scenario | Rule]:
    for child in feature.children:
        if child.scenario:
            yield child.scenario
        if child.rule:
            yield child.rule
            yield from _inside(child.rule)


def _inside(rule: Rule) -> Iterator[Scenario]:
    return (inner.scenario for inner in rule.children if inner.scenario)


def _own(node: Scenario | Rule, ends: dict[int, int]) -> range:
    return range(_begin(node), ends[_begin(node)])


def _begin(node: Scenario | Rule) -> int:
    """Return the line of the first tag, or of the keyword."""
    return min([node.location.line, *(tag.location.line for tag in node.tags)])
