"""How the recording of Callbook's own Lab is drawn, searched and kept: the defaults of the hooks in ``hooks``.

Another's lab is left to whoever knows it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from callbook.pytest_plugin.collect.scenario_facts import ScenarioFacts, own_lab
from callbook.pytest_plugin.run.failure import nearest_event


@pytest.hookimpl(trylast=True)
def pytest_callbook_ladder(lab: object) -> str | None:
    """Draw the last messages of Callbook's own Lab."""
    from callbook.record import text_ladder

    own = own_lab(lab)
    return None if own is None else text_ladder(own.journal, last=12)


@pytest.hookimpl(trylast=True)
def pytest_callbook_nearest(lab: object, wanted: str) -> str | None:
    """Search the journal of Callbook's own Lab."""
    own = own_lab(lab)
    return None if own is None else nearest_event(own.journal.entries, wanted, own.names_of_agents())


@pytest.hookimpl(trylast=True)
def pytest_callbook_write_trace(lab: object, path: Path, facts: ScenarioFacts, outcome: str) -> bool | None:
    """Write the recording of Callbook's own Lab; another's is left to whoever knows it."""
    own = own_lab(lab)
    if own is None:
        return None
    where = {"feature": facts.feature, "scenario": facts.scenario}
    own.write(path, line=facts.line, tags=facts.tags, outcome=outcome, **where)
    return True
