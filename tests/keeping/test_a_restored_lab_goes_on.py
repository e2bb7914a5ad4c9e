"""A lab that was kept and killed goes on: callbacks, contacts, configuration, time and names (E2, F10)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from tests.keeping.conftest import RUN

from callbook.core.assumptions import Assumptions
from callbook.core.errors import BadInput
from callbook.core.messages.message import Message
from callbook.core.messages.open_media import RequestSubmit
from callbook.core.messages.open_media_events import EventAck
from callbook.core.state_file import StateFile
from callbook.lab import Lab
from callbook.lab.keeping import Keeper, restored_lab
from callbook.lab.outside.resuming import Resume
from callbook.lab.rerun import replay
from callbook.record.trace import trace_of
from callbook.workspace.names import Action
from callbook_mocks.contacts import behaves
from callbook_mocks.interaction_server import PlaceKind, ServerSettings

Kill = Callable[[StateFile], StateFile]


def test_callbacks(state_file: StateFile, killed: Kill) -> None:
    """What an agent had in hand is offered again after the restart, and can be worked on to its end."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    anna = lab.log_in("Anna")
    callback, waiting = lab.schedule(lab.contact("Maria")), lab.schedule(lab.contact("Paul"))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    assert lab.where(callback).kind is PlaceKind.HANDLED
    assert keeper.keep()
    again = restored_lab(killed(state_file), RUN)
    again.check()
    assert [PlaceKind.STRATEGY] * 2 == [again.where(name).kind for name in (callback, waiting)]
    anna = again.log_in("Anna")
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    again.advance(10_000)
    (shown,) = anna.shown().interactions
    assert (callback, "connected") == (shown.id, shown.call)
    anna.perform(Action.RELEASE)
    anna.perform(Action.MARK_DONE)
    assert [callback] == list(again.here.interaction_server.done)
    assert "offered to 'anna'" == str(again.where(waiting))


def test_time_and_names(state_file: StateFile, killed: Kill) -> None:
    """The clock does not run backwards, and nothing is called what something was called before."""
    lab = Lab(seed=7, start=datetime(2026, 5, 1, 9, tzinfo=UTC))
    keeper = Keeper(lab, state_file, RUN)
    first = lab.schedule(lab.contact())
    lab.advance(90_000)
    keeper.keep()
    again = restored_lab(killed(state_file), RUN)
    assert (lab.clock.instant, 7) == (again.clock.instant, again.seed)
    assert lab.here.identifiers.position == again.here.identifiers.position
    assert first != again.schedule(again.contact())
    assert 2 == len(again.interaction_server.interactions)


def test_the_same_contact_comes_again(state_file: StateFile, killed: Kill) -> None:
    """Who fills in the same form once more after two restarts has two callbacks; the website counts on."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    maria = lab.contact("Maria")
    first = lab.schedule(maria)
    keeper.keep()
    left = killed(state_file)
    Keeper(restored_lab(left, RUN), left, RUN)
    again = restored_lab(killed(left), RUN)
    assert first != again.schedule(maria)


def test_a_contact_takes_a_callback_back(state_file: StateFile, killed: Kill) -> None:
    """Each website is the client that it was, in whatever order they are opened."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    maria = lab.contact("Maria")
    one, other = lab.schedule(maria), lab.schedule(maria, queue="urgent callbacks")
    keeper.keep()
    again = restored_lab(killed(state_file), RUN)
    again.cancel(other, queue="urgent callbacks")
    again.cancel(one)
    assert [other, one] == list(again.here.interaction_server.done)
    assert lab.media_servers.websites.clients == again.media_servers.websites.clients
    assert lab.media_servers.websites.reference + 1 == again.media_servers.websites.reference


