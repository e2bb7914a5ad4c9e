"""A call is handed to somebody else in one step, and the contact stays connected (F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.messages.t_library import (
    RequestAnswerCall,
    RequestHoldCall,
    RequestReleaseCall,
    RequestSingleStepTransfer,
)
from callbook.core.messages.t_library_events import EventError, EventPartyChanged, EventReleased, EventRinging
from callbook.core.messages.t_library_numbers import CallState, CallType, DNRole
from callbook_mocks.contacts import Behaviour, behaves

if TYPE_CHECKING:
    from tests.voice_switch.conftest import Floor


def test_to_another_dn(floor: Floor, anna: str) -> None:
    """The target gets the call with its data and the contact as its other party."""
    desk, target = floor.desk("7001"), floor.desk("7002")
    conn_id = floor.talk(desk, UserData={"reason": "invoice"})
    asked = desk.ask(RequestSingleStepTransfer, ConnID=conn_id, OtherDN="7002", UserData={"note": {"by": "7001"}})
    assert (["EventReleased TRANSFERRED"], ["EventRinging"]) == (desk.seen(), target.seen())
    assert asked == desk.last(EventReleased).ReferenceID
    ringing = target.last(EventRinging)
    assert (conn_id, CallType.OUTBOUND, DNRole.DESTINATION, anna, "7001") == (
        ringing.ConnID, ringing.CallType, ringing.ThisDNRole, ringing.OtherDN, ringing.ThirdPartyDN,
    )  # fmt: skip
    assert {"reason": "invoice", "note": {"by": "7001"}} == ringing.UserData
    target.ask(RequestAnswerCall, ConnID=conn_id)
    target.ask(RequestReleaseCall, ConnID=conn_id)
    assert (["EventEstablished", "EventReleased"], []) == (target.seen(), desk.seen())
    assert floor.nothing_left()


def test_the_agent_is_free_at_once(floor: Floor, bo: str) -> None:
    """Whoever handed a call over may make another one."""
    desk = floor.desk("7001")
    floor.desk("7002")
    desk.ask(RequestSingleStepTransfer, ConnID=floor.talk(desk), OtherDN="7002")
    floor.talk(desk, bo)
    assert 2 == len(floor.switch.calls)


def test_the_target_never_answers(floor: Floor) -> None:
    """A transferred call that nobody answers ends; the contact is not left waiting."""
    desk, target = floor.desk("7001"), floor.desk("7002")
    desk.ask(RequestSingleStepTransfer, ConnID=floor.talk(desk), OtherDN="7002")
    floor.wait(60_000)
    assert ["EventRinging", "EventReleased NO_ANSWER"] == target.seen()
    assert floor.nothing_left()


def test_the_contact_does_not_wait(floor: Floor, anna: str) -> None:
    """A contact who hangs up while the target rings abandons the call there."""
    desk, target = floor.desk("7001"), floor.desk("7002")
    desk.ask(RequestSingleStepTransfer, ConnID=floor.talk(desk), OtherDN="7002")
    floor.switch.hear(anna, "hangs up")
    assert ["EventRinging", "EventAbandoned ABANDONED"] == target.seen()
    assert floor.nothing_left()


@pytest.mark.parametrize(
    ("target", "code"),
    [("7002", 231), ("7003", 93), ("gurk", 71), ("+46846500499", 71), ("+46846500412", 231), ("+46846500413", 231)],
)
def test_where_no_call_can_go(floor: Floor, bo: str, target: str, code: int) -> None:
    """To a busy DN or contact, an unused DN or a wrong number: an error, and the call stays (F6)."""
    floor.plays(bo, behaves("busy"))
    desk, busy = floor.desk("7001"), floor.desk("7002")
    conn_id = floor.talk(desk)
    floor.desk("7004")
    busy.dial("7004")
    desk.ask(RequestSingleStepTransfer, ConnID=conn_id, OtherDN=target)
    assert [f"EventError {code}"] == desk.seen()
    desk.ask(RequestHoldCall, ConnID=conn_id)
    assert ["EventHeld"] == desk.seen()


def test_to_a_number_outside(floor: Floor, anna: str, bo: str) -> None:
    """Two contacts whom the agent has joined talk to each other, until one hangs up."""
    floor.plays(bo, behaves("answers", hangs_up_after=10_000))
    desk = floor.desk("7001")
    conn_id = floor.talk(desk)
    desk.ask(RequestSingleStepTransfer, ConnID=conn_id, OtherDN=bo)
    floor.wait(5_000)
    assert (f"{bo} in call {conn_id}: talking", f"{anna} in call {conn_id}: talking") == floor.switch.legs_up()
    floor.wait(10_000)
    assert ["EventReleased TRANSFERRED"] == desk.seen()
    assert floor.nothing_left()


@pytest.mark.parametrize("behaviour", [behaves("answers"), behaves("does not answer"), behaves("rejects the call")])
def test_nobody_at_a_desk_is_left(floor: Floor, bo: str, behaviour: Behaviour) -> None:
    """A call between two contacts ends by itself, whatever the second one does."""
    floor.plays(bo, behaviour)
    desk = floor.desk("7001")
    desk.ask(RequestSingleStepTransfer, ConnID=floor.talk(desk), OtherDN=bo)
    floor.wait(61_000)
    assert floor.nothing_left()


def test_a_call_between_two_dns(floor: Floor) -> None:
    """The DN that stays is told who its other party is now, and neither can be handed on before it is answered."""
    first, second, third = floor.desk("7001"), floor.desk("7002"), floor.desk("7003")
    conn_id = first.dial("7002")
    second.ask(RequestAnswerCall, ConnID=conn_id)
    second.seen()
    first.ask(RequestSingleStepTransfer, ConnID=conn_id, OtherDN="7003")
    assert ["EventPartyChanged TRANSFERRED"] == second.seen()
    changed = second.last(EventPartyChanged)
    assert ("7003", "7001", CallState.TRANSFERRED, None) == (
        changed.OtherDN,
        changed.ThirdPartyDN,
        changed.CallState,
        changed.PreviousConnID,
    )
    second.ask(RequestSingleStepTransfer, ConnID=conn_id, OtherDN="7001")
    second.ask(RequestHoldCall, ConnID=conn_id)
    assert ["EventError 172", "EventError 185"] == second.seen()
    third.ask(RequestAnswerCall, ConnID=conn_id)
    assert (["EventRinging", "EventEstablished"], []) == (third.seen(), second.seen())
    second.ask(RequestReleaseCall, ConnID=conn_id)
    assert floor.nothing_left()


def test_not_connected_yet(floor: Floor, anna: str) -> None:
    """A call that still rings outside can't be handed over: error 172."""
    desk = floor.desk("7001")
    floor.desk("7002")
    conn_id = desk.dial(anna)
    desk.ask(RequestSingleStepTransfer, ConnID=conn_id, OtherDN="7002")
    assert ["EventDialing", "EventError 172"] == desk.seen()


