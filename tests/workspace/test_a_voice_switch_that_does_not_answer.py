"""What the voice switch leaves unsaid: the agent is told, it is asked again, and calls are compared (F10)."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from msgspec.structs import replace

from callbook.core.assumptions import Assumptions
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent, Noted
from callbook.core.messages.t_library import RequestMakeCall
from callbook.core.messages.t_library_events import EventDialing, EventEstablished, EventRegistered
from callbook.workspace import Action, CallPhase

if TYPE_CHECKING:
    from tests.workspace.conftest import Office

    from callbook.core.messages import Message

_Event = TypeVar("_Event", EventDialing, EventEstablished, RequestMakeCall)
SWITCH = "SIP Server"
PATIENCE = 30_000


def _lost(office: Office, message: str, *, times: int = 1) -> None:
    sender = SWITCH if message.startswith("Event") else "Anna"
    office.lab.disturb("Anna", SWITCH, sender, Fault(Mishap.DROPPED, message, times=times))


def _from_switch(office: Office, message: Message) -> None:
    office.lab.wire("Anna", SWITCH).to_client(message)
    office.lab.clock.settle()


def _sent(office: Office, name: str) -> int:
    sent = (entry for entry in office.lab.journal.entries if isinstance(entry, MessageSent) and SWITCH in entry.wire)
    return sum(entry.name == name for entry in sent)


def _calls_at_the_switch(office: Office) -> list[str]:
    return [call.conn_id for call in office.lab.voice_switch.calls]


@pytest.mark.parametrize(
    ("request_name", "action"),
    [
        ("RequestRegisterAddress", Action.LOG_IN),
        ("RequestAgentLogin", Action.LOG_IN),
        ("RequestUnregisterAddress", Action.LOG_OUT),
    ],
)
def test_what_concerns_the_dn_is_asked_again_until_it_is_answered(
    office: Office, request_name: str, action: Action
) -> None:
    """However often it is lost; the agent is told each time."""
    if action is Action.LOG_OUT:
        office.anna.perform(Action.LOG_IN)
    _lost(office, request_name, times=2)
    office.anna.perform(action)
    office.lab.advance(3 * PATIENCE)
    assert [f"the voice switch does not answer {request_name}"] * 2 == office.told("voice")
    assert 3 == _sent(office, request_name)


def test_a_logout_is_not_asked_again_for_the_dn_is_given_back(office: Office) -> None:
    """The agent is told, and that is all."""
    office.anna.perform(Action.LOG_IN)
    _lost(office, "RequestAgentLogout")
    office.anna.perform(Action.LOG_OUT)
    office.lab.advance(2 * PATIENCE)
    assert ["the voice switch does not answer RequestAgentLogout"] == office.told("voice")


def test_what_has_become_the_opposite_meanwhile_is_not_asked_again(office: Office) -> None:
    """An agent who has logged out wants no DN, whoever asked for one before."""
    _lost(office, "RequestRegisterAddress")
    office.anna.perform(Action.LOG_IN)
    office.anna.perform(Action.LOG_OUT)
    office.lab.advance(2 * PATIENCE)
    assert ["the voice switch does not answer RequestRegisterAddress"] == office.told("voice")
    assert 1 == _sent(office, "RequestRegisterAddress")


def test_how_long_the_desktop_waits_is_an_assumption(offices: type[Office]) -> None:
    """Whoever knows better replaces it; the other wire has its own."""
    office = offices(Assumptions(voice_answer_timeout=5_000))
    office.in_hand()
    _lost(office, "RequestMakeCall")
    office.anna.perform(Action.DIAL)
    office.lab.advance(5_000)
    assert CallPhase.UNANSWERED is office.callback.phase


def test_the_agent_sees_the_silence_while_the_call_goes_on(office: Office) -> None:
    """And no longer once the call has gone on."""
    anna = office.talking()
    _lost(office, "RequestHoldCall")
    anna.perform(Action.HOLD)
    office.lab.advance(PATIENCE)
    (shown,) = anna.shown().interactions
    assert (CallPhase.TALKING, "the voice switch does not answer", "") == (shown.call, shown.trouble, shown.call_result)
    anna.perform(Action.HOLD)
    (shown,) = anna.shown().interactions
    assert (CallPhase.HELD, "") == (shown.call, shown.trouble)


def test_a_silence_about_a_call_that_is_over_is_nobodys_concern(office: Office) -> None:
    """The contact has hung up before the patience ran out."""
    anna = office.talking()
    _lost(office, "RequestHoldCall")
    anna.perform(Action.HOLD)
    office.lab.hang_up(office.callback.calls.call.number)
    office.lab.advance(PATIENCE)
    assert CallPhase.OVER is office.callback.phase
    assert () == tuple(office.told("trouble"))


def test_a_consultation_that_is_not_answered_can_be_tried_again(offices: type[Office]) -> None:
    """EventHeld answers only the half of it: the desktop goes on waiting for EventDialing."""
    office = offices(options={"webcallback.park-queue": "parked"})
    anna = office.talking()
    joan = office.lab.contact("Joan").person.phone_number
    _lost(office, "RequestInitiateTransfer")
    anna.perform(Action.START_TRANSFER, target=joan)
    office.lab.advance(PATIENCE)
    (shown,) = anna.shown().interactions
    assert (CallPhase.TALKING, CallPhase.UNANSWERED) == (shown.call, shown.consult)
    anna.perform(Action.START_TRANSFER, target=joan)
    (shown,) = anna.shown().interactions
    assert (CallPhase.HELD, CallPhase.DIALING) == (shown.call, shown.consult)


def test_a_call_that_is_there_though_the_switch_refuses_another_is_found(office: Office) -> None:
    """All news of the first was lost: the second is refused, for the DN has a call; it is released."""
    office.in_hand()
    for event in ("EventDialing", "EventNetworkReached", "EventEstablished", "EventRegistered"):
        _lost(office, event)
    office.anna.perform(Action.DIAL)
    office.lab.advance(PATIENCE)
    assert (CallPhase.UNANSWERED, 1) == (office.callback.phase, len(_calls_at_the_switch(office)))
    office.anna.perform(Action.DIAL)
    assert (CallPhase.OVER, []) == (office.callback.phase, _calls_at_the_switch(office))
    assert office.told("voice")[-1].endswith("is released: no window waits for it")


def test_a_call_that_was_up_when_the_connection_broke_is_released(office: Office) -> None:
    """The agent was told that it is lost, so nobody could end it."""
    office.talking()
    wire = office.lab.wire("Anna", SWITCH)
    wire.cut()
    office.lab.clock.settle()
    assert (CallPhase.OVER, 1) == (office.callback.phase, len(_calls_at_the_switch(office)))
    wire.mend()
    office.lab.clock.settle()
    assert [] == _calls_at_the_switch(office)


def test_a_release_of_what_no_window_shows_is_asked_again(office: Office) -> None:
    """Until the switch has answered."""
    office.talking()
    wire = office.lab.wire("Anna", SWITCH)
    wire.cut()
    office.lab.clock.settle()
    _lost(office, "RequestReleaseCall")
    wire.mend()
    office.lab.clock.settle()
    assert 1 == len(_calls_at_the_switch(office))
    office.lab.advance(PATIENCE)
    assert [] == _calls_at_the_switch(office)


def _first(office: Office, kind: type[_Event]) -> _Event:
    messages = [entry.message for entry in office.lab.journal if isinstance(entry, MessageSent)]
    return next(message for message in messages if isinstance(message, kind))


def test_an_event_of_a_call_that_no_window_waits_for_is_noted_and_the_call_released(office: Office) -> None:
    """Its EventDialing was lost, and the agent has gone on."""
    office.talking().perform(Action.RELEASE)
    seen = office.anna.shown()
    _from_switch(office, replace(_first(office, EventEstablished), ConnID="0123456789abcdef", ReferenceID=0))
    assert seen == office.anna.shown()
    assert "EventEstablished: nothing here waits for it" == office.told("ignored")[-1]
    assert "the call 0123456789abcdef is released: no window waits for it" in office.told("voice")
    assert 2 == _sent(office, "RequestReleaseCall")


def test_a_late_message_about_a_call_that_is_over_is_noted(office: Office) -> None:
    """Nothing else comes of it, though it names a call that is asked for."""
    office.talking().perform(Action.RELEASE)
    seen = office.anna.shown()
    _from_switch(office, _first(office, EventDialing))
    assert seen == office.anna.shown()
    assert "EventDialing: its call is over" == office.told("ignored")[-1]


def test_of_several_registrations_only_the_last_tells_which_calls_are_gone(office: Office) -> None:
    """An answer that is doubled, or was on its way when a call began, ends nothing."""
    office.talking()
    _from_switch(office, EventRegistered(Server=SWITCH, ThisDN="1001", ReferenceID=999))
    assert CallPhase.TALKING is office.callback.phase


def test_the_desktop_keeps_fifty_calls_that_are_over(office: Office) -> None:
    """The newest: older ones come no more."""
    office.in_hand("busy")
    for _ in range(52):
        office.anna.perform(Action.DIAL)
        office.lab.advance(10_000)
    assert 50 == len(office.anna.voice._over)


def test_the_desktop_waits_late_for_fifty_answers(office: Office) -> None:
    """The newest: older ones come no more."""
    office.talking()
    _lost(office, "RequestHoldCall", times=52)
    for _ in range(52):
        office.anna.perform(Action.HOLD)
    office.lab.advance(PATIENCE)
    assert 50 == len(office.anna.voice.link._waiting)


def test_an_answer_of_another_kind_answers_no_request_to_call(office: Office) -> None:
    """A switch that answers with something else has not answered."""
    office.in_hand()
    _lost(office, "RequestMakeCall")
    office.anna.perform(Action.DIAL)
    reference = _first(office, RequestMakeCall).ReferenceID
    _from_switch(office, EventRegistered(Server=SWITCH, ThisDN="1001", ReferenceID=reference))
    before = office.callback.phase
    office.lab.advance(PATIENCE)
    assert (CallPhase.REQUESTED, CallPhase.UNANSWERED) == (before, office.callback.phase)


def test_nobody_waits_for_a_switch_that_is_lost(office: Office) -> None:
    """Its silence is told once, as an outage."""
    office.in_hand()
    _lost(office, "RequestMakeCall")
    office.anna.perform(Action.DIAL)
    office.lab.stop_voice_switch()
    office.lab.advance(2 * PATIENCE)
    assert [] == office.told("trouble")
    assert "the voice switch is lost" == office.anna.shown().interactions[0].call_result


def test_a_lost_link_ends_what_was_asked_for(offices: type[Office]) -> None:
    """A T-Server without its switch: the patience that still runs tells nothing more."""
    office = offices()
    office.in_hand()
    _lost(office, "RequestMakeCall")
    office.anna.perform(Action.DIAL)
    office.lab.lose_link()
    assert CallPhase.OVER is office.callback.phase
    office.lab.advance(2 * PATIENCE)
    assert [] == [entry for entry in office.lab.journal if isinstance(entry, Noted) and entry.topic == "trouble"]


def test_a_logout_that_is_not_heard_by_the_switch_lets_nothing_ring(office: Office) -> None:
    """Until it is heard, what happens at the DN is noted and nothing else."""
    office.anna.perform(Action.LOG_IN)
    _lost(office, "RequestUnregisterAddress")
    office.anna.perform(Action.LOG_OUT)
    assert () == office.anna.shown().interactions
    office.lab.advance(PATIENCE)
    assert 2 == _sent(office, "RequestUnregisterAddress")
