"""Scenarios that a test module binds with `scenario()` or `scenarios()` are held to the same rules, and told alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from _pytest.pathlib import bestrelpath
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.utils import registry_get_safe

from callbook.core import BadInput
from callbook.pytest_plugin.collect.collecting import READ, FeatureFile
from callbook.pytest_plugin.collect.feature_text import read_feature
from callbook.pytest_plugin.collect.planning import plan_test
from callbook.pytest_plugin.collect.problems import FeatureTrouble
from callbook.pytest_plugin.collect.step_check import StepCheck

if TYPE_CHECKING:
    from pytest_bdd.parser import ScenarioTemplate

_Bound = tuple[pytest.Function, "ScenarioTemplate"]


def plan_bound(collector: pytest.Collector, report: pytest.CollectReport) -> pytest.CollectReport:
    """Return the *report*, or one that says why a feature file whose scenarios the module binds cannot be run."""
    if isinstance(collector, FeatureFile) or not isinstance(collector, pytest.Module):
        return report
    try:
        _plan(collector, list(_bound(report.result or ())))
    except FeatureTrouble as trouble:
        return pytest.CollectReport(collector.nodeid, "failed", trouble.args[0], [])
    return report


def _bound(nodes: Iterable[object]) -> Iterator[_Bound]:
    for node in nodes:
        if isinstance(node, pytest.Function):
            function: object = node.obj
            template = registry_get_safe(scenario_wrapper_template_registry, function)
            if template is not None:
                yield node, template


def _plan(module: pytest.Module, bound: list[_Bound]) -> None:
    files = {template.feature.filename: _File(module, Path(template.feature.filename)) for _, template in bound}
    for item, template in bound:
        files[template.feature.filename].plan(item, template)
    for file in files.values():
        file.check.end()


class _File:
    """A feature file whose scenarios a module binds.

    Raises:
        FeatureTrouble: it cannot be run.
    """

    def __init__(self, module: pytest.Module, path: Path) -> None:
        shown_as = Path(bestrelpath(module.config.rootpath, path)).as_posix()
        try:
            _, scenarios, document = read_feature(path, shown_as)
        except BadInput as error:
            raise FeatureTrouble.of(error, shown_as) from error
        module.config.stash.setdefault(READ, {})[shown_as] = document
        self._texts = {text.name: text for text in scenarios}
        self.check = StepCheck(module, shown_as)

    def plan(self, item: pytest.Function, template: ScenarioTemplate) -> None:
        """Keep on a test what it runs."""
        plan_test(item, template, self._texts[template.name], self.check)