def test_to_another_switch(floor: Floor) -> None:
    """This switch knows no other: error 53; its own name is as good as none."""
    desk, target = floor.desk("7001"), floor.desk("7002")
    conn_id = floor.talk(desk)
    desk.ask(RequestSingleStepTransfer, ConnID=conn_id, OtherDN="7002", Location="elsewhere")
    assert ["EventError 53"] == desk.seen()
    assert "invalid attribute value: Location elsewhere; this switch is switch" == desk.last(EventError).ErrorMessage
    desk.ask(RequestSingleStepTransfer, ConnID=conn_id, OtherDN="7002", Location="switch")
    assert ["EventRinging"] == target.seen()


def test_a_contact_who_would_hang_up_anyway(floor: Floor, anna: str) -> None:
    """What a contact is going to do, the contact does in the transferred call, too."""
    floor.plays(anna, behaves("answers", after=0, hangs_up_after=20_000))
    desk, target = floor.desk("7001"), floor.desk("7002")
    conn_id = floor.talk(desk)
    desk.ask(RequestSingleStepTransfer, ConnID=conn_id, OtherDN="7002")
    target.ask(RequestAnswerCall, ConnID=conn_id)
    floor.wait(16_000)
    assert ["EventRinging", "EventEstablished", "EventReleased REMOTE_RELEASE"] == target.seen()
    assert floor.nothing_left()
