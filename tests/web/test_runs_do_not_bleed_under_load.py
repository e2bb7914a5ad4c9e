from __future__ import annotations

import json
from collections import ChainMap
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from http.client import HTTPConnection
from threading import Event
from typing import TYPE_CHECKING, Any

import pytest
from tests.patience import PATIENCE
from tests.web.conftest import serving

from callbook.network.service.runs import Runs
from callbook.network.service.settings import Limits, RunSettings
from callbook.network.web.service import Service

if TYPE_CHECKING:
    from collections.abc import Iterator

RUNS = ("north", "east", "south", "west")
WEBSITES = ("portal", "shop", "help desk", "app", "kiosk")
AGENTS = ("Anna", "Ben")
EACH = 50


class Caller:
    """A client of one run, with a connection of its own."""

    def __init__(self, port: int, run: str, name: str) -> None:
        self.run = run
        self.name = name
        self.events: list[dict[str, Any]] = []
        self._connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        self._address = f"/runs/{run}/interaction-server/clients/{name.replace(' ', '%20')}"

    def sends(self, message: str, **attributes: object) -> None:
        """Send a request of Open Media."""
        status, said = self.ask(
            "POST", f"{self._address}/requests", {"protocol": "Open Media", "message": message, **attributes}
        )
        assert 202 == status, said

    def told(self, wait: float = 0) -> list[dict[str, Any]]:
        """Give what it was told since it last asked."""
        status, page = self.ask("GET", f"{self._address}/events?after={len(self.events)}&wait={wait}")
        assert 200 == status, page
        self.events += page["events"]
        return [event["message"] for event in page["events"] if "message" in event]

    def ask(self, method: str, path: str, payload: object = None) -> tuple[int, Any]:
        """Ask with JSON; give status and JSON."""
        self._connection.request(method, path, json.dumps(payload).encode(), {"Content-Type": "application/json"})
        answer = self._connection.getresponse()
        return answer.status, json.loads(answer.read())

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()


class Website(Caller):
    """Submits its callbacks one after the other."""

    def work(self) -> list[str]:
        """Submit them; give their ids, in their order."""
        for number in range(1, EACH + 1):
            self.sends(
                "RequestSubmit", ReferenceId=number, TenantId="Lighthouse", MediaType="webcallback", Queue="callbacks",
                InteractionType="Inbound", InteractionSubtype="InboundNew",
                UserData={"reason": f"{self.run}, {self.name}, {number}"},
            )  # fmt: skip
        answers = self.told()
        assert list(range(1, EACH + 1)) == [answer["ReferenceId"] for answer in answers]
        return [answer["Extension"]["InteractionId"] for answer in answers]


class Agent(Caller):
    """Takes whatever is offered, and is done with it at once."""

    def __init__(self, port: int, run: str, name: str) -> None:
        super().__init__(port, run, name)
        self.nothing_more_comes = Event()
        self.taken: dict[str, str] = {}

    def work(self) -> None:
        """Go on until nothing more comes; whoever is free and offered nothing leaves nothing in the queue."""
        self._log_in()
        fresh: list[dict[str, Any]] = []
        while fresh or not self.nothing_more_comes.is_set():
            fresh = self.told(wait=0.05)
            for message in fresh:
                assert "EventError" != message["message"], message
                if message["message"] == "EventInvite":
                    self._takes(message["TicketId"], message["Interaction"])

    def _log_in(self) -> None:
        place = f"Place {AGENTS.index(self.name) + 1}"
        self.sends(
            "RequestAgentLogin", ReferenceId=1, TenantId="Lighthouse", PlaceId=place, AgentId=self.name.lower(),
            MediaList={"webcallback": 1},
        )  # fmt: skip

    def _takes(self, ticket: int, offered: dict[str, Any]) -> None:
        callback = offered["InteractionId"]
        assert callback not in self.taken
        self.taken[callback] = offered["UserData"]["reason"]
        self.sends("RequestAccept", ReferenceId=1, TicketId=ticket, InteractionId=callback)
        self.sends("RequestStopProcessing", ReferenceId=1, InteractionId=callback)


@dataclass
class Crowd:
    """Everybody, each with a connection of their own."""

    sites: list[Website]
    agents: list[Agent]
    observer: Caller

    @property
    def everybody(self) -> list[Caller]:
        """All of them."""
        return [*self.sites, *self.agents, self.observer]

    def work(self) -> dict[str, dict[str, str]]:
        """Let all of them work at once; give of each run what was submitted: the reasons by the callbacks' ids."""
        with ThreadPoolExecutor(len(self.everybody)) as pool:
            taking = [pool.submit(agent.work) for agent in self.agents]
            try:
                answered = list(pool.map(Website.work, self.sites))
            finally:
                for agent in self.agents:
                    agent.nothing_more_comes.set()
            for taken in taking:
                taken.result()
        submitted: dict[str, dict[str, str]] = {run: {} for run in RUNS}
        for site, callbacks in zip(self.sites, answered, strict=True):
            reasons = (f"{site.run}, {site.name}, {number}" for number in range(1, EACH + 1))
            submitted[site.run] |= dict(zip(callbacks, reasons, strict=True))
        return submitted


def test_a_thousand_callbacks_in_four_runs_at_once(crowd: Crowd) -> None:
    """Each client is told its own events, once and in order; each callback is done once, in its run; books are right.

    The runs have the same seed, so the same ids in each of them mean something else.
    """
    for run in RUNS:
        assert 201 == crowd.observer.ask("POST", "/runs", {"name": run})[0]
    submitted = crowd.work()
    for client in crowd.everybody:
        assert list(range(1, len(client.events) + 1)) == [event["sequence"] for event in client.events]
    for run, expected in submitted.items():
        taken = [agent.taken for agent in crowd.agents if agent.run == run]
        assert len(WEBSITES) * EACH == sum(map(len, taken))
        assert expected == dict(ChainMap(*taken))
        assert (200, {"wrong": []}) == crowd.observer.ask("POST", f"/runs/{run}/check")
        assert (200, {"left": []}) == crowd.observer.ask("DELETE", f"/runs/{run}")


@pytest.fixture
def crowd() -> Iterator[Crowd]:
    """Serve as `callbook serve` does, and let everybody connect."""
    with ExitStack() as stack:
        # The observer asks nothing until all are done, which takes a busy machine long.
        limits = Limits(idle=PATIENCE)
        port = stack.enter_context(serving(Service(Runs(RunSettings(), limits, lambda: 0.0))))
        sites = [Website(port, run, name) for run in RUNS for name in WEBSITES]
        agents = [Agent(port, run, name) for run in RUNS for name in AGENTS]
        crowd = Crowd(sites, agents, Caller(port, "", "observer"))
        for client in crowd.everybody:
            stack.callback(client.close)
        yield crowd
