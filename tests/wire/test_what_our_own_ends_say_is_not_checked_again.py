"""A message is checked where it comes in: not what a server or desktop of Callbook's own says while it handles one."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress

import pytest

from callbook.core.clock import Clock
from callbook.core.journal import Journal
from callbook.core.messages import MalformedMessage, Message
from callbook.core.messages.open_media import RequestAccept
from callbook.core.wire import OwnParty, Party, Wire
from callbook.lab.servers import DirectDoor

REQUEST = RequestAccept(ReferenceId=1, TicketId=1, InteractionId="4UR9HGNS00000001")


def _malformed() -> RequestAccept:
    return RequestAccept(ReferenceId=1, TicketId=0, InteractionId="short")


class Strange:
    """An end that does something when it gets a message."""

    def __init__(self, does: Callable[[], object]) -> None:
        self._does = does
        self.came: object = None

    def receive(self, message: Message) -> None:
        """Do it."""
        self.came = self._does()

    def connected(self) -> None:
        """Nothing."""

    def disconnected(self) -> None:
        """Nothing."""


class Own(Strange, OwnParty):
    """The same, of Callbook's own."""


class Server:
    """Gives its end to whoever connects."""

    def __init__(self, end: Party) -> None:
        self._end = end

    def connect(self, client: str, send: object) -> Party:
        """Return the end."""
        return self._end


def _sent_to(end: Party) -> None:
    clock = Clock()
    wire = Wire("Anna", "Server", clock, Journal(clock))
    wire.join(Strange(_malformed), DirectDoor({"Server": Server(end)}))
    wire.to_server(REQUEST)
    clock.settle()


def _refused_elsewhere() -> str:
    said: list[str] = []

    def make() -> None:
        try:
            _malformed()
        except MalformedMessage as error:
            said.append(str(error))

    thread = threading.Thread(target=make)
    thread.start()
    thread.join()
    return "".join(said)


def test_an_end_of_our_own_is_not_checked() -> None:
    """Its types are checked before it runs."""
    end = Own(_malformed)
    _sent_to(end)
    assert isinstance(end.came, RequestAccept)
    assert 0 == end.came.TicketId


def test_a_strange_end_is_checked() -> None:
    """A third-party desktop makes messages of whatever it likes."""
    with pytest.raises(MalformedMessage, match=r"^RequestAccept is malformed"):
        _sent_to(Strange(_malformed))


def test_other_threads_are_checked_meanwhile() -> None:
    """A server decodes the requests of others while a lab is at work."""
    end = Own(_refused_elsewhere)
    _sent_to(end)
    assert "RequestAccept is malformed: Expected `int` >= 1 - at `$.TicketId`." == end.came


@pytest.mark.parametrize("does", [_malformed, lambda: int("no number")], ids=["at rest", "after an error"])
def test_afterwards_everybody_is_checked(does: Callable[[], object]) -> None:
    """Also when the end has failed."""
    with suppress(ValueError):
        _sent_to(Own(does))
    with pytest.raises(MalformedMessage, match=r"^RequestAccept is malformed"):
        _malformed()
