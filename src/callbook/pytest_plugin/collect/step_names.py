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
from callbook_steps import CHECK, STEP_MODULES, CenterNames, Spoken

if TYPE_CHECKING:
    from _pytest.nodes import Node
    from pytest_bdd.parser import Step
    from pytest_bdd.steps import StepFunctionContext

    from callbook.configuration import ContactCenter

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
        function = context.step_func
        types = own_types(context.parser)
        fields = {part.name: types.get(part.type) for part in parts_of(context.parser) if isinstance(part, Field)}
        checks = {name: getattr(reader, CHECK, None) for name, reader in fields.items()}
        if function.__module__ in STEP_MODULES:
            asked = frozenset[str]()
        else:
            asked = frozenset(
                (*get_required_args(function), *([context.target_fixture] if context.target_fixture else ()))
            )
        return cls(
            tuple((name, check) for name, check in checks.items() if check is not None),
            getattr(function, CHECK, None),
            asked - fields.keys() - {TABLE, DOC_STRING},
        )

    def look_at(self, spoken: Spoken, step: Step, arguments: Mapping[str, object]) -> BadInput | None:
        """Return what is wrong with what a step names, the first thing if there are several; None if nothing is."""
        spoken.is_open = spoken.is_open or (bool(self.fixtures) and step.type != "then")
        if not self.of_parameters and self.of_step is None:
            return None
        spoken.is_given = step.type == "given"
        wrong: BadInput | None = None
        for check in self._checks(spoken, step, arguments):
            try:
                check()
            except BadInput as error:
                wrong = wrong or error
        return wrong

    def _checks(self, spoken: Spoken, step: Step, arguments: Mapping[str, object]) -> Iterator[Callable[[], None]]:
        for name, check in self.of_parameters:
            yield partial(check, spoken, arguments[name])
        if self.of_step is not None:
            table: Any = step.datatable.raw() if step.datatable is not None else []
            yield partial(self.of_step, spoken, arguments, table)


class NamesOfRun:
    """What the scenarios of a run may name.

    Args:
        center: the contact centre that they start from.
        is_known: whether it is that: not where a dry run cannot read the project's own.
    """

    def __init__(self, center: ContactCenter, *, is_known: bool = True) -> None:
        self._center = CenterNames(center)
        self._is_known = is_known

    def begin(self, node: Node, asked: Container[str]) -> Spoken:
        """Return what a scenario has spoken of before its first step: nothing.

        Args:
            node: from which its fixtures are seen.
            asked: the fixtures that it has before its first step: one that has a hand in the lab may bring in more.
        """
        own = any(name in asked or not self._is_the_kits(node, name) for name in _HANDS_IN)
        return Spoken(self._center, is_open=own or not self._is_known)

    def _is_the_kits(self, node: Node, name: str) -> bool:
        session: Any = node.session
        found = compat.getfixturedefs(session._fixturemanager, name, node) or ()  # noqa: SLF001 - as in `matching`
        return bool(found) and found[-1].func.__module__.partition(".")[0] in _OF_THE_KIT


NAMES_OF_RUN = pytest.StashKey[NamesOfRun]()
"""On the configuration."""
