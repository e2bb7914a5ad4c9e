"""An acceptance that arrives, or is answered, after the desktop gave up waiting: whose is the callback (F2)?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.assumptions import Assumptions
from callbook.core.faults import Fault, Mishap
from callbook.core.journal_entries import MessageSent
from callbook.core.messages.open_media_events import EventPartyAdded
from callbook.workspace import Action, CallbackState
from callbook_mocks.interaction_server import PlaceKind

if TYPE_CHECKING:
    from tests.workspace.conftest import Office

SERVER = "Interaction Server"
PATIENCE = 5_000


def _late(office: Office, message: str, milliseconds: int) -> None:
    sender = SERVER if message.startswith("Event") else "Anna"
    office.lab.disturb("Anna", SERVER, sender, Fault(Mishap.DELAYED, message, milliseconds))


def _lost(office: Office, message: str) -> None:
    office.lab.disturb("Anna", SERVER, SERVER, Fault(Mishap.DROPPED, message))


@pytest.fixture
def patient(offices: type[Office]) -> Office:
    """Give an office whose desktops give up long before an invitation expires; Anna's acceptance takes 10 seconds."""
    office = offices(Assumptions(answer_timeout=PATIENCE))
    office.offered()
    _late(office, "RequestAccept", 10_000)
    office.anna.perform(Action.ACCEPT)
    office.lab.advance(PATIENCE)
    assert () == office.anna.callbacks  # the server has not handed it over yet, and says so
    return office


@pytest.mark.parametrize("lost", ["EventAck", "EventPartyAdded"])
def test_either_answer_opens_the_window_if_the_server_says_that_it_is_theirs(patient: Office, lost: str) -> None:
    """The desktop asks, for the answer may be old."""
    _lost(patient, lost)
    patient.lab.advance(10_000)
    assert CallbackState.IN_HAND is patient.callback.state
    assert PlaceKind.HANDLED is patient.lab.where(patient.callback.id).kind


def test_both_answers_open_one_window(patient: Office) -> None:
    """The second one tells nothing new."""
    patient.lab.advance(10_000)
    assert [CallbackState.IN_HAND] == [callback.state for callback in patient.anna.callbacks]


def test_if_the_server_says_that_it_is_not_theirs_the_agent_is_told(patient: Office) -> None:
    """The contact has cancelled, and the news of it is lost."""
    _late(patient, "EventAck", 2_000)
    _late(patient, "EventPartyAdded", 2_000)
    _lost(patient, "EventRevoked")
    patient.lab.advance(6_000)
    (callback,) = patient.lab.interaction_server.interactions
    patient.lab.cancel(callback)
    patient.lab.advance(10_000)
    assert () == patient.anna.callbacks
    assert "Interaction Server refuses" in patient.told("trouble")[-1]


def test_an_agent_who_has_logged_out_gets_nothing(patient: Office) -> None:
    """A late answer opens no window for nobody."""
    _late(patient, "EventAck", 5_000)
    _late(patient, "EventPartyAdded", 5_000)
    patient.lab.advance(6_000)
    patient.anna.perform(Action.LOG_OUT)
    patient.lab.advance(20_000)
    assert () == patient.anna.callbacks


def test_a_party_that_is_named_again_after_mark_done_means_nothing(office: Office) -> None:
    """The window was open: what comes again is old."""
    anna = office.in_hand()
    sent = [entry.message for entry in office.lab.journal if isinstance(entry, MessageSent)]
    named = next(message for message in sent if isinstance(message, EventPartyAdded))
    anna.perform(Action.MARK_DONE)
    office.lab.wire("Anna", SERVER).to_client(named)
    office.lab.clock.settle()
    assert () == anna.callbacks


def test_a_refusal_that_comes_late_is_noted(patient: Office) -> None:
    """The contact has cancelled before the acceptance arrived: it says nothing that the desktop does not know."""
    (callback,) = patient.lab.interaction_server.interactions
    patient.lab.cancel(callback)
    patient.lab.advance(10_000)
    assert "EventError: nothing here waits for it" in patient.told("ignored")


def test_an_answer_about_an_earlier_offer_does_not_touch_the_next(patient: Office) -> None:
    """It was offered anew meanwhile, after a refusal of the first acceptance was lost."""
    _lost(patient, "EventPartyAdded")
    _late(patient, "EventAck", 30_000)
    patient.lab.advance(6_000)
    patient.lab.stop_interaction_server()
    patient.lab.start_interaction_server()
    (callback,) = patient.anna.callbacks
    assert CallbackState.OFFERED is callback.state
    patient.lab.advance(40_000)
    assert CallbackState.OFFERED is patient.callback.state
