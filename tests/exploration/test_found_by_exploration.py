"""What the state machine, or thinking like it, has found: each in its shortest form, so that it stays mended."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from callbook.configuration import Level
from callbook.configuration.contact_center import Strategy
from callbook.core.assumptions import Assumptions
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent
from callbook.core.messages.open_media import RequestReject
from callbook.lab import Lab
from callbook.lab.watcher import Watcher
from callbook.workspace.names import Action, CallbackState, CallPhase, ChannelState
from callbook_mocks.interaction_server import Place, PlaceKind

if TYPE_CHECKING:
    from callbook.workspace import Workspace

SERVER = "Interaction Server"


def _talking_beside_a_colleague(lab: Lab) -> tuple[Workspace, Workspace]:
    """Let Anna talk to a contact, and Ben be at his desk, Not Ready; return both desks."""
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.park-queue", "parked")
    anna, ben = lab.log_in("Anna"), lab.log_in("Ben")
    ben.perform(Action.GO_NOT_READY)
    lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    return anna, ben


def test_a_late_placement_takes_the_callback_from_the_desktop() -> None:
    """A RequestPlaceInQueue that arrives after the desktop gave up waiting: the callback leaves the desktop, too."""
    lab = Lab()
    watcher = Watcher(lab)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.complete-queue", "callbacks")
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    lab.wire("Anna", SERVER).disturb("Anna", Fault(Mishap.DELAYED, "RequestPlaceInQueue", 40_000))
    anna.perform(Action.MARK_DONE)
    lab.advance(timedelta(seconds=30))
    assert CallbackState.IN_HAND is anna.callbacks[0].state
    anna.perform(Action.GO_NOT_READY)
    ben = lab.log_in("Ben")
    lab.advance(timedelta(seconds=10))
    ben.perform(Action.ACCEPT)
    assert () == anna.callbacks
    watcher.look()


def test_a_second_offer_replaces_one_that_is_long_over() -> None:
    """An invitation that arrives after its own end stays on the screen only until the next one comes."""
    lab = Lab()
    Watcher(lab)
    anna = lab.log_in("Anna")
    lab.wire("Anna", SERVER).disturb(SERVER, Fault(Mishap.DELAYED, "EventInvite", 31_000))
    callback = lab.schedule(lab.contact())
    lab.advance(timedelta(seconds=40))
    anna.perform(Action.ACCEPT)
    assert CallbackState.IN_HAND is anna.callback(callback).state
    assert Place(PlaceKind.HANDLED, "callbacks", "anna") == lab.where(callback)


def test_a_callback_that_was_taken_away_during_a_call_can_be_offered_again() -> None:
    """The connection breaks during a call and comes back: the callback is offered anew while the call goes on."""
    lab = Lab()
    Watcher(lab)
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(timedelta(seconds=10))
    wire = lab.wire("Anna", SERVER)
    wire.cut()
    lab.clock.settle()
    assert CallbackState.TAKEN_AWAY is anna.callback(callback).state
    wire.mend()
    lab.clock.settle()
    offered, call = anna.shown().interactions
    assert (callback, CallbackState.OFFERED) == (offered.id, offered.state)
    assert ("voice-1", CallPhase.TALKING) == (call.id, call.call)
    anna.perform(Action.RELEASE, on="voice-1")
    anna.perform(Action.ACCEPT, on=callback)
    assert CallbackState.IN_HAND is anna.callback(callback).state
    assert [callback] == [interaction.id for interaction in anna.shown().interactions]


def test_a_state_that_is_shown_late_does_not_open_the_channel_of_an_agent_who_left() -> None:
    """EventCurrentAgentStatus arrives after the logout: the channel stays logged off."""
    lab = Lab()
    Watcher(lab)
    anna = lab.agent("Anna")
    lab.wire("Anna", SERVER).disturb(SERVER, Fault(Mishap.DELAYED, "EventCurrentAgentStatus", 1_000))
    anna.perform(Action.LOG_IN)
    anna.perform(Action.LOG_OUT)
    lab.advance(1_000)
    assert ChannelState.LOGGED_OFF is anna.shown().channel


def test_a_state_that_is_forced_late_does_not_open_the_channel_of_an_agent_who_left() -> None:
    """EventForcedAgentStateChange arrives after the logout: the channel stays logged off."""
    lab = Lab(assumptions=Assumptions(not_ready_after_expiry=True))
    Watcher(lab)
    anna = lab.log_in("Anna")
    lab.wire("Anna", SERVER).disturb(SERVER, Fault(Mishap.DELAYED, "EventForcedAgentStateChange", 1_000))
    lab.schedule(lab.contact())
    lab.advance(30_000)
    anna.perform(Action.LOG_OUT)
    lab.advance(1_000)
    assert ChannelState.LOGGED_OFF is anna.shown().channel


def test_an_invitation_for_an_agent_who_left_is_not_shown() -> None:
    """The logout is late, so the server still invites: nobody sees it, and it goes back when it expires."""
    lab = Lab()
    Watcher(lab)
    anna = lab.log_in("Anna")
    lab.wire("Anna", SERVER).disturb("Anna", Fault(Mishap.DELAYED, "RequestAgentLogout", 60_000))
    anna.perform(Action.LOG_OUT)
    callback = lab.schedule(lab.contact())
    assert () == anna.shown().interactions
    assert PlaceKind.OFFERED is lab.where(callback).kind
    lab.advance(60_000)
    assert PlaceKind.STRATEGY is lab.where(callback).kind


def test_a_late_logout_that_ends_the_next_session_is_followed_by_another_login() -> None:
    """A logout that arrives after the next login: the desktop gives up what it has and logs in once more."""
    lab = Lab()
    watcher = Watcher(lab)
    anna = lab.log_in("Anna")
    lab.wire("Anna", SERVER).disturb("Anna", Fault(Mishap.DELAYED, "RequestAgentLogout", 60_000))
    anna.perform(Action.LOG_OUT)
    anna.perform(Action.LOG_IN)
    callback = lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    lab.advance(60_000)
    assert (ChannelState.READY, "offered to 'anna'") == (anna.shown().channel, str(lab.where(callback)))
    assert [CallbackState.OFFERED] == [here.state for here in anna.callbacks]
    watcher.look()


@pytest.mark.parametrize("first", ["contact", "colleague"])
def test_a_callback_taken_away_while_its_agent_consults_stays_until_both_calls_are_over(first: str) -> None:
    """The window is the agent's way to both calls: it goes with the last one, whichever that is."""
    lab = Lab()
    watcher = Watcher(lab)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.park-queue", "parked")
    maria, joan = lab.contact("Maria"), lab.contact("Joan")
    anna = lab.log_in("Anna")
    callback = lab.schedule(maria)
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    anna.perform(Action.START_TRANSFER, target=joan.person.phone_number)
    lab.advance(10_000)
    lab.stop_interaction_server()
    assert CallbackState.TAKEN_AWAY is anna.callback(callback).state
    hang_up = {
        "contact": lambda: lab.voice_switch.hear(maria.person.phone_number, "hangs up"),
        "colleague": lambda: anna.perform(Action.CANCEL_TRANSFER),
    }
    hang_up.pop(first)()
    lab.clock.settle()
    assert [callback] == [shown.id for shown in anna.shown().interactions]
    watcher.look_around()
    hang_up.popitem()[1]()
    lab.clock.settle()
    assert () == anna.shown().interactions
    watcher.look_around()


