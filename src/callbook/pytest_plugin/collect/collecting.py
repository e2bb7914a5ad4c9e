"""Collecting `*.feature` files: each scenario, and each row of its Examples, is one test."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Self, cast

import pytest
from _pytest.pathlib import bestrelpath
from pytest_bdd import scenario

from callbook.configuration import clause_ids
from callbook.core import BadInput
from callbook.pytest_plugin.collect.feature_text import ScenarioText, read_feature
from callbook.pytest_plugin.collect.problems import FeatureTrouble
from callbook.pytest_plugin.collect.scenario_facts import FACTS, ScenarioFacts
from callbook.pytest_plugin.collect.selection import LINES
from callbook.pytest_plugin.collect.step_check import StepCheck
from callbook.pytest_plugin.collect.tags import TAG_MARKERS, TagMarkers
from callbook.pytest_plugin.run.goldens import refuse_two
from callbook.record import FeatureDocument

if TYPE_CHECKING:
    from types import FunctionType

    from pytest_bdd.parser import Feature

SUFFIX = ".feature"
_LEFT_OUT = ["*.egg", ".*", "_darcs", "build", "CVS", "dist", "node_modules", "venv", "{arch}"]
"""What pytest does not look into unless a project says otherwise."""

_EXAMPLE = "_pytest_bdd_example"
"""The argument under which pytest-bdd hands over a row of the Examples."""

READ = pytest.StashKey[dict[str, FeatureDocument]]()
"""On the configuration: the features that were read, by their names."""

IN_A_FEATURE = f"{SUFFIX}::"
"""Stands in the id of every scenario: `features/flows/offered.feature::The bell rings`."""


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
        check = StepCheck(self, shown_as)
        for text in scenarios:
            setattr(self.obj, text.name, self._test_function(text))
            for item in self._items(text.name):
                check.look_at(feature.scenarios[text.name], example_of(item))
                _attach(item, _facts(item, text, shown_as), text)
                yield item
        check.report()

    def _items(self, name: str) -> Iterator[pytest.Function]:
        """Yield the tests that pytest makes: one, or one for each row of the Examples."""
        return self._genfunctions(name, getattr(self.obj, name))  # pyright: ignore[reportUnknownMemberType]

    def _test_function(self, text: ScenarioText) -> Callable[..., object]:
        bind = scenario(self.path.name, text.name, features_base_dir=str(self.path.parent))
        function = cast("FunctionType", bind(_no_more_to_do))
        # pytest shows where a test stands: in the feature file, not inside pytest-bdd.
        function.__code__ = function.__code__.replace(co_filename=str(self.path), co_firstlineno=text.line)
        return function


def refuse_left_out(path: Path, config: pytest.Config) -> None:
    """Refuse a folder of feature files that pytest leaves out because it is called `build`, `dist` or the like.

    What a project leaves out on purpose, by its own `norecursedirs`, stays out; so do hidden folders, and what lies
    directly in the root of the run.

    Raises:
        CollectError: naming the folder.
    """
    by_default = path.name in {"build", "dist"} and config.getini("norecursedirs") == _LEFT_OUT and path.is_dir()
    if by_default and path.parent != config.rootpath and any(path.rglob(f"*{SUFFIX}")):
        shown = bestrelpath(config.rootpath, path).replace(os.sep, "/")
        accepted = "another name, or a norecursedirs of the project's own that says what is left out"
        raise pytest.Collector.CollectError(str(BadInput("folder of feature files", shown, accepted=accepted)))


def _refuse_suffix(path: Path, shown_as: str) -> None:
    if path.suffix != SUFFIX:
        raise BadInput("feature file", shown_as, accepted=f"the suffix {SUFFIX} in small letters")


def _no_more_to_do() -> None:
    """Stand for the body of a test whose steps say everything."""


def _hand_tags_to(markers: TagMarkers, feature: Feature) -> None:
    """Leave pytest-bdd only such tags on Examples as it can turn into markers, and register these."""
    for template in feature.scenarios.values():
        for examples in template.examples:
            examples.tags = markers.markable(examples.tags)


def _facts(item: pytest.Function, text: ScenarioText, shown_as: str) -> ScenarioFacts:
    line, tags = text.line, text.tags
    if text.rows:
        row = text.rows[item.callspec.indices[_EXAMPLE]]
        line, tags = row.line, tags | row.tags
    return ScenarioFacts(shown_as, item.name, line, tuple(sorted(tags)), clause_ids(tags))


def example_of(item: pytest.Function) -> Mapping[str, str]:
    """Return the row of the Examples that a test stands for, by column; empty for a plain scenario."""
    params = item.callspec.params if hasattr(item, "callspec") else {}
    return cast("Mapping[str, str]", params.get(_EXAMPLE, {}))


def _attach(item: pytest.Function, facts: ScenarioFacts, text: ScenarioText) -> None:
    item.stash[FACTS] = facts
    item.stash[LINES] = text
    # pytest's own answer, which it keeps there, but for a row of the Examples with the line of the row.
    vars(item)["location"] = (item.location[0], facts.line - 1, item.location[2])
    item.user_properties.extend(("clause", clause) for clause in facts.clauses)
