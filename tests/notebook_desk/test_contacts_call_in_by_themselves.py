from __future__ import annotations

from tests.notebook_desk.session_by_hand import Session

from callbook.configuration import ContactCenter
from callbook.configuration.loading import load
from callbook.core.journal_entries import ActionTaken
from callbook.core.shipped import shipped_folder
from callbook.lab import Lab
from callbook.notebook.desk import Desks


def _arrivals(steps: tuple[float, ...]) -> list[tuple[int, str]]:
    session = Session(contacts_every=60)
    session.clock("run")
    for seconds in steps:
        session.passes(seconds)
    return [
        (entry.at, entry.actor)
        for entry in session.lab.journal
        if isinstance(entry, ActionTaken) and entry.action == "schedule a callback"
    ]


def test_the_same_contacts_call_at_the_same_moments_however_the_clock_was_moved() -> None:
    """The lab's seed decides, not the wall: five minutes at once, or in beats of a quarter of a second."""
    at_once = _arrivals((300,))
    assert 4 < len(at_once) < 9
    assert at_once == _arrivals((0.25,) * 1_200)


def test_nobody_calls_in_where_nobody_shall() -> None:
    """With 0 seconds from the start; switched off on the page."""
    session = Session()
    session.clock("run")
    session.passes(1_000)
    assert [] == session.state()["contacts"]
    session.contact("by themselves", wanted=True)
    assert session.state()["by_themselves"]
    session.passes(10)
    assert 1 == len(session.state()["contacts"])
    session.contact("by themselves", wanted=False)
    session.passes(1_000)
    assert 1 == len(session.state()["contacts"])


def test_the_next_contact_is_an_event_to_jump_to() -> None:
    """The first one comes after five seconds."""
    session = Session(contacts_every=60)
    assert "in 5 s: a contact calls in" == session.state()["clock"]["next"]
    session.clock("jump")
    assert 1 == len(session.state()["contacts"])


def test_no_more_call_in_than_can_be_watched() -> None:
    """Nobody works, and after an hour eight callbacks wait."""
    session = Session(contacts_every=10)
    for name in ("Anna", "Ben"):
        session.do("log out", agent=name)
    session.clock("run")
    session.passes(3_600)
    assert 8 == len(session.state()["contacts"])


def test_a_contact_whom_the_website_cannot_serve_is_reported() -> None:
    """Interaction Server is down; the session runs on."""
    session = Session(contacts_every=60)
    session.lab.stop_interaction_server()
    session.clock("run")
    session.passes(6)
    expected = "Your request could not be taken: the service is not available. Try again later."
    assert expected == session.state()["said"]


def test_a_contact_centre_without_a_queue_called_callbacks_has_its_own() -> None:
    """The first queue that has a strategy takes the callbacks; another one can be named."""
    center: ContactCenter = load(shipped_folder("examples") / "contact_center.toml")
    queue = next(each for each in center.queues if each.strategy is not None)
    lab = Lab(center)
    session = Desks(lab, contacts_every=60, wall=lambda: 0.0)
    session.take({"kind": "clock", "do": "jump"})
    assert "" == session.said
    callback = next(iter(lab.interaction_server.interactions.values()))
    assert queue.name == callback.Queue
