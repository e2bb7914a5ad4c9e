"""A call can be put on hold and taken back, and another made meanwhile (F5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core.messages.t_library import RequestHoldCall, RequestMakeCall, RequestReleaseCall, RequestRetrieveCall
from callbook.core.messages.t_library_events import EventError, EventHeld, EventRetrieved
from callbook.core.messages.t_library_numbers import DNRole

if TYPE_CHECKING:
    from tests.voice_switch.conftest import Floor


def test_hold_and_retrieve(floor: Floor) -> None:
    """Both are answered, with CallState Ok and the roles as before."""
    desk = floor.desk("7001")
    conn_id = floor.talk(desk)
    held = desk.ask(RequestHoldCall, ConnID=conn_id)
    retrieved = desk.ask(RequestRetrieveCall, ConnID=conn_id)
    assert ["EventHeld", "EventRetrieved"] == desk.seen()
    assert (held, retrieved) == (desk.last(EventHeld).ReferenceID, desk.last(EventRetrieved).ReferenceID)
    assert DNRole.ORIGINATION == desk.last(EventHeld).ThisDNRole == desk.last(EventRetrieved).ThisDNRole


def test_the_contact_hangs_up_while_on_hold(floor: Floor, anna: str) -> None:
    """A contact on hold may hang up as any other."""
    desk = floor.desk("7001")
    desk.ask(RequestHoldCall, ConnID=floor.talk(desk))
    floor.switch.hear(anna, "hangs up")
    assert ["EventHeld", "EventReleased REMOTE_RELEASE"] == desk.seen()
    assert floor.nothing_left()


def test_a_held_call_is_released(floor: Floor) -> None:
    """A call on hold can be released without being taken back."""
    desk = floor.desk("7001")
    conn_id = floor.talk(desk)
    desk.ask(RequestHoldCall, ConnID=conn_id)
    desk.ask(RequestReleaseCall, ConnID=conn_id)
    assert ["EventHeld", "EventReleased"] == desk.seen()
    assert floor.nothing_left()


def test_a_second_call_while_one_is_on_hold(floor: Floor, bo: str) -> None:
    """With one call on hold another can be made; the first can't be taken back before the second is over."""
    desk = floor.desk("7001")
    first = floor.talk(desk)
    desk.ask(RequestHoldCall, ConnID=first)
    second = floor.talk(desk, bo)
    desk.ask(RequestRetrieveCall, ConnID=first)
    assert ["EventError 99"] == desk.seen()
    desk.ask(RequestHoldCall, ConnID=second)
    desk.ask(RequestRetrieveCall, ConnID=first)
    assert ["EventHeld", "EventRetrieved"] == desk.seen()


def test_a_second_call_while_one_is_up(floor: Floor, bo: str) -> None:
    """A DN has one call that is not on hold: error 79, and the call goes on."""
    desk = floor.desk("7001")
    conn_id = floor.talk(desk)
    desk.ask(RequestMakeCall, OtherDN=bo)
    assert ["EventError 79"] == desk.seen()
    assert f"origination party busy: 7001 in call {conn_id}: talking" == desk.last(EventError).ErrorMessage
    assert 1 == len(floor.switch.calls)


def test_out_of_turn(floor: Floor, anna: str) -> None:
    """Hold and retrieve of a call in the wrong state are refused, and nothing changes."""
    desk = floor.desk("7001")
    conn_id = desk.dial(anna)
    desk.ask(RequestHoldCall, ConnID=conn_id)
    desk.ask(RequestRetrieveCall, ConnID=conn_id)
    floor.wait(5_000)
    desk.ask(RequestRetrieveCall, ConnID=conn_id)
    desk.ask(RequestHoldCall, ConnID=conn_id)
    desk.ask(RequestHoldCall, ConnID=conn_id)
    assert [
        "EventDialing", "EventError 185", "EventError 171", "EventNetworkReached", "EventEstablished",
        "EventError 43", "EventHeld", "EventError 43",
    ] == desk.seen()  # fmt: skip
