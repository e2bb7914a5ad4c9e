"""A request that can't be carried out becomes EventError with the product's code, and nothing changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import Unknown
from callbook.core.messages.message import Message
from callbook.core.messages.open_media import RequestAgentLogout as OpenMediaLogout
from callbook.core.messages.t_library import (
    CallRequest,
    RequestAnswerCall,
    RequestAttachUserData,
    RequestCompleteTransfer,
    RequestDeletePair,
    RequestHoldCall,
    RequestInitiateTransfer,
    RequestMakeCall,
    RequestReleaseCall,
    RequestRetrieveCall,
    RequestSingleStepTransfer,
    RequestUpdateUserData,
)
from callbook.core.messages.t_library_events import EventError, EventLinkConnected
from callbook.core.messages.t_library_numbers import ERROR_TEXTS, MakeCallType
from callbook_mocks.voice_switch.errors import ERRORS, ErrorCode

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.voice_switch.conftest import Floor

GONE = "0150028acff24001"


@pytest.mark.parametrize("message", [OpenMediaLogout(ReferenceId=7), EventLinkConnected(Server="me", ReferenceID=7)])
def test_what_is_no_request(floor: Floor, message: Message) -> None:
    """A message of the other protocol, or an event: error 51."""
    desk = floor.desk("7001")
    desk.end.receive(message)
    assert ["EventError 51"] == desk.seen()
    error = desk.last(EventError)
    assert (0, None, f"unsupported operation: {message.name} is no request to a SIP Server") == (
        error.ReferenceID,
        error.ThisDN,
        error.ErrorMessage,
    )


def test_a_dn_that_the_switch_does_not_have(floor: Floor) -> None:
    """Error 59 on whatever is asked of it."""
    desk = floor.desk("7001")
    asked = desk.ask(RequestMakeCall, ThisDN="7999", OtherDN="7001")
    error = desk.last(EventError)
    assert (59, "DN not configured: switch has no DN 7999", asked, "7999") == (
        error.ErrorCode,
        error.ErrorMessage,
        error.ReferenceID,
        error.ThisDN,
    )


def test_a_dn_that_the_client_has_not_registered(floor: Floor) -> None:
    """Error 41, even when somebody else has registered it."""
    desk = floor.desk("7001")
    floor.desk("7002")
    desk.ask(RequestMakeCall, ThisDN="7002", OtherDN="7001")
    assert ["EventError 41"] == desk.seen()
    assert "client has not registered the DN: desk 7001 has not registered DN 7002" == (
        desk.last(EventError).ErrorMessage
    )


@pytest.mark.parametrize(
    ("kind", "attributes"),
    [
        (RequestAnswerCall, {}),
        (RequestReleaseCall, {}),
        (RequestHoldCall, {}),
        (RequestRetrieveCall, {}),
        (RequestInitiateTransfer, {"OtherDN": "7002"}),
        (RequestSingleStepTransfer, {"OtherDN": "7002"}),
        (RequestCompleteTransfer, {"TransferConnID": GONE}),
        (RequestAttachUserData, {"UserData": {}}),
        (RequestUpdateUserData, {"UserData": {}}),
        (RequestDeletePair, {"Key": "a"}),
    ],
)
def test_a_call_that_the_dn_is_not_in(floor: Floor, kind: type[CallRequest], attributes: dict[str, object]) -> None:
    """Error 56 for a call that is over, never was, or is somebody else's."""
    desk, other = floor.desk("7001"), floor.desk("7002")
    theirs = floor.talk(other)
    for conn_id in (GONE, theirs):
        desk.ask(kind, ConnID=conn_id, **attributes)
        assert ["EventError 56"] == desk.seen()
        assert f"invalid ConnectionID: DN 7001 is in no call {conn_id}" == desk.last(EventError).ErrorMessage


def test_a_request_that_comes_twice(floor: Floor) -> None:
    """A repeated RequestReleaseCall meets a call that is over; a repeated RequestMakeCall makes no second call."""
    desk = floor.desk("7001")
    conn_id = floor.talk(desk)
    desk.ask(RequestMakeCall, OtherDN="7002")
    desk.ask(RequestReleaseCall, ConnID=conn_id)
    desk.ask(RequestReleaseCall, ConnID=conn_id)
    assert ["EventError 79", "EventReleased", "EventError 56"] == desk.seen()
    assert floor.nothing_left()


def test_answer_out_of_turn(floor: Floor, anna: str) -> None:
    """A call that one makes can't be answered: 174; one that was answered already: 43."""
    desk = floor.desk("7001")
    conn_id = desk.dial(anna)
    desk.ask(RequestAnswerCall, ConnID=conn_id)
    floor.wait(5_000)
    desk.ask(RequestAnswerCall, ConnID=conn_id)
    assert ["EventDialing", "EventError 174", "EventNetworkReached", "EventEstablished", "EventError 43"] == desk.seen()


def test_a_way_of_calling_that_is_not_played(floor: Floor, anna: str) -> None:
    """Only regular calls are made: error 51."""
    desk = floor.desk("7001")
    desk.ask(RequestMakeCall, OtherDN=anna, MakeCallType=MakeCallType.DIRECT_AGENT)
    assert "unsupported operation: MakeCallType DIRECT_AGENT" == desk.last(EventError).ErrorMessage


def test_every_code_has_its_case_and_its_text() -> None:
    """The table of errors has one row for each code that the switch gives, and the product has a text for it."""
    assert list(ErrorCode) == [row.code for row in ERRORS]
    assert set(ErrorCode) <= ERROR_TEXTS.keys()
    assert {"documented", "assumed"} == {row.basis for row in ERRORS}


@pytest.mark.parametrize("change", ["out_of_service", "in_service"])
def test_a_dn_to_change_that_is_not_there(floor: Floor, change: str) -> None:
    """Whoever plays with the switch is told which DNs there are."""
    action: Callable[[str], None] = getattr(floor.switch, change)
    with pytest.raises(Unknown) as refusal:
        action("7")
    assert "There is no DN '7' in voice switch 'switch'. Accepted: 7001, 7002, 7003, 7004." == str(refusal.value)
