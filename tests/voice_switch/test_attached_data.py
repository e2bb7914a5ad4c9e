"""Data attached to a call reaches everybody in it, and events of one's own reach whoever watches the DN (F3, F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.messages.t_library import (
    CallRequest,
    RequestAnswerCall,
    RequestAttachUserData,
    RequestDeletePair,
    RequestSendUserEvent,
    RequestUpdateUserData,
)
from callbook.core.messages.t_library_events import EventAttachedDataChanged, EventEstablished, EventUserEvent

if TYPE_CHECKING:
    from tests.voice_switch.conftest import Floor


@pytest.mark.parametrize(
    ("request_type", "attributes", "expected"),
    [
        (RequestAttachUserData, {"UserData": {"a": 2, "b": 3}}, {"a": 1, "b": 3}),
        (RequestUpdateUserData, {"UserData": {"a": 2, "b": 3}}, {"a": 2, "b": 3}),
        (RequestDeletePair, {"Key": "a"}, {}),
    ],
)
def test_every_party_is_told(
    floor: Floor, request_type: type[CallRequest], attributes: dict[str, object], expected: dict[str, object]
) -> None:
    """EventAttachedDataChanged carries all the data; it answers the request only where that was made."""
    first, second = floor.desk("7001"), floor.desk("7002")
    conn_id = first.dial("7002", UserData={"a": 1})
    second.ask(RequestAnswerCall, ConnID=conn_id)
    asked = first.ask(request_type, ConnID=conn_id, **attributes)
    told = [desk.last(EventAttachedDataChanged) for desk in (first, second)]
    assert [(asked, "7001", expected), (0, "7001", expected)] == [
        (event.ReferenceID, event.ThirdPartyDN, event.UserData) for event in told
    ]
    assert {"a": 1} == first.last(EventEstablished).UserData


def test_a_key_that_is_not_there(floor: Floor) -> None:
    """It can't be taken away: error 53, and nobody is told anything else."""
    desk = floor.desk("7001")
    desk.ask(RequestDeletePair, ConnID=floor.talk(desk), Key="gone")
    assert ["EventError 53"] == desk.seen()


def test_user_event(floor: Floor) -> None:
    """It reaches every client of the DN, also when the call it is about is over, and nobody else."""
    first, second, other = floor.desk("7001", "first"), floor.desk("7001", "second"), floor.desk("7002")
    asked = first.ask(RequestSendUserEvent, UserData={"DispositionCode": "Reached"}, ConnID="0150028acff24001")
    assert (["EventUserEvent"], ["EventUserEvent"], []) == (first.seen(), second.seen(), other.seen())
    event = second.last(EventUserEvent)
    assert (asked, 0) == (first.last(EventUserEvent).ReferenceID, event.ReferenceID)
    assert ({"DispositionCode": "Reached"}, "0150028acff24001") == (event.UserData, event.ConnID)
