"""What a third-party desktop does otherwise, clause by clause: the few clauses that explain all failures."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, Final

import pytest

from callbook.configuration import CLAUSES_BY_ID
from callbook.core import counted
from callbook.pytest_plugin.own.expressible import counted_by_what_is_missing, not_expressible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from callbook.pytest_plugin.own.expressible import Lacking
    from callbook.pytest_plugin.result.message_stream import MessageStream
    from callbook.pytest_plugin.run.run_folder import RunFolder
    from callbook.record import RanScenario


FILE: Final = "differences.json"
"""Where the report is kept for machines, in the folder of the recordings."""

_FAILURES: Final = frozenset("fFaA")
_LONGEST = 160


_NO_CLAUSE = ""
"""Stands for scenarios that are tagged with no clause."""

_FAILED = frozenset({"failed", "error"})
_ORDER = {clause: place for place, clause in enumerate(CLAUSES_BY_ID)}


class Differences:
    """The report of one run with another desktop."""

    def __init__(self, config: pytest.Config, folder: RunFolder, stream: MessageStream) -> None:
        self._config = config
        self._folder = folder
        self._stream = stream
        if config.option.tbstyle == "auto":
            config.option.tbstyle = "no"  # whoever wants them says --tb=short

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Write the report, and keep it for machines."""
        played = self._stream.read().played
        if not played:
            return
        found = attributed(played)
        listed = terminalreporter.reportchars  # pytest's own list of failures: the report has them, by clause
        terminalreporter.reportchars = "".join(char for char in listed if char not in _FAILURES)
        terminalreporter.write_sep("-", f"desktop: {self._config.option.callbook_desktop}")
        lacking = tuple(not_expressible(played))
        for text in (*_lines(found, played), *counted_by_what_is_missing(lacking)):
            terminalreporter.write_line(text)
        plain = {
            "desktop": self._config.option.callbook_desktop,
            "scenarios": len(played),
            "differences": [_plain(each) for each in found],
            "not_expressible": [_plain_lacking(each) for each in lacking],
        }
        document = json.dumps(plain, ensure_ascii=False, indent=2)
        (self._folder.path / FILE).write_text(document + "\n", encoding="utf-8")


def _lines(found: Sequence[_Attributed], played: Sequence[RanScenario]) -> Iterator[str]:
    held = sum(each.outcome == "passed" for each in played)
    yield f"{held} of {counted(len(played), 'scenario')} {'holds' if len(played) == 1 else 'hold'}"
    if found:
        yield f"it does otherwise, by clause ({len(found)}):"
    for each in found:
        yield f"  {_heading(each)}"
        yield f"    {counted(len(each.failed), 'scenario')} otherwise, {each.held} of the clause hold"
        for scenario in each.failed:
            yield from _account(scenario)
    if any(_is_broken(scenario) for each in found for scenario in each.failed):
        yield "what is marked as broken is no difference: the desktop failed; --tb=short shows where"


def _account(scenario: RanScenario) -> Iterator[str]:
    step, expected, got = _sides(scenario)
    yield f"    {scenario.feature}:{scenario.line}  {scenario.name}"
    yield f"      {'broken' if _is_broken(scenario) else 'step':<9} {step}"
    yield f"      expected  {_short(expected)}"
    yield f"      got       {_short(got)}"


def _plain(found: _Attributed) -> dict[str, object]:
    return {"clause": found.clause, "held": found.held, "scenarios": [_plain_scenario(each) for each in found.failed]}


def _plain_lacking(lacking: Lacking) -> dict[str, object]:
    scenario = lacking.scenario
    place = {"feature": scenario.feature, "line": scenario.line, "scenario": scenario.name}
    return {**place, "step": lacking.step, "missing": lacking.missing}


def _plain_scenario(scenario: RanScenario) -> dict[str, object]:
    step, expected, got = _sides(scenario)
    place = {"feature": scenario.feature, "line": scenario.line, "scenario": scenario.name}
    return {**place, "step": step, "expected": expected, "got": got, "broken": _is_broken(scenario)}


def _sides(scenario: RanScenario) -> tuple[str, str, str]:
    """Return the step that did not hold, empty if it was none, and both sides in words."""
    failure = scenario.failure
    if failure is None:
        return "", "", ""
    if failure.cause == "refusal":
        return failure.place, "it is done", f"refused: {scenario.error}"
    return failure.place, failure.expected, failure.got


def _is_broken(scenario: RanScenario) -> bool:
    """Return whether the desktop has broken down rather than done something else."""
    return scenario.failure is None or scenario.failure.cause == "breakdown"


def _heading(each: _Attributed) -> str:
    if each.clause == _NO_CLAUSE:
        return "no clause"
    return f"{each.clause}: {CLAUSES_BY_ID[each.clause].text}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."


@dataclass(frozen=True, slots=True)
class _Attributed:
    """What is done otherwise in respect of one clause.

    Attributes:
        clause: its id, or ``NO_CLAUSE``.
        failed: the scenarios that it explains.
        held: how many scenarios of the clause were passed.
    """

    clause: str
    failed: tuple[RanScenario, ...]
    held: int


def attributed(scenarios: Sequence[RanScenario]) -> tuple[_Attributed, ...]:
    """Return clauses that explain every failed scenario among *scenarios*, each scenario once.

    Those that explain most come first; those that explain equally many in the register's order.
    """
    about = _about(scenarios)
    left = [scenario for scenario in scenarios if scenario.outcome in _FAILED]
    shown, passed = _count(scenarios), _count(scenario for scenario in scenarios if scenario.outcome == "passed")
    found = list[_Attributed]()
    while left:
        clause = _most_suspect(left, about, shown)
        explained = tuple(scenario for scenario in left if clause in _candidates(scenario, about))
        found.append(_Attributed(clause, explained, passed[clause]))
        left = [scenario for scenario in left if clause not in _candidates(scenario, about)]
    return tuple(sorted(found, key=lambda each: (-len(each.failed), _place(each.clause))))


def _about(scenarios: Iterable[RanScenario]) -> dict[str, set[str]]:
    """Return for each feature the clauses that all its scenarios show."""
    about: dict[str, set[str]] = {}
    for scenario in scenarios:
        clauses = set(scenario.clauses)
        about[scenario.feature] = about.get(scenario.feature, clauses) & clauses
    return about


def _count(scenarios: Iterable[RanScenario]) -> Counter[str]:
    return Counter(clause for scenario in scenarios for clause in scenario.clauses or [_NO_CLAUSE])


def _candidates(scenario: RanScenario, about: Mapping[str, set[str]]) -> Collection[str]:
    return about[scenario.feature] or scenario.clauses or [_NO_CLAUSE]


def _most_suspect(left: Sequence[RanScenario], about: Mapping[str, set[str]], shown: Counter[str]) -> str:
    failing = defaultdict[str, int](int)
    for scenario in left:
        for clause in _candidates(scenario, about):
            failing[clause] += 1
    return max(failing, key=lambda clause: (failing[clause] / sqrt(len(left) * shown[clause]), -_place(clause)))


def _place(clause: str) -> int:
    return _ORDER.get(clause, len(_ORDER))
