"""Whatever a server sends, and whenever it comes: the desktop takes what concerns it, and notes what does not."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.assumptions import Assumptions
from callbook.core.faults import Fault, Mishap
from callbook.core.messages.open_media import ReasonInfo, RequestAgentLogin
from callbook.core.messages.open_media_events import (
    AgentParty,
    EventError,
    EventForcedAgentStateChange,
    EventPartyAdded,
    EventPartyRemoved,
    EventPropertiesChanged,
    EventRevoked,
    EventWorkbinContent,
    PartyOperation,
)
from callbook.core.messages.t_library import RequestAttachUserData
from callbook.core.messages.t_library_events import EventError as SwitchError
from callbook.core.messages.t_library_events import EventRegistered
from callbook.workspace import Action, CallbackState, CallPhase, ChannelState

if TYPE_CHECKING:
    from tests.workspace.conftest import Office

    from callbook.core.messages import Message

SERVER = "Interaction Server"
SWITCH = "SIP Server"
CASE = "webcallback"


class OtherDesk:
    """Another desktop at which Anna logs in; it only listens."""

    def __init__(self) -> None:
        self.received: list[Message] = []

    def receive(self, message: Message) -> None:
        """Keep it."""
        self.received.append(message)

    def connected(self) -> None:
        """Nothing to do."""

    def disconnected(self) -> None:
        """Nothing to do."""


def _from(office: Office, server: str, message: Message) -> None:
    office.lab.wire("Anna", server).to_client(message)
    office.lab.clock.settle()


def _attach(office: Office, key: str, value: str) -> None:
    link, call = office.anna.voice.link, office.callback.calls.call
    link.ask(
        RequestAttachUserData(ReferenceID=link.reference(), ThisDN="1001", ConnID=call.conn_id, UserData={key: value})
    )
    office.lab.clock.settle()


def test_an_event_that_nothing_waits_for_is_noted(office: Office) -> None:
    """The desktop has no workbins."""
    office.anna.perform(Action.LOG_IN)
    seen = office.anna.shown()
    _from(office, SERVER, EventWorkbinContent())
    assert seen == office.anna.shown()
    assert "EventWorkbinContent: nothing here waits for it" == office.told("ignored")[-1]


def test_what_the_switch_never_says_is_noted(office: Office) -> None:
    """A message of the other protocol means nothing to the voice channel."""
    office.anna.perform(Action.LOG_IN)
    seen = office.anna.shown()
    _from(office, SWITCH, EventWorkbinContent())
    assert seen == office.anna.shown()
    assert "EventWorkbinContent: nothing here waits for it" == office.told("ignored")[-1]


def test_an_error_that_answers_nothing_is_told(office: Office) -> None:
    """Of either server."""
    office.anna.perform(Action.LOG_IN)
    _from(office, SERVER, EventError(ErrorCode=1, ErrorDescription="Wrong"))
    _from(office, SWITCH, SwitchError(Server=SWITCH, ErrorCode=2, ErrorMessage="Wrong, too"))
    assert ["Interaction Server refuses: 1 Wrong"] == office.told("trouble")
    assert ["the voice switch refuses: 2 Wrong, too"] == office.told("voice")


@pytest.mark.parametrize("kind", [EventPartyAdded, EventPartyRemoved])
def test_what_another_agent_has_to_do_with_a_callback_changes_nothing(
    office: Office, kind: type[EventPartyAdded | EventPartyRemoved]
) -> None:
    """The callback stays in Anna's hand."""
    office.in_hand()
    seen = office.anna.shown()
    ben = AgentParty(AgentId="ben", PlaceId="Place 2", TenantId="Lighthouse")
    operation = next(iter(PartyOperation))
    _from(office, SERVER, kind(Interaction=office.callback.interaction, Party=ben, Operation=operation))
    assert seen == office.anna.shown()


def test_what_happens_to_a_callback_that_is_not_here_is_noted(office: Office) -> None:
    """Or passed over, where it tells only of properties."""
    anna = office.in_hand()
    gone = office.callback.interaction
    anna.perform(Action.MARK_DONE)
    seen = anna.shown()
    _from(office, SERVER, EventPropertiesChanged(Interaction=gone, ChangedProperties={"reason": "other"}))
    _from(office, SERVER, EventRevoked(Interaction=gone, Reason=ReasonInfo(ReasonSystemName="Expired")))
    assert seen == anna.shown()
    assert "EventRevoked: nothing here waits for it" == office.told("ignored")[-1]


def test_the_server_puts_the_channel_not_ready(offices: type[Office]) -> None:
    """Where an invitation that expires does so, the desktop shows it and says why (E6)."""
    office = offices(Assumptions(not_ready_after_expiry=True))
    anna = office.offered()
    office.lab.advance(60_000)
    assert ChannelState.NOT_READY is anna.channel.state
    assert ["Interaction Server has set the channel to Not Ready"] == office.told("channel")


def test_who_has_logged_out_has_no_channel_to_be_put_anywhere(office: Office) -> None:
    """What the server decided before it knew comes too late."""
    office.anna.perform(Action.LOG_IN)
    office.anna.perform(Action.LOG_OUT)
    _from(office, SERVER, EventForcedAgentStateChange(AgentId="anna", MediaTypeName=CASE, MediaList={CASE: 1}))
    assert ChannelState.LOGGED_OFF is office.anna.channel.state
    assert "EventForcedAgentStateChange: nothing here waits for it" == office.told("ignored")[-1]


