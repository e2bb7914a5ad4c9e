"""Runs of a server, without a network."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from callbook.network.service.runs import Runs
from callbook.network.service.settings import Limits, RunSettings

if TYPE_CHECKING:
    from callbook.network.service.run import Run


@dataclass
class Wall:
    """The wall's seconds, as a test says."""

    seconds: float = 0.0

    def __call__(self) -> float:
        """Give them."""
        return self.seconds


@dataclass
class House:
    """A server's runs, and the wall."""

    limits: Limits = field(default_factory=Limits)
    wall: Wall = field(default_factory=Wall)

    def __post_init__(self) -> None:
        self.runs = Runs(RunSettings(), self.limits, self.wall)

    @property
    def run(self) -> Run:
        """The default run."""
        return self.runs.get("default")


@pytest.fixture
def house() -> House:
    """Give a server's runs."""
    return House()


def log_in(run: Run, agent: str = "Anna", *, place: int = 1) -> None:
    """Log an agent in, Ready."""
    ask(
        run, agent, "RequestAgentLogin", TenantId="Lighthouse", PlaceId=f"Place {place}", AgentId=agent.lower(),
        MediaList={"webcallback": 1},
    )  # fmt: skip


def ask(run: Run, client: str, message: str, **attributes: object) -> int:
    """Send a request of Open Media."""
    body = {"protocol": "Open Media", "message": message, "ReferenceId": 1, **attributes}
    return run.send("interaction-server", client, json.dumps(body).encode())


def told(run: Run, client: str, server: str = "interaction-server") -> list[str]:
    """Say what a client was told, by name."""
    events = run.mailbox(server, client).after(0, 100)
    return [event.connection or json.loads(bytes(event.message or b"{}"))["message"] for event in events]
