"""Long work in slices: between two of them everybody else is served, and after a budget it ends where it got to.

There is one slice at a time, a request's or a real clock's, and behind each as many rounds of the event loop as a
request takes that has just come: so an answer to somebody else waits for one slice or two, however many runs have much
to do.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Final, TypeVar

from callbook.core import CallbookError, moment_of

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Generator

    from callbook.network.service.run import Run
    from callbook.network.web.service import Service

SLICE: Final = 0.02
"""Seconds of the wall that one slice takes, as nearly as single timers allow."""
_ROUNDS: Final = 8
"""Of the event loop between two slices: a connection is made, read, handed to a task and answered in six of them."""
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
        async with one_slice(service):
            try:
                left -= _work(service, work, min(SLICE, left))
            except StopIteration as done:
                result: _Result = done.value
                return result
            service.runs.keep(run.name)  # before anybody hears of it
            await let_others()
    raise OverBudget(run, service.runs.limits.budget)


async def let_go(service: Service, *, of_all: bool = False) -> None:
    """Let go of what runs have held that are over; *of_all* calls Python's collector, too, however little it was."""
    work = service.runs.letting_go(of_all=of_all)
    with suppress(StopIteration):
        while True:
            async with one_slice(service):
                _work(service, work, SLICE)
                await let_others()


@asynccontextmanager
async def one_slice(service: Service) -> AsyncGenerator[None]:
    """Wait until nobody else does a slice, and let nobody else do one inside."""
    await service.slices.take(_EVERYBODY)
    try:
        yield
    finally:
        service.slices.give_back(_EVERYBODY)


async def let_others() -> None:
    """Serve everybody who has asked for something meanwhile."""
    for _ in range(_ROUNDS):
        await asyncio.sleep(0)


def _work(service: Service, work: Generator[None, None, object], most: float) -> float:
    """Go on with *work* for so many seconds of the wall; return how many it were.

    Raises:
        StopIteration: when it is done.
    """
    began = service.runs.wall()
    while (used := service.runs.wall() - began) < most:
        next(work)
    return used
