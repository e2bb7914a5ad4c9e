"""The same callback under another configuration: what happens differently, which actions are gained and lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from callbook.journal_entries import Refused
from callbook.replay.held import holding, like
from callbook.replay.rerun import Rerun
from callbook.trace import Trace, trace_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.lab import Lab
    from callbook.replay.held import Hold

Offer = tuple[str, str]
"""An agent, and an action that was offered to that agent at some moment."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """One recording played twice.

    Attributes:
        before: as recorded, played by today's model.
        after: the same outside under the other configuration.
        gained: actions that were offered at some moment after, and never before.
        lost: the same the other way round.
        refused: what the recorded people tried in vain after, though it was not refused before.
    """

    before: Trace
    after: Trace
    gained: tuple[Offer, ...]
    lost: tuple[Offer, ...]
    refused: tuple[Refused, ...]


def whatif(trace: Trace, settings: Mapping[str, str | bool], *, agent: str | None = None) -> WhatIf:
    """Play *trace* again with other options and privileges, for one agent or for all.

    Args:
        trace: the recording.
        settings: options with their values, privileges with True or False; they hold from the start to the end.
        agent: whom they concern, by name or id.

    Raises:
        Unknown: for a name that nobody knows.
        BadInput: for a privilege that is neither granted nor withheld.
    """
    return _compared(trace, holding(settings, agent))


def compare(trace: Trace, agent: str, other: str) -> WhatIf:
    """Play *trace* again as if *agent* had the roles, groups and options of *other*.

    Raises:
        Unknown: for an agent whom nobody knows.
    """
    return _compared(trace, like(agent, other))


def _compared(trace: Trace, hold: Hold) -> WhatIf:
    before, offered_before = _played(trace, None)
    after, offered_after = _played(trace, hold)
    return WhatIf(
        before,
        after,
        gained=tuple(offer for offer in offered_after if offer not in offered_before),
        lost=tuple(offer for offer in offered_before if offer not in offered_after),
        refused=_newly_refused(before, after),
    )


def _played(trace: Trace, hold: Hold | None) -> tuple[Trace, dict[Offer, None]]:
    offered: dict[Offer, None] = {}
    rerun = Rerun(trace, hold=hold)
    rerun.watch(lambda lab: offered.update(_offers(lab)))
    for _ in rerun.stages():
        offered.update(_offers(rerun.lab))
    head = trace.head
    played = trace_of(rerun.lab, feature=head.feature, scenario=head.scenario, line=head.line, tags=head.tags)
    return played, offered


def _offers(lab: Lab) -> dict[Offer, None]:
    found: dict[Offer, None] = {}
    for desk in lab.desks:
        windows = (None, *(shown.id for shown in desk.recorded().interactions))
        for window in windows:
            found.update(((desk.agent, action), None) for action in sorted(desk.actions(window)))
    return found


def _newly_refused(before: Trace, after: Trace) -> tuple[Refused, ...]:
    known = {(entry.at, entry.actor, entry.action) for entry in before.entries if isinstance(entry, Refused)}
    return tuple(
        entry
        for entry in after.entries
        if isinstance(entry, Refused) and (entry.at, entry.actor, entry.action) not in known
    )
