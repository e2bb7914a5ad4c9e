"""Scenarios that a test module binds with `scenario()` or `scenarios()` are held to the same rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.pathlib import bestrelpath
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.utils import registry_get_safe

from callbook.core import BadInput
from callbook.pytest_plugin.collect.collecting import FeatureFile, example_of
from callbook.pytest_plugin.collect.feature_text import read_feature
from callbook.pytest_plugin.collect.problems import FeatureTrouble
from callbook.pytest_plugin.collect.step_check import StepCheck

if TYPE_CHECKING:
    from pytest_bdd.parser import ScenarioTemplate

_Bound = tuple[pytest.Function, "ScenarioTemplate"]


def refuse_bound(collector: pytest.Collector, report: pytest.CollectReport) -> pytest.CollectReport:
    """Return the *report*, or one that says what is wrong with the scenarios that the module binds."""
    if isinstance(collector, FeatureFile) or not isinstance(collector, pytest.Module):
        return report
    try:
        _check(collector, list(_bound(report.result or ())))
    except FeatureTrouble as trouble:
        return pytest.CollectReport(collector.nodeid, "failed", trouble.args[0], [])
    return report


def is_bound(item: pytest.Item) -> bool:
    """Return whether a test runs a scenario."""
    return any(_bound([item]))


def _bound(nodes: Iterable[object]) -> Iterator[_Bound]:
    for node in nodes:
        if isinstance(node, pytest.Function):
            function: object = node.obj
            template = registry_get_safe(scenario_wrapper_template_registry, function)
            if template is not None:
                yield node, template


def _check(module: pytest.Module, bound: list[_Bound]) -> None:
    checks = {template.feature.filename: _checked_text(module, template) for _, template in bound}
    for item, template in bound:
        checks[template.feature.filename].look_at(template, example_of(item))
    for check in checks.values():
        check.report()


def _checked_text(module: pytest.Module, template: ScenarioTemplate) -> StepCheck:
    path = Path(template.feature.filename)
    shown_as = Path(bestrelpath(module.config.rootpath, path)).as_posix()
    try:
        read_feature(path, shown_as)
    except BadInput as error:
        raise FeatureTrouble.of(error, shown_as) from error
    return StepCheck(module, shown_as)
