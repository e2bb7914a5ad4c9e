"""Long work in slices: between two of them everybody else is served, and after a budget it ends where it got to.

There is one slice at a time, whoever's it is, and one round of the event loop behind each: so an answer to somebody
else waits for two slices at most, a real clock's and a request's, however many runs have much to do.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

from callbook.core import CallbookError, moment_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from callbook.network.service.run import Run
    from callbook.network.web.service import Service

SLICE: Final = 0.02
"""Seconds of the wall that one slice takes, as nearly as single timers allow."""
_EVERYBODY: Final = ""
_Result = TypeVar("_Result")


class OverBudget(CallbookError):  # noqa: N818 - names what is the case
    """A request wants more time to pass than one request may; the clock stands where it got to."""

    def __init__(self, run: Run, budget: float) -> None:
        now = moment_of(run.lab.clock.instant).isoformat(timespec="milliseconds")
        super().__init__(
            f"The clock of run {run.name!r} has come as far as {now} and stands there: one request may take"
            f" {budget:g} seconds of the server's time. Ask again, for what is left, to go on."
        )


async def in_slices(service: Service, run: Run, work: Generator[None, None, _Result]) -> _Result:
    """Do *work*, which yields wherever it may stop, and return what it returns.

    Raises:
        OverBudget: when it takes too long; what was done stays done.
    """
    left = service.runs.limits.budget
    while left > 0:
        await service.slices.take(_EVERYBODY)
        try:
            began = service.runs.wall()
            while (used := service.runs.wall() - began) < min(SLICE, left):
                next(work)
            left -= used
            service.runs.keep(run.name)  # before anybody hears of it
            await asyncio.sleep(0)
        except StopIteration as done:
            result: _Result = done.value
            return result
        finally:
            service.slices.give_back(_EVERYBODY)
    raise OverBudget(run, service.runs.limits.budget)
