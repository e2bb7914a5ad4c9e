"""Each entry is numbered, stamped, and names the entry that led to it."""

from __future__ import annotations

import pytest

from callbook.core.clock import Clock
from callbook.core.errors import BadInput
from callbook.core.journal import OUTSIDE, Journal
from callbook.core.journal_entries import (
    ActionTaken,
    Entry,
    FaultInjected,
    MessageSent,
    Noted,
    Refused,
    StateChanged,
    TimerFired,
)
from callbook.core.messages import Message
from callbook.core.messages.open_media import RequestAccept, RequestReject

ACCEPT = RequestAccept(ReferenceId=1, TicketId=2, InteractionId="0000TaCALLBACK01")
REJECT = RequestReject(ReferenceId=2, TicketId=2, InteractionId="0000TaCALLBACK01")


@pytest.fixture
def clock() -> Clock:
    """Give a clock."""
    return Clock()


@pytest.fixture
def journal(clock: Clock) -> Journal:
    """Give an empty journal that reads the clock."""
    return Journal(clock)


def _send(journal: Journal, message: Message) -> int:
    return journal.message("w", "Anna", "Server", message)


def test_it_begins_empty(journal: Journal) -> None:
    """Nothing has happened, and what comes first comes from outside."""
    assert (0, [], OUTSIDE) == (len(journal), list(journal), journal.cause)


def test_entries_are_numbered_from_one_and_stamped(clock: Clock, journal: Journal) -> None:
    """The number is the place in the journal, the stamp is the clock's."""
    start = clock.instant
    assert 1 == _send(journal, ACCEPT)
    clock.advance(250)
    assert 2 == _send(journal, REJECT)
    assert [(1, start), (2, start + 250)] == [(entry.number, entry.at) for entry in journal]
    assert ACCEPT == getattr(journal.entry(1), "message", None)
    assert 2 == len(journal)


@pytest.mark.parametrize("number", [0, -1, 2])
def test_an_entry_that_is_not_there_is_refused(journal: Journal, number: int) -> None:
    """Neither 0, which is no entry, nor a number from the future gives some other entry."""
    _send(journal, ACCEPT)
    with pytest.raises(BadInput) as refusal:
        journal.entry(number)
    assert f"entry {number} in journal cannot be used. Accepted: a number from 1 to 1." == str(refusal.value)


def test_every_kind_is_written_with_its_cause(clock: Clock, journal: Journal) -> None:
    """All that is written after an action is written because of it."""
    at = clock.instant
    act = {"act": "perform", "given": {"code": "Resolved"}}
    journal.action("Anna", "set the disposition", act)
    _send(journal, ACCEPT)
    journal.refusal("Anna", "dial", "no")
    assert 4 == journal.fault("w", "dropped", 2)
    journal.fault("w", "cut")
    journal.note("Anna", "bell", "rings")
    journal.state("channel", "Anna", "Ready", "go", "Not Ready")
    timer = clock.call_later(5, lambda: None, "t")
    clock.cancel(timer)
    expected: list[Entry] = [
        ActionTaken(1, at, OUTSIDE, "Anna", "set the disposition", act),
        MessageSent(2, at, 1, "w", "Anna", "Server", ACCEPT),
        Refused(3, at, 1, "Anna", "dial", "no"),
        FaultInjected(4, at, 1, "w", "dropped", 2),
        FaultInjected(5, at, 1, "w", "cut", 0),
        Noted(6, at, 1, "Anna", "bell", "rings"),
        StateChanged(7, at, 1, "channel", "Anna", "Ready", "go", "Not Ready"),
    ]
    assert expected == journal.entries


def test_an_action_s_details_are_what_actor_and_action_do_not_say() -> None:
    """Whatever the act is, and wherever in it they stand."""
    given = {"code": "Resolved"}
    act = {"act": "perform", "agent": "Anna", "action": "set the disposition", "on": "c1", "given": given}
    assert {"on": "c1", "code": "Resolved"} == ActionTaken(1, 0, 0, "Anna", "set the disposition", act).details


def test_an_action_comes_from_outside(journal: Journal) -> None:
    """People act of their own accord, whatever happened before."""
    journal.cause = 7
    journal.action("Anna", "accept", {})
    assert OUTSIDE == journal.entry(1).cause


def test_a_timer_links_what_it_does_to_who_set_it(clock: Clock, journal: Journal) -> None:
    """Message, timer, message: the chain goes through the timer back to the first message."""
    journal.cause = _send(journal, ACCEPT)

    def give_up() -> None:
        _send(journal, REJECT)

    clock.call_later(1_000, lambda: clock.call_soon(give_up), "patience")
    clock.advance(1_000)
    last = journal.entry(3)
    assert [MessageSent, TimerFired, MessageSent] == [type(entry) for entry in journal]
    assert [2, 1] == [entry.number for entry in journal.causes_of(last)]
    assert [] == list(journal.causes_of(journal.entry(1)))


def test_a_timer_of_before_the_journal_comes_from_outside(clock: Clock) -> None:
    """A journal that is opened late knows nothing of what led to older timers."""
    clock.call_later(10, lambda: None, "fires")
    old = clock.call_later(20, lambda: None, "cancelled")
    journal = Journal(clock)
    clock.cancel(old)
    clock.advance(10)
    at = clock.instant
    assert [TimerFired(1, at, OUTSIDE, "fires", at - 10)] == list(journal)


def test_a_timer_that_never_fires_is_no_entry(clock: Clock, journal: Journal) -> None:
    """One that does says when it was set, and because of what."""
    journal.action("Anna", "accept", {})
    at = clock.instant
    clock.cancel(clock.call_later(5, lambda: None, "cancelled"))
    clock.call_later(7, lambda: None, "fires")
    clock.advance(10)
    assert [TimerFired(2, at + 7, 1, "fires", at)] == journal.entries[1:]


def test_once_settled_what_comes_next_comes_from_outside(clock: Clock, journal: Journal) -> None:
    """Nothing is put down to what was finished before."""
    journal.action("Anna", "accept", {})
    clock.settle()
    journal.note("Anna", "warning", "x")
    assert [OUTSIDE, OUTSIDE] == [entry.cause for entry in journal]
