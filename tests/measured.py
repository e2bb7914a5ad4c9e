"""What a worker has measured is not lost on a busy machine.

xdist kills a worker that has not come to its end ten seconds after its last test. A busy machine needs longer to write
what was measured, so that is written before the worker says that it has finished.
"""

from __future__ import annotations

import coverage
import pytest


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish() -> None:
    """Write what was measured so far."""
    measuring = coverage.Coverage.current()
    if measuring is not None:
        measuring.save()
