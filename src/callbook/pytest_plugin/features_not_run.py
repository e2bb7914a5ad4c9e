"""Says at the end of a run how many feature files lay among what was collected, and were not run."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.pathlib import absolutepath

from callbook.pytest_plugin.asking import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

_OUTPUT = "callbook_features_not_run"
"""Under which an xdist worker sends what it has found."""


class FeaturesNotRun:
    """Notes feature files while pytest looks through folders; those that a test module binds are run.

    Args:
        config: of the run.
    """

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._found: set[str] = set()

    def pytest_collect_file(self, file_path: Path) -> None:
        """Note a feature file; another plugin may collect it."""
        if file_path.name.endswith(SUFFIXES):
            self._found.add(str(file_path))

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what lies beside the folders that are asked for, and what pytest-bdd or another plugin runs."""
        here = self._config.invocation_params.dir
        folders = [absolutepath(here / argument) for argument in self._config.args]
        self._found = {path for path in self._found if any(Path(path).is_relative_to(each) for each in folders)}
        if self._found:
            self._found -= set(_run_by(items))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Send what a worker has found: each has collected all."""
        output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_OUTPUT] = sorted(self._found)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 - xdist gives its class no name to import
        """Take what a worker has found."""
        self._found.update(getattr(node, "workeroutput", {}).get(_OUTPUT, ()))

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> Generator[None]:
        """Say it in one line, after all others, unless hardly anything is to be said or nothing was to be run."""
        yield
        if self._found and terminalreporter.verbosity >= -1 and not self._config.option.collectonly:
            terminalreporter.write_line(self._line())

    def _line(self) -> str:
        from callbook.core import counted

        number = len(self._found)
        lie_in = os.path.commonpath([Path(path).parent for path in self._found])
        shown = os.path.relpath(lie_in, self._config.invocation_params.dir).replace(os.sep, "/")
        return f"{counted(number, 'feature file is', several='feature files are')} not run: callbook run {shown}"


def _run_by(items: Iterable[pytest.Item]) -> Iterator[str]:
    from pytest_bdd.scenario import scenario_wrapper_template_registry
    from pytest_bdd.utils import registry_get_safe

    for item in items:
        yield str(item.path)
        template = registry_get_safe(scenario_wrapper_template_registry, getattr(item, "obj", None))
        if template is not None:
            yield template.feature.filename
