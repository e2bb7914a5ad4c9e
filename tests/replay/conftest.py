"""Recordings of everything that can come from outside."""

from __future__ import annotations

from datetime import timedelta

import pytest

from callbook.configuration import Level
from callbook.core.errors import CallbookError
from callbook.core.faults import Fault, Mishap
from callbook.lab import Lab
from callbook.record.trace import Trace, trace_of
from callbook.workspace import Action
from callbook_mocks.contacts import behaves
from callbook_mocks.website import CallbackForm

SERVER = "Interaction Server"


def eventful() -> Lab:
    """Play a shift in which everybody does everything once: agents, contacts, administrator, operations."""
    lab = Lab(seed=3)
    anna, maria = lab.log_in("Anna"), lab.contact("Maria")
    lab.step_began("When", "Maria waits for her callback", 7)
    callback = lab.schedule(maria)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-dial", "true")
    lab.disturb("Anna", SERVER, SERVER, Fault(Mishap.DELAYED, "EventAck", 1_500))
    anna.perform(Action.ACCEPT)
    lab.advance(5_000)
    lab.step_ended("passed", "")
    anna.perform(Action.DIAL)
    lab.advance(1_000)
    lab.reject(maria.person.phone_number)
    refused(lambda: lab.reject(maria.person.phone_number))
    anna.perform(Action.DIAL)
    lab.advance(1_000)
    lab.pick_up(maria.person.phone_number)
    refused(lambda: lab.pick_up(maria.person.phone_number))
    lab.advance(5_000)
    lab.hang_up(maria.person.phone_number)
    refused(lambda: lab.hang_up(maria.person.phone_number))
    refused(lambda: lab.hang_up("+447700900999"))
    lab.plays(maria, behaves("busy"))
    anna.perform(Action.RESCHEDULE, moment=lab.clock.now() + timedelta(hours=1), phone_number=None)
    refused(lambda: anna.perform(Action.RESCHEDULE, moment="tomorrow"))
    lab.cut("Anna", SERVER)
    lab.mend("Anna", SERVER)
    lab.cancel(callback)
    refused(lambda: lab.cancel(callback))
    refused(lambda: lab.fill_in(CallbackForm(name="", phone_number="x", time_zone="Mars")))
    lab.lose_link()
    lab.restore_link()
    lab.stop_voice_switch()
    lab.start_voice_switch()
    lab.stop_interaction_server()
    lab.start_interaction_server()
    lab.disturb("Anna", SERVER, "Anna", Fault(Mishap.DELAYED, "*", 10, None, at_most=500, percent=50))
    lab.end_fault(lab.disturb("*", SERVER, SERVER, Fault(Mishap.REPEATED, times=None)))
    lab.disturb("Anna", SERVER, "Anna", Fault(Mishap.RESET, "RequestNotReadyForMedia", mend_after=2_000))
    anna.perform(Action.GO_NOT_READY)
    lab.advance(5_000)
    lab.cut("Anna", SERVER, 1_000)
    lab.stop_voice_switch(3_000)
    lab.stop_interaction_server(4_000)
    lab.advance(5_000)
    lab.restart_voice_switch()
    lab.restart_interaction_server()
    lab.restart_interaction_server(with_state=False)
    lab.advance(60_000)
    return lab


def refused(attempt: object) -> None:
    """Let somebody try what is refused."""
    assert callable(attempt)
    with pytest.raises(CallbookError):
        attempt()


@pytest.fixture
def shift() -> Trace:
    """Give the recording of the eventful shift."""
    return trace_of(eventful(), scenario="An eventful shift")


@pytest.fixture
def callback() -> Trace:
    """Give the recording of a callback from the form to Mark Done, by Anna."""
    lab = Lab()
    anna = lab.log_in("Anna")
    lab.schedule(lab.contact("Maria"))
    lab.advance(3_000)
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    anna.perform(Action.RELEASE)
    anna.perform(Action.SET_DISPOSITION, code="Resolved")
    anna.perform(Action.MARK_DONE)
    return trace_of(lab, feature="x.feature", scenario="From form to done")
