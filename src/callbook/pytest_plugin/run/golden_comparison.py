"""What a scenario has played beside its golden recording: compared, or written anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec import structs

from callbook.core import CallbookError, counted
from callbook.record import (
    OtherFormat,
    difference,
    difference_in_words,
    ladder_diff_text,
    read_trace,
    trace_of,
    write_trace,
)

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.lab import Lab
    from callbook.pytest_plugin.collect.scenario_facts import ScenarioFacts
    from callbook.record import Difference, Trace

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


def compare_golden(path: Path, lab: Lab, facts: ScenarioFacts, shown: str) -> None:
    """Compare what was played in *lab* with the golden recording in *path*, shown as *shown*.

    Raises:
        GoldenDiffers: it is not the same.
    """
    if not path.exists():
        raise GoldenDiffers(shown, "there is no such recording yet")
    golden, now = _both(path, lab, facts)
    differences = _differences(golden, now)
    if differences:
        raise GoldenDiffers(shown, differences)


def renewed_golden(path: Path, lab: Lab, facts: ScenarioFacts) -> str:
    """Return what became of the golden recording in *path* when what was played in *lab* was written there."""
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
    found = difference(golden, now)
    return "\n".join([*_first(found), ladder_diff_text(golden.entries, now.entries)]) if found else ""


def _first(found: tuple[Difference, ...]) -> list[str]:
    lines = [line for each in found for line in difference_in_words(each)]
    more = len(lines) - _MOST
    return lines[:_MOST] + ([f"... and {counted(more, 'more difference')}"] if more > 0 else [])
