"""Every step of a feature file has exactly one definition, which takes what the step brings and does run."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_bdd.steps import step_function_context_registry

from callbook.core import BadInput
from callbook.pytest_plugin.catalogue.definition import Definition
from callbook.pytest_plugin.catalogue.nearest import nearest
from callbook.pytest_plugin.catalogue.snippet import Missing
from callbook.pytest_plugin.collect.matching import context_of, matching, visible_definitions
from callbook.pytest_plugin.collect.problems import FeatureTrouble, Problem
from callbook.pytest_plugin.collect.step_use import STEP_USE
from callbook_steps import STEP_MODULES

if TYPE_CHECKING:
    from _pytest.nodes import Node
    from pytest_bdd.parser import ScenarioTemplate, Step
    from pytest_bdd.steps import StepFunctionContext

_Seen = tuple[str, str, bool, bool]


class StepCheck:
    """Looks at the steps of one feature file.

    Args:
        node: the collector from which definitions are seen.
        shown_as: how problems name the file.
    """

    def __init__(self, node: Node, shown_as: str) -> None:
        self._node = node
        self._shown_as = shown_as
        self._root = node.config.rootpath
        self._use = node.config.stash[STEP_USE]
        self._use.looked_from(node)
        self._seen: set[_Seen] = set()
        self._problems: dict[int, Problem] = {}
        self._missing: list[Missing] = []

    def look_at(self, template: ScenarioTemplate, example: Mapping[str, str]) -> None:
        """Look at the steps of a scenario, or of one row of its Examples."""
        for written, step in zip(template.steps, template.render(example).steps, strict=True):
            brings = (step.type, step.name, step.datatable is not None, step.docstring is not None)
            if brings not in self._seen:
                self._seen.add(brings)
                self._judge(step, template, written)
            else:
                self._use.again(step, f"{self._shown_as}:{step.line_number}")

    def report(self) -> None:
        """Say all that was found.

        Raises:
            FeatureTrouble: something was.
        """
        if self._problems:
            raise FeatureTrouble([self._problems[line] for line in sorted(self._problems)], self._missing)

    def _judge(self, step: Step, template: ScenarioTemplate, written: Step) -> None:
        try:
            found = matching(step, self._node)
        except BadInput as error:
            self._add(step, str(error))
            return
        except Exception as error:  # noqa: BLE001 - whatever the reader of a value raises, the step can't run
            self._add(step, f"a value can't be read: {type(error).__name__}: {error}")
            return
        if not found:
            self._undefined(step, template, written)
            return
        *others, winner = found
        self._use.used(step, self._described(context_of(winner)), f"{self._shown_as}:{step.line_number}")
        self._rivals(step, winner, others)
        self._wrongs(step, context_of(winner))

    def _add(self, step: Step, heading: str, *lines: str, rivals: Iterable[Definition] = ()) -> None:
        place = f"{self._shown_as}:{step.line_number}"
        text = "\n".join([heading, f"  {step.keyword} {step.name}", *(f"  {line}" for line in lines)])
        self._problems.setdefault(step.line_number, Problem(place, text, tuple(rivals)))

    def _undefined(self, step: Step, template: ScenarioTemplate, written: Step) -> None:
        if step.line_number not in self._problems:
            self._missing.append(_missing(template, written))
        known = [self._described(context) for context in visible_definitions([self._node])]
        near = [f"nearest: {each}  ({each.place})" for each in nearest(step.name, known)]
        self._add(step, "nobody defines this step", *near, *self._defined_out_of_sight(step))

    def _defined_out_of_sight(self, step: Step) -> Iterator[str]:
        """Yield where it is defined all the same: a definition in a test module serves that module alone."""
        for context in list(step_function_context_registry.values()):
            file = Path(context.step_func.__code__.co_filename)
            if file.is_relative_to(self._root) and context.type in {None, step.type} and _matches(context, step):
                yield f"defined, but seen there alone: {self._described(context).place}; accepted: in a conftest.py"

    def _rivals(self, step: Step, winner: pytest.FixtureDef[object], others: list[pytest.FixtureDef[object]]) -> None:
        of_winner = context_of(winner)
        rivals = {context_of(each).step_func: each for each in others}
        rivals.pop(of_winner.step_func, None)
        equal = [each for each in rivals.values() if _rank(each) >= _rank(winner)]
        if equal:
            all_of_them = sorted((self._described(context_of(each)) for each in (*equal, winner)), key=_by_place)
            rivals_shown = (f"{each.place}  {each}" for each in all_of_them)
            heading = f"{len(all_of_them)} definitions match this step"
            self._add(step, heading, *rivals_shown, "accepted: one of them", rivals=all_of_them)
            return
        for each in rivals.values():
            self._use.overrides(self._described(of_winner), self._described(context_of(each)))

    def _wrongs(self, step: Step, context: StepFunctionContext) -> None:
        definition = self._described(context)
        for heading, accepted in _wrongs(step, definition):
            self._add(step, heading, f"{definition.place}  {definition}", f"accepted: {accepted}")

    def _described(self, context: StepFunctionContext) -> Definition:
        return self._use.described(context)


def _wrongs(step: Step, definition: Definition) -> Iterator[tuple[str, str]]:
    if _is_async(definition.function):
        yield (
            "the definition is an async def, which nobody awaits: the step would pass without running",
            "a plain def; it can await with asyncio.run(...)",
        )
    if step.datatable is not None and not definition.table:
        yield "the definition does not take the step's data table", "an argument named datatable, or no table"
    if step.docstring is not None and not definition.doc_string:
        yield "the definition does not take the step's doc string", "an argument named docstring, or no doc string"


def _is_async(function: Callable[..., object]) -> bool:
    return inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function)


def _rank(fixturedef: pytest.FixtureDef[object]) -> tuple[int, int]:
    """Return how near a definition is: by its folder; at the root the kit's, another plugin's, a conftest.py's."""
    function = context_of(fixturedef).step_func
    depth = len(fixturedef.node.listchain()) if fixturedef.node else 0
    if Path(function.__code__.co_filename).name == "conftest.py":
        return depth, 2
    return depth, 0 if function.__module__ in STEP_MODULES else 1


def _by_place(definition: Definition) -> tuple[str, int]:
    file, _, line = definition.place.rpartition(":")
    return file, int(line)


def _matches(context: StepFunctionContext, step: Step) -> bool:
    try:
        return context.parser.is_matching(step.name)
    except Exception:  # noqa: BLE001 - this one does not read the step, whatever the reason
        return False


def _missing(template: ScenarioTemplate, written: Step) -> Missing:
    columns = {
        name: [row[number] for table in template.examples for row in table.examples]
        for table in template.examples
        for number, name in enumerate(table.example_params)
    }
    whole = frozenset(name for name, values in columns.items() if all(value.isdecimal() for value in values))
    brings = {"table": written.datatable is not None, "doc_string": written.docstring is not None}
    return Missing(written.type, written.name, whole_columns=whole, **brings)
