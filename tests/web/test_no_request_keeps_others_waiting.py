"""Long work is done in slices: between them everybody else is served, and after a budget it ends where it got to."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import TYPE_CHECKING, Any, cast

import pytest
from tests.web.conftest import Api

from callbook.network.service.settings import Limits
from callbook.network.web.app import application
from callbook.network.web.clock import beat, keeping_time
from callbook.network.web.slices import SLICE, let_others, one_slice

if TYPE_CHECKING:
    from collections.abc import Callable

HOUR = 3_600_000
MONTH = 30 * 24 * HOUR


class Asked:
    """An application that is called in an event loop; a second of the wall passes with each look at it."""

    def __init__(self, limits: Limits | None = None, *, per_look: float = SLICE / 4) -> None:
        self.api = Api(limits or Limits(wait=30.0))
        looks = itertools.count()
        self.api.service.runs.wall = lambda: next(looks) * per_look
        self.api.logs_in()
        self.api.lab.schedule(self.api.lab.contact())
        self.order: list[str] = []

    async def ask(self, name: str, method: str, path: str, payload: object = None) -> tuple[int, Any]:
        """Ask, and note by *name* when it was answered."""
        bodies = [b"" if payload is None else json.dumps(payload).encode()]
        status, text = 0, b""
        gone = asyncio.Event()

        async def receive() -> dict[str, Any]:
            if not bodies:
                await gone.wait()
            return {"type": "http.request", "body": bodies.pop(), "more_body": False}

        async def send(event: dict[str, Any]) -> None:
            nonlocal status, text
            status = event.get("status", status)
            text += event.get("body", b"")

        scope: dict[str, Any] = {
            "type": "http", "asgi": {"version": "3.0", "spec_version": "2.3"}, "http_version": "1.1",
            "method": method, "scheme": "http", "path": path.partition("?")[0], "raw_path": path.encode(),
            "query_string": path.partition("?")[2].encode(), "root_path": "",
            "headers": [(b"content-type", b"application/json")], "client": ("test", 0), "server": ("localhost", 80),
            "state": {}, "extensions": {},
        }  # fmt: skip
        await self.api.application(cast("Any", scope), cast("Any", receive), cast("Any", send))
        self.order.append(name)
        return status, json.loads(text)


def _month() -> tuple[str, str, dict[str, int]]:
    return "POST", "/runs/default/clock/advance", {"milliseconds": MONTH}


def test_others_are_served_while_a_month_passes() -> None:
    """Whether the server lives, and other runs; requests to the same run wait until it is done, in their order."""
    asked = Asked(Limits(wait=30.0, budget=10_000.0))
    asked.api.ask("POST", "/runs", {"name": "other"})

    async def all_at_once() -> None:
        month = asyncio.create_task(asked.ask("month", "POST", "/runs/default/clock/advance", {"milliseconds": HOUR}))
        await asyncio.sleep(0)
        same = [asyncio.create_task(asked.ask(f"same {n}", "GET", "/runs/default/clock")) for n in range(3)]
        acts = asyncio.create_task(asked.ask("message", "POST", ANNA, NOT_READY))
        await asked.ask("health", "GET", "/health")
        await asked.ask("other", "GET", "/runs/other/clock")
        assert not month.done()
        status, shown = await same[0]
        assert month.done()
        assert (200, "2026-03-02T09:00:00.000+00:00") == (status, shown["now"])
        await asyncio.gather(*same, acts)

    asyncio.run(all_at_once())
    assert ["health", "other", "month", "same 0", "same 1", "same 2", "message"] == asked.order


def test_over_the_budget_the_clock_stands_where_it_got_to() -> None:
    """And the answer says where; asked again it goes on."""
    asked = Asked(Limits(wait=30.0, budget=1.0))
    begin = asked.api.lab.clock.instant
    status, problem = asyncio.run(asked.ask("month", *_month()))
    now = asked.api.lab.clock.instant
    assert (409, "urn:callbook:problem:over-budget") == (status, problem["type"])
    assert begin < now < begin + MONTH
    shown = asyncio.run(asked.ask("clock", "GET", "/runs/default/clock"))[1]["now"]
    assert (
        f"The clock of run 'default' has come as far as {shown} and stands there: one request may take 1 seconds of the"
        " server's time. Ask again, for what is left, to go on."
    ) == problem["detail"]
    assert 409 == asyncio.run(asked.ask("month", *_month()))[0]
    assert asked.api.lab.clock.instant > now


@pytest.mark.parametrize(
    ("path", "payload"),
    [
        ("/runs/default/clock/run-until-idle", {"at_most": MONTH}),
        ("/runs/default/journal/verify", {"expect": [{"message": "EventError"}], "eventually": MONTH}),
    ],
)
def test_whatever_lets_time_pass_has_the_budget(path: str, payload: object) -> None:
    """Also a wait for something that never comes."""
    asked = Asked(Limits(wait=30.0, budget=1.0))
    assert 409 == asyncio.run(asked.ask("long", "POST", path, payload))[0]


@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/reset"), ("POST", "/runs/default/reset"), ("DELETE", "/runs/default")]
)
def test_others_are_served_while_a_long_journal_is_let_go(method: str, path: str) -> None:
    """Nothing of it is left when that is answered."""
    asked = Asked()
    journal = asked.api.lab.journal
    for _ in range(30_000):
        journal.note("Anna", "topic", "text")

    async def both() -> None:
        over = asyncio.create_task(asked.ask("over", method, path))
        await asyncio.sleep(0)
        await asked.ask("health", "GET", "/health")
        await over

    asyncio.run(both())
    assert (["health", "over"], 0) == (asked.order, len(journal))


def test_a_request_that_has_just_come_is_answered_after_one_slice() -> None:
    """However many rounds of the event loop that takes: a connection is made, read, and has a task."""
    rounds: list[int] = []

    async def comes() -> None:
        for each in range(6):
            rounds.append(each)
            await asyncio.sleep(0)

    async def both() -> bool:
        request = asyncio.create_task(comes())
        await let_others()
        return request.done()

    assert asyncio.run(both())


def test_a_real_clock_waits_for_the_slice_of_a_request() -> None:
    """There is one slice at a time, and behind each everybody is served."""
    api = Api()
    api.ask("POST", "/runs", {"name": "fast", "clock": "real", "speed": 1_000_000})
    run = api.service.runs.get("fast")
    walls = itertools.count()
    api.service.runs.wall = lambda: next(walls) * 1.0
    assert run.pacer is not None
    run.pacer = type(run.pacer)(run.lab.clock, 1_000_000, api.service.runs.wall)

    async def both() -> tuple[bool, bool]:
        begun = run.lab.clock.instant
        async with keeping_time(application(api.service)):
            async with one_slice(api.service):
                await let_others()
                waits = run.lab.clock.instant == begun
            await let_others()
            return waits, run.lab.clock.instant > begun

    assert (True, True) == asyncio.run(both())


def test_a_reset_of_everything_waits_for_each_run() -> None:
    """It comes when the clock stands, and the run begins anew."""
    asked = Asked(Limits(wait=30.0, budget=10_000.0))

    async def both() -> None:
        hour = asyncio.create_task(asked.ask("hour", "POST", "/runs/default/clock/advance", {"milliseconds": HOUR}))
        await asyncio.sleep(0)
        await asked.ask("reset", "POST", "/reset")
        await hour

    asyncio.run(both())
    assert (["hour", "reset"], 0) == (asked.order, asked.api.lab.journal.last)


def test_who_waits_for_news_keeps_nobody_waiting() -> None:
    """A long poll gives its turn back while it waits; what comes meanwhile is its news."""
    asked = Asked()
    last = asked.api.get("/interaction-server/clients/Anna/events")["last"]

    async def both() -> list[Any]:
        news = asyncio.create_task(
            asked.ask("news", "GET", f"/runs/default/interaction-server/clients/Anna/events?after={last}&wait=30")
        )
        await asyncio.sleep(0)
        await asked.ask("time", "POST", "/runs/default/clock/advance", {"milliseconds": 30_000})
        status, given = await news
        assert 200 == status
        return [event["message"]["message"] for event in given["events"]]

    assert "EventRevoked" in asyncio.run(both())
    assert ["time", "news"] == asked.order


def test_who_gives_up_waiting_leaves_the_turn_to_the_next() -> None:
    """Two wait for a run, the first one leaves: before its turn comes, or just as it does."""
    turns = Asked().api.service.turns

    async def wait(when: Callable[[], None]) -> None:
        await turns.take("a")
        first, second = (asyncio.create_task(turns.take("a")) for _ in range(2))
        await asyncio.sleep(0)
        if when is first_leaves:
            first.cancel()
            turns.give_back("a")
        else:
            turns.give_back("a")
            first.cancel()
        await second
        assert first.cancelled()
        turns.give_back("a")
        assert not turns.is_taken("a")

    def first_leaves() -> None: ...
    def turn_comes() -> None: ...

    for when in (first_leaves, turn_comes):
        asyncio.run(wait(when))


def test_a_real_clock_that_has_too_much_to_do_falls_behind_and_says_so() -> None:
    """A million times as fast as the wall: it goes on slice by slice, and requests do not wait for it."""
    api = Api()
    api.ask("POST", "/runs", {"name": "fast", "clock": "real", "speed": 1_000_000})
    run = api.service.runs.get("fast")
    run.lab.log_in("Anna")
    run.lab.schedule(run.lab.contact())
    looks = itertools.count()
    api.service.runs.wall = lambda: next(looks) * SLICE / 4
    assert run.pacer is not None
    run.pacer = type(run.pacer)(run.lab.clock, 1_000_000, api.service.runs.wall)
    assert 0.0 == beat(api.service, run)
    before = run.lab.clock.instant
    status, shown = api.ask("GET", "/runs/fast/clock")
    assert (200, True) == (status, shown["behind"] > 0)
    assert before == run.lab.clock.instant
    beat(api.service, run)
    assert before < run.lab.clock.instant
    _, shown = api.ask("PATCH", "/runs/fast/clock", {"paused": True})
    assert (True, 0) == (shown["paused"], shown["behind"])


def test_a_clock_that_somebody_leads_is_not_moved_from_here(api: Api) -> None:
    """Only who leads it knows what comes next; before, the server never came back from this."""
    api.ask("POST", "/runs", {"name": "led", "clock": "led"})
    run = api.service.runs.get("led")
    run.lab.clock.call_later(5, _nothing, "soon")
    for path, payload in (("advance", {"milliseconds": 10}), ("run-until-idle", {"at_most": 10})):
        status, problem = api.ask("POST", f"/runs/led/clock/{path}", payload)
        assert (400, "the header Callbook-Instant, and POST /runs/led/clock/step for each timer") == (
            status, problem["accepted"],
        )  # fmt: skip


ANNA = "/runs/default/interaction-server/clients/Anna/requests"
NOT_READY = {
    "protocol": "Open Media", "message": "RequestNotReady", "ReferenceId": 2, "TenantId": "Lighthouse",
}  # fmt: skip


def _nothing() -> None: ...
