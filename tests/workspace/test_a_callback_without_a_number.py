"""A callback without a number that can be dialed: refused in words, told, kept; its submitter is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import BadInput
from callbook.core.journal_entries import MessageSent
from callbook.core.messages.open_media import RequestSubmit
from callbook.core.messages.open_media_events import EventAck
from callbook.lab.outside.clients import Connect, Send
from callbook.messages import MEDIA_TYPE
from callbook.workspace import Action, CallbackState, CallPhase

if TYPE_CHECKING:
    from tests.workspace.conftest import Office

    from callbook.core.messages import KVList

SERVER = "Interaction Server"
NUMBERS = pytest.mark.parametrize(
    ("data", "because"),
    [
        ({}, "no customer_number is attached"),
        ({"customer_number": ""}, "no customer_number is attached"),
        ({"customer_number": "4" * 257}, "customer_number has 257 characters"),
        ({"customer_number": {"home": "+442079460018"}}, "customer_number is a list"),
    ],
    ids=["none", "empty", "too long", "a list"],
)


def _submit(office: Office, data: KVList) -> None:
    request = RequestSubmit(
        ReferenceId=1,
        TenantId="Lighthouse",
        Queue="callbacks",
        MediaType=MEDIA_TYPE,
        InteractionType="Inbound",
        InteractionSubtype="InboundNew",
        UserData=data,
    )
    office.lab.do(Connect("Shop", SERVER))
    office.lab.do(Send("Shop", SERVER, request))


def _answers(office: Office) -> int:
    sent = (entry for entry in office.lab.journal if isinstance(entry, MessageSent) and entry.receiver == "Shop")
    return sum(isinstance(entry.message, EventAck) for entry in sent)


@NUMBERS
def test_by_hand_it_is_refused(office: Office, data: KVList, because: str) -> None:
    """Dialing is not offered, either."""
    office.anna.perform(Action.LOG_IN)
    _submit(office, data)
    office.anna.perform(Action.ACCEPT)
    assert Action.DIAL not in office.anna.actions(office.callback.id)
    assert f": {because} [F3]. Accepted: a text of 1 to 256 characters" in office.refusal(Action.DIAL)
    assert CallbackState.IN_HAND is office.callback.state


@NUMBERS
@pytest.mark.parametrize("auto_answer", ["true", "false"])
def test_by_itself_it_is_told_and_the_callback_is_kept(
    offices: type[Office], auto_answer: str, data: KVList, because: str
) -> None:
    """On the screen as well; whoever submitted it has its answer."""
    office = offices(options={"webcallback.auto-dial": "true", "webcallback.auto-answer": auto_answer})
    office.anna.perform(Action.LOG_IN)
    _submit(office, data)
    if auto_answer == "false":
        office.anna.perform(Action.ACCEPT)
    (shown,) = office.anna.shown().interactions
    assert (CallbackState.IN_HAND, CallPhase.NONE) == (shown.state, shown.call)
    assert because in shown.trouble
    assert [shown.trouble] == office.told("trouble")
    assert 1 == _answers(office)


def test_a_number_may_have_256_characters(office: Office) -> None:
    """Whether it leads anywhere is for the switch to say."""
    office.anna.perform(Action.LOG_IN)
    _submit(office, {"customer_number": "4" * 256})
    office.anna.perform(Action.ACCEPT)
    office.anna.perform(Action.DIAL)
    office.lab.advance(10_000)
    assert CallPhase.OVER is office.callback.phase


@pytest.mark.parametrize("action", [Action.ONE_STEP_TRANSFER, Action.START_TRANSFER])
def test_a_target_of_a_transfer_that_is_too_long_is_refused(offices: type[Office], action: Action) -> None:
    """Before anything has changed."""
    office = offices(options={"webcallback.park-queue": "parked"})
    anna = office.talking()
    seen = anna.shown()
    with pytest.raises(BadInput, match="a number of at most 256 characters"):
        anna.perform(action, target="1" * 257)
    assert seen == anna.shown()
