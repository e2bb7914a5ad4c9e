"""Which processes coverage is measured of, and that nothing that was measured is lost on a busy machine.

A process that a test starts takes half as long again where it is measured, and hardly ever runs a line that no test
runs in its own process. So it is measured only where a test says so: ``pytest.mark.measures_processes``.

xdist kills a worker that has not come to its end ten seconds after its last test. A busy machine needs longer to write
what was measured, so that is written before the worker says that it has finished.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import coverage
import pytest

if TYPE_CHECKING:
    from collections.abc import Generator

_HOW: Final = "COVERAGE_PROCESS_CONFIG"
"""The variable by which coverage tells each new process of Python how to measure; without it none does."""
_GIVEN: Final = os.environ.get(_HOW)


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker."""
    config.addinivalue_line("markers", "measures_processes: the processes that the test starts are measured, too")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let processes be measured, or not."""
    if _GIVEN is not None and item.get_closest_marker("measures_processes") is not None:
        os.environ[_HOW] = _GIVEN
    else:
        os.environ.pop(_HOW, None)
    return (yield)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Write what was measured so far."""
    measuring = coverage.Coverage.current()
    if measuring is not None:
        measuring.save()
