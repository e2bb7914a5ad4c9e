"""A call from one DN to another rings there, is answered there, or is given up (F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core.messages.t_library import RequestAnswerCall, RequestReleaseCall, RequestUnregisterAddress
from callbook.core.messages.t_library_events import EventDialing, EventEstablished, EventRinging
from callbook.core.messages.t_library_numbers import CallType, DNRole
from callbook_mocks.voice_switch.settings import SwitchSettings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor


def test_answered(floor: Floor) -> None:
    """The called DN rings; when it answers, both are connected; when either leaves, both are released."""
    caller, called = floor.desk("7001"), floor.desk("7002")
    conn_id = caller.dial("7002", UserData={"a": "b"})
    assert (["EventDialing"], ["EventRinging"]) == (caller.seen(), called.seen())
    ringing, dialing = called.last(EventRinging), caller.last(EventDialing)
    assert (CallType.INTERNAL, CallType.INTERNAL) == (ringing.CallType, dialing.CallType)
    assert (DNRole.DESTINATION, "7001", DNRole.ORIGINATION, "7002", "7001", {"a": "b"}) == (
        ringing.ThisDNRole, ringing.OtherDN, ringing.OtherDNRole, ringing.DNIS, ringing.ANI, ringing.UserData,
    )  # fmt: skip
    answered = called.ask(RequestAnswerCall, ConnID=conn_id)
    assert (["EventEstablished"], ["EventEstablished"]) == (caller.seen(), called.seen())
    assert (0, answered) == (caller.last(EventEstablished).ReferenceID, called.last(EventEstablished).ReferenceID)
    called.ask(RequestReleaseCall, ConnID=conn_id)
    assert (["EventReleased REMOTE_RELEASE"], ["EventReleased"]) == (caller.seen(), called.seen())
    assert floor.nothing_left()


def test_the_caller_gives_up(floor: Floor) -> None:
    """The DN that rings is told that the call was abandoned."""
    caller, called = floor.desk("7001"), floor.desk("7002")
    caller.ask(RequestReleaseCall, ConnID=caller.dial("7002"))
    assert (["EventDialing", "EventReleased"], ["EventRinging", "EventAbandoned ABANDONED"]) == (
        caller.seen(),
        called.seen(),
    )
    assert floor.nothing_left()


def test_the_caller_gives_up_where_inside_nothing_is_abandoned(make_floor: Callable[..., Floor]) -> None:
    """Where EventAbandoned is kept for callers outside, the DN that rings is released."""
    floor = make_floor(settings=SwitchSettings(abandoned_by_a_dn=False))
    caller, called = floor.desk("7001"), floor.desk("7002")
    caller.ask(RequestReleaseCall, ConnID=caller.dial("7002"))
    assert ["EventRinging", "EventReleased REMOTE_RELEASE"] == called.seen()


def test_nobody_answers(floor: Floor) -> None:
    """A DN does not ring for ever."""
    caller, called = floor.desk("7001"), floor.desk("7002")
    caller.dial("7002")
    floor.wait(60_000)
    assert ["EventDialing", "EventReleased NO_ANSWER"] == caller.seen()
    assert ["EventRinging", "EventReleased NO_ANSWER"] == called.seen()
    assert floor.nothing_left()


def test_busy(floor: Floor) -> None:
    """A DN that is in a call, be it on hold, is busy, and is told nothing."""
    caller, called = floor.desk("7001"), floor.desk("7002")
    floor.talk(called)
    caller.dial("7002")
    assert ["EventDialing", "EventDestinationBusy BUSY", "EventReleased BUSY"] == caller.seen()
    assert [] == called.seen()


def test_nobody_uses_the_dn(floor: Floor) -> None:
    """A DN that no client has registered, or that does not work, can't be rung: the call ends with an error."""
    caller = floor.desk("7001")
    caller.dial("7002")
    assert ["EventDialing", "EventReleased GENERAL_ERROR"] == caller.seen()
    called = floor.desk("7003")
    floor.switch.out_of_service("7003")
    caller.dial("7003")
    assert ["EventDialing", "EventReleased GENERAL_ERROR"] == caller.seen()
    floor.switch.in_service("7003")
    caller.dial("7003")
    assert ["EventRinging"] == called.seen()


def test_turned_down_behind_a_sip_server(floor: Floor) -> None:
    """A SIP telephone that turns a call down is busy for the caller."""
    caller, called = floor.desk("7001"), floor.desk("7002")
    called.ask(RequestReleaseCall, ConnID=caller.dial("7002"))
    assert (["EventDialing", "EventReleased BUSY"], ["EventRinging", "EventReleased"]) == (
        caller.seen(),
        called.seen(),
    )
    assert floor.nothing_left()


def test_not_turned_down_behind_a_t_server(make_floor: Callable[..., Floor]) -> None:
    """A T-Server's telephone goes on ringing: error 175."""
    floor = make_floor("T-Server")
    caller, called = floor.desk("7001"), floor.desk("7002")
    called.ask(RequestReleaseCall, ConnID=caller.dial("7002"))
    assert (["EventDialing"], ["EventRinging", "EventError 175"]) == (caller.seen(), called.seen())


def test_the_called_desk_goes_away(floor: Floor) -> None:
    """A telephone rings on when the last client of its DN is gone; the caller is released in the end."""
    caller, called = floor.desk("7001"), floor.desk("7002")
    caller.dial("7002")
    called.ask(RequestUnregisterAddress)
    floor.wait(60_000)
    assert ["EventDialing", "EventReleased NO_ANSWER"] == caller.seen()
    assert floor.nothing_left()
