"""Which step definition runs a step: its pattern and where it stands."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from pytest_bdd import parsers
from pytest_bdd.steps import step_function_context_registry

from callbook.pytest_plugin.catalogue.definition import Definition, place_of
from callbook.record import StepDefinitionUsed

if TYPE_CHECKING:
    from pytest_bdd.parser import Step
    from pytest_bdd.steps import StepFunctionContext

_Function = Callable[..., object]


class StepDefinitions:
    """Knows the definitions of the functions that steps run.

    Args:
        root: of the run; places are shown relative to it.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._of_function: dict[_Function, list[StepFunctionContext]] = {}
        self._described: dict[int, tuple[StepFunctionContext, StepDefinitionUsed]] = {}

    def of(self, step: Step, function: _Function) -> StepDefinitionUsed:
        """Return the definition by which *step* runs *function*: one function may have several patterns."""
        contexts = self._contexts(function)
        if len(contexts) == 1:
            return self._description(contexts[0])
        fitting = (each for each in contexts if each.type in {None, step.type} and each.parser.is_matching(step.name))
        return self._description(next(fitting))

    def _contexts(self, function: _Function) -> list[StepFunctionContext]:
        if function not in self._of_function:
            self._of_function.clear()
            for context in list(step_function_context_registry.values()):
                self._of_function.setdefault(context.step_func, []).append(context)
        return self._of_function[function]

    def _description(self, context: StepFunctionContext) -> StepDefinitionUsed:
        """Return the description of a definition, each once; it is kept, so that its identity stays its own."""
        if id(context) not in self._described:
            place = place_of(context.step_func, self._root)
            used = StepDefinitionUsed(context.parser.name, place, _is_regular(context.parser))
            self._described[id(context)] = (context, used)
        return self._described[id(context)][1]


def described(definition: Definition) -> StepDefinitionUsed:
    """Return the description of a definition of which no step was run."""
    return StepDefinitionUsed(definition.pattern, definition.place, _is_regular(definition.parser))


def _is_regular(parser: parsers.StepParser) -> bool:
    return isinstance(parser, parsers.re)
