"""The test function of a scenario, and the tests that pytest makes of it: one, or one for each row of the Examples.

A scenario without Examples costs no more than an empty test: pytest is asked once for each file which fixtures its
tests have, unless somebody gives them others, or has tests repeated or parametrised.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any, cast

import pytest
from _pytest import python
from _pytest.fixtures import FixtureManager, FuncFixtureInfo
from pytest_bdd.scenario import collect_example_parametrizations, scenario_wrapper_template_registry

from callbook.pytest_plugin.collect.plan import PLAN
from callbook.pytest_plugin.run import loop

if TYPE_CHECKING:
    from pytest_bdd.parser import ScenarioTemplate

EXAMPLE = "_pytest_bdd_example"
"""The argument under which pytest-bdd hands over a row of the Examples."""


def _plain(request: pytest.FixtureRequest) -> None:
    __tracebackhide__ = True
    scenario = request.node.stash[PLAN].scenario
    loop.run_scenario(scenario.feature, scenario, request)


def _of_a_row(request: pytest.FixtureRequest, _pytest_bdd_example: object) -> None:
    __tracebackhide__ = True
    scenario = request.node.stash[PLAN].scenario
    loop.run_scenario(scenario.feature, scenario, request)


_GLOBALS = {"loop": loop, "PLAN": PLAN, "__name__": "feature", "__builtins__": __builtins__}
"""What a test function sees: by the name of its module, tools that measure code would look for it in a feature file."""


def function_of(template: ScenarioTemplate, path: Path, line: int, config: pytest.Config) -> FunctionType:
    """Return a test function for a scenario, as pytest-bdd's `scenario()` would make it.

    Args:
        template: the scenario.
        path: where pytest shows the test: in the feature file.
        line: of the scenario there.
        config: of the run, whose plugins make marks of the tags.
    """
    pattern = _of_a_row if template.examples else _plain
    code = pattern.__code__.replace(co_filename=str(path), co_firstlineno=line)
    function = FunctionType(code, _GLOBALS, template.name)
    function.__doc__ = f"{path.name}: {template.name}"
    parametrised = collect_example_parametrizations(template)
    if parametrised is not None:
        pytest.mark.parametrize(EXAMPLE, parametrised)(function)
    tags = template.tags | template.feature.tags | (template.rule.tags if template.rule else set[str]())
    for tag in sorted(tags):
        config.hook.pytest_bdd_apply_tag(tag=tag, function=function)
    scenario_wrapper_template_registry[function] = template
    return function


class ScenarioTests:
    """Makes the tests of one feature file.

    Args:
        module: the file, as a module of tests.
    """

    def __init__(self, module: pytest.Module) -> None:
        self._module = module
        self._shared: FuncFixtureInfo | None = None
        answers = module.ihook.pytest_generate_tests.get_hookimpls()
        self._is_repeated = any(not _is_pytests_own(each.plugin) for each in answers)

    def of(self, name: str, function: FunctionType) -> Iterator[pytest.Function]:
        """Yield the tests that pytest makes of a scenario's function."""
        setattr(self._module.obj, name, function)
        marks: list[pytest.Mark] = getattr(function, "pytestmark", [])
        if self._is_repeated or not _DECIDE.isdisjoint(mark.name for mark in marks):
            yield from self._made_by_pytest(name, function)
        elif self._shared is not None:
            info = _copy(self._shared)
            yield pytest.Function.from_parent(self._module, name=name, fixtureinfo=info)  # pyright: ignore[reportUnknownMemberType]
        else:
            items = list(self._made_by_pytest(name, function))
            if len(items) == 1 and not hasattr(items[0], "callspec"):
                item: Any = items[0]
                self._shared = _copy(item._fixtureinfo)  # noqa: SLF001 - see `loop.WRITTEN_FOR`
            yield from items

    def _made_by_pytest(self, name: str, function: FunctionType) -> Iterator[pytest.Function]:
        module: Any = self._module
        made: Iterator[pytest.Function] = module._genfunctions(name, function)  # noqa: SLF001
        return made


_DECIDE = frozenset({"parametrize", "usefixtures"})
"""Marks that decide how many tests there are, and which fixtures they have."""


def _is_pytests_own(plugin: object) -> bool:
    return plugin is python or isinstance(plugin, FixtureManager)


def _copy(info: FuncFixtureInfo) -> FuncFixtureInfo:
    """Return one of its own for a test: pytest, and plugins, add to it."""
    return FuncFixtureInfo(info.argnames, info.initialnames, [*info.names_closure], {**info.name2fixturedefs})


def row_number_of(item: pytest.Function) -> int | None:
    """Return which row of all Examples a test stands for, from 0; None for a plain scenario."""
    example = example_of(item)
    if example is None:
        return None
    marks = item.iter_markers("parametrize")
    rows = next(mark.args[1] for mark in marks if mark.args and mark.args[0] == EXAMPLE)
    return next(number for number, row in enumerate(rows) if row.values[0] is example)


def example_of(item: pytest.Function) -> Mapping[str, str] | None:
    """Return the row of the Examples that a test stands for, by column; None for a plain scenario."""
    params: dict[str, Any] = item.callspec.params if hasattr(item, "callspec") else {}
    return cast("Mapping[str, str] | None", params.get(EXAMPLE))
