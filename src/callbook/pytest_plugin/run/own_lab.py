"""How the recording of Callbook's own Lab is drawn, searched and kept: the defaults of the hooks in ``hooks``.

Another's lab is left to whoever knows it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from callbook.lab import Lab
from callbook.pytest_plugin.collect.scenario_facts import ScenarioFacts
from callbook.pytest_plugin.run.failure import nearest_event


@pytest.hookimpl(trylast=True)
def pytest_callbook_ladder(lab: object) -> str | None:
    """Draw the last messages of Callbook's own Lab."""
    from callbook.record import text_ladder  # noqa: PLC0415 - only a failure needs it

    return text_ladder(lab.journal, last=12) if isinstance(lab, Lab) else None


@pytest.hookimpl(trylast=True)
def pytest_callbook_nearest(lab: object, wanted: str) -> str | None:
    """Search the journal of Callbook's own Lab."""
    return nearest_event(lab.journal.entries, wanted, lab.names_of_agents()) if isinstance(lab, Lab) else None


@pytest.hookimpl(trylast=True)
def pytest_callbook_write_trace(lab: object, path: Path, facts: ScenarioFacts, outcome: str) -> bool | None:
    """Write the recording of Callbook's own Lab; another's is left to whoever knows it."""
    if not isinstance(lab, Lab):
        return None
    where = {"feature": facts.feature, "scenario": facts.scenario}
    lab.write(path, line=facts.line, tags=facts.tags, outcome=outcome, **where)
    return True
