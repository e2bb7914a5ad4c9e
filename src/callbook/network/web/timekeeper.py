"""Lets runs with a real clock keep pace with the wall, also while nobody asks."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from litestar import Litestar

    from callbook.network.service.run import Run
    from callbook.network.web.service import Service

_BEAT = 0.05
_LOG = logging.getLogger("callbook.network.web")


@asynccontextmanager
async def keeping_time(app: Litestar) -> AsyncGenerator[None]:
    """Keep time for as long as *app* runs."""
    task = asyncio.create_task(_keep(app.state.service))
    try:
        yield
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


async def _keep(service: Service) -> None:
    while True:  # noqa: ASYNC110 - the wall itself is what is waited for
        await asyncio.sleep(min((beat(service, run) for run in service.runs), default=_BEAT))


def beat(service: Service, run: Run) -> float:
    """Let *run* catch up with the wall; return the seconds until it has to be looked at again."""
    if run.pacer is None:
        return _BEAT
    try:
        _catch_up(service, run)
    except Exception:  # noqa: BLE001 - whatever a run does, the others' time goes on
        _LOG.exception("run %s: the clock is stopped by an error", run.name)
        run.pacer.paused = True
    return run.pacer.pause_length()


def _catch_up(service: Service, run: Run) -> None:
    before = run.lab.journal.last
    run.catch_up()
    if run.lab.journal.last != before:
        service.runs.keep(run.name)  # before anybody hears of it
