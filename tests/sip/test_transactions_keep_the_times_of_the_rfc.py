"""Transactions repeat, wait and give up at the times of RFC 3261 (section 17), on the virtual clock."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.sip.torture import message

from callbook.core import Clock
from callbook.network.sip.messages import Request, SipMessage, acknowledgement, cancel, read, response
from callbook.network.sip.transaction import Transaction
from callbook.network.sip.transaction_tables import (
    INVITE_CLIENT,
    INVITE_SERVER,
    OTHER_CLIENT,
    OTHER_SERVER,
    Event,
    State,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Callable


def a_request(method: str) -> Request:
    """Return a request that was read."""
    made = read(message(f"{method} sip:anna@example.com SIP/2.0"))
    assert isinstance(made, Request)
    return made


class Watched:
    """A transaction whose messages and news are noted with their time."""

    def __init__(self, table: Table, state: State, method: str, *, reliable: bool) -> None:
        self.clock = Clock()
        self.began = self.clock.instant
        self.sent: list[int] = []
        self.lines: list[str] = []
        self.news: list[str] = []
        self.request = a_request(method)
        self.transaction = Transaction(
            "one", table, state, clock=self.clock, send=self._send, user=self, reliable=reliable
        )
        self.transaction.acknowledgement = lambda answer: acknowledgement(self.request, answer)

    def _send(self, sent: SipMessage) -> None:
        self.sent.append(self.clock.instant - self.began)
        self.lines.append(sent.serialize().partition("\r\n")[0])

    def came(self, message: SipMessage) -> None:
        """Note it."""
        self.news.append(message.serialize().partition("\r\n")[0])

    def failed(self, event: Event) -> None:
        """Note it, with its time."""
        self.news.append(f"{event} at {self.clock.instant - self.began}")

    def wait(self, milliseconds: int = 200_000) -> None:
        """Let time pass."""
        self.clock.advance(milliseconds)

    def answered(self, status: int) -> None:
        """Let a response come."""
        event = Event.PROVISIONAL if status < 200 else Event.SUCCESS if status < 300 else Event.FAILURE
        self.transaction.fire(event, response(self.request, status))

    def answer(self, status: int) -> None:
        """Send one."""
        event = Event.SUCCESS if status < 300 else Event.FAILURE
        self.transaction.send(event, response(self.request, status))


def client(method: str = "INVITE", *, reliable: bool = False) -> Watched:
    """Return a client's transaction that has just begun."""
    table, state = (INVITE_CLIENT, State.CALLING) if method == "INVITE" else (OTHER_CLIENT, State.TRYING)
    made = Watched(table, state, method, reliable=reliable)
    made.transaction.send(Event.BEGINS, made.request)
    return made


def server(method: str = "INVITE", *, reliable: bool = False) -> Watched:
    """Return a server's transaction whose request has just come."""
    table, state = (INVITE_SERVER, State.PROCEEDING) if method == "INVITE" else (OTHER_SERVER, State.TRYING)
    made = Watched(table, state, method, reliable=reliable)
    made.transaction.fire(Event.BEGINS, made.request)
    return made


DOUBLING: Final = [0, 500, 1500, 3500, 7500, 15500, 31500]
UP_TO_T2: Final = [0, 500, 1500, 3500, 7500, 11500, 15500, 19500, 23500, 27500, 31500]


def test_an_invite_nobody_answers() -> None:
    """Timers A and B."""
    one = client()
    one.wait()
    assert (DOUBLING, ["time to give up at 32000"]) == (one.sent, one.news)
    assert one.transaction.is_over


def test_another_request_nobody_answers() -> None:
    """Timers E and F."""
    one = client("BYE")
    one.wait()
    assert (UP_TO_T2, ["time to give up at 32000"]) == (one.sent, one.news)


@pytest.mark.parametrize("method", ["INVITE", "BYE"])
def test_over_tcp_nothing_is_repeated(method: str) -> None:
    """It is given up at the same time."""
    one = client(method, reliable=True)
    one.wait()
    assert ([0], ["time to give up at 32000"]) == (one.sent, one.news)


def test_a_provisional_answer_ends_the_repetitions() -> None:
    """And it may ring for as long as it likes."""
    one = client()
    one.answered(180)
    one.answered(180)
    one.wait()
    assert ([0], ["SIP/2.0 180 Ringing"] * 2) == (one.sent, one.news)
    assert State.PROCEEDING is one.transaction.state


def test_another_request_goes_on_slowly() -> None:
    """Each T2, after a provisional answer."""
    one = client("BYE")
    one.answered(100)
    one.answered(100)
    one.wait(10_000)
    one.answered(200)
    one.wait()
    assert ([0, 4000, 8000], ["SIP/2.0 100 Trying"] * 2 + ["SIP/2.0 200 OK"]) == (one.sent, one.news)


