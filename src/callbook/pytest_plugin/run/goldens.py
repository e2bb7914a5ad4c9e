"""Golden recordings: a scenario tagged `@golden` must play exactly as the recording beside its feature says.

`offered.feature` has its golden recording in `offered.trace.ndjson`. `pytest --renew-goldens` writes it anew and shows
what changed as a ladder.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import structs

from callbook.core import BadInput, CallbookError, counted
from callbook.lab import Lab
from callbook.pytest_plugin.collect.feature_text import ScenarioText
from callbook.pytest_plugin.collect.scenario_facts import FACTS, LAB
from callbook.record import OtherFormat, difference, difference_in_words, read_trace, trace_of, write_trace

if TYPE_CHECKING:
    from callbook.pytest_plugin.collect.scenario_facts import ScenarioFacts
    from callbook.record import Difference, Trace

TAG = "golden"
RENEWED = "callbook_golden"
"""The user property of a report that says what became of a golden recording, from an xdist worker as well."""
_MOST = 12


class GoldenDiffers(CallbookError, AssertionError):  # noqa: N818 - names what is the case
    """A scenario did not play as its golden recording says.

    Attributes:
        expected: the golden recording's file.
        got: the differences, the ladders side by side, and how to renew it.
    """

    def __init__(self, path: str, differences: str) -> None:
        self.expected = f"what the golden recording {path} says"
        self.got = f"{differences}\nIf that is right: pytest --renew-goldens, then read the change."
        super().__init__(f"{self.expected}\n{self.got}")


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
        lab = item.stash[LAB]
        if not isinstance(lab, Lab):
            raise BadInput("tag", f"@{TAG}", where=item.nodeid, accepted="on scenarios that play in Callbook's own Lab")
        if self._renew:
            what = _renewed(path, lab, item.stash[FACTS])
            item.user_properties.append((RENEWED, f"{_shown(item, path)}: {what}"))
        else:
            _compare(path, lab, item.stash[FACTS], _shown(item, path))


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


def _compare(path: Path, lab: Lab, facts: ScenarioFacts, shown: str) -> None:
    if not path.exists():
        raise GoldenDiffers(shown, "there is no such recording yet")
    golden, now = _both(path, lab, facts)
    differences = _differences(golden, now)
    if differences:
        raise GoldenDiffers(shown, differences)


def _renewed(path: Path, lab: Lab, facts: ScenarioFacts) -> str:
    if not path.exists():
        write_trace(path, lab, _trace(lab, facts).head)
        return "new"
    try:
        golden, now = _both(path, lab, facts)
    except OtherFormat as unread:
        write_trace(path, lab, _trace(lab, facts).head)
        return f"renewed\n{unread}"
    differences = _differences(golden, now)
    write_trace(path, lab, now.head)
    return f"renewed\n{differences}" if differences else "as it was"


def _both(path: Path, lab: Lab, facts: ScenarioFacts) -> tuple[Trace, Trace]:
    golden, now = read_trace(path), _trace(lab, facts)
    # The recording lies beside the feature: from where the run was started, and so under which path, does not matter.
    return replace(golden, head=structs.replace(golden.head, feature=facts.feature)), now


def _trace(lab: Lab, facts: ScenarioFacts) -> Trace:
    where = {"feature": facts.feature, "scenario": facts.scenario}
    return trace_of(lab, line=facts.line, tags=facts.tags, outcome="passed", **where)


def _differences(golden: Trace, now: Trace) -> str:
    """Return how two recordings differ: empty if they do not."""
    from callbook.record import ladder_diff_text  # noqa: PLC0415 - only a difference needs it

    found = difference(golden, now)
    return "\n".join([*_first(found), ladder_diff_text(golden.entries, now.entries)]) if found else ""


def _first(found: tuple[Difference, ...]) -> list[str]:
    lines = [line for each in found for line in difference_in_words(each)]
    more = len(lines) - _MOST
    return lines[:_MOST] + ([f"... and {counted(more, 'more difference')}"] if more > 0 else [])


def _shown(item: pytest.Item, path: Path) -> str:
    root = item.config.rootpath
    return str(path.relative_to(root) if path.is_relative_to(root) else path)
