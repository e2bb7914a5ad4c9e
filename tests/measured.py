"""Which tests coverage is measured of, and that a worker's measurement is not lost.

Measuring makes what the model does twice as slow. So it is left out where a test is not there to take branches: where
chance looks for faults, and where whole runs of others are compared (`make unit` runs these in a run of their own).

xdist kills a worker that has not come to its end ten seconds after its last test. A busy machine needs longer to write
what was measured, so that is written before the worker says that it has finished.
"""

from __future__ import annotations

from typing import Final

import coverage
import pytest

UNMEASURED: Final = (
    "tests/crash/",
    "tests/exploration/",
    "tests/sample_desktop/",
    "tests/starter/",
)
"""Folders with whole runs of others, or with stories that chance makes up; tests of Hypothesis are left out, too."""
_ONLY: Final = "--coverage-of"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run take only the tests that are measured, or only the others."""
    parser.addoption(_ONLY, choices=["measured", "unmeasured", "all"], default="all", help="which tests are taken")


def is_measured(item: pytest.Item) -> bool:
    """Return whether coverage is measured of a test."""
    return item.get_closest_marker("hypothesis") is None and not item.nodeid.startswith(UNMEASURED)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take only what was asked for."""
    wanted = str(config.getoption(_ONLY))
    if wanted == "all":
        return
    others = [item for item in items if is_measured(item) is not (wanted == "measured")]
    config.hook.pytest_deselected(items=others)
    items[:] = [item for item in items if is_measured(item) is (wanted == "measured")]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Write what was measured so far."""
    measuring = coverage.Coverage.current()
    if measuring is not None:
        measuring.save()