def test_properties_from_an_earlier_stay_are_not_shown() -> None:
    """EventPropertiesChanged from before the callback was routed anew says nothing about it any more."""
    lab = Lab()
    Watcher(lab)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "interaction.disposition.use-attached-data", "true")
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    wire = lab.wire("Anna", SERVER)
    wire.disturb(SERVER, Fault(Mishap.DELAYED, "EventPropertiesChanged", 5_000))
    anna.perform(Action.SET_DISPOSITION, code="Resolved")
    lab.advance(1_000)
    anna.perform(Action.LOG_OUT)
    anna.perform(Action.LOG_IN)
    anna.perform(Action.ACCEPT)
    before = anna.callback(callback).interaction
    lab.advance(5_000)
    assert before == anna.callback(callback).interaction


def test_a_callback_that_a_changed_configuration_routes_at_its_due_time_is_routed_once() -> None:
    """At the very instant of the due time the strategies change, and a request lets the server notice it first."""
    lab = Lab()
    Watcher(lab)
    anna = lab.log_in("Anna")
    lab.wire("Anna", SERVER).disturb("Anna", Fault(Mishap.DELAYED, "RequestNotReadyForMedia", 60_000))
    anna.perform(Action.GO_NOT_READY)
    callback = lab.schedule(lab.contact(), "in 1 minute")
    lab.advance(1_000)
    lab.configuration.define_strategy(Strategy(name="urgent", target="agent", target_name="ben"))
    lab.advance(59_000)
    assert "offered to 'anna'" == str(lab.where(callback))
    assert () == lab.close()


