"""The checks with Cucumber's own tools want npm, some a Chromium; what is left out without them is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.browser.jupyter_lab import chromium
from tests.report.official.npm_packages import tools_missing

if TYPE_CHECKING:
    from _pytest.terminal import TerminalReporter

_BROWSER = "browser"
_LEFT_OUT = pytest.StashKey[dict[str, int]]()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what cannot be run here."""
    left_out: dict[str, int] = {}
    for item in list(items):
        lacking = _lacking(item)
        if lacking:
            left_out[lacking] = left_out.get(lacking, 0) + 1
            config.hook.pytest_deselected(items=[item])
            items.remove(item)
    config.stash[_LEFT_OUT] = left_out


def _lacking(item: pytest.Item) -> str:
    names = tools_missing()
    if not names and _BROWSER in getattr(item, "fixturenames", ()) and chromium() is None:
        names = ["Chromium"]
    return " and no ".join(names)


def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    """Say in the last lines what was left out."""
    for lacking, count in config.stash.get(_LEFT_OUT, dict[str, int]()).items():
        terminalreporter.section("Cucumber's own tools", yellow=True)
        terminalreporter.line(f"{count} of their checks were left out: no {lacking} was found.")
