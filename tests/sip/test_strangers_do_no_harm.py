# ruff: noqa: E501 - a message stands in one line
"""Floods, forgeries and what is no message: bounded, answered or ignored, and nobody else is harmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from tests.sip.conftest import Floor
from tests.sip.torture import message

from callbook.network.sip.digest import Digest
from callbook.network.sip.endpoint import Peer
from callbook.network.sip.messages import _is_address  # pyright: ignore[reportPrivateUsage] - no message is so long

if TYPE_CHECKING:
    from callbook.core import Clock

STRANGER: Final = Peer("UDP", "127.0.0.1", 9)
QUESTION: Final = b"OPTIONS sip:a SIP/2.0\r\nv:SIP/2.0/UDP h;branch=z9hG4bK4\r\nf:<sip:a@h>;tag=1\r\nt:<sip:a@h>\r\ni:1\r\nCSeq:1 OPTIONS\r\n\r\n"


def asking() -> Floor:
    """Return a centre that asks telephones who they are."""

    def digest(clock: Clock) -> Digest:
        return Digest({"1001": "secret"}, clock, b"key")

    return Floor(digest=digest)


@pytest.mark.parametrize(("peer", "answers"), [(STRANGER, 0), (STRANGER._replace(transport="TCP"), 1)])
def test_a_stranger_gets_no_answer_larger_than_the_question(peer: Peer, answers: int) -> None:
    """So nobody can let this end flood somebody else; a connection is nobody else's."""
    floor = asking()
    floor.sip.endpoint.receive(QUESTION, peer)
    assert answers == len(floor.network.lines)


def test_where_nobody_is_asked_everybody_is_answered(floor: Floor) -> None:
    """That is only on loopback, where an address cannot be forged."""
    floor.sip.endpoint.receive(QUESTION, STRANGER)
    assert ["SIP/2.0 200 OK"] == floor.network.lines


FLOODS: Final = ("REGISTER", "INVITE", "OPTIONS", "BYE", "GARDEN")


@pytest.mark.parametrize("method", FLOODS)
def test_a_flood_of_strangers_leaves_nothing(method: str) -> None:
    """All are answered, and forgotten; a telephone that comes then is asked who it is."""
    floor = asking()
    for number in range(100):
        via = {"Via": f"SIP/2.0/UDP h;branch=z9hG4bK{number}", "User-Agent": "x" * 200}
        floor.sip.endpoint.receive(message(f"{method} sip:x SIP/2.0", via), STRANGER)
    assert (100, 0) == (len(floor.network.lines), floor.sip.endpoint.open)
    assert ["401 to 1 REGISTER"] == floor.telephone("1001").heard


def test_what_telephones_begin_has_a_bound(floor: Floor) -> None:
    """What begins beyond is not answered, until the first are over."""
    anna = floor.telephone(floor.dn("anna"))
    floor.sip.endpoint.most = 50
    for number in range(60):
        floor.sip.endpoint.receive(QUESTION.replace(b"K4", f"K{number}".encode()), anna.peer)
    assert 50 == floor.sip.endpoint.open
    anna.register()
    floor.wait(40_000)
    assert ("REGISTER: nothing", 0) == (anna.heard[-1], floor.sip.endpoint.open)
    anna.register()
    floor.wait(100)
    assert "200 to 3 REGISTER" == anna.heard[-1]


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\0", b"hello", QUESTION + b"x" * 20_000])
def test_what_is_no_message_gets_no_answer(floor: Floor, data: bytes) -> None:
    """Nor does what keeps a way open, or what is larger than any message."""
    floor.sip.endpoint.receive(data, STRANGER)
    assert [] == floor.network.lines


@pytest.mark.parametrize("text", ['"' + '\\"' * 100_000, '"' * 200_001, '"' + "\\" * 200_001])
def test_quotes_that_do_not_end_are_read_once(text: str) -> None:
    """Two hundred thousand characters: whoever searched them anew for each quote would not come to an end."""
    assert not _is_address(text)
