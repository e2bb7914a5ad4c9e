"""What has changed since an earlier report: what became red or green, what is new, what is gone.

A scenario is known again by its file, its rule and its name, and the rows of an Examples table by their order: not by
its line, which moves whenever somebody writes something above it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

from callbook.record.report.facts import TOOK, WHEN, Facts

Key = tuple[str, str, str, int]
"""File, rule and name of a scenario, and how many of the same come before it."""

_RED = frozenset({"failed", "error"})
_GREEN = "passed"


@dataclass(frozen=True, slots=True)
class EarlierReport:
    """A report, or a run, as far as a later one is held against it.

    Attributes:
        name: of the file or the folder that was given.
        facts: what stood at its head.
        outcomes: how each scenario ended, in order.
    """

    name: str
    facts: Facts
    outcomes: dict[Key, str]


class Change(msgspec.Struct):
    """One scenario that has changed.

    Attributes:
        name: of the scenario.
        feature: its file.
        before: how it ended in the earlier report; empty if it was not in it.
        now: how it ends; empty if it is gone.
        id: where it stands in this report; empty if it is gone.
    """

    name: str
    feature: str
    before: str
    now: str
    id: str = ""


class Changes(msgspec.Struct):
    """What has changed since an earlier report.

    Attributes:
        since: what was given, and when that ran.
        took: how long it took; empty where either of both is not known.
        groups: (title, changes) of each kind of change of which there is one.
        still_red: how many were red then and are red now.
    """

    since: str
    took: str
    groups: list[tuple[str, list[Change]]]
    still_red: int


def keys_of(scenarios: Iterable[tuple[str, str, str]]) -> Iterator[Key]:
    """Yield the key of each scenario, given as file, rule and name, in order."""
    seen = Counter[tuple[str, str, str]]()
    for each in scenarios:
        yield (*each, seen[each])
        seen[each] += 1


def changes_since(earlier: EarlierReport, facts: Facts, now: Iterable[tuple[Key, str, str]]) -> Changes:
    """Return what has changed.

    Args:
        earlier: what this report is held against.
        facts: at the head of this report.
        now: key, outcome and id of each scenario of this report.
    """
    gone = dict(earlier.outcomes)
    groups: dict[str, list[Change]] = {title: [] for title in _TITLES}
    still_red = 0
    for key, outcome, identity in now:
        before = gone.pop(key, "")
        still_red += before in _RED and outcome in _RED
        title = _title(before, outcome)
        if title:
            groups[title].append(Change(key[2], key[0], before, outcome, identity))
    groups[_GONE] = [Change(key[2], key[0], before, "") for key, before in gone.items()]
    then = dict(earlier.facts)
    return Changes(
        since=", ".join(filter(None, (earlier.name, then.get(WHEN)))),
        took=_took(then.get(TOOK), dict(facts).get(TOOK)),
        groups=[(title, changes) for title, changes in groups.items() if changes],
        still_red=still_red,
    )


_NEWLY_RED, _NEWLY_GREEN = "Newly red", "Newly green"
_ADDED, _GONE, _OTHERWISE = "Added", "Gone", "Ended otherwise"
_TITLES = (_NEWLY_RED, _NEWLY_GREEN, _ADDED, _GONE, _OTHERWISE)


def _title(before: str, now: str) -> str:
    """Return in which group a scenario stands; empty if nothing has changed that anybody needs to know."""
    if before == now or _RED.issuperset((before, now)):
        return ""
    if now in _RED:
        return _NEWLY_RED
    if not before:
        return _ADDED
    return _NEWLY_GREEN if now == _GREEN else _OTHERWISE


def _took(before: str | None, now: str | None) -> str:
    return f"{now}, {before} then" if before and now else ""