def test_a_failure_is_acknowledged_each_time() -> None:
    """Hop by hop, with the branch of the INVITE; told once; timer D."""
    one = client()
    one.answered(180)
    one.answered(486)
    one.answered(486)
    assert ["INVITE sip:anna@example.com SIP/2.0"] + ["ACK sip:anna@example.com SIP/2.0"] * 2 == one.lines
    assert ["SIP/2.0 180 Ringing", "SIP/2.0 486 Busy Here"] == one.news
    one.wait(31_999)
    assert not one.transaction.is_over
    one.wait(1)
    assert one.transaction.is_over


def test_a_failure_before_any_other_answer() -> None:
    """The same; over TCP nothing is waited for."""
    one = client(reliable=True)
    one.answered(603)
    one.wait(0)
    assert ([0, 0], True) == (one.sent, one.transaction.is_over)


@pytest.mark.parametrize("first", [180, 200])
def test_a_repeated_success_is_told_each_time(first: int) -> None:
    """Whoever uses it sends its ACK again (RFC 6026); it ends after timer M."""
    one = client()
    one.answered(first)
    one.answered(200)
    assert "SIP/2.0 200 OK" == one.news[-1]
    assert 2 == len(one.news)
    one.wait(32_000)
    assert one.transaction.is_over


@pytest.mark.parametrize("status", [200, 404])
def test_other_answers_end_it(status: int) -> None:
    """Told once; timer K is 5 seconds."""
    one = client("OPTIONS")
    one.answered(status)
    one.answered(status)
    assert 1 == len(one.news)
    one.wait(4_999)
    assert not one.transaction.is_over
    one.wait(1)
    assert one.transaction.is_over


def test_the_final_answer_to_an_invite_is_repeated_until_its_ack() -> None:
    """Timers G and I."""
    one = server()
    one.answer(486)
    one.wait(3_000)
    one.transaction.fire(Event.REQUEST, one.request)
    one.transaction.fire(Event.ACK, a_request("ACK"))
    one.wait()
    assert ([0, 500, 1500, 3000], ["INVITE sip:anna@example.com SIP/2.0"]) == (one.sent, one.news)
    assert one.transaction.is_over


def test_a_success_is_repeated_until_its_ack() -> None:
    """And the ACK is told."""
    one = server()
    one.answer(200)
    one.wait(2_000)
    one.transaction.fire(Event.REQUEST, one.request)
    one.transaction.fire(Event.ACK, a_request("ACK"))
    one.wait()
    assert [0, 500, 1500] == one.sent
    assert ["INVITE sip:anna@example.com SIP/2.0", "ACK sip:anna@example.com SIP/2.0"] == one.news


@pytest.mark.parametrize("status", [200, 486])
def test_an_ack_that_never_comes(status: int) -> None:
    """Timer H, and the same for a success (13.3.1.4)."""
    one = server()
    one.answer(status)
    one.wait()
    assert (UP_TO_T2, "time to give up at 32000") == (one.sent, one.news[-1])


def test_a_request_that_comes_again_is_answered_again() -> None:
    """An INVITE with what was answered last, any other once it is answered; timer J."""
    invite = server()
    invite.transaction.fire(Event.REQUEST, invite.request)
    invite.transaction.send(Event.PROVISIONAL, response(invite.request, 180))
    invite.transaction.fire(Event.REQUEST, invite.request)
    other = server("OPTIONS")
    other.transaction.fire(Event.REQUEST, other.request)
    other.answer(200)
    other.transaction.fire(Event.REQUEST, other.request)
    assert (["SIP/2.0 180 Ringing"] * 2, ["SIP/2.0 200 OK"] * 2) == (invite.lines, other.lines)
    other.wait(32_000)
    assert other.transaction.is_over


@pytest.mark.parametrize("make", [client, server])
def test_a_broken_transport_is_told(make: Callable[[], Watched]) -> None:
    """And nothing more is tried."""
    one = make()
    one.transaction.fire(Event.BROKEN)
    one.wait()
    assert ("the transport is broken at 0", True) == (one.news[-1], one.transaction.is_over)


def test_what_a_table_does_not_have_changes_nothing() -> None:
    """An ACK for a client."""
    one = client()
    one.transaction.fire(Event.ACK, a_request("ACK"))
    assert (State.CALLING, [], [0]) == (one.transaction.state, one.news, one.sent)


def test_what_is_not_there_is_not_told() -> None:
    """An event without its message."""
    one = client()
    one.transaction.acknowledgement = None
    one.transaction.sent = None
    one.transaction.fire(Event.REPEAT)
    one.transaction.fire(Event.FAILURE)
    assert ([0], []) == (one.sent, one.news)


def test_cancel_is_of_the_same_transaction() -> None:
    """The same branch, target and number (9.1)."""
    invite = a_request("INVITE")
    made = cancel(invite)
    assert ("sip:anna@example.com", "1 CANCEL", invite.get_header("Via"), invite.get_header("To")) == (
        made.uri, made.get_header("CSeq"), made.get_header("Via"), made.get_header("To"),
    )  # fmt: skip
