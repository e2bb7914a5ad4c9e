"""The journal of a run: what happened, in order, each entry with the one that led to it."""

from __future__ import annotations

from typing import Annotated

import msgspec
from litestar import Router, get
from litestar.di import NamedDependency
from litestar.params import QueryParameter

from callbook.service.run import Run
from callbook.trace.writing import line_of
from callbook.web.problems import documented


class Page(msgspec.Struct, frozen=True):
    """A part of the journal.

    Attributes:
        entries: in the form of a recording.
        last: the number of the newest entry there is.
        dropped: how many of the oldest entries are kept no longer.
    """

    entries: list[msgspec.Raw]
    last: int
    dropped: int


After = Annotated[int, QueryParameter(ge=0, le=2**53, description="The number of the last entry that you have")]
AtMost = Annotated[int, QueryParameter(ge=1, le=10_000)]


@get("/journal", responses=documented(400, 404))
async def journal(run: NamedDependency[Run], after: After = 0, at_most: AtMost = 1_000) -> Page:
    """Give what happened after an entry."""
    journal = run.lab.journal
    entries = journal.since(after)[:at_most]
    return Page([msgspec.Raw(line_of(entry)) for entry in entries], journal.last, journal.dropped)


ROUTER = Router("/runs/{run_name:str}", route_handlers=[journal], tags=["Journal"])
