"""What a QA project may replace: how a recording is drawn, searched and kept.

The hooks have a default here, for Callbook's own Lab; a `conftest.py` that drives another desktop
answers them for its own recordings.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from callbook.pytest_plugin.collect.scenario_facts import ScenarioFacts


@pytest.hookspec(firstresult=True)
def pytest_callbook_ladder(lab: object) -> str | None:
    """Return a drawing of the last messages of the scenario that failed.

    Args:
        lab: the value of the scenario's `lab` fixture.
    """


@pytest.hookspec(firstresult=True)
def pytest_callbook_nearest(lab: object, wanted: str) -> str | None:
    """Return one line on what did happen that is most like what the failed step looked for; empty if nothing is.

    Args:
        lab: the value of the scenario's `lab` fixture.
        wanted: the step, and what its comparison missed, in words.
    """


@pytest.hookspec(firstresult=True)
def pytest_callbook_write_trace(lab: object, path: Path, facts: ScenarioFacts, outcome: str) -> bool | None:
    """Write the recording of a scenario that has ended to *path*; True says that it is written.

    Args:
        lab: the value of the scenario's `lab` fixture.
        path: the file to write; its folder exists.
        facts: feature, scenario, line and tags.
        outcome: `passed`, `failed`, `skipped` or `error` (set-up or clean-up failed).
    """
