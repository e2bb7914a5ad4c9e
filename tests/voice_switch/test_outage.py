"""The switch goes away and comes back: its link, its process, or a client's wire (E3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core.messages.t_library import (
    RequestAgentLogin,
    RequestAnswerCall,
    RequestHoldCall,
    RequestMakeCall,
    RequestRegisterAddress,
    RequestReleaseCall,
    RequestUnregisterAddress,
)
from callbook.core.messages.t_library_events import EventError
from callbook_mocks.voice_switch.settings import SwitchSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor


def test_the_link_is_lost_and_comes_back(floor: Floor) -> None:
    """Calls end first, then every client is told; requests get 54; afterwards everybody starts anew."""
    desk, idle = floor.desk("7001"), floor.client("7002")
    desk.ask(RequestAgentLogin, AgentID="anna")
    floor.talk(desk)
    floor.switch.link_down()
    assert ["EventReleased GENERAL_ERROR", "EventLinkDisconnected"] == desk.seen()
    assert ["EventLinkDisconnected"] == idle.seen()
    assert floor.nothing_left()
    desk.ask(RequestRegisterAddress)
    assert "no connection to the switch: switch does not reach it" == desk.last(EventError).ErrorMessage
    floor.switch.link_up()
    desk.ask(RequestMakeCall, OtherDN="7002")
    desk.ask(RequestRegisterAddress)
    desk.ask(RequestAgentLogin, AgentID="anna")
    assert ["EventError 54", "EventLinkConnected", "EventError 41", "EventRegistered", "EventAgentLogin"] == desk.seen()
    assert ["EventLinkConnected"] == idle.seen()


def test_registrations_may_survive(make_floor: Callable[..., Floor]) -> None:
    """Where a site knows that registrations survive, nobody has to register again."""
    floor = make_floor(settings=SwitchSettings(registrations_survive_link_loss=True))
    desk = floor.desk("7001")
    floor.switch.link_down()
    floor.switch.link_up()
    floor.talk(desk)
    assert 1 == len(floor.switch.calls)


def test_a_call_that_rings_when_the_link_is_lost(floor: Floor) -> None:
    """Both ends are told that it is over."""
    caller, called = floor.desk("7001"), floor.desk("7002")
    caller.dial("7002")
    floor.switch.link_down()
    assert ["EventDialing", "EventReleased GENERAL_ERROR", "EventLinkDisconnected"] == caller.seen()
    assert ["EventRinging", "EventReleased GENERAL_ERROR", "EventLinkDisconnected"] == called.seen()
    assert floor.nothing_left()


def test_losing_twice_and_coming_back_twice(floor: Floor) -> None:
    """Nobody is told twice of the same."""
    desk = floor.desk("7001")
    for change in (floor.switch.link_down, floor.switch.link_down, floor.switch.link_up, floor.switch.link_up):
        change()
    assert ["EventLinkDisconnected", "EventLinkConnected"] == desk.seen()


def test_a_client_comes_while_the_link_is_lost(floor: Floor) -> None:
    """It is told at once, for the server can be reached and the switch can't."""
    floor.switch.link_down()
    client = floor.client("7001")
    client.ask(RequestRegisterAddress)
    assert ["EventLinkDisconnected", "EventError 54"] == client.seen()


def test_the_server_dies(floor: Floor) -> None:
    """Calls, registrations and logins are gone without a word; a server that is dead answers nobody."""
    desk, other = floor.desk("7001"), floor.desk("7002")
    desk.ask(RequestAgentLogin, AgentID="anna")
    floor.talk(desk)
    desk.ask(RequestHoldCall, ConnID=floor.switch.calls[0].conn_id)
    desk.dial("7002")
    desk.seen()
    assert floor.switch.running
    floor.switch.stop()
    assert not floor.switch.running
    assert floor.nothing_left()
    desk.ask(RequestRegisterAddress)
    for client in (desk, other):
        client.end.disconnected()
    assert [] == desk.seen()
    floor.switch.start()
    desk.end.connected()
    desk.ask(RequestAgentLogin, AgentID="anna")
    desk.ask(RequestRegisterAddress)
    desk.ask(RequestAgentLogin, AgentID="anna")
    assert ["EventError 41", "EventRegistered", "EventAgentLogin"] == desk.seen()


def test_the_link_changes_while_the_server_is_dead(floor: Floor) -> None:
    """Nobody is told then; who connects afterwards is told how it is."""
    desk = floor.desk("7001")
    floor.switch.stop()
    floor.switch.link_down()
    desk.end.connected()
    assert [] == desk.seen()
    floor.switch.start()
    desk.end.connected()
    assert ["EventLinkDisconnected"] == desk.seen()
    floor.switch.stop()
    floor.switch.link_up()
    floor.switch.start()
    desk.end.connected()
    assert [] == desk.seen()


def test_a_client_that_never_connected_goes(floor: Floor) -> None:
    """A second goodbye does no harm."""
    desk = floor.desk("7001")
    desk.end.disconnected()
    desk.end.disconnected()
    assert floor.nothing_left()


def test_a_contact_left_alone_hangs_up(floor: Floor) -> None:
    """The telephone goes on when the desktop is gone, but not for ever."""
    desk = floor.desk("7001")
    floor.talk(desk)
    desk.end.disconnected()
    floor.wait(59_999)
    assert 1 == len(floor.switch.calls)
    floor.wait(1)
    assert [] == desk.seen()
    assert floor.nothing_left()


def test_a_desktop_that_comes_back_may_keep_the_call(floor: Floor) -> None:
    """Whoever uses the call again attends it; whoever only registers knows nothing of it, and it ends."""
    for uses_it in (True, False):
        desk = floor.desk("7001")
        conn_id = floor.talk(desk)
        desk.ask(RequestUnregisterAddress)
        desk.ask(RequestRegisterAddress)
        if uses_it:
            desk.ask(RequestHoldCall, ConnID=conn_id)
        floor.wait(60_000)
        assert uses_it == bool(floor.switch.calls)
        if uses_it:
            desk.ask(RequestReleaseCall, ConnID=conn_id)
        assert floor.nothing_left()
        desk.end.disconnected()


def test_one_of_two_desktops_is_enough(floor: Floor) -> None:
    """A call between two DNs goes on while one of them has a client; when both are gone it ends."""
    first, second = floor.desk("7001"), floor.desk("7002")
    conn_id = first.dial("7002")
    second.ask(RequestAnswerCall, ConnID=conn_id)
    first.end.disconnected()
    floor.wait(600_000)
    assert 1 == len(floor.switch.calls)
    second.end.disconnected()
    floor.wait(30_000)
    first.end.connected()
    first.ask(RequestRegisterAddress)
    first.end.disconnected()
    floor.wait(30_000)
    assert floor.nothing_left()
