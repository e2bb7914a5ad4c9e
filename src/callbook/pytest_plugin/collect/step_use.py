"""Which definitions the collected features use, which they override, and which nobody uses."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callbook.pytest_plugin.catalogue.definition import Definition, definition_of
from callbook.pytest_plugin.catalogue.entry import CatalogueEntry, Use
from callbook.pytest_plugin.collect.matching import visible_definitions

if TYPE_CHECKING:
    from _pytest.nodes import Node
    from pytest_bdd.parser import Step
    from pytest_bdd.steps import StepFunctionContext

OUTPUT = "callbook_steps"
"""Under which an xdist worker sends what it has found."""


class StepUse:
    """Notes, while features are collected, which definition each step has.

    Args:
        config: of the run.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._root = config.rootpath
        self._show_unused: bool = config.option.callbook_unused_steps
        self._nodes: list[Node] = []
        self._described: dict[int, tuple[StepFunctionContext, Definition]] = {}
        self._uses: dict[Definition, dict[str, Use]] = {}
        self._last: dict[tuple[str, str], Definition] = {}
        self._overridden: set[str] = set()
        self._of_workers: dict[str, list[str]] = {}

    def looked_from(self, node: Node) -> None:
        """Note from where definitions are seen."""
        self._nodes.append(node)

    def described(self, context: StepFunctionContext) -> Definition:
        """Return the description of a definition, each made once."""
        if id(context) not in self._described:
            self._described[id(context)] = (context, definition_of(context, self._root))
        return self._described[id(context)][1]

    def used(self, step: Step, definition: Definition, place: str) -> None:
        """Note that the step at *place* has this definition."""
        self._last[step.type, step.name] = definition
        self._uses.setdefault(definition, {}).setdefault(place, Use(place, step.name))

    def again(self, step: Step, place: str) -> None:
        """Note a step of a text that the same file has used before."""
        definition = self._last.get((step.type, step.name))
        if definition is not None:
            self.used(step, definition, place)

    def overrides(self, winner: Definition, other: Definition) -> None:
        """Note that the *winner* is used where the *other* would match, too."""
        self._overridden.add(f"{winner.place} '{winner}' overrides {other.place} '{other}'")

    def entries(self) -> list[CatalogueEntry]:
        """Return the definitions that features see, each with its uses; pytest-bdd's own one is left out."""
        every = (self.described(context) for context in visible_definitions(self._nodes))
        return [
            CatalogueEntry(each, tuple(self._uses.get(each, {}).values()))
            for each in every
            if each.module != "pytest_bdd.plugin"
        ]

    def unused(self, entries: Iterable[CatalogueEntry]) -> list[Definition]:
        """Return the project's own definitions that no collected feature uses; what is installed is left out."""
        return [each.definition for each in entries if not each.uses and self._is_own(each.definition)]

    def _is_own(self, definition: Definition) -> bool:
        path = Path(definition.function.__code__.co_filename)
        return path.is_relative_to(self._root) and "site-packages" not in path.parts

    def pytest_report_collectionfinish(self) -> list[str]:
        """Say which definitions were overridden."""
        return sorted(self._overridden)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Send what a worker has found: each has collected all."""
        output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[OUTPUT] = self._sections()

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 - xdist gives its class no name to import
        """Take what a worker has found."""
        self._of_workers = getattr(node, "workeroutput", {}).get(OUTPUT, self._of_workers)

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


def _write(reporter: pytest.TerminalReporter, lines: Iterable[str]) -> None:
    for line in lines:
        reporter.write_line(line)


STEP_USE = pytest.StashKey[StepUse]()
