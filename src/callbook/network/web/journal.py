"""The journal of a run: what happened, in order, each entry with the one that led to it; searched and verified."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec
from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from callbook.core import BadInput, Entry
from callbook.network.service.claim import Claim
from callbook.network.service.journal_search import Kind, Search, search
from callbook.network.service.led_clock import TimerChange
from callbook.network.service.run import NotThere, Run
from callbook.network.service.verification import Verdict, verify
from callbook.network.web.problems import documented
from callbook.network.web.service import timers_of
from callbook.record import line_of


class Page(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the journal.

    Attributes:
        entries: in the form of a recording.
        last: the number of the newest entry there is.
        dropped: how many of the oldest entries are kept no longer.
        go_on_after: the number to ask for next as ``after``; null when there is nothing more.
        timers: in a run whose clock is led: what became of its timers since that was last told.
    """

    entries: list[msgspec.Raw]
    last: int
    dropped: int
    go_on_after: int | None
    timers: list[TimerChange] = []


class EntryShown(msgspec.Struct, frozen=True):
    """One entry and what led to it.

    Attributes:
        entry: in the form of a recording.
        causes: what led to it, the nearest cause first, up to what came from outside.
        whole: false when older causes are kept no longer.
    """

    entry: msgspec.Raw
    causes: list[msgspec.Raw]
    whole: bool


class Reason(msgspec.Struct, frozen=True):
    """Why an entry does not count: which field is otherwise, and how."""

    field: str
    reason: str


class NearShown(msgspec.Struct, frozen=True):
    """An entry that came near, and everything about it that is not as expected."""

    entry: msgspec.Raw
    reasons: list[Reason]


class VerdictShown(msgspec.Struct, frozen=True):
    """Whether a claim holds.

    Attributes:
        holds: whether it does.
        expected: what was claimed, in words.
        found: how many entries were counted.
        entries: the first ten of them, in the form of a recording.
        nearest: where it does not hold because something is missing, the three entries that came nearest.
        text: all of it for people.
    """

    holds: bool
    expected: str
    found: int
    entries: list[msgspec.Raw]
    nearest: list[NearShown]
    text: str


_MOST_SHOWN = 10
Id = Annotated[str | None, QueryParameter(description="Only what is about this interaction, and about calls for it")]
Client = Annotated[
    str | None, QueryParameter(description="Only what this agent, or any other client, sent, got, did or was shown")
]
MessageName = Annotated[str | None, QueryParameter(description="Only messages of this name")]
KindWanted = Annotated[Kind | None, QueryParameter(description="Only entries of this kind")]
From = Annotated[
    datetime | None, QueryParameter(name="from", description="Only what happened from this moment on (with its zone)")
]
To = Annotated[
    datetime | None, QueryParameter(name="to", description="Only what happened up to this moment (with its zone)")
]
After = Annotated[int, QueryParameter(ge=0, le=2**53, description="The number of the last entry that you have")]
AtMost = Annotated[int, QueryParameter(ge=1, le=10_000, description="Give at most so many")]


@get("/journal", operation_id="searchJournal", responses=documented(400, 404))
async def journal(  # noqa: PLR0913, PLR0917 - each is a filter
    run: NamedDependency[Run],
    interaction: Id = None,
    agent: Client = None,
    message: MessageName = None,
    kind: KindWanted = None,
    since: From = None,
    until: To = None,
    after: After = 0,
    at_most: AtMost = 1_000,
) -> Page:
    """Give what happened, in order: all of it, or what fits every filter that is given."""
    wanted = Search(
        interaction=interaction,
        clients=frozenset() if agent is None else _names_of(run, agent),
        message=message,
        kind=kind,
        since=_with_zone("from", since),
        until=_with_zone("to", until),
    )
    journal = run.lab.journal
    found = search(journal, wanted, after=after, at_most=at_most)
    return Page(_raw(found.entries), journal.last, journal.dropped, found.go_on_after, timers_of(run))


@get("/journal/{number:int}", responses=documented(400, 404))
async def show_entry(run: NamedDependency[Run], number: FromPath[int]) -> EntryShown:
    """Show one entry, and the chain of entries that led to it."""
    journal = run.lab.journal
    try:
        entry = journal.entry(number)
    except BadInput as missing:
        raise NotThere("entry", number, [missing.accepted]) from None
    causes = list(journal.causes_of(entry))
    return EntryShown(msgspec.Raw(line_of(entry)), _raw(causes), (causes or [entry])[-1].cause == 0)


@post("/journal/verify", status_code=200, responses=documented(400, 404, 409, 413))
async def verify_journal(run: NamedDependency[Run], data: JSONBody[Claim]) -> VerdictShown:
    """Say whether something is in the journal as claimed; if it is not, what came nearest and why it does not count."""
    return shown(verify(run, data))


def shown(verdict: Verdict) -> VerdictShown:
    """Tell a verdict as JSON."""
    return VerdictShown(
        holds=verdict.holds,
        expected=verdict.expected,
        found=len(verdict.found),
        entries=_raw(verdict.found[:_MOST_SHOWN]),
        nearest=[
            NearShown(msgspec.Raw(line_of(near.entry)), [Reason(field, reason) for field, reason in near.reasons])
            for near in verdict.nearest
        ],
        text=str(verdict),
    )


def _names_of(run: Run, client: str) -> frozenset[str]:
    """Give every name that an agent has in the journal; anybody else has one."""
    for agent in run.lab.configuration.contact_center.agents:
        if client in agent.names:
            return frozenset(agent.names)
    return frozenset({client})


def _with_zone(name: str, moment: datetime | None) -> datetime | None:
    if moment is not None and moment.tzinfo is None:
        accepted = f"a moment with its zone, such as {moment.isoformat(timespec='seconds')}Z"
        raise BadInput(name, moment.isoformat(), where="query", accepted=accepted)
    return moment


def _raw(entries: list[Entry] | tuple[Entry, ...]) -> list[msgspec.Raw]:
    return [msgspec.Raw(line_of(entry)) for entry in entries]


ROUTER = Router("/runs/{run_name:str}", route_handlers=[journal, show_entry, verify_journal], tags=["Journal"])