def test_a_registration_that_comes_after_the_logout_is_given_back() -> None:
    """RequestRegisterAddress is late and the agent has left: calls to the DN are not shown to somebody who is gone."""
    lab = Lab()
    watcher = Watcher(lab)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.park-queue", "parked")
    ben = lab.agent("Ben")
    lab.wire("Ben", lab.voice_switch.name).disturb("Ben", Fault(Mishap.DELAYED, "RequestRegisterAddress", 1_000))
    ben.perform(Action.LOG_IN)
    ben.perform(Action.LOG_OUT)
    lab.advance(1_000)
    assert not ben.shown().voice_in_service
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    anna.perform(Action.ONE_STEP_TRANSFER, target="1002")
    assert () == ben.shown().interactions
    watcher.look_around()


def test_a_call_that_rings_for_somebody_who_left_is_not_shown() -> None:
    """EventRinging crosses the logout: the telephone rings on, and nobody can answer at the desktop."""
    lab = Lab()
    watcher = Watcher(lab)
    anna, ben = _talking_beside_a_colleague(lab)
    lab.wire("Ben", lab.voice_switch.name).disturb(lab.voice_switch.name, Fault(Mishap.DELAYED, "EventRinging", 1_000))
    anna.perform(Action.ONE_STEP_TRANSFER, target="1002")
    ben.perform(Action.LOG_OUT)
    lab.advance(1_000)
    assert () == ben.shown().interactions
    watcher.look_around()


def test_an_acceptance_that_arrives_twice_and_is_heard_of_once_is_the_agents() -> None:
    """The second is refused, for the ticket is spent, and both answers to the first are lost: the desktop asks."""
    lab = Lab()
    watcher = Watcher(lab)
    anna = lab.log_in("Anna")
    callback = lab.schedule(lab.contact())
    wire = lab.wire("Anna", SERVER)
    wire.disturb("Anna", Fault(Mishap.REPEATED, "RequestAccept"))
    wire.disturb(SERVER, Fault(Mishap.DROPPED, "EventAck"))
    wire.disturb(SERVER, Fault(Mishap.DROPPED, "EventPartyAdded"))
    anna.perform(Action.ACCEPT)
    assert (CallbackState.IN_HAND, "handled by 'anna'") == (anna.callback(callback).state, str(lab.where(callback)))
    watcher.look()


@pytest.mark.parametrize("lost", [(), ("EventAgentLogout", "EventUnregistered")], ids=["heard", "not heard"])
def test_a_late_logout_at_the_voice_switch_is_followed_by_another_registration(lost: tuple[str, ...]) -> None:
    """It has come after the login: the desktop registers anew, at the latest when the switch refuses something."""
    lab = Lab()
    Watcher(lab)
    anna = lab.log_in("Anna")
    switch, wire = lab.voice_switch.name, lab.wire("Anna", lab.voice_switch.name)
    for request in ("RequestAgentLogout", "RequestUnregisterAddress"):
        wire.disturb("Anna", Fault(Mishap.DELAYED, request, 20_000))
    anna.perform(Action.LOG_OUT)
    anna.perform(Action.LOG_IN)
    lab.schedule(lab.contact())
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    for event in lost:
        wire.disturb(switch, Fault(Mishap.DROPPED, event))
    lab.advance(10_000)
    if lost:
        anna.perform(Action.RELEASE)  # refused with 41: the client has not registered the DN
    anna.perform(Action.RELEASE)
    assert (True, CallPhase.OVER) == (anna.shown().voice_in_service, anna.callbacks[0].phase)
    assert () == lab.close()


def test_a_call_whose_end_has_come_first_does_not_ring() -> None:
    """EventAbandoned passes EventRinging on its way: nobody shows a call that is over."""
    lab = Lab()
    watcher = Watcher(lab)
    anna, ben = _talking_beside_a_colleague(lab)
    lab.wire("Ben", lab.voice_switch.name).disturb(lab.voice_switch.name, Fault(Mishap.DELAYED, "EventRinging", 2_000))
    anna.perform(Action.START_TRANSFER, target="1002")
    anna.perform(Action.CANCEL_TRANSFER)
    lab.advance(2_000)
    assert () == ben.shown().interactions
    watcher.look()


