"""Collecting `*.feature` files: each scenario, and each row of its Examples, is one test."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Self

import pytest
from _pytest.pathlib import bestrelpath

from callbook.core import BadInput
from callbook.pytest_plugin.asking import SUFFIXES
from callbook.pytest_plugin.collect.feature_text import read_feature
from callbook.pytest_plugin.collect.planning import plan_test
from callbook.pytest_plugin.collect.problems import FeatureTrouble
from callbook.pytest_plugin.collect.scenario_facts import FACTS
from callbook.pytest_plugin.collect.scenario_test import ScenarioTests, function_of
from callbook.pytest_plugin.collect.step_check import StepCheck
from callbook.pytest_plugin.collect.tags import TAG_MARKERS, TagMarkers
from callbook.pytest_plugin.run.goldens import refuse_two
from callbook.record import FeatureDocument

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature

_LEFT_OUT = ["*.egg", ".*", "_darcs", "build", "CVS", "dist", "node_modules", "venv", "{arch}"]
"""What pytest does not look into unless a project says otherwise."""

READ = pytest.StashKey[dict[str, FeatureDocument]]()
"""On the configuration: the features that were read, by their names."""


class FeatureFile(pytest.Module):
    """A feature file as a module of tests.

    It is a Module so that fixtures, parametrisation and marks work as everywhere in pytest; its
    module object is made up here, there is no Python file behind it.
    """

    @classmethod
    def beside(cls, parent: pytest.Collector, path: Path) -> Self:
        """Return the collector of the feature file at *path* within the folder *parent*.

        Its id is the path from the root of the run; pytest itself has none for a file outside the root.
        """
        nodeid = bestrelpath(parent.config.rootpath, path).replace(os.sep, "/")
        return cls.from_parent(parent, path=path, nodeid=nodeid)  # pyright: ignore[reportUnknownMemberType]

    def _getobj(self) -> ModuleType:
        return ModuleType(self.path.stem)

    def collect(self) -> Iterator[pytest.Item | pytest.Collector]:
        """Yield the tests of this file.

        Raises:
            FeatureTrouble: the file cannot be used; the text names file and line.
        """
        shown_as = self.nodeid
        try:
            _refuse_suffix(self.path, shown_as)
            feature, scenarios, document = read_feature(self.path, shown_as)
            refuse_two(scenarios, shown_as)
        except BadInput as error:
            raise FeatureTrouble.of(error, shown_as) from error
        self.config.stash.setdefault(READ, {})[shown_as] = document
        _hand_tags_to(self.config.stash[TAG_MARKERS], feature)
        check, tests = StepCheck(self, shown_as), ScenarioTests(self)
        for text in scenarios:
            template = feature.scenarios[text.name]
            function = function_of(template, self.path, text.line, self.config)
            for item in tests.of(text.name, function):
                plan_test(item, template, text, check)
                # pytest's own answer, which it keeps there, but for a row of the Examples with the line of the row.
                vars(item)["location"] = (item.location[0], item.stash[FACTS].line - 1, item.location[2])
                yield item
        check.end()


def refuse_left_out(path: Path, config: pytest.Config) -> None:
    """Refuse a folder of feature files that pytest leaves out because it is called `build`, `dist` or the like.

    What a project leaves out on purpose, by its own `norecursedirs`, stays out; so do hidden folders, and what lies
    directly in the root of the run.

    Raises:
        CollectError: naming the folder.
    """
    by_default = path.name in {"build", "dist"} and config.getini("norecursedirs") == _LEFT_OUT and path.is_dir()
    if (
        by_default
        and path.parent != config.rootpath
        and any(each.name.endswith(SUFFIXES) for each in path.rglob("*.feature*"))
    ):
        shown = bestrelpath(config.rootpath, path).replace(os.sep, "/")
        accepted = "another name, or a norecursedirs of the project's own that says what is left out"
        raise pytest.Collector.CollectError(str(BadInput("folder of feature files", shown, accepted=accepted)))


def _refuse_suffix(path: Path, shown_as: str) -> None:
    if not path.name.endswith(SUFFIXES):
        raise BadInput("feature file", shown_as, accepted=f"the suffix {' or '.join(SUFFIXES)} in small letters")


def _hand_tags_to(markers: TagMarkers, feature: Feature) -> None:
    """Leave pytest-bdd only such tags on Examples as it can turn into markers, and register these."""
    for template in feature.scenarios.values():
        for examples in template.examples:
            examples.tags = markers.markable(examples.tags)
