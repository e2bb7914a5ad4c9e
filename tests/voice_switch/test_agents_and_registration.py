"""Clients register DNs, and agents log in on them (E3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.messages.t_library import (
    RequestAgentLogin,
    RequestAgentLogout,
    RequestAgentNotReady,
    RequestAgentReady,
    RequestMakeCall,
    RequestRegisterAddress,
    RequestUnregisterAddress,
    TLibraryRequest,
)
from callbook.core.messages.t_library_events import AgentEvent, EventError, EventRegistered, EventUnregistered
from callbook.core.messages.t_library_numbers import AgentWorkMode
from callbook_mocks.voice_switch.settings import SwitchSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor


def test_register_and_unregister(floor: Floor, anna: str) -> None:
    """Registering twice changes nothing; after unregistering, the DN can't be used."""
    client = floor.client("7001")
    asked = client.ask(RequestRegisterAddress)
    assert asked == client.last(EventRegistered).ReferenceID
    client.ask(RequestRegisterAddress)
    client.ask(RequestUnregisterAddress)
    client.ask(RequestMakeCall, OtherDN=anna)
    assert ["EventRegistered", "EventRegistered", "EventUnregistered", "EventError 41"] == client.seen()


def test_a_registration_is_answered_with_the_calls_that_are_there(floor: Floor, anna: str) -> None:
    """As conn-1, conn-2 and so on; without a call nothing is said of calls, and an unregistration says nothing."""
    client = floor.desk("7001")
    assert client.last(EventRegistered).Extensions is None
    conn_id = client.dial(anna)
    client.ask(RequestRegisterAddress)
    assert {"conn-1": conn_id} == client.last(EventRegistered).Extensions
    client.ask(RequestUnregisterAddress)
    assert client.last(EventUnregistered).Extensions is None


def test_a_working_day(floor: Floor) -> None:
    """Login, Ready, Not Ready, logout: each is told to every client of the DN, with agent and work mode."""
    first, second = floor.desk("7001", "first"), floor.desk("7001", "second")
    first.ask(RequestAgentLogin, AgentID="anna")
    first.ask(RequestAgentReady)
    first.ask(RequestAgentNotReady, WorkMode=AgentWorkMode.AFTER_CALL_WORK)
    first.ask(RequestAgentNotReady)
    first.ask(RequestAgentLogout)
    expected = [
        ("EventAgentLogin", "anna", AgentWorkMode.MANUAL_IN),
        ("EventAgentReady", "anna", AgentWorkMode.MANUAL_IN),
        ("EventAgentNotReady", "anna", AgentWorkMode.AFTER_CALL_WORK),
        ("EventAgentNotReady", "anna", AgentWorkMode.AUX_WORK),
        ("EventAgentLogout", "anna", AgentWorkMode.AUX_WORK),
    ]
    for desk, references in ((first, [2, 3, 4, 5, 6]), (second, [0, 0, 0, 0, 0])):
        events = [event for event in desk.events if isinstance(event, AgentEvent)]
        assert expected == [(event.name, event.AgentID, event.WorkMode) for event in events]
        assert references == [event.ReferenceID for event in events]


@pytest.mark.parametrize(
    ("before", "asked", "code", "text"),
    [
        ([], (RequestAgentLogin, "carl"), 192, "agent ID invalid: there is no agent carl"),
        ([], (RequestAgentReady, None), 185, "set in wrong state for invocation: nobody is logged in on DN 7001"),
        ([], (RequestAgentNotReady, None), 185, "set in wrong state for invocation: nobody is logged in on DN 7001"),
        ([], (RequestAgentLogout, None), 43, "already in requested state: nobody is logged in on DN 7001"),
        (["anna"], (RequestAgentLogin, "anna"), 43, "already in requested state: agent anna is logged in on DN 7001"),
        (
            ["anna"],
            (RequestAgentLogin, "ben"),
            185,
            "set in wrong state for invocation: agent anna is logged in on DN 7001",
        ),
    ],
)
def test_what_no_agent_can_do(
    floor: Floor, before: list[str], asked: tuple[type[TLibraryRequest], str | None], code: int, text: str
) -> None:
    """Each refusal has its code and says what it is about."""
    desk = floor.desk("7001")
    for agent in before:
        desk.ask(RequestAgentLogin, AgentID=agent)
    kind, agent_id = asked
    desk.ask(kind, **({} if agent_id is None else {"AgentID": agent_id}))
    error = desk.last(EventError)
    assert (code, text) == (error.ErrorCode, error.ErrorMessage)


