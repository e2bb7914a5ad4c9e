"""What the state machine, or thinking like it, has found: each in its shortest form, so that it stays mended."""

from __future__ import annotations

from datetime import timedelta

from callbook.configuration import Level
from callbook.faults import Fault, Mishap
from callbook.invariants import Watcher
from callbook.lab import Lab
from callbook.workspace.names import Action, CallbackState, CallPhase
from callbook_mocks.interaction_server import Kind, Place

SERVER = "Interaction Server"


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
    assert Place(Kind.HANDLED, "callbacks", "anna") == lab.where(callback)


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
