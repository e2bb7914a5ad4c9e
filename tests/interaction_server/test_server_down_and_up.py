"""The server goes down and comes up: sessions are gone, no callback is (E2, F10)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from callbook.core.clock import Clock
from callbook.core.messages.message import Message
from callbook.core.messages.open_media import RequestAgentLogout, RequestTransfer
from callbook_mocks.interaction_server import InteractionServer

if TYPE_CHECKING:
    from tests.interaction_server.conftest import FakeAgent, FakeWebsite

LogIn = Callable[..., "FakeAgent"]


def test_down(clock: Clock, server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """Whatever was on its way is in its queue; no timer is left and nobody is told anything."""
    cleo, ben = agent("cleo"), agent("ben", ready=0)
    names = [website.submit(), website.submit(), website.submit(), website.submit(start_time="2026-03-02T09:00:00Z")]
    cleo.accept()
    ben.ready()
    reports: list[Message] = []

    def note(message: Message) -> None:
        reports.append(message)

    server.report_to(note)
    told = (len(cleo.events), len(ben.events))
    server.stop()
    server.stop()
    server.check()
    assert {"queue"} == {server.where(name).kind for name in names}
    assert (told, (), []) == ((len(cleo.events), len(ben.events)), clock.pending, reports)
    assert (server.running, server.ready_agents) == (False, ())


def test_down_during_a_transfer(clock: Clock, server: InteractionServer, website: FakeWebsite, agent: LogIn) -> None:
    """A transfer that was under way is forgotten."""
    anna = agent("anna")
    name = website.submit()
    anna.accept()
    agent("ben")
    anna.ask(RequestTransfer, InteractionId=name, AgentId="ben")
    server.stop()
    server.check()
    assert (server.where(name).kind, clock.pending) == ("queue", ())


def test_deaf_while_down(server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """A server that is down hears nothing."""
    server.stop()
    assert anna.ask(RequestAgentLogout) is None


def test_up_again(clock: Clock, server: InteractionServer, website: FakeWebsite, anna: FakeAgent) -> None:
    """When the server is back routing goes on in the old order as agents log in; due times hold."""
    first, second = website.submit(), website.submit()
    later = website.submit(start_time="2026-03-02T09:00:00Z")
    server.stop()
    server.start()
    server.start()
    server.check()
    assert ["strategy", "strategy", "queue"] == [server.where(name).kind for name in (first, second, later)]
    anna.log_in("anna")
    assert anna.invited_to == [first, first]
    clock.advance(3_600_000)
    assert server.where(later).kind == "strategy"
