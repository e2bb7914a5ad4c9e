"""A call to a contact who answers goes through EventDialing, EventNetworkReached and EventEstablished (F3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core.assumptions import Assumptions
from callbook.core.messages.t_library import RequestMakeCall, RequestReleaseCall
from callbook.core.messages.t_library_events import (
    CallEvent,
    EventDialing,
    EventEstablished,
    EventNetworkReached,
    EventReleased,
)
from callbook.core.messages.t_library_numbers import CallType, DNRole
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor


def test_a_call_from_dialling_to_release(floor: Floor, anna: str) -> None:
    """Each step comes at its time, and after the release nothing is left."""
    desk = floor.desk("7001")
    conn_id = desk.dial(anna)
    assert ["EventDialing"] == desk.seen()
    floor.wait(999)
    assert [] == desk.seen()
    floor.wait(1)
    assert ["EventNetworkReached"] == desk.seen()
    floor.wait(3_999)
    assert [] == desk.seen()
    floor.wait(1)
    assert ["EventEstablished"] == desk.seen()
    desk.ask(RequestReleaseCall, ConnID=conn_id)
    assert ["EventReleased"] == desk.seen()
    assert floor.nothing_left()


def test_every_event_names_the_call(floor: Floor, anna: str) -> None:
    """The events of a call carry the same identifiers, its type, the roles and its attached data (E4, F3)."""
    desk = floor.desk("7001")
    conn_id = desk.dial(anna, UserData={"reason": "invoice", "more": {"a": 1}})
    floor.wait(5_000)
    desk.ask(RequestReleaseCall, ConnID=conn_id)
    events = [event for event in desk.events if isinstance(event, CallEvent)]
    assert [EventDialing, EventNetworkReached, EventEstablished, EventReleased] == [type(event) for event in events]
    assert {(conn_id, 1, events[0].CallUUID)} == {(event.ConnID, event.CallID, event.CallUUID) for event in events}
    assert {(CallType.OUTBOUND, DNRole.ORIGINATION, DNRole.DESTINATION)} == {
        (event.CallType, event.ThisDNRole, event.OtherDNRole) for event in events
    }
    assert {("switch", "7001", anna, anna)} == {
        (event.Server, event.ThisDN, event.OtherDN, event.DNIS) for event in events
    }
    assert [None, "7001", "7001", "7001"] == [event.ANI for event in events]
    assert all({"reason": "invoice", "more": {"a": 1}} == event.UserData for event in events)


def test_the_answer_carries_the_number_of_the_request(floor: Floor, anna: str) -> None:
    """EventDialing and EventReleased answer requests; what happens by itself answers none."""
    desk = floor.desk("7001")
    conn_id = desk.dial(anna)
    dialled = desk.reference
    floor.wait(5_000)
    released = desk.ask(RequestReleaseCall, ConnID=conn_id)
    events = [event for event in desk.events if isinstance(event, CallEvent)]
    assert [dialled, 0, 0, released] == [event.ReferenceID for event in events]


def test_attached_data_is_the_calls_own(floor: Floor, anna: str) -> None:
    """Whoever made the call can no longer change what it carries."""
    desk = floor.desk("7001")
    data = {"reason": "invoice", "more": {"a": 1}}
    desk.dial(anna, UserData=data)
    data["reason"] = "order"
    data["more"] = {}
    assert {"reason": "invoice", "more": {"a": 1}} == floor.switch.calls[0].user_data


def test_every_client_of_a_dn_is_told(floor: Floor, anna: str) -> None:
    """Several clients may register one DN; only the one that asked sees its ReferenceID."""
    first, second = floor.desk("7001", "first"), floor.desk("7001", "second")
    first.dial(anna)
    assert (["EventDialing"], ["EventDialing"]) == (first.seen(), second.seen())
    assert (first.reference, 0) == (first.last(EventDialing).ReferenceID, second.last(EventDialing).ReferenceID)


def test_the_contact_hangs_up(floor: Floor, anna: str) -> None:
    """A contact who hangs up after a while ends the call for the agent."""
    floor.plays(anna, behaves("answers", after=1_000, hangs_up_after=30_000))
    desk = floor.desk("7001")
    desk.dial(anna)
    floor.wait(31_999)
    desk.seen()
    floor.wait(1)
    assert ["EventReleased REMOTE_RELEASE"] == desk.seen()
    assert floor.nothing_left()


def test_the_agent_is_faster_than_the_contact(floor: Floor, anna: str) -> None:
    """A contact who would hang up later does nothing any more once the agent has."""
    floor.plays(anna, behaves("answers", hangs_up_after=30_000))
    desk = floor.desk("7001")
    desk.ask(RequestReleaseCall, ConnID=floor.talk(desk))
    assert floor.nothing_left()


def test_the_agent_gives_up(floor: Floor, anna: str) -> None:
    """Releasing a call that was dialled, or rings outside, ends it."""
    desk = floor.desk("7001")
    for milliseconds in (0, 500, 2_000):
        conn_id = desk.dial(anna)
        floor.wait(milliseconds)
        desk.seen()
        desk.ask(RequestReleaseCall, ConnID=conn_id)
        assert ["EventReleased"] == desk.seen()
        assert floor.nothing_left()


def test_an_answering_machine(make_floor: Callable[..., Floor], anna: str) -> None:
    """An answering machine answers like a person, with a CallState of its own, and the call is released as any."""
    floor = make_floor()
    floor.plays(anna, behaves("answering machine"))
    desk = floor.desk("7001")
    conn_id = desk.dial(anna)
    floor.wait(21_000)
    desk.ask(RequestReleaseCall, ConnID=conn_id)
    assert [
        "EventDialing",
        "EventNetworkReached",
        "EventEstablished ANSWERING_MACHINE",
        "EventReleased",
    ] == desk.seen()


def test_the_network_takes_its_time(make_floor: Callable[..., Floor], anna: str) -> None:
    """How long the network takes is an assumption that can be replaced."""
    floor = make_floor(assumptions=Assumptions(network_reached_after=3_000))
    desk = floor.desk("7001")
    desk.dial(anna)
    floor.wait(2_999)
    assert ["EventDialing"] == desk.seen()
    floor.wait(1)
    assert ["EventNetworkReached"] == desk.seen()


def test_two_calls_have_their_own_identifiers(floor: Floor, anna: str, bo: str) -> None:
    """No two calls share ConnID, CallID or CallUUID."""
    floor.desk("7001").dial(anna)
    floor.desk("7002").ask(RequestMakeCall, OtherDN=bo)
    first, second = floor.switch.calls
    assert first.conn_id != second.conn_id
    assert first.call_uuid != second.call_uuid
    assert (1, 2) == (first.call_id, second.call_id)
    assert (f"7001 in call {first.conn_id}: dialling", f"{anna} in call {first.conn_id}: called, not reached yet") == (
        floor.switch.legs_up()[:2]
    )


def test_a_number_in_any_spelling(floor: Floor, anna: str) -> None:
    """A contact is found however the number is written; the events show it as it was dialled."""
    desk = floor.desk("7001")
    desk.dial("08-465 004 12")
    floor.wait(5_000)
    assert "08-465 004 12" == desk.last(EventEstablished).OtherDN
    floor.switch.hear(anna, "hangs up")
    assert floor.nothing_left()
