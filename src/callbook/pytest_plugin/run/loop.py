"""The loop that runs the steps of a scenario, in the place of pytest-bdd's own.

pytest-bdd looks for the definition of each step, reads the step's text twice, and calls its hooks, each time anew. Here
a scenario comes with its plan: the definitions that were found when it was collected, and what was read of the texts.
The hooks are called where somebody answers them, fixtures are resolved by pytest, and only those that a step asks for.
What a step sees is as with pytest-bdd. The loop looks into pytest-bdd and pytest: with other versions than those it was
written for, `install` leaves everything to pytest-bdd.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, NoReturn, cast

import pytest
from _pytest.fixtures import call_fixture_func  # pyright: ignore[reportUnknownVariableType]
from packaging.version import Version
from pytest_bdd import compat
from pytest_bdd.exceptions import StepDefinitionNotFoundError
from pytest_bdd.scenario import STEP_ARGUMENTS_RESERVED_NAMES, parse_step_arguments

from callbook.pytest_plugin.catalogue.definition import DOC_STRING, TABLE
from callbook.pytest_plugin.collect.matching import matching
from callbook.pytest_plugin.collect.plan import PLAN, Plan, PlannedStep, StepFunction
from callbook.pytest_plugin.collect.problems import Problem, StepTrouble
from callbook.pytest_plugin.collect.scenario_facts import IS_BY_LOOP
from callbook.pytest_plugin.collect.step_use import STEP_USE
from callbook.pytest_plugin.own.expressible import as_a_skip
from callbook.pytest_plugin.run.account import ACCOUNT, Account
from callbook.pytest_plugin.run.scenario_hooks import ScenarioHooks

if TYPE_CHECKING:
    from pytest_bdd.parser import Feature, Scenario, Step

WRITTEN_FOR = {"pytest-bdd": "9.0", "pytest": "9.2"}
"""The versions whose private parts the loop, and the index of definitions, know."""

_SCENARIO: Any = import_module("pytest_bdd.scenario")  # the package hides the module behind a function of the same name
_Execute = Callable[["Feature", "Scenario", pytest.FixtureRequest], None]
THEIRS: _Execute = _SCENARIO._execute_scenario  # noqa: SLF001 - what is replaced


def is_written_for(installed: Callable[[str], str] = version) -> bool:
    """Return whether pytest and pytest-bdd are of the versions that the loop knows."""
    return all(
        Version(installed(package)).release[:2] == Version(known).release for package, known in WRITTEN_FOR.items()
    )


def install() -> Callable[[], None]:
    """Let pytest-bdd run scenarios by the loop.

    Returns:
        What puts back what was there before.
    """
    before = _SCENARIO._execute_scenario  # noqa: SLF001
    _SCENARIO._execute_scenario = run_scenario  # noqa: SLF001

    def put_back() -> None:
        _SCENARIO._execute_scenario = before  # noqa: SLF001

    return put_back


def run_scenario(feature: Feature, scenario: Scenario, request: pytest.FixtureRequest) -> None:
    """Run the steps of *scenario*; without a plan, since its test was not collected as others are, as pytest-bdd does.

    Raises:
        StepDefinitionNotFoundError: a hook of the project has brought in a step that nobody defines.
        Exception: whatever ends a step, or a hook.
    """
    __tracebackhide__ = True
    plan = request.node.stash.get(PLAN, None)
    account = request.node.stash.get(ACCOUNT, None)
    if plan is None or account is None or not request.config.stash[IS_BY_LOOP]:
        THEIRS(feature, scenario, request)
        return
    _Run(request, plan, account, ScenarioHooks(request, feature, scenario, account)).run()


@dataclass(frozen=True, slots=True)
class _Run:
    """One run of a scenario."""

    request: pytest.FixtureRequest
    plan: Plan
    account: Account
    hooks: ScenarioHooks

    def run(self) -> None:
        __tracebackhide__ = True
        self.hooks.before_scenario()
        try:
            for number, step in enumerate(self.hooks.scenario.steps):
                planned = self._planned(number, step)
                if planned.problem is not None:
                    self._refuse(step, planned.problem)
                self._run_step(step, planned, cast("StepFunction", planned.function))  # there is one without a problem
            self.account.end_of_steps()
        finally:
            self.hooks.after_scenario()

    def _planned(self, number: int, step: Step) -> PlannedStep:
        """Return what runs the step; a hook may have changed the scenario since it was planned."""
        planned = self.plan.steps[number] if number < len(self.plan.steps) else None
        if planned is not None and planned.text == step.name and planned.type == step.type:
            return planned
        found = matching(step, self.request.node)
        if found:
            function = self.request.config.stash[STEP_USE].function_of(found[-1].context)
            return PlannedStep(step.type, step.name, function)
        scenario = self.hooks.scenario
        where = f'Line {step.line_number} in scenario "{scenario.name}" in the feature "{scenario.feature.filename}"'
        error = StepDefinitionNotFoundError(f"Step definition is not found: {step}. {where}")
        self.hooks.call("step_func_lookup_error", step=step, exception=error)
        raise error

    def _refuse(self, step: Step, problem: Problem) -> NoReturn:
        """Let the scenario fail at a step that cannot be run, and say what else is wrong with its steps."""
        others = [each.problem for each in self.plan.steps if each.problem and each.problem is not problem]
        error = StepTrouble(problem, others)
        self.account.refused(step, problem, error)
        self.hooks.call("step_func_lookup_error", step=step, exception=error)
        raise error

    def _run_step(self, step: Step, planned: PlannedStep, function: StepFunction) -> None:
        __tracebackhide__ = True
        step_func = function.context.step_func
        about: dict[str, Any] = {"step": step, "step_func": step_func}
        self.hooks.call("before_step", **about)
        self.account.began(step, function.used)
        arguments: dict[str, object] = {}
        try:
            arguments = _arguments(step, planned, function, self.request)
            self.hooks.call("before_step_call", **about, step_func_args=arguments)
            value = call_fixture_func(step_func, self.request, arguments) if function.yields else step_func(**arguments)
        except BaseException as raised:
            error = as_a_skip(raised)
            self.account.failed(error)
            if isinstance(error, Exception | pytest.fail.Exception):
                self.hooks.call("step_error", **about, step_func_args=arguments, exception=error)
            if error is not raised:
                raise error from raised
            raise
        if function.context.target_fixture is not None:
            compat.inject_fixture(self.request, function.context.target_fixture, value)
        self.account.passed()
        self.hooks.call("after_step", **about, step_func_args=arguments)


def _arguments(
    step: Step, planned: PlannedStep, function: StepFunction, request: pytest.FixtureRequest
) -> dict[str, object]:
    """Return what a step is called with: what stands in it and below it; the rest are fixtures."""
    __tracebackhide__ = True
    found = planned.arguments if step.name == planned.text else None
    if found is None or not STEP_ARGUMENTS_RESERVED_NAMES.isdisjoint(found):
        found = parse_step_arguments(step, function.context)
    elif function.context.converters:
        found = {name: _converted(function.context.converters, name, value) for name, value in found.items()}
    arguments = {name: value for name, value in found.items() if name in function.parameters}
    if function.table and step.datatable is not None:
        arguments[TABLE] = step.datatable.raw()
    if function.doc_string and step.docstring is not None:
        arguments[DOC_STRING] = step.docstring
    for name in function.required:
        if name not in arguments:
            arguments[name] = request.getfixturevalue(name)
    return arguments


def _converted(converters: dict[str, Callable[[str], object]], name: str, value: object) -> object:
    return converters[name](cast("str", value)) if name in converters else value