def test_ready_twice(floor: Floor) -> None:
    """Who is Ready can't go Ready."""
    desk = floor.desk("7001")
    desk.ask(RequestAgentLogin, AgentID="anna")
    desk.ask(RequestAgentReady)
    desk.ask(RequestAgentReady)
    assert ["EventAgentLogin", "EventAgentReady", "EventError 43"] == desk.seen()


def test_an_agent_on_another_dn(floor: Floor) -> None:
    """An agent has one DN at a time: error 42, until the other one is given back."""
    first, second = floor.desk("7001"), floor.desk("7002")
    first.ask(RequestAgentLogin, AgentID="anna")
    second.ask(RequestAgentLogin, AgentID="anna")
    assert "resource already seized: agent anna is logged in on DN 7001" == second.last(EventError).ErrorMessage
    first.ask(RequestAgentLogout)
    second.ask(RequestAgentLogin, AgentID="anna")
    assert ["EventError 42", "EventAgentLogin"] == second.seen()


def test_the_last_client_logs_the_agent_out(make_floor: Callable[..., Floor]) -> None:
    """When nobody uses a DN any more, its agent is logged out; where that is not so, they stay logged in."""
    for logs_out, expected in ((True, "EventAgentLogin"), (False, "EventError 43")):
        floor = make_floor(settings=SwitchSettings(last_client_logs_agent_out=logs_out))
        first, second = floor.desk("7001", "first"), floor.desk("7001", "second")
        first.ask(RequestAgentLogin, AgentID="anna")
        first.end.disconnected()
        second.seen()
        second.ask(RequestAgentLogin, AgentID="anna")
        assert ["EventError 43"] == second.seen()
        second.ask(RequestUnregisterAddress)
        desk = floor.desk("7001")
        desk.ask(RequestAgentLogin, AgentID="anna")
        assert [expected] == desk.seen()


def test_anybody_may_log_in_where_no_agents_are_named(make_floor: Callable[..., Floor]) -> None:
    """A switch that was given no list of agents takes every id."""
    desk = make_floor(agents=None).desk("7001")
    desk.ask(RequestAgentLogin, AgentID="whoever")
    assert ["EventAgentLogin"] == desk.seen()


def test_out_of_service(floor: Floor) -> None:
    """A DN that does not work ends its calls, logs its agent out, and does nothing until it works again."""
    desk = floor.desk("7001")
    desk.ask(RequestAgentLogin, AgentID="anna")
    floor.talk(desk)
    floor.switch.out_of_service("7001")
    assert ["EventReleased GENERAL_ERROR", "EventAgentLogout"] == desk.seen()
    assert floor.nothing_left()
    desk.ask(RequestAgentLogin, AgentID="anna")
    desk.ask(RequestRegisterAddress)
    floor.switch.in_service("7001")
    desk.ask(RequestAgentLogin, AgentID="anna")
    assert ["EventError 58", "EventRegistered", "EventAgentLogin"] == desk.seen()


def test_a_dn_out_of_service_without_an_agent(floor: Floor) -> None:
    """Nobody is logged out of a DN on which nobody is logged in."""
    desk = floor.desk("7001")
    floor.switch.out_of_service("7001")
    assert [] == desk.seen()
