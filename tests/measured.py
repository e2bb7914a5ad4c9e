"""What coverage is measured of, and that nothing that was measured is lost on a busy machine.

A process that a test starts takes half as long again where it is measured, and hardly ever runs a line that no test
runs in its own process. So it is measured only where a test says so: ``pytest.mark.measures_processes``.

A test that chance makes up takes up to three times as long where it is measured, and a line that only such a test runs
is tested by nobody who knows what it is for. So those of Hypothesis are not measured, nor is what says so:
``pytest.mark.not_measured``.

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
_NOT_MEASURED: Final = ("hypothesis", "not_measured")


def pytest_configure(config: pytest.Config) -> None:
    """Name the marker."""
    config.addinivalue_line("markers", "measures_processes: the processes that the test starts are measured, too")
    config.addinivalue_line("markers", "not_measured: no coverage is measured while the test runs")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let processes and the test be measured, or not."""
    if _GIVEN is not None and item.get_closest_marker("measures_processes") is not None:
        os.environ[_HOW] = _GIVEN
    else:
        os.environ.pop(_HOW, None)
    measuring = coverage.Coverage.current()
    if measuring is None or not any(item.get_closest_marker(name) for name in _NOT_MEASURED):
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Write what was measured so far."""
    measuring = coverage.Coverage.current()
    if measuring is not None:
        measuring.save()