def test_a_lost_answer(state_file: StateFile, killed: Kill) -> None:
    """A client that never saw its answer asks again, and has one callback."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    first, second = submitted(lab), submitted(lab)
    keeper.keep()
    assert first == second == submitted(restored_lab(killed(state_file), RUN))


def submitted(lab: Lab) -> str:
    """Submit the same as always, as the client ``portal``; give the id that it is answered with."""
    acks: list[Message] = []

    def note(message: Message) -> None:
        acks.append(message)

    request = RequestSubmit(
        ReferenceId=7,
        TenantId="Lighthouse",
        MediaType="webcallback",
        Queue="callbacks",
        InteractionType="Inbound",
        InteractionSubtype="InboundNew",
    )
    lab.here.interaction_server.connect("portal", note).receive(request)
    (ack,) = acks
    assert isinstance(ack, EventAck)
    assert ack.Extension is not None
    return str(ack.Extension["InteractionId"])


def test_contacts(state_file: StateFile, killed: Kill) -> None:
    """Contacts can be called, do what they did when called, and new ones are others."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    maria, paul = lab.contact("Maria"), lab.contact("Paul", behaviour=behaves("busy"))
    keeper.keep()
    lab.plays(maria, behaves("does not answer", after=2_000))
    keeper.keep()
    again = restored_lab(killed(state_file), RUN)
    book = again.people.phone_book
    assert [maria, paul] == [book.find(contact.person.phone_number) for contact in (maria, paul)]
    assert again.contact().person.phone_number not in {maria.person.phone_number, paul.person.phone_number}


def test_configuration(state_file: StateFile, killed: Kill) -> None:
    """The contact centre is as it was when it was last kept; without a change, as at the start."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    assert lab.contact_center == restored_lab(killed(state_file), RUN).contact_center
    lab.configuration.define_queue("new", tenant="Lighthouse")
    assert keeper.keep()
    callback = lab.schedule(lab.contact(), queue="new")
    keeper.keep()
    again = restored_lab(killed(state_file), RUN)
    assert lab.configuration.contact_center == again.configuration.contact_center
    assert "in the queue 'new'" == str(again.where(callback))


def test_assumptions_and_settings(state_file: StateFile, killed: Kill) -> None:
    """What the run began with holds."""
    assumptions, settings = Assumptions(reoffer_delay=1), ServerSettings(delivering_timeout=5, done_kept=10)
    lab = Lab(assumptions=assumptions, settings=settings)
    Keeper(lab, state_file, RUN)
    again = restored_lab(killed(state_file), RUN)
    assert (assumptions, settings) == (again.assumptions, again.here.interaction_server.settings)


@pytest.mark.parametrize("recorded", [True, False])
def test_the_journal_says_where_callbacks_are(state_file: StateFile, killed: Kill, recorded: bool) -> None:  # noqa: FBT001 - the parameter of the table
    """The recording of a restored lab begins with the places of its callbacks, where it is recorded."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    callback = lab.schedule(lab.contact(), queue="parked")
    keeper.keep()
    again = restored_lab(killed(state_file), RUN, recorded=recorded)
    again.advance(1)
    again.log_in("Anna")
    places = [entry for entry in again.journal if getattr(entry, "subject", "") == callback]
    assert recorded == bool(places)


def test_its_recording_plays_again(state_file: StateFile, killed: Kill) -> None:
    """What was kept comes back as an act: whoever replays it needs no state file."""
    lab = Lab()
    keeper = Keeper(lab, state_file, RUN)
    maria = lab.contact("Maria")
    lab.schedule(maria)
    lab.schedule(maria, "tomorrow at 09:30")
    keeper.keep()
    again = restored_lab(killed(state_file), RUN)
    anna = again.log_in("Anna")
    anna.perform(Action.ACCEPT)
    anna.perform(Action.MARK_DONE)
    again.advance(24 * 3_600_000)
    recorded = trace_of(again)
    played = replay(recorded)
    assert (None, len(recorded.entries)) == (played.divergence, played.compared)
    assert "go on with 2 interactions and 1 contacts" == getattr(recorded.entries[0], "action", "")


def test_only_a_fresh_lab_goes_on(state_file: StateFile, killed: Kill) -> None:
    """What has happened already would be contradicted."""
    Keeper(Lab(), state_file, RUN).keep()
    resumed = restored_lab(killed(state_file), RUN)
    act = getattr(resumed.journal.entries[0], "act", None)
    assert isinstance(act, Resume)
    with pytest.raises(BadInput) as refused:
        resumed.do(act)
    assert "lab 'in use' in resume cannot be used. Accepted: one in which nothing has happened yet." == str(
        refused.value
    )
