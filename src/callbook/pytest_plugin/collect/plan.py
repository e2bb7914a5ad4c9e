"""What is run of a scenario: its steps, each with the definition that was found when it was collected."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from pytest_bdd.utils import get_required_args

from callbook.pytest_plugin.catalogue.definition import DOC_STRING, TABLE
from callbook.pytest_plugin.collect.step_names import StepNames

if TYPE_CHECKING:
    from pytest_bdd.parser import Scenario
    from pytest_bdd.steps import StepFunctionContext

    from callbook.pytest_plugin.collect.problems import Problem
    from callbook.record import StepDefinitionUsed

_NEVER_CHANGE = (str, int, float, bool, date, time, timedelta, Decimal, type(None))
"""Values of these types can be handed to several steps; others are read anew for each."""


@dataclass(frozen=True, slots=True)
class StepFunction:
    """What has to be known of a definition to run it.

    Attributes:
        context: what pytest-bdd knows of it.
        used: its description for the event stream.
        parameters: the names that its function takes.
        required: those without a default, in order: what the step does not bring comes from fixtures.
        table, doc_string: whether it takes what stands below the step.
        yields: whether its function is a generator, whose second half is a clean-up.
        is_async: whether it is an `async def`, which nobody awaits.
        names: what must hold of what stands in its steps.
    """

    context: StepFunctionContext
    used: StepDefinitionUsed
    parameters: frozenset[str]
    required: tuple[str, ...]
    table: bool
    doc_string: bool
    yields: bool
    is_async: bool
    names: StepNames

    @classmethod
    def of(cls, context: StepFunctionContext, used: StepDefinitionUsed) -> StepFunction:
        """Return what has to be known of a definition."""
        function: Callable[..., object] = context.step_func
        parameters = frozenset(inspect.signature(function).parameters)
        required = tuple(get_required_args(function))
        return cls(
            context,
            used,
            parameters,
            required,
            table=TABLE in parameters,
            doc_string=DOC_STRING in parameters,
            yields=inspect.isgeneratorfunction(function),
            is_async=inspect.iscoroutinefunction(function) or inspect.isasyncgenfunction(function),
            names=StepNames.of(context),
        )


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with its definition.

    Attributes:
        type: `given`, `when` or `then`.
        text: of the step, for which the definition was found.
        function: what runs it; None if nobody defines it.
        arguments: what stands in the text for the placeholders; None if that has to be read anew each time.
        problem: why it cannot be run; None if it can.
    """

    type: str
    text: str
    function: StepFunction | None
    arguments: Mapping[str, object] | None = None
    problem: Problem | None = None


@dataclass(slots=True)
class Plan:
    """What is run of a scenario.

    Attributes:
        scenario: as pytest-bdd renders it: for an Outline with the values of its row.
        steps: those of the Backgrounds first.
        bad_values: options that get a value which is none, each with its place, unless the scenario is about that.
    """

    scenario: Scenario
    steps: list[PlannedStep]
    bad_values: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


PLAN = pytest.StashKey[Plan]()
"""On a scenario's item."""


def to_keep(arguments: Mapping[str, object]) -> Mapping[str, object] | None:
    """Return *arguments* if several runs of a step can share them, else None."""
    return arguments if all(isinstance(value, _NEVER_CHANGE) for value in arguments.values()) else None


def told_once(found: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield a line for each thing that is wrong, with all its places; an element of *found* is a place and what."""
    places: dict[str, dict[str, None]] = {}
    for place, what in found:
        places.setdefault(what, {})[place] = None
    for what, at in places.items():
        yield f"{', '.join(at)}: {what}"
