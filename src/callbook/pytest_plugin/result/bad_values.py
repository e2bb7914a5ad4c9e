"""Options that scenarios set to an invalid value, although they are not about that: the run's summary tells of them.

Such a value is passed over by the product (C5), so a scenario with a slip in one goes on with another value, green.
"""

from __future__ import annotations

from typing import Any

import pytest

from callbook.pytest_plugin.collect.plan import PLAN, told_once

_OUTPUT = "callbook_bad_values"
"""Under which an xdist worker sends what it has found: each has collected all."""


class BadValues:
    """Gathers them when the scenarios to be run are known."""

    def __init__(self) -> None:
        self._found: list[tuple[str, str]] = []

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Gather them of the scenarios that were chosen."""
        plans = (item.stash[PLAN] for item in session.items if PLAN in item.stash)
        self._found = [each for plan in plans for each in plan.bad_values]

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Send what a worker has found."""
        output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_OUTPUT] = self._found

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:  # noqa: ANN401 - xdist gives its class no name to import
        """Take what a worker has found."""
        output: dict[str, Any] = getattr(node, "workeroutput", {})
        self._found = output.get(_OUTPUT, self._found)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say each once, with its places."""
        lines = list(told_once(self._found))
        if lines:
            terminalreporter.write_sep("-", "option values that are invalid, and so have no effect")
        for line in lines:
            terminalreporter.write_line(line)
