"""Every step of a feature file has exactly one definition, which takes what the step brings and does run.

A step that has not makes its scenario fail, when that comes to it; the other scenarios run.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_bdd.steps import step_function_context_registry

from callbook.core import BadInput, Unknown
from callbook.pytest_plugin.catalogue.definition import Definition
from callbook.pytest_plugin.catalogue.snippet import Missing
from callbook.pytest_plugin.collect.kit_steps import KIT_STEPS
from callbook.pytest_plugin.collect.matching import Match, arguments_in, is_of_kit, matching, visible_definitions
from callbook.pytest_plugin.collect.plan import Plan, PlannedStep, StepFunction, to_keep
from callbook.pytest_plugin.collect.problems import PROBLEMS, FeatureTrouble, Problem, each_once
from callbook.pytest_plugin.collect.scenario_facts import IS_BY_LOOP, ScenarioFacts
from callbook.pytest_plugin.collect.step_names import NAMES_OF_RUN
from callbook.pytest_plugin.collect.step_use import STEP_USE

if TYPE_CHECKING:
    from _pytest.nodes import Node
    from pytest_bdd.parser import Scenario, ScenarioTemplate, Step
    from pytest_bdd.steps import StepFunctionContext

_Brings = tuple[str, str, bool, bool]
_Judged = tuple[PlannedStep, Mapping[str, object]]
ABOUT_BAD_VALUES = "C5"
"""The clause of values that are invalid: a scenario that is tagged with it sets them on purpose."""


class StepCheck:
    """Looks at the steps of one feature file.

    Args:
        node: the collector from which definitions are seen.
        shown_as: how problems name the file.

    Attributes:
        shown_as: as given.
        problems: that were found so far, one for each scenario, and each row, that has it.
    """

    def __init__(self, node: Node, shown_as: str) -> None:
        self._node = node
        self.shown_as = shown_as
        self._root = node.config.rootpath
        self._use = node.config.stash[STEP_USE]
        self._kit = node.config.stash[KIT_STEPS]
        self._use.looked_from(node)
        self._names = node.config.stash[NAMES_OF_RUN]
        self._judged: dict[_Brings, _Judged] = {}
        self.problems: list[Problem] = []

    def look_at(
        self, template: ScenarioTemplate, scenario: Scenario, facts: ScenarioFacts, asked: Container[str]
    ) -> Plan:
        """Return what is to be run of a scenario, or of one row of its Examples.

        Args:
            template: as written.
            scenario: as rendered.
            facts: where it stands, and what it claims.
            asked: the fixtures that it has before its first step.
        """
        plan = Plan(scenario, [])
        names = self._names.begin(self._node, asked)
        for written, step in zip(template.steps, scenario.steps, strict=True):
            place = f"{self.shown_as}:{step.line_number}"
            brings = (step.type, step.name, step.datatable is not None, step.docstring is not None)
            planned, arguments = self._judged.get(brings) or self._judged.setdefault(
                brings, self._judge(step, template, written)
            )
            problem = planned.problem
            if problem is not None:
                names.leave_open()
            if planned.function is not None:
                self._use.used(planned.function.context, step, place)
                error = names.look_at(step, planned.function.names, arguments)
                if problem is None and error is not None:
                    problem = _problem(step, str(error), unknown=error)
            if problem is not None:
                problem = replace(problem, place=place, scenario=facts.line)
                self.problems.append(problem)
                planned = replace(planned, problem=problem)
            plan.steps.append(planned)
            plan.bad_values += [(place, each) for each in names.bad_values()]
        if names.judges_values or ABOUT_BAD_VALUES in facts.clauses:
            plan.bad_values.clear()
        return plan

    def end(self) -> None:
        """Hand over the problems, in the order of the lines.

        Raises:
            FeatureTrouble: there is one, and scenarios are not run by the loop, which lets them fail at such a step:
                pytest-bdd itself would pass over most of them.
        """
        if self.problems:
            self._node.config.stash.setdefault(PROBLEMS, []).extend(each_once(self.problems))
            if not self._node.config.stash[IS_BY_LOOP]:
                raise FeatureTrouble(self.problems)

    def _judge(self, step: Step, template: ScenarioTemplate, written: Step) -> _Judged:
        """Return what is so for all steps of one text: what runs them, or the first thing that is wrong."""
        self._kit.load_for(step)
        try:
            found = matching(step, self._node)
        except BadInput as error:
            return PlannedStep(step.type, step.name, None, problem=_problem(step, str(error), unknown=error)), {}
        except Exception as error:  # noqa: BLE001 - whatever the reader of a value raises, the step can't run
            text = f"a value can't be read: {type(error).__name__}: {error}"
            return PlannedStep(step.type, step.name, None, problem=_problem(step, text)), {}
        if not found:
            return PlannedStep(step.type, step.name, None, problem=self._undefined(step, template, written)), {}
        *others, winner = found
        function = self._use.function_of(winner.context)
        problem = self._ambiguous(step, winner, others) if others else None
        problem = problem or self._misfit(step, function)
        arguments = winner.arguments
        return PlannedStep(step.type, step.name, function, to_keep(arguments), problem), arguments

    def _undefined(self, step: Step, template: ScenarioTemplate, written: Step) -> Problem:
        from callbook.pytest_plugin.catalogue.nearest import nearest

        self._kit.load()
        known = [self._described(context) for context in visible_definitions([self._node])]
        near = [f"nearest: {each}  ({each.definition.place})" for each in nearest(step.type, step.name, known)]
        problem = _problem(step, "nobody defines this step", *near, *self._defined_out_of_sight(step))
        return replace(problem, missing=_missing(template, written))

    def _defined_out_of_sight(self, step: Step) -> Iterator[str]:
        """Yield where it is defined all the same: a definition in a test module serves that module alone."""
        for context in list(step_function_context_registry.values()):
            file = Path(context.step_func.__code__.co_filename)
            if file.is_relative_to(self._root) and context.type in {None, step.type} and _matches(context, step):
                yield f"defined, but seen there alone: {self._described(context).place}; accepted: in a conftest.py"

    def _ambiguous(self, step: Step, winner: Match, others: list[Match]) -> Problem | None:
        rivals = {each.context.step_func: each for each in others}
        rivals.pop(winner.context.step_func, None)
        equal = [each for each in rivals.values() if _rank(each) >= _rank(winner)]
        if equal:
            all_of_them = sorted((self._described(each.context) for each in (*equal, winner)), key=_by_place)
            rivals_shown = (f"{each.place}  {each}" for each in all_of_them)
            heading = f"{len(all_of_them)} definitions match this step"
            return _problem(step, heading, *rivals_shown, "accepted: one of them", rivals=all_of_them)
        for each in rivals.values():
            self._use.overrides(self._described(winner.context), self._described(each.context))
        return None

    def _misfit(self, step: Step, function: StepFunction) -> Problem | None:
        for heading, accepted in _misfits(step, function):
            definition = self._described(function.context)
            return _problem(step, heading, f"{definition.place}  {definition}", f"accepted: {accepted}")
        return None

    def _described(self, context: StepFunctionContext) -> Definition:
        return self._use.described(context)


def _problem(
    step: Step, heading: str, *lines: str, rivals: Iterable[Definition] = (), unknown: BadInput | None = None
) -> Problem:
    text = "\n".join([heading, f"  {step.keyword} {step.name}", *(f"  {line}" for line in lines)])
    return Problem("", text, tuple(rivals), unknown=unknown if isinstance(unknown, Unknown) else None)


def _misfits(step: Step, function: StepFunction) -> Iterator[tuple[str, str]]:
    if function.is_async:
        yield (
            "the definition is an async def, which nobody awaits: the step would pass without running",
            "a plain def; it can await with asyncio.run(...)",
        )
    if step.datatable is not None and not function.table:
        yield "the definition does not take the step's data table", "an argument named datatable, or no table"
    if step.docstring is not None and not function.doc_string:
        yield "the definition does not take the step's doc string", "an argument named docstring, or no doc string"


def _rank(match: Match) -> tuple[int, int]:
    """Return how near a definition is: by its folder; at the root the kit's, another plugin's, a conftest.py's."""
    function = match.context.step_func
    depth = len(match.fixturedef.node.listchain()) if match.fixturedef.node else 0
    if Path(function.__code__.co_filename).name == "conftest.py":
        return depth, 2
    return depth, 0 if is_of_kit(match.context) else 1


def _by_place(definition: Definition) -> tuple[str, int]:
    file, _, line = definition.place.rpartition(":")
    return file, int(line)


def _matches(context: StepFunctionContext, step: Step) -> bool:
    try:
        return arguments_in(context.parser, step.name) is not None
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