def test_a_transfer_that_is_refused_because_the_consultation_is_over_leaves_the_call() -> None:
    """The colleague has hung up, and the news is lost: of the two calls it is the other one that is there still."""
    lab = Lab()
    watcher = Watcher(lab)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.park-queue", "parked")
    joan = lab.contact("Joan")
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    anna.perform(Action.START_TRANSFER, target=joan.person.phone_number)
    lab.advance(10_000)
    switch = lab.voice_switch.name
    lab.wire("Anna", switch).disturb(switch, Fault(Mishap.DROPPED, "EventReleased"))
    lab.hang_up(joan.person.phone_number)
    anna.perform(Action.COMPLETE_TRANSFER)
    (window,) = anna.shown().interactions
    assert (CallPhase.HELD, CallPhase.OVER) == (window.call, window.consult)
    watcher.look()


def test_an_invitation_of_an_earlier_session_does_not_take_the_callback_away() -> None:
    """It comes late, when the callback was offered anew and is in hand: the lower ticket is the older one."""
    lab = Lab()
    watcher = Watcher(lab)
    anna = lab.log_in("Anna")
    lab.wire("Anna", SERVER).disturb(SERVER, Fault(Mishap.DELAYED, "EventInvite", 2_000))
    callback = lab.schedule(lab.contact())
    anna.perform(Action.LOG_OUT)
    anna.perform(Action.LOG_IN)
    anna.perform(Action.ACCEPT)
    lab.advance(2_000)
    assert (CallbackState.IN_HAND, "handled by 'anna'") == (anna.callback(callback).state, str(lab.where(callback)))
    watcher.look()


def test_a_refusal_that_names_the_call_by_its_former_id_does_not_end_it() -> None:
    """A request that comes after the transfer names the consult call: that one is gone, and the call goes on."""
    lab = Lab()
    watcher = Watcher(lab)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.park-queue", "parked")
    anna, ben = lab.log_in("Anna"), lab.log_in("Ben")
    ben.perform(Action.GO_NOT_READY)
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    anna.perform(Action.START_TRANSFER, target="1002")
    ben.perform(Action.ANSWER)
    lab.wire("Ben", lab.voice_switch.name).disturb("Ben", Fault(Mishap.DELAYED, "RequestHoldCall", 5_000))
    ben.perform(Action.HOLD)
    anna.perform(Action.COMPLETE_TRANSFER)
    lab.advance(5_000)
    (window,) = ben.shown().interactions
    assert CallPhase.TALKING is window.call
    watcher.look()


def test_a_call_that_comes_about_while_its_callback_is_placed_has_a_window() -> None:
    """It was given up, the callback is marked done, and then EventDialing comes: somebody has to end that call."""
    lab = Lab()
    watcher = Watcher(lab)
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    lab.wire("Anna", lab.voice_switch.name).disturb("Anna", Fault(Mishap.DELAYED, "RequestMakeCall", 31_000))
    anna.perform(Action.DIAL)
    lab.advance(30_000)
    lab.wire("Anna", SERVER).disturb("Anna", Fault(Mishap.DELAYED, "RequestChangeProperties", 5_000))
    anna.perform(Action.MARK_DONE)
    lab.advance(5_000)
    assert [("voice-1", CallPhase.REACHED)] == [(shown.id, shown.call) for shown in anna.shown().interactions]
    anna.perform(Action.RELEASE)
    assert () == anna.shown().interactions
    watcher.look_around()


def test_giving_an_invitation_back_is_not_declining() -> None:
    """The desktop does it by itself, whether the agent may decline or not: nobody was told that it was taken back."""
    lab = Lab()
    watcher = Watcher(lab)
    lab.configuration.withhold_privilege("anna", "Can Decline")
    lab.log_in("Anna")
    lab.disturb("Anna", SERVER, SERVER, Fault(Mishap.DROPPED, "EventRevoked"))
    lab.cancel(lab.schedule(lab.contact("Maria")))
    lab.advance(60_000)
    rejections = [
        entry.message.Reason
        for entry in lab.journal
        if isinstance(entry, MessageSent) and isinstance(entry.message, RequestReject)
    ]
    assert ["Overdue"] == [reason and reason.ReasonSystemName for reason in rejections]
    watcher.leave()
