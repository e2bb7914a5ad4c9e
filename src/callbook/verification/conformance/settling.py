"""Which of the kit's assumptions a log confirms, contradicts, or does not touch; and the settings that take it over.

There are two ways to know. What a log shows directly stands in a table of observations. Of an assumption that decides
how a desktop is judged, the log is judged a second time as if the opposite were assumed: what is found only under the
kit's assumption contradicts it, and what conforms only under it confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from statistics import median_low
from typing import TYPE_CHECKING, Final

from callbook.core import STANDING_ASSUMPTIONS, AssumptionRow, Frozen, assumption_rows, assumptions_text
from callbook.verification.conformance.case import SECOND
from callbook.verification.conformance.judging import conform, split_up
from callbook.verification.conformance.observations import AT_LEAST, DURATIONS, FACTS
from callbook.verification.conformance.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.configuration import ContactCenter
    from callbook.core import Assumptions
    from callbook.record import Trace
    from callbook.verification.conformance.case import Policy
    from callbook.verification.conformance.judging import Conformance
    from callbook.verification.conformance.observations import Seen
    from callbook.verification.conformance.stays import Split
    from callbook.verification.conformance.verdicts import Finding, Place

_GRAVE: Final = frozenset({Verdict.VIOLATES, Verdict.SUSPECT})
_EXACTLY: Final = SECOND // 2
"""Within how many milliseconds two lengths of time are the same."""


class Answer(StrEnum):
    """What a log says of an assumption."""

    CONFIRMED = "confirmed"
    CONTRADICTED = "contradicted"
    UNTOUCHED = "not touched"


@dataclass(frozen=True, slots=True)
class Settled(Frozen):
    """What a log says of one assumption.

    Attributes:
        row: the assumption, with the kit's value.
        answer: whether it is so.
        places: where it shows.
        value: the log's value, where a setting can take it over; else None.
    """

    row: AssumptionRow
    answer: Answer
    places: tuple[Place, ...] = ()
    value: int | bool | None = None

    def __str__(self) -> str:
        instead = f", it is {str(self.value).lower()}" if self.value is not None else ""
        where = f" at {', '.join(map(str, self.places[:3]))}" if self.places else ""
        more = f" and {len(self.places) - 3} more" if len(self.places) > 3 else ""  # noqa: PLR2004 - as many as are shown
        return f"{self.answer} {self.row.name} = {self.row.value} ({self.row.clause}){instead}{where}{more}"


def settle(
    judged: Conformance,
    agents: Iterable[str] = (),
    *,
    policy: Policy | None = None,
    center: ContactCenter | None = None,
) -> tuple[Settled, ...]:
    """Return what a log that was judged says of every assumption, in the order of their table.

    Args:
        judged: what was said of the log, by the assumptions of its recording.
        agents: whose desktops were judged; all by default.
        policy: how strictly they were judged.
        center: the contact centre that they were judged by; None for that of the recording.
    """
    agents = tuple(agents)
    splits = [split for _, split in split_up(judged.trace, center, agents)]
    opposite = _Opposites(judged, agents, policy, center)
    return tuple(
        _settled(row, splits, opposite) for row in (*assumption_rows(judged.assumptions), *STANDING_ASSUMPTIONS)
    )


def settings_text(settled: Iterable[Settled], source: str) -> str:
    """Return the file of settings that takes the answers of a log over; *source* is its name."""
    values = {each.row.name: each.value for each in settled if each.value is not None}
    comment = f"What {source} says otherwise than the kit assumes.\nFor every command that takes --assumptions FILE."
    return assumptions_text(values, comment)


def _settled(row: AssumptionRow, splits: list[Split], opposite: _Opposites) -> Settled:
    if row.name in DURATIONS:
        return _of_durations(row, [seen for split in splits for seen in DURATIONS[row.name](split)])
    if row.name in FACTS:
        return _of_facts(row, [seen for split in splits for seen in FACTS[row.name](split)])
    if isinstance(row.value, bool):
        return opposite.of(row, kept=row.value)
    return Settled(row, Answer.UNTOUCHED)


def _of_durations(row: AssumptionRow, seen: list[Seen]) -> Settled:
    if not seen:
        return Settled(row, Answer.UNTOUCHED)
    assumed = int(str(row.value))
    shortest = min(each.value for each in seen)
    measured = int(shortest if row.name in AT_LEAST else median_low(int(each.value) for each in seen))
    places = tuple(each.place for each in seen)
    if abs(measured - assumed) <= _EXACTLY:
        return Settled(row, Answer.CONFIRMED, places)
    if row.name in AT_LEAST and measured > assumed:
        return Settled(row, Answer.UNTOUCHED)
    return Settled(row, Answer.CONTRADICTED, places, measured)


def _of_facts(row: AssumptionRow, seen: list[Seen]) -> Settled:
    wrong = tuple(each.place for each in seen if not each.value)
    if wrong:
        return Settled(row, Answer.CONTRADICTED, wrong, not row.value if isinstance(row.value, bool) else None)
    places = tuple(each.place for each in seen)
    return Settled(row, Answer.CONFIRMED if places else Answer.UNTOUCHED, places)


@dataclass(frozen=True, slots=True)
class _Opposites:
    """Judges a log as if the opposite of an assumption were assumed."""

    judged: Conformance
    agents: tuple[str, ...]
    policy: Policy | None
    center: ContactCenter | None

    def of(self, row: AssumptionRow, *, kept: bool) -> Settled:
        """Return what comes of it for one assumption whose value is *kept*."""
        assumptions: Assumptions = replace(self.judged.assumptions, **{row.name: not kept})
        trace: Trace = self.judged.trace
        other = conform(trace, self.center, agents=self.agents, policy=self.policy, assumptions=assumptions)
        here, there = _by_place(self.judged.findings), _by_place(other.findings)
        against = tuple(_only_wrong(here, there))
        if against:
            return Settled(row, Answer.CONTRADICTED, against, not kept)
        in_favour = tuple(_only_right(here, there))
        return Settled(row, Answer.CONFIRMED if in_favour else Answer.UNTOUCHED, in_favour)


_Found = dict[tuple[str, "Place"], Verdict]


def _by_place(findings: Iterable[Finding]) -> _Found:
    return {(each.clause, each.place): each.verdict for each in findings}


def _only_wrong(here: _Found, there: _Found) -> Iterator[Place]:
    for (clause, place), verdict in here.items():
        if verdict in _GRAVE and there.get((clause, place)) not in _GRAVE:
            yield place


def _only_right(here: _Found, there: _Found) -> Iterator[Place]:
    for (clause, place), verdict in here.items():
        if verdict is Verdict.CONFORMS and there.get((clause, place), Verdict.CONFORMS) is not Verdict.CONFORMS:
            yield place
