"""The journal of a run: what happened, in order, each entry with the one that led to it; searched and verified."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Final

import msgspec
from litestar import Router, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter
from msgspec import Meta

from callbook.core import BadInput, Entry
from callbook.network.service.claims.claim import Claim
from callbook.network.service.claims.verdict import Verdict, verifying
from callbook.network.service.journal_search import Kind, Search, search
from callbook.network.service.led_clock import TimerChange
from callbook.network.service.run import NotThere, Run
from callbook.network.web.described_route import Number, described
from callbook.network.web.problems import documented
from callbook.network.web.service import Service, timers_of
from callbook.network.web.slices import in_slices
from callbook.record import lines_of, recording_line


class Page(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the journal."""

    entries: Annotated[list[msgspec.Raw], Meta(description="in the form of a recording.")]
    last: Annotated[int, Meta(description="the number of the newest entry there is.")]
    dropped: Annotated[int, Meta(description="how many of the oldest entries are kept no longer.")]
    go_on_after: Annotated[
        int | None, Meta(description="the number to ask for next as ``after``; null when there is nothing more.")
    ]
    timers: Annotated[
        list[TimerChange],
        Meta(description="in a run whose clock is led: what became of its timers since that was last said."),
    ] = []


class EntryShown(msgspec.Struct, frozen=True):
    """One entry and what led to it."""

    entry: Annotated[msgspec.Raw, Meta(description="in the form of a recording.")]
    causes: Annotated[
        list[msgspec.Raw], Meta(description="what led to it, the nearest cause first, up to what came from outside.")
    ]
    whole: Annotated[bool, Meta(description="false when older causes are kept no longer.")]


class Reason(msgspec.Struct, frozen=True):
    """Why an entry does not count: which field is otherwise, and how."""

    field: Annotated[str, Meta(description="the field, or `time`")]
    reason: Annotated[str, Meta(description="how it is otherwise, in words")]


class NearShown(msgspec.Struct, frozen=True):
    """An entry that came near, and everything about it that is not as expected."""

    entry: Annotated[msgspec.Raw, Meta(description="in the form of a recording")]
    reasons: Annotated[list[Reason], Meta(description="each field that is not as expected")]


class VerdictShown(msgspec.Struct, frozen=True):
    """Whether a claim holds."""

    holds: Annotated[bool, Meta(description="whether it does.")]
    expected: Annotated[str, Meta(description="what was claimed, in words.")]
    found: Annotated[int, Meta(description="how many entries were counted.")]
    entries: Annotated[list[msgspec.Raw], Meta(description="the first ten of them, in the form of a recording.")]
    nearest: Annotated[
        list[NearShown],
        Meta(description="where it does not hold because something is missing, the three entries that came nearest."),
    ]
    text: Annotated[str, Meta(description="all of it for people.")]


_MOST_SHOWN = 10
Id = Annotated[str | None, QueryParameter(description="Only what is about this interaction, and about calls for it")]
Client = Annotated[
    str | None, QueryParameter(description="Only what this agent, or any other client, sent, got, did or was shown")
]
MessageName = Annotated[str | None, QueryParameter(description="Only messages of this name")]
EntryKind = Annotated[Kind | None, QueryParameter(description="Only entries of this kind")]
From = Annotated[
    datetime | None, QueryParameter(name="from", description="Only what happened from this moment on (with its zone)")
]
To = Annotated[
    datetime | None, QueryParameter(name="to", description="Only what happened up to this moment (with its zone)")
]
After = Annotated[int, QueryParameter(ge=0, le=2**53, description="The number of the last entry that you have")]
_MOST_IN_PAGE: Final = 10_000
AtMost = Annotated[int, QueryParameter(ge=1, le=_MOST_IN_PAGE, description="Give at most so many")]


_OF_CLAIMS: Final = {
    "count": ("Once", {"expect": [{"message": "RequestAccept", "by": "Anna"}], "exactly": 1}),
    "never": ("Never", {"expect": [{"message": "EventError"}], "exactly": 0}),
    "order": ("In this order", {"expect": [{"message": "RequestSubmit"}, {"message": "EventInvite", "to": "Anna"}]}),
    "eventually": (
        "Within 30 virtual seconds, for which the clock may run on",
        {"expect": [{"message": "EventRevoked", "to": "Anna"}], "eventually": 30_000},
    ),
}


@get("/journal", operation_id="searchJournal", responses=documented(400, 404))
async def journal(  # noqa: PLR0913, PLR0917 - each is a filter
    run: NamedDependency[Run],
    interaction: Id = None,
    agent: Client = None,
    message: MessageName = None,
    kind: EntryKind = None,
    since: From = None,
    until: To = None,
    after: After = 0,
    at_most: AtMost = 1_000,
) -> Page:
    """Return what happened, in order: all of it, or what fits every filter that is given."""
    criteria = Search(
        interaction=interaction,
        clients=frozenset() if agent is None else _names_of(run, agent),
        message=message,
        kind=kind,
        since=_with_zone("from", since),
        until=_with_zone("to", until),
    )
    return page_after(run, after, criteria, at_most)


def page_after(run: Run, after: int, criteria: Search | None = None, at_most: int = _MOST_IN_PAGE) -> Page:
    """Return what happened after the entry *after*, at most so many entries of what fits *criteria*."""
    journal = run.lab.journal
    found = search(journal, criteria or Search(), after=after, at_most=at_most)
    return Page(_raw(found.entries), journal.last, journal.dropped, found.go_on_after, timers_of(run))


@get("/journal/{number:int}", responses=documented(400, 404))
async def show_entry(run: NamedDependency[Run], number: Number) -> EntryShown:
    """Show one entry, and the chain of entries that led to it."""
    journal = run.lab.journal
    try:
        entry = journal.entry(number)
    except BadInput as missing:
        raise NotThere("entry", number, [missing.accepted]) from None
    causes = list(journal.causes_of(entry))
    return EntryShown(msgspec.Raw(recording_line(entry)), _raw(causes), (causes or [entry])[-1].cause == 0)


@post(
    "/journal/verify",
    summary="Verify what happened",
    status_code=200,
    responses=documented(400, 404, 409, 413),
    opt=described(examples=_OF_CLAIMS),
)
async def verify_journal(
    service: NamedDependency[Service], run: NamedDependency[Run], data: JSONBody[Claim]
) -> VerdictShown:
    """Check whether something is in the journal as claimed; if not, what came nearest and why it does not count."""
    return shown(await in_slices(service, run, verifying(run, data)))


def shown(verdict: Verdict) -> VerdictShown:
    """Return a verdict as JSON."""
    return VerdictShown(
        holds=verdict.holds,
        expected=verdict.expected,
        found=len(verdict.found),
        entries=_raw(verdict.found[:_MOST_SHOWN]),
        nearest=[
            NearShown(
                msgspec.Raw(recording_line(near.entry)), [Reason(field, reason) for field, reason in near.reasons]
            )
            for near in verdict.nearest
        ],
        text=str(verdict),
    )


def _names_of(run: Run, client: str) -> frozenset[str]:
    """Return every name that an agent has in the journal; anybody else has one."""
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
    return [*map(msgspec.Raw, lines_of(entries))]


ROUTER = Router("/runs/{run_name:str}", route_handlers=[journal, show_entry, verify_journal], tags=["Journal"])
