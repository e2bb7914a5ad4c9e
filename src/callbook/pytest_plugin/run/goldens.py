"""Golden recordings: a scenario tagged `@golden` must play exactly as the recording beside its feature says.

`offered.feature` has its golden recording in `offered.trace.ndjson`. `pytest --renew-goldens` writes it anew and shows
what changed as a ladder.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from callbook.core import BadInput
from callbook.pytest_plugin.collect.feature_text import ScenarioText
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB, own_lab

TAG = "golden"
RENEWED = "callbook_golden"
"""The user property of a report that says what became of a golden recording, from an xdist worker as well."""


class Goldens:
    """Compares, or renews."""

    def __init__(self, *, renew: bool) -> None:
        self._renew = renew

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        """Look at the recording of a scenario that has passed so far."""
        __tracebackhide__ = True
        result = yield
        if FACTS in item.stash and TAG in item.stash[FACTS].tags and LAB in item.stash:
            self._judge(item, golden_path(item.path))
        return result

    def _judge(self, item: pytest.Item, path: Path) -> None:
        __tracebackhide__ = True
        lab = own_lab(item.stash[LAB])
        if lab is None:
            raise BadInput("tag", f"@{TAG}", where=item.nodeid, accepted="on scenarios that play in Callbook's own Lab")
        from callbook.pytest_plugin.run.golden_comparison import compare_golden, renewed_golden

        if self._renew:
            what = renewed_golden(path, lab, item.stash[FACTS])
            item.user_properties.append((RENEWED, f"{_shown(item, path)}: {what}"))
        else:
            compare_golden(path, lab, item.stash[FACTS], _shown(item, path))


def golden_path(feature: Path) -> Path:
    """Return the path of the golden recording of a feature file."""
    return feature.with_suffix(".trace.ndjson")


def refuse_two(scenarios: tuple[ScenarioText, ...], shown_as: str) -> None:
    """A feature has one golden recording, so one scenario at most may be tagged, and no outline.

    Raises:
        BadInput: naming the scenario that is one too many.
    """
    tagged = [scenario for scenario in scenarios if TAG in scenario.tags]
    outlines = [scenario for scenario in tagged if scenario.rows]
    for wrong in (*outlines, *tagged[1:]):
        accepted = "one plain scenario of the feature, the recording beside it holds no more"
        raise BadInput("tag", f"@{TAG}", where=f"{shown_as}:{wrong.line}", accepted=accepted)


def _shown(item: pytest.Item, path: Path) -> str:
    root = item.config.rootpath
    return str(path.relative_to(root) if path.is_relative_to(root) else path)