def test_a_status_that_comes_after_the_logout_is_noted(office: Office) -> None:
    """The channel stays logged off."""
    wire = office.lab.wire("Anna", SERVER)
    wire.disturb(SERVER, Fault(Mishap.DELAYED, "EventCurrentAgentStatus", milliseconds=1_000))
    office.anna.perform(Action.LOG_IN)
    office.anna.perform(Action.LOG_OUT)
    office.lab.advance(2_000)
    assert ChannelState.LOGGED_OFF is office.anna.channel.state
    assert "EventCurrentAgentStatus: nothing here waits for it" in office.told("ignored")


def test_a_logout_that_comes_after_the_next_login_does_not_end_it(office: Office) -> None:
    """Anna is Ready in the end, and gets the next callback."""
    office.anna.perform(Action.LOG_IN)
    wire = office.lab.wire("Anna", SERVER)
    wire.disturb("Anna", Fault(Mishap.DELAYED, "RequestAgentLogout", milliseconds=1_000))
    office.anna.perform(Action.LOG_OUT)
    office.anna.perform(Action.LOG_IN)
    office.lab.advance(2_000)
    assert ChannelState.READY is office.anna.channel.state
    office.offered()
    assert CallbackState.OFFERED is office.callback.state


def test_a_login_elsewhere_closes_the_channel_here(office: Office) -> None:
    """The server serves one connection per agent; what was in hand goes back to its queue (E7)."""
    office.in_hand()
    callback = office.callback
    other = OtherDesk()
    wire = office.lab.join("Anna's other desk", SERVER, other)
    wire.to_server(
        RequestAgentLogin(ReferenceId=1, TenantId="Lighthouse", PlaceId="Place 1", AgentId="anna", MediaList={})
    )
    office.lab.clock.settle()
    assert ["EventAck", "EventCurrentAgentStatus"] == [message.name for message in other.received]
    assert ChannelState.OUT_OF_SERVICE is office.anna.channel.state
    assert (CallbackState.CLOSED, ()) == (callback.state, office.anna.callbacks)


def test_data_attached_to_a_call_are_its_data(office: Office) -> None:
    """The desktop keeps what the switch says the call carries."""
    office.talking()
    _attach(office, "colour", "blue")
    call = office.callback.calls.call
    assert "blue" == call.user_data["colour"]
    assert office.callback.id == call.user_data["ParentInteractionId"]
    office.anna.perform(Action.RELEASE)


def test_data_attached_to_a_call_that_is_over_are_passed_over(office: Office) -> None:
    """The news was on its way when Anna hung up."""
    anna = office.talking()
    call = office.callback.calls.call
    fault = Fault(Mishap.DELAYED, "EventAttachedDataChanged", milliseconds=1_000)
    office.lab.wire("Anna", SWITCH).disturb(SWITCH, fault)
    _attach(office, "colour", "blue")
    anna.perform(Action.RELEASE)
    known = dict(call.user_data)
    office.lab.advance(2_000)
    assert (CallPhase.OVER, known) == (call.phase, call.user_data)


def test_an_answer_that_is_none_leaves_the_call_requested(office: Office) -> None:
    """An event that carries the number of the request but neither dials nor refuses."""
    anna = office.in_hand()
    office.lab.wire("Anna", SWITCH).disturb("Anna", Fault(Mishap.DELAYED, "RequestMakeCall", milliseconds=1_000))
    anna.perform(Action.DIAL)
    number = anna.voice.link.reference() - 1
    _from(office, SWITCH, EventRegistered(Server=SWITCH, ThisDN="1001", ReferenceID=number))
    assert CallPhase.REQUESTED is office.callback.phase


def test_an_answer_that_comes_after_the_switch_was_lost_dials_nothing(office: Office) -> None:
    """The call is over by then and stays so; nobody is kept from logging out by it."""
    anna = office.in_hand()
    office.lab.wire("Anna", SWITCH).disturb(SWITCH, Fault(Mishap.DELAYED, "EventDialing", milliseconds=1_000))
    anna.perform(Action.DIAL)
    office.lab.voice_switch.link_down()
    office.lab.clock.settle()
    assert CallPhase.OVER is office.callback.phase
    office.lab.advance(2_000)
    assert (CallPhase.OVER, ()) == (office.callback.phase, anna.voice.calls)
    assert None is anna.why_not(Action.LOG_OUT)


def test_a_consultation_whose_answer_comes_after_the_switch_was_lost(offices: type[Office]) -> None:
    """The first answer to it, that the call is on hold, comes late: it brings nothing back."""
    office = offices(options={"webcallback.park-queue": "parked"})
    office.lab.log_in("Ben").perform(Action.GO_NOT_READY)
    anna = office.talking()
    wire = office.lab.wire("Anna", SWITCH)
    wire.disturb(SWITCH, Fault(Mishap.DELAYED, "EventHeld", milliseconds=1_000))
    wire.disturb(SWITCH, Fault(Mishap.DROPPED, "EventDialing"))
    anna.perform(Action.START_TRANSFER, target="1002")
    office.lab.voice_switch.link_down()
    office.lab.clock.settle()
    office.lab.advance(2_000)
    assert (CallPhase.OVER, CallPhase.OVER) == (office.callback.phase, office.callback.consult_phase)
    assert () == anna.voice.calls


def test_logging_out_without_a_switch(office: Office) -> None:
    """There is nobody to give the DN back to; after the next login it works again."""
    anna = office.anna
    anna.perform(Action.LOG_IN)
    office.lab.stop_voice_switch()
    anna.perform(Action.LOG_OUT)
    office.lab.start_voice_switch()
    assert not anna.shown().voice_in_service
    anna.perform(Action.LOG_IN)
    assert anna.shown().voice_in_service
