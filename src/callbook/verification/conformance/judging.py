"""Judges a recording of real desktops: each agent's log is split up, and each part of it judged by itself.

Each stay has a model's desktop of its own, so what is lost or wrong in one says nothing of another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from callbook.configuration import Configuration, agent_called
from callbook.core import Assumptions, Frozen
from callbook.verification.conformance.agent_log import damaged_spans, lines_of
from callbook.verification.conformance.case import Case, Policy
from callbook.verification.conformance.model_desk import ModelDesk
from callbook.verification.conformance.session_judging import SessionJudge
from callbook.verification.conformance.stay_judging import StayJudge
from callbook.verification.conformance.stays import Splitter
from callbook.verification.conformance.verdicts import Finding, Ledger, Verdict, gravest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from callbook.configuration import ContactCenter
    from callbook.record import Trace
    from callbook.verification.conformance.agent_log import Line
    from callbook.verification.conformance.stays import Part, Split

NO_PERSON: Final = 150
"""Within how many milliseconds no person answers what is shown."""


@dataclass(frozen=True, slots=True)
class Conformance(Frozen):
    """What is said of a recording.

    Attributes:
        trace: the recording.
        center: the contact centre that it was judged by.
        assumptions: what was assumed.
        findings: one for each clause of each stay, in the order of their places.
        agents: whose desktops were judged, by id.
        stays: how many stays of callbacks the log shows.
        judged: how many of them were judged.
        entries_of: the numbers of the entries of each part of the log: of an agent (by id), and of an interaction.
    """

    trace: Trace
    center: ContactCenter
    assumptions: Assumptions
    findings: tuple[Finding, ...]
    agents: tuple[str, ...]
    stays: int
    judged: int
    entries_of: Mapping[tuple[str, str], frozenset[int]]

    def of(self, verdict: Verdict, *, assumed: bool = True) -> tuple[Finding, ...]:
        """Return the findings with a verdict; without *assumed* only those that rest on no assumption."""
        return tuple(each for each in self.findings if each.verdict is verdict and (assumed or not each.assumed))

    @property
    def failing(self) -> tuple[Finding, ...]:
        """The findings that a run fails by."""
        return tuple(each for each in self.findings if each.fails)

    @property
    def clauses(self) -> dict[str, Verdict]:
        """The gravest verdict of each clause that something was said of."""
        return gravest(self.findings)

    @property
    def anything_judged(self) -> bool:
        """Whether anything could be judged."""
        return any(each.verdict is not Verdict.UNJUDGED for each in self.findings)


@dataclass(slots=True)
class _Configurations:
    """What contact centres say: one configuration for each, as long as nothing changes in a part."""

    assumptions: Assumptions
    _known: dict[int, tuple[ContactCenter, Configuration]] = field(
        default_factory=dict[int, "tuple[ContactCenter, Configuration]"]
    )

    def of(self, center: ContactCenter) -> Configuration:
        """Return what *center* says; nobody may change it."""
        known = self._known.get(id(center))
        if known is None:
            known = self._known[id(center)] = center, self.fresh(center)
        return known[1]

    def fresh(self, center: ContactCenter) -> Configuration:
        """Return what *center* says, to be changed."""
        made = Configuration(center)
        made.assume(self.assumptions)
        return made


def split_up(trace: Trace, center: ContactCenter | None = None, agents: Iterable[str] = ()) -> list[tuple[str, Split]]:
    """Return the log of each agent of whom there is one, split up, by the agents' ids.

    Raises:
        Unknown: when there is no such agent.
    """
    known = center or trace.head.contact_center
    chosen = [agent_called(known, name) for name in agents] or list(known.agents)
    splits = ((agent.id, Splitter(agent.id).take(lines_of(trace, agent, center))) for agent in chosen)
    return [(agent, split) for agent, split in splits if split.session or split.stays or split.calls]


def conform(  # noqa: PLR0913 - all but the recording keyword-only, all with a default
    trace: Trace,
    center: ContactCenter | None = None,
    *,
    agents: Iterable[str] = (),
    policy: Policy | None = None,
    assumptions: Assumptions | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Conformance:
    """Return what is to be said of the desktops in a recording, clause by clause.

    Args:
        trace: the recording, Callbook's own or one that was read in logs.
        center: the contact centre that the desktops should have gone by; None for that of the recording.
        agents: names or ids of the agents whose desktops are judged; of all by default.
        policy: how strictly; by default two seconds of tolerance, and in logs nobody answers within 150 ms.
        assumptions: what is assumed; as in the recording by default.
        progress: is told how many parts of how many are judged.

    Raises:
        Unknown: when there is no such agent.
    """
    policy = policy or Policy(reaction=0 if trace.head.log is None else NO_PERSON)
    assumptions = assumptions or trace.head.assumptions
    run = _Run(trace, policy, assumptions)
    seen = split_up(trace, center, agents)
    total = sum(len(split.stays) + len(split.calls) for _, split in seen)
    for agent, split in seen:
        for _ in run.judge(agent, split):
            if progress is not None:
                progress(run.done, total)
    findings = tuple(sorted(run.ledger.found.values(), key=lambda each: each.place.entry))
    counts = sum(len(split.stays) for _, split in seen), run.judged
    return Conformance(
        trace,
        center or trace.head.contact_center,
        assumptions,
        findings,
        tuple(agent for agent, _ in seen),
        *counts,
        _entries_of(seen),
    )


def _entries_of(seen: Iterable[tuple[str, Split]]) -> dict[tuple[str, str], frozenset[int]]:
    found: dict[tuple[str, str], set[int]] = {}
    for agent, split in seen:
        found[agent, ""] = {line.place.entry for line in split.session}
        for part in (*split.stays, *split.calls):
            found.setdefault((agent, part.name), set()).update(line.place.entry for line in part.lines)
    return {key: frozenset(numbers) for key, numbers in found.items()}


class _Run:
    """Judges agent by agent.

    Attributes:
        done: how many parts were judged, or could not be.
        judged: how many stays were judged.
    """

    def __init__(self, trace: Trace, policy: Policy, assumptions: Assumptions) -> None:
        self.ledger = Ledger()
        self.done = 0
        self.judged = 0
        self._policy = policy
        self._assumptions = assumptions
        self._configurations = _Configurations(assumptions)
        self._spans = damaged_spans(trace)
        first = next(iter(trace.entries), None)
        self._whole = trace.head.log is None and first is not None and first.number == 1

    def judge(self, agent: str, split: Split) -> Iterable[None]:
        """Judge one agent's log, and yield after each part of it."""
        ignores = self._assumptions.reason_ignored_when_auto_ready
        SessionJudge(agent, split, self.ledger, self._policy, self._configured, ignores, whole=self._whole).judge()
        for part in (*split.stays, *split.calls):
            self._judge_part(agent, part, split)
            self.done += 1
            yield

    def _configured(self, line: Line) -> Configuration:
        return self._configurations.of(line.center)

    def _judge_part(self, agent: str, part: Part, split: Split) -> None:
        why = self._why_not_judged(part)
        if why:
            first = part.lines[0]
            self.ledger.add(
                Finding(
                    verdict=Verdict.UNJUDGED,
                    clause="",
                    agent=agent,
                    interaction=part.name,
                    place=first.place,
                    invitation=None if part.invitation is None else part.invitation.place,
                    what="a callback" if part not in split.calls else "a call",
                    why=why,
                )
            )
            return
        first = part.lines[0]
        changes = any(line.center is not part.login for line in part.lines)
        make = self._configurations.fresh if changes else self._configurations.of
        desk = ModelDesk(agent, make(part.login), first.at, self._assumptions)
        case = Case(agent, part, desk, self.ledger, self._policy, voice=split.voice, calls_seen=part.stray)
        StayJudge(case).judge()
        self.judged += part.invitation is not None

    def _why_not_judged(self, part: Part) -> str:
        """Return why a part cannot be judged; empty if it can."""
        first, last = part.lines[0], part.lines[-1]
        if part.damage:
            return part.damage
        for since, until, why in self._spans:
            if first.at <= until and since <= last.at:
                return f"the log is damaged in the meantime: {why}"
        is_call = part.invitation is None and part.name == getattr(first.message, "ConnID", "")
        return "" if part.invitation is not None or is_call else "its invitation is not in the log"
