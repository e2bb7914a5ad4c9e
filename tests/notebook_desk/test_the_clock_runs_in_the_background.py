from __future__ import annotations

import asyncio
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from callbook.notebook.desk.pace import BEAT, Ticker

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.notebook_desk.session_by_hand import Session


def _wall(session: Session) -> Callable[[float], Awaitable[None]]:
    async def wait(seconds: float) -> None:
        session.seconds += seconds
        await asyncio.sleep(0)

    return wait


async def _turns(count: int) -> None:
    for _ in range(count):
        await asyncio.sleep(0)


def test_a_running_clock_is_shown_at_each_beat(session: Session) -> None:
    """Four beats are one second."""
    shown: list[int] = []

    async def watch() -> None:
        ticker = Ticker(session.desks, lambda: shown.append(session.lab.clock.instant), _wall(session))
        session.clock("run")
        ticker.wake()
        await _turns(12)
        ticker.close()
        await _turns(3)
        assert not ticker.running

    start = session.lab.clock.instant
    asyncio.run(watch())
    assert [start + int(BEAT * 1_000) * beat for beat in (1, 2, 3, 4)] == shown[:4]


def test_there_is_no_task_while_the_clock_stands_still(session: Session) -> None:
    """It ends by itself when the clock is paused, and comes again when it runs."""

    async def watch() -> list[bool]:
        seen: list[bool] = []
        ticker = Ticker(session.desks, lambda: None, _wall(session))
        for control in ("pause", "run", "pause", "run"):
            session.clock(control)
            ticker.wake()
            await _turns(5)
            seen.append(ticker.running)
        ticker.close()
        await _turns(3)
        return [*seen, ticker.running]

    assert [False, True, False, True, False] == asyncio.run(watch())


def test_closing_pauses_the_clock_and_it_does_not_wake_again(session: Session) -> None:
    """What is closed stays closed."""

    async def watch() -> None:
        ticker = Ticker(session.desks, lambda: None, _wall(session))
        session.clock("run")
        ticker.wake()
        ticker.wake()
        await _turns(3)
        ticker.close()
        await _turns(3)
        ticker.close()
        await _turns(3)
        assert session.desks.pace.paused
        session.clock("run")
        ticker.wake()
        await _turns(3)
        assert not ticker.running

    asyncio.run(watch())


def test_an_error_stops_the_clock_where_everybody_can_see_it(session: Session) -> None:
    """No clock seems to run that does not; the loop learns of the error."""

    def fails() -> None:
        raise RuntimeError("the page is gone")

    async def watch() -> None:
        ticker = Ticker(session.desks, fails, _wall(session))
        session.clock("run")
        ticker.wake()
        await _turns(2)
        task = next(task for task in asyncio.all_tasks() if task is not asyncio.current_task())
        with pytest.raises(RuntimeError, match="the page is gone"):
            await task

    asyncio.run(watch())
    assert session.desks.pace.paused


def test_it_is_woken_and_closed_from_any_thread(session: Session) -> None:
    """Pages may speak from a thread of their own."""

    async def watch() -> None:
        ticker = Ticker(session.desks, lambda: None, _wall(session))
        session.clock("run")
        await asyncio.to_thread(ticker.wake)
        await _turns(3)
        assert ticker.running
        await asyncio.to_thread(ticker.close)
        await _turns(5)
        assert not ticker.running

    asyncio.run(watch())


def test_without_a_loop_the_clock_is_moved_by_hand(session: Session) -> None:
    """In a plain program there is nothing to run in, before a loop or after it."""
    ticker = Ticker(session.desks, lambda: None)
    session.clock("run")
    ticker.wake()
    assert not ticker.running

    async def made_in_a_loop() -> Ticker:
        return Ticker(session.desks, lambda: None)

    late = asyncio.run(made_in_a_loop())
    late.wake()
    late.close()
    assert not late.running


def test_many_threads_at_once_do_not_disturb_each_other(session: Session) -> None:
    """Every callback is in one place, however the threads interleave."""
    session.clock("run")

    def work(agent: str) -> None:
        for _ in range(40):
            session.contact("schedule")
            for shown in session.state()["desks"][0]["screen"]["interactions"]:
                session.do("accept", shown["id"], agent=agent)
                session.do("mark done", shown["id"], agent=agent)
            session.passes(1)

    threads = [Thread(target=work, args=(agent,)) for agent in ("Anna", "Ben")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    session.lab.check()
    assert 80 == len(session.lab.here.interaction_server.done) + len(session.lab.interaction_server.interactions)
