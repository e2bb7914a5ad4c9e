"""The section of the configurations: where scenarios hold on all of them, where not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import msgspec

from callbook.core import counted, percent
from callbook.record.decisions import FINDING_WORDS, Decision, Decisions, OutcomeFound, Scenario

NOT_HERE = -1
"""In the place of a scenario that was decided, and is not in the report."""


class ReportedOutcome(msgspec.Struct, omit_defaults=True):
    """One outcome.

    Attributes:
        kind: how it is shown: the scenario holds, it fails, or that is a finding which nobody has listed.
        share: of the configurations, 0 to 1.
        words: the share in percent.
        outcome: in words.
        always: conditions that all rows have in common.
        rows: the other conditions of each row, where there are several; one of them is met.
        clauses: of what the conditions are about, and that of the refusal.
        example: a configuration in which it comes out like this, in words.
        finding: what is not said anywhere, in words; empty if it is no finding.
        listed: the clauses that make it right, with the reasons.
    """

    kind: Literal["holds", "fails", "finding"]
    share: float
    words: str
    outcome: str
    always: list[str]
    rows: list[list[str]]
    clauses: list[str]
    example: str
    finding: str = ""
    listed: str = ""


class ReportedDecision(msgspec.Struct, omit_defaults=True):
    """What was decided of one scenario; numbers in words, as they are shown.

    Attributes:
        scenario: its place among those of the report, or ``NOT_HERE``.
        name: of the scenario.
        place: file and line.
        holds: the share of the configurations in which it holds.
        decided: the share that was decided.
        undecided: the share that was not, 0 to 1.
        not_decided: the same in words; empty if all were decided.
        runs: how many times it was played.
        configurations: how many there are.
        outcomes: the scenario holds first, then those of the largest share.
        findings: how many outcomes are findings, listed or not.
        open: how many of these nobody has listed.
        pinned: what the scenario sets by itself.
        as_it_is: what comes out on the configuration as it is.
        changes: single ones that would break it or mend it there: (what is changed, what comes out, whether it mends).
    """

    scenario: int
    name: str
    place: str
    holds: str
    decided: str
    undecided: float
    runs: str
    configurations: str
    outcomes: list[ReportedOutcome]
    not_decided: str = ""
    findings: int = 0
    open: int = 0
    pinned: list[str] = []
    as_it_is: str = ""
    changes: list[tuple[str, str, bool]] = []


class ReportedConfigurations(msgspec.Struct):
    """All that was decided.

    Attributes:
        summary: in words.
        open: how many findings nobody has listed.
        interrupted: whether somebody has stopped it.
        decided: the scenarios, those with open findings first, else in the order of the files.
    """

    summary: str
    open: int
    interrupted: bool
    decided: list[ReportedDecision]


@dataclass(frozen=True, slots=True)
class WrittenScenario:
    """A scenario of the report as its file has it.

    Attributes:
        feature: the file.
        line: of the scenario, or of its row in the Examples.
        name: as it is written there, with whatever stands in angle brackets.
    """

    feature: str
    line: int
    name: str


def reported_configurations(
    given: Decisions | None, of_run: Iterable[Decision], written: Sequence[WrittenScenario]
) -> ReportedConfigurations | None:
    """Return what was decided; None if nothing was.

    Args:
        given: what a file says; it goes before what the run says of the same scenario.
        of_run: what the run itself has decided.
        written: the scenarios of the report, in its order.
    """
    decisions = {each.scenario: each for each in (*of_run, *(given.scenarios if given else ()))}
    if not decisions:
        return None
    places = _Places(written)
    by_place = sorted(decisions.values(), key=lambda each: (each.scenario.feature, each.scenario.line))
    decided = sorted((_decision(each, places.of(each.scenario)) for each in by_place), key=lambda each: not each.open)
    wanted = max(given.run.scenarios if given else 0, len(decided))
    opened = sum(each.open for each in decided)
    interrupted = bool(given and given.run.interrupted)
    return ReportedConfigurations(_summary(by_place, wanted, opened), opened, interrupted, decided)


def _summary(decisions: Sequence[Decision], wanted: int, opened: int) -> str:
    whole = sum(not each.undecided for each in decisions)
    runs = sum(each.runs for each in decisions)
    findings = sum(bool(found.finding) for each in decisions for found in each.outcomes)
    played = counted(wanted, "scenario") if wanted == len(decisions) else f"{len(decisions)} of {wanted} scenarios"
    return (
        f"{played} played on every configuration of privileges and options, by {runs:,} run{'s' * (runs != 1)}: "
        f"{whole} decided whole. {findings:,} finding{'s' * (findings != 1)}, {opened:,} open. "
        "Every configuration weighs the same."
    )


@dataclass(slots=True)
class _Places:
    """Finds scenarios of a report.

    The same file has a longer name where features were read from a folder further up, or from another one.
    """

    written: Sequence[WrittenScenario]
    _by_line: dict[tuple[str, int], list[int]] = field(default_factory=dict[tuple[str, int], list[int]])

    def __post_init__(self) -> None:
        for place, each in enumerate(self.written):
            self._by_line.setdefault((_file_name(each.feature), each.line), []).append(place)

    def of(self, decided: Scenario) -> int:
        """Return the place of the scenario that was decided, or that it is not here: it must be clear which it is."""
        found = [
            place
            for place in self._by_line.get((_file_name(decided.feature), decided.line), ())
            if _is_name_of(decided.name, self.written[place].name)
            and _is_end_of(decided.feature, self.written[place].feature)
        ]
        exact = [place for place in found if self.written[place].feature == decided.feature]
        if exact:
            return exact[0]
        return found[0] if len({self.written[place].feature for place in found}) == 1 else NOT_HERE


def _file_name(feature: str) -> str:
    return feature.rpartition("/")[2]


def _is_name_of(decided: str, written: str) -> bool:
    return decided == written or decided.startswith(f"{written}[")


def _is_end_of(one: str, other: str) -> bool:
    """Return whether one name of a file is the other one, or the end of it."""
    return f"/{one}".endswith(f"/{other}") or f"/{other}".endswith(f"/{one}")


def _decision(each: Decision, scenario: int) -> ReportedDecision:
    return ReportedDecision(
        scenario=scenario,
        name=each.scenario.name,
        place=each.scenario.place,
        holds=percent(sum(found.share for found in each.outcomes if found.holds)),
        decided=percent(1 - each.undecided),
        undecided=each.undecided,
        not_decided=percent(each.undecided) if each.undecided else "",
        runs=f"{each.runs:,}",
        configurations=f"{each.configurations:,}",
        outcomes=[_outcome(found) for found in each.outcomes],
        findings=sum(bool(found.finding) for found in each.outcomes),
        open=sum(found.is_open for found in each.outcomes),
        pinned=list(each.pinned),
        as_it_is=each.as_it_is,
        changes=[(change.change, change.outcome, change.mends) for change in each.changes],
    )


def _outcome(found: OutcomeFound) -> ReportedOutcome:
    rows = [row.conditions for row in found.rows]
    always = [text for text in rows[0] if all(text in row for row in rows)] if rows else []
    rest = [[text for text in row if text not in always] for row in rows]
    return ReportedOutcome(
        kind="finding" if found.is_open else "holds" if found.holds else "fails",
        share=found.share,
        words=percent(found.share),
        outcome=found.outcome,
        always=always,
        rows=rest if len(rest) > 1 else [],
        clauses=list(dict.fromkeys(_clauses(found))),
        example=_in_words(found.example),
        finding=FINDING_WORDS[found.finding] if found.finding else "",
        listed=found.listed,
    )


def _clauses(found: OutcomeFound) -> Iterator[str]:
    for row in found.rows:
        yield from row.clauses
    if found.clause:
        yield found.clause


def _in_words(example: Mapping[str, str]) -> str:
    return ", ".join(f"{name} = {value or 'empty'}" for name, value in example.items()) or "the usual configuration"
