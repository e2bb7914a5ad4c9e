"""A call is handed over after asking whoever is to take it (F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.messages.t_library import (
    RequestAnswerCall,
    RequestCompleteTransfer,
    RequestHoldCall,
    RequestInitiateTransfer,
    RequestReleaseCall,
    RequestRetrieveCall,
)
from callbook.core.messages.t_library_events import (
    EventDialing,
    EventHeld,
    EventPartyChanged,
    EventReleased,
    EventRinging,
)
from callbook.core.messages.t_library_numbers import CallType, DNRole
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Desk, Floor


@pytest.fixture
def desk(floor: Floor) -> Desk:
    """The agent who hands over."""
    return floor.desk("7001")


@pytest.fixture
def target(floor: Floor) -> Desk:
    """The agent who is asked."""
    return floor.desk("7002")


@pytest.fixture
def asking(floor: Floor, desk: Desk, target: Desk) -> tuple[str, str]:
    """A call with Anna, with data attached, about which 7002 is being asked: its ConnID and the consult call's."""
    conn_id = floor.talk(desk, UserData={"reason": "invoice"})
    desk.ask(RequestInitiateTransfer, ConnID=conn_id, OtherDN="7002", UserData={"note": "x"})
    return conn_id, desk.last(EventDialing).ConnID


def test_asking(asking: tuple[str, str], desk: Desk, target: Desk) -> None:
    """The call is held and a consult call of its own dials; both answer the request; the data is copied."""
    held, consult = asking
    assert (["EventHeld", "EventDialing"], ["EventRinging"]) == (desk.seen(), target.seen())
    on_hold, dialing, ringing = desk.last(EventHeld), desk.last(EventDialing), target.last(EventRinging)
    assert desk.reference == on_hold.ReferenceID == dialing.ReferenceID
    assert (held, consult) == (on_hold.ConnID, ringing.ConnID)
    assert held != consult
    assert (CallType.OUTBOUND, CallType.CONSULT, CallType.CONSULT) == (
        on_hold.CallType,
        dialing.CallType,
        ringing.CallType,
    )
    assert ("7001", {"reason": "invoice", "note": "x"}) == (ringing.OtherDN, ringing.UserData)


def test_completed(floor: Floor, asking: tuple[str, str], desk: Desk, target: Desk, anna: str) -> None:
    """The agent leaves both calls; the target follows from the consult call to the contact's."""
    held, consult = asking
    target.ask(RequestAnswerCall, ConnID=consult)
    desk.seen()
    target.seen()
    asked = desk.ask(RequestCompleteTransfer, ConnID=held, TransferConnID=consult)
    assert ["EventReleased TRANSFERRED", "EventReleased TRANSFERRED"] == desk.seen()
    assert [(held, asked), (consult, asked)] == [
        (event.ConnID, event.ReferenceID) for event in desk.events if isinstance(event, EventReleased)
    ]
    assert ["EventPartyChanged TRANSFERRED"] == target.seen()
    changed = target.last(EventPartyChanged)
    assert (held, consult, anna, "7001", DNRole.DESTINATION) == (
        changed.ConnID, changed.PreviousConnID, changed.OtherDN, changed.ThirdPartyDN, changed.ThisDNRole,
    )  # fmt: skip
    assert {"reason": "invoice"} == changed.UserData
    target.ask(RequestHoldCall, ConnID=held)
    target.ask(RequestRetrieveCall, ConnID=held)
    floor.switch.hear(anna, "hangs up")
    assert ["EventHeld", "EventRetrieved", "EventReleased REMOTE_RELEASE"] == target.seen()
    assert floor.nothing_left()


def test_completed_too_early(floor: Floor, asking: tuple[str, str], desk: Desk) -> None:
    """Before the target has answered the transfer can't be completed: error 98, and both calls stay."""
    held, consult = asking
    desk.seen()
    desk.ask(RequestCompleteTransfer, ConnID=held, TransferConnID=consult)
    assert ["EventError 98"] == desk.seen()
    assert 2 == len(floor.switch.calls)


def test_completed_with_the_consult_call_on_hold(asking: tuple[str, str], desk: Desk, target: Desk) -> None:
    """The agent must be talking to the target to complete."""
    held, consult = asking
    target.ask(RequestAnswerCall, ConnID=consult)
    desk.ask(RequestHoldCall, ConnID=consult)
    desk.seen()
    desk.ask(RequestCompleteTransfer, ConnID=held, TransferConnID=consult)
    assert ["EventError 98"] == desk.seen()


def test_completed_with_calls_that_do_not_belong_together(floor: Floor, desk: Desk, bo: str) -> None:
    """A call that was made for itself is no consult call."""
    first = floor.talk(desk)
    desk.ask(RequestHoldCall, ConnID=first)
    second = floor.talk(desk, bo)
    desk.ask(RequestCompleteTransfer, ConnID=first, TransferConnID=second)
    assert ["EventError 98"] == desk.seen()


