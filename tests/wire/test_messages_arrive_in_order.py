"""Messages arrive in the order in which they were sent, never inside the sender's own call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import Unknown
from callbook.core.journal_entries import MessageSent
from callbook.core.wire import Wire

if TYPE_CHECKING:
    from tests.wire.conftest import Line


def test_joining_tells_both_ends(line: Line) -> None:
    """The server is asked for its end in the client's name, and both ends learn that they are connected."""
    assert ["Anna"] == [client for client, _ in line.server_side.clients]
    assert (["connected"], ["connected"]) == (line.client.learnt, line.server.learnt)
    assert (True, "Anna - Server") == (line.wire.up, line.wire.name)


def test_order_is_kept_both_ways(line: Line) -> None:
    """What was sent first arrives first."""
    [(_, answer)] = line.server_side.clients
    sent = [line.accept(number) for number in range(1, 6)]
    back = [line.reject(number) for number in range(1, 6)]
    for there, here in zip(sent, back, strict=True):
        line.wire.to_server(there)
        answer(here)
    line.clock.settle()
    assert (sent, back) == (line.server.received, line.client.received)


def test_nothing_arrives_inside_the_senders_call(line: Line) -> None:
    """Sending only puts a message on the wire; the clock hands it over."""
    line.wire.to_server(line.accept(1))
    assert [] == line.server.received
    line.clock.settle()
    assert [line.accept(1)] == line.server.received


def test_an_answer_waits_until_the_question_was_dealt_with(line: Line) -> None:
    """Neither end meets its own half-done work: who answers finishes first."""
    line.server.answer = (line.wire.to_client, line.reject(1))
    line.send(line.accept(1))
    assert ["Server", "Anna"] == line.done


def test_each_message_is_written_when_it_is_sent(line: Line) -> None:
    """The journal has wire, sender, receiver and message, and what led to it."""
    line.server.answer = (line.wire.to_client, line.reject(1))
    at, number = line.clock.instant, len(line.journal)
    line.send(line.accept(1))
    expected = [
        MessageSent(number + 1, at, 0, "Anna - Server", "Anna", "Server", line.accept(1)),
        MessageSent(number + 2, at, number + 1, "Anna - Server", "Server", "Anna", line.reject(1)),
    ]
    assert expected == line.journal.entries[number:]


def test_who_receives_works_because_of_the_message(line: Line) -> None:
    """The journal's cause is the message while it is being received."""
    before = len(line.journal)
    line.send(line.accept(1), line.accept(2))
    assert [before + 1, before + 2] == line.server.causes[1:]


def test_an_unknown_server_is_refused(bare_line: Line) -> None:
    """The door names the servers that there are."""
    wire = Wire("Anna", "Servr", bare_line.clock, bare_line.journal)
    with pytest.raises(Unknown) as refusal:
        wire.join(bare_line.client, bare_line.door)
    assert "There is no server 'Servr'. Did you mean 'Server'?" == str(refusal.value)
    assert not wire.up
