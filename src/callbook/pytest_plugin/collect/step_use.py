"""Which definitions the collected features use, which they override, and which nobody uses."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from callbook.pytest_plugin.catalogue.definition import (
    Definition,
    definition_of,
    is_own,
    own_types,
    place_of,
)
from callbook.pytest_plugin.catalogue.entry import CatalogueEntry, Use
from callbook.pytest_plugin.catalogue.wording import as_defined
from callbook.pytest_plugin.collect.matching import visible_definitions
from callbook.pytest_plugin.collect.plan import StepFunction
from callbook.record import ParameterTypeUsed, StepDefinitionUsed

if TYPE_CHECKING:
    from _pytest.nodes import Node
    from pytest_bdd.parser import Step
    from pytest_bdd.steps import StepFunctionContext

    from callbook.pytest_plugin.collect.kit_steps import KitSteps

OF_PROJECT = "callbook_project"
OUTPUT = "callbook_steps"
"""Under which an xdist worker sends the definitions of the project, and what it has found of their use."""


class StepUse:
    """Notes, while features are collected, which definition each step has.

    Args:
        config: of the run.
        kit: the kit's own steps.
    """

    def __init__(self, config: pytest.Config, kit: KitSteps) -> None:
        self._kit = kit
        self._root = config.rootpath
        self._show_unused: bool = config.option.callbook_unused_steps
        self._nodes: list[Node] = []
        self._described: dict[int, tuple[StepFunctionContext, Definition]] = {}
        self._uses: dict[int, dict[str, str]] = {}
        self._functions: dict[int, StepFunction] = {}
        self._overridden: set[str] = set()
        self._of_workers: dict[str, list[str]] = {}
        self._project: Any = None

    def looked_from(self, node: Node) -> None:
        """Note from where definitions are seen."""
        self._nodes.append(node)

    def described(self, context: StepFunctionContext) -> Definition:
        """Return the description of a definition, each made once."""
        if id(context) not in self._described:
            self._described[id(context)] = (context, definition_of(context, self._root))
        return self._described[id(context)][1]

    def function_of(self, context: StepFunctionContext) -> StepFunction:
        """Return what has to be known of a definition to run it, each made once."""
        if id(context) not in self._functions:
            self._functions[id(context)] = StepFunction.of(context, self.described(context).used)
        return self._functions[id(context)]

    def used(self, context: StepFunctionContext, step: Step, place: str) -> None:
        """Note that the step at *place* has this definition."""
        uses = self._uses.setdefault(id(context), {})
        if place not in uses:
            uses[place] = step.name

    def overrides(self, winner: Definition, other: Definition) -> None:
        """Note that the *winner* is used where the *other* would match, too."""
        self._overridden.add(f"{winner.place} '{winner}' overrides {other.place} '{other}'")

    def entries(self) -> list[CatalogueEntry]:
        """Return the definitions that features see, each with its uses; pytest-bdd's own one is left out."""
        self._kit.load()
        every = ((self.described(context), id(context)) for context in visible_definitions(self._nodes))
        return [
            CatalogueEntry(as_defined(each), tuple(Use(place, text) for place, text in self._uses.get(key, {}).items()))
            for each, key in every
            if each.module != "pytest_bdd.plugin"
        ]

    def unused(self, entries: Iterable[CatalogueEntry]) -> list[Definition]:
        """Return the project's own definitions that no collected feature uses; what is installed is left out."""
        return [each.definition for each in entries if not each.uses and is_own(each.definition.function, self._root)]

    def project(self) -> tuple[list[StepDefinitionUsed], list[ParameterTypeUsed]]:
        """Return the same, in a run with workers what one of them has found."""
        kind = tuple[list[StepDefinitionUsed], list[ParameterTypeUsed]]
        return msgspec.convert(self._project, kind) if self._project else self.of_project()

    def of_project(self) -> tuple[list[StepDefinitionUsed], list[ParameterTypeUsed]]:
        """Return the project's own definitions that features see, used or not, and the types of their patterns."""
        every = (self.described(context) for context in visible_definitions(self._nodes))
        own = [each for each in every if is_own(each.function, self._root)]
        types = {each: None for definition in own for each in _types_of(definition, self._root)}
        return [each.used for each in own], list(types)

    def pytest_report_collectionfinish(self) -> list[str]:
        """Say which definitions were overridden."""
        return sorted(self._overridden)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Send what a worker has found: each has collected all."""
        output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[OUTPUT] = self._sections()
            output[OF_PROJECT] = msgspec.to_builtins(self.of_project())

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 - xdist gives its class no name to import
        """Take what a worker has found."""
        output: dict[str, Any] = getattr(node, "workeroutput", {})
        self._of_workers = output.get(OUTPUT, self._of_workers)
        self._project = output.get(OF_PROJECT, self._project)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """List the unused definitions if asked for, and what the workers of an xdist run have overridden."""
        sections = self._of_workers or {"unused": self._sections()["unused"]}
        for section, lines in sections.items():
            if lines:
                terminalreporter.write_sep("-", f"{section} step definitions")
                _write(terminalreporter, lines)

    def _sections(self) -> dict[str, list[str]]:
        unused = [f"{each.place}  {each}" for each in self.unused(self.entries())] if self._show_unused else []
        return {"overridden": sorted(self._overridden), "unused": unused}


def _types_of(definition: Definition, root: Path) -> Iterator[ParameterTypeUsed]:
    for name, reader in own_types(definition.parser).items():
        if inspect.isfunction(reader):
            yield ParameterTypeUsed(name, getattr(reader, "pattern", ".+?"), place_of(reader, root))


def _write(reporter: pytest.TerminalReporter, lines: Iterable[str]) -> None:
    for line in lines:
        reporter.write_line(line)


STEP_USE = pytest.StashKey[StepUse]()