@pytest.mark.parametrize("who", ["the agent", "the target"])
def test_given_up(floor: Floor, asking: tuple[str, str], desk: Desk, target: Desk, who: str) -> None:
    """When the consult call ends, from either side, the first call stays on hold and can be taken back."""
    held, consult = asking
    target.ask(RequestAnswerCall, ConnID=consult)
    (desk if who == "the agent" else target).ask(RequestReleaseCall, ConnID=consult)
    desk.seen()
    desk.ask(RequestRetrieveCall, ConnID=held)
    assert ["EventRetrieved"] == desk.seen()
    assert 1 == len(floor.switch.calls)


def test_the_target_does_not_answer(floor: Floor, asking: tuple[str, str], desk: Desk) -> None:
    """A consult call that nobody answers ends; the first call stays on hold."""
    floor.wait(60_000)
    assert ["EventHeld", "EventDialing", "EventReleased NO_ANSWER"] == desk.seen()
    assert asking[:1] == tuple(call.conn_id for call in floor.switch.calls)


def test_the_contact_does_not_wait(floor: Floor, asking: tuple[str, str], desk: Desk, target: Desk, anna: str) -> None:
    """When the contact hangs up, the agent and the target still talk; there is nothing to complete any more."""
    held, consult = asking
    target.ask(RequestAnswerCall, ConnID=consult)
    floor.switch.hear(anna, "hangs up")
    desk.ask(RequestCompleteTransfer, ConnID=held, TransferConnID=consult)
    assert ["EventReleased REMOTE_RELEASE", "EventError 56"] == desk.seen()[-2:]
    desk.ask(RequestReleaseCall, ConnID=consult)
    assert floor.nothing_left()


def test_the_target_is_busy(floor: Floor, desk: Desk, target: Desk, bo: str) -> None:
    """A busy target ends the consult call at once; the first call stays on hold."""
    floor.talk(target, bo)
    desk.ask(RequestInitiateTransfer, ConnID=floor.talk(desk), OtherDN="7002")
    assert ["EventHeld", "EventDialing", "EventDestinationBusy BUSY", "EventReleased BUSY"] == desk.seen()


def test_to_a_contact(floor: Floor, desk: Desk, anna: str, bo: str) -> None:
    """Two contacts are joined; the call between them ends by itself."""
    floor.plays(bo, behaves("answers", hangs_up_after=30_000))
    conn_id = floor.talk(desk)
    desk.ask(RequestInitiateTransfer, ConnID=conn_id, OtherDN=bo)
    floor.wait(5_000)
    desk.ask(RequestCompleteTransfer, ConnID=conn_id, TransferConnID=desk.last(EventDialing).ConnID)
    assert [
        "EventHeld", "EventDialing", "EventNetworkReached", "EventEstablished",
        "EventReleased TRANSFERRED", "EventReleased TRANSFERRED",
    ] == desk.seen()  # fmt: skip
    assert (f"{bo} in call {conn_id}: talking", f"{anna} in call {conn_id}: talking") == floor.switch.legs_up()
    floor.wait(30_000)
    assert floor.nothing_left()


def test_a_call_between_two_dns(floor: Floor, desk: Desk, target: Desk) -> None:
    """The DN that stays is told who its other party is now."""
    stays = floor.desk("7003")
    first = desk.dial("7003")
    stays.ask(RequestAnswerCall, ConnID=first)
    desk.ask(RequestInitiateTransfer, ConnID=first, OtherDN="7002")
    second = desk.last(EventDialing).ConnID
    target.ask(RequestAnswerCall, ConnID=second)
    desk.ask(RequestCompleteTransfer, ConnID=first, TransferConnID=second)
    assert ["EventRinging", "EventEstablished", "EventPartyChanged TRANSFERRED"] == stays.seen()
    assert ("7002", None) == (stays.last(EventPartyChanged).OtherDN, stays.last(EventPartyChanged).PreviousConnID)
    stays.ask(RequestReleaseCall, ConnID=first)
    assert ["EventReleased REMOTE_RELEASE"] == target.seen()[-1:]
    assert floor.nothing_left()


def test_not_connected(floor: Floor, desk: Desk, target: Desk, anna: str) -> None:
    """A call that still rings outside, or is on hold already, can't be handed over: error 97."""
    conn_id = desk.dial(anna)
    desk.ask(RequestInitiateTransfer, ConnID=conn_id, OtherDN="7002")
    floor.wait(5_000)
    desk.ask(RequestHoldCall, ConnID=conn_id)
    desk.seen()
    desk.ask(RequestInitiateTransfer, ConnID=conn_id, OtherDN="7002")
    assert ["EventError 97"] == desk.seen()
    assert 1 == len(floor.switch.calls)


def test_a_wrong_number(make_floor: Callable[..., Floor], nobody: str) -> None:
    """A T-Server refuses it at once and the call is not held; a SIP Server holds it and finds out."""
    expected = {
        "T-Server": ["EventError 71"],
        "SIP Server": ["EventHeld", "EventDialing", "EventReleased SIT_INVALID_NUMBER"],
    }
    for kind, events in expected.items():
        floor = make_floor(kind)
        desk = floor.desk("7001")
        desk.ask(RequestInitiateTransfer, ConnID=floor.talk(desk), OtherDN=nobody)
        floor.wait(1_000)
        assert events == desk.seen()
