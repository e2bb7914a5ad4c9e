"""What a step names is there: agents, contacts, messages ..., as its parameter types and its function say.

The step language (`callbook_steps`) tells which names there are: those of the contact centre that scenarios start from,
and what a scenario has spoken of before. Where a step of the project's own has a hand in the lab, or the project has a
lab of its own, nobody can tell before the run: then the step itself says it.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd import compat
from pytest_bdd.utils import get_required_args

from callbook.core import BadInput
from callbook.pytest_plugin.catalogue.definition import DOC_STRING, TABLE, own_types
from callbook.pytest_plugin.catalogue.pattern import Field, parts_of
from callbook.pytest_plugin.collect.matching import is_of_kit
from callbook.pytest_plugin.collect.scenario_facts import CENTER, CENTER_IS_UNREADABLE
from callbook_steps import CHECK

if TYPE_CHECKING:
    from _pytest.nodes import Node
    from pytest_bdd.parser import Step
    from pytest_bdd.steps import StepFunctionContext

    from callbook_steps import CenterNames, Spoken

_OF_THE_KIT = ("callbook", "callbook_steps")
_HANDS_IN = ("lab", "stage", "callbook_center")


@dataclass(frozen=True, slots=True)
class StepNames:
    """What must hold of what stands in the steps of a definition.

    Attributes:
        of_parameters: by the parameter's name; each takes what was spoken of, and what stands for the parameter.
        of_step: of all that stands in the step, its data table included; None if nothing more must hold.
        fixtures: what its function asks for, beside what stands in the step; empty for a step of the kit.
    """

    of_parameters: tuple[tuple[str, Callable[[Spoken, Any], None]], ...]
    of_step: Callable[[Spoken, Mapping[str, Any], list[list[str]]], None] | None
    fixtures: frozenset[str]

    @classmethod
    def of(cls, context: StepFunctionContext) -> StepNames:
        """Return what must hold in the steps of a definition."""
        types = own_types(context.parser)
        fields = {part.name: types.get(part.type) for part in parts_of(context.parser) if isinstance(part, Field)}
        checks = {name: getattr(reader, CHECK, None) for name, reader in fields.items()}
        return cls(
            tuple((name, check) for name, check in checks.items() if check is not None),
            getattr(context.step_func, CHECK, None),
            frozenset() if is_of_kit(context) else _fixtures_of(context) - fields.keys(),
        )

    def checks(self, spoken: Spoken, step: Step, arguments: Mapping[str, object]) -> Iterator[Callable[[], None]]:
        """Yield what is to be called; each raises BadInput if something does not hold of this step."""
        for name, check in self.of_parameters:
            yield partial(check, spoken, arguments[name])
        if self.of_step is not None:
            table: Any = step.datatable.raw() if step.datatable is not None else []
            yield partial(self.of_step, spoken, arguments, table)


def _fixtures_of(context: StepFunctionContext) -> frozenset[str]:
    """Return what a step of a project asks for, or takes the place of."""
    replaced = () if context.target_fixture is None else (context.target_fixture,)
    return frozenset((*get_required_args(context.step_func), *replaced)) - {TABLE, DOC_STRING}


class NamesOfRun:
    """What the scenarios of a run may name.

    Args:
        config: of the run.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._center: CenterNames | None = None

    def begin(self, node: Node, asked: Container[str]) -> NamesOfScenario:
        """Return what a scenario has spoken of before its first step: nothing.

        Args:
            node: from which its fixtures are seen.
            asked: the fixtures that it has before its first step: one that has a hand in the lab may bring in more.
        """
        is_open = self._config.stash.get(CENTER_IS_UNREADABLE, False) or any(
            name in asked or not _is_the_kits(node, name) for name in _HANDS_IN
        )
        return NamesOfScenario(self, is_open=is_open)

    def spoken(self) -> Spoken:
        """Return what holds the names that a scenario speaks of."""
        from callbook_steps import CenterNames, Spoken

        if self._center is None:
            from callbook.lab import small_center

            self._center = CenterNames(self._config.stash.get(CENTER, None) or small_center())
        return Spoken(self._center)


class NamesOfScenario:
    """Looks at the steps of one scenario, one after the other.

    Args:
        run: knows the contact centre.
        is_open: whether nobody can tell before the run who and what there is.
    """

    def __init__(self, run: NamesOfRun, *, is_open: bool) -> None:
        self._run = run
        self._is_open = is_open
        self._spoken: Spoken | None = None

    def look_at(self, step: Step, names: StepNames, arguments: Mapping[str, object]) -> BadInput | None:
        """Return what is wrong with what a step names, the first thing if there are several; None if nothing is."""
        wrong = self._wrong(step, names, arguments) if names.of_parameters or names.of_step is not None else None
        self._is_open = self._is_open or (bool(names.fixtures) and step.type != "then")
        return wrong

    def _wrong(self, step: Step, names: StepNames, arguments: Mapping[str, object]) -> BadInput | None:
        spoken = self._spoken = self._spoken or self._run.spoken()
        spoken.is_open, spoken.is_given = self._is_open, step.type == "given"
        wrong: BadInput | None = None
        for check in names.checks(spoken, step, arguments):
            try:
                check()
            except BadInput as error:
                wrong = wrong or error
        return wrong

    def leave_open(self) -> None:
        """Leave it to the run from here on: who and what a step would have brought in is not known."""
        self._is_open = True

    def bad_values(self) -> list[str]:
        """Return the values of options that the last step has set, and that are invalid."""
        if self._spoken is None:
            return []
        found, self._spoken.bad_values = self._spoken.bad_values, []
        return found

    @property
    def judges_values(self) -> bool:
        """Whether a step judges what becomes of such values."""
        return self._spoken is not None and self._spoken.judges_values


def _is_the_kits(node: Node, name: str) -> bool:
    session: Any = node.session
    found = compat.getfixturedefs(session._fixturemanager, name, node) or ()  # noqa: SLF001 - as in `matching`
    return bool(found) and found[-1].func.__module__.partition(".")[0] in _OF_THE_KIT


NAMES_OF_RUN = pytest.StashKey[NamesOfRun]()
"""On the configuration."""
