"""Each message of SIP is an entry of the run's journal: at whose telephone, without passwords, within a bound."""

from __future__ import annotations

from typing import Final

import pytest
from aiosipua.headers import parse_auth
from tests.sip.conftest import Floor
from tests.sip.story import Story
from tests.sip.test_telephones_register import credentials, digest
from tests.sip.torture import message

from callbook.core import MessageSent, SipSent
from callbook.lab import Lab
from callbook.network.sip.endpoint import Peer
from callbook.network.sip.masking import MASK, masked
from callbook.network.sip.message_log import MOST_OF_STRANGERS, STRANGER, address_text
from callbook.network.sip.messages import LONGEST

STRANGE: Final = Peer("TCP", "::1", 9)


def written(floor: Floor) -> list[SipSent]:
    """Return what the journal has of SIP."""
    return [entry for entry in floor.lab.journal.entries if isinstance(entry, SipSent)]


def in_words(floor: Floor) -> list[str]:
    """Return it in words."""
    return [f"{entry.sender}: {entry.name}" for entry in written(floor)]


def test_a_call_is_written_at_the_telephones_of_those_who_talk(floor: Floor) -> None:
    """With the addresses of both ends, the transport, the time, the text, and what led to it."""
    story = Story(floor)
    story.talk()
    switch, anna, maria = floor.lab.switch, "Anna's telephone", "Maria's telephone"
    assert [
        *(f"{anna}: REGISTER", f"{switch}: 200 OK", f"{maria}: REGISTER", f"{switch}: 200 OK"),
        *(f"{switch}: INVITE", f"{anna}: 180 Ringing", f"{anna}: 200 OK", f"{switch}: ACK"),
        *(f"{switch}: INVITE", f"{maria}: 180 Ringing", f"{maria}: 200 OK", f"{switch}: ACK"),
        *(f"{switch}: INVITE", f"{anna}: 200 OK", f"{switch}: ACK"),
    ] == in_words(floor)
    register, answer, *_, invite = written(floor)[:5]
    assert ("UDP", f"127.0.0.1:{story.anna.peer.port}", "127.0.0.1:5060", switch) == (
        register.transport, register.source, register.destination, register.receiver,
    )  # fmt: skip
    assert (register.destination, register.source, anna) == (answer.source, answer.destination, answer.receiver)
    assert [f"{data.decode()}" for _, _, data in floor.network.datagrams] == [entry.text for entry in written(floor)]
    assert (0, register.number) == (register.cause, answer.cause)
    dialed = floor.lab.journal.entry(invite.cause)
    assert isinstance(dialed, MessageSent)
    assert "RequestMakeCall" == dialed.name


def test_what_a_registered_telephone_asks_outside_a_call_is_its_own(floor: Floor) -> None:
    """By the number that it says, else by the one that it has registered; nobody else is taken at the word."""
    anna = floor.telephone(floor.dn("anna"))
    for said, peer in (("1001", anna.peer), ("4711", anna.peer), ("1001", STRANGE)):
        to = f"<sip:{said}@127.0.0.1>"
        headers = {"From": f"{to};tag=1", "Via": f"SIP/2.0/UDP h;branch=z9hG4bK{said}{peer.port}"}
        floor.sip.receive(message("OPTIONS sip:127.0.0.1 SIP/2.0", headers), peer)
    asked = [entry for entry in written(floor) if entry.name == "OPTIONS"]
    assert ["Anna's telephone", "Anna's telephone", STRANGER] == [entry.sender for entry in asked]
    assert "[::1]:9" == asked[-1].source


def test_no_more_of_strangers_than_a_bound(floor: Floor) -> None:
    """Whatever they say who they are; what telephones send is written on; a fresh run begins to count anew."""
    anna = floor.telephone(floor.dn("anna"))
    before = len(written(floor))
    for number in range(MOST_OF_STRANGERS + 5):
        headers = {"From": "<sip:1001@h>;tag=1", "Via": f"SIP/2.0/UDP h;branch=z9hG4bK{number}"}
        floor.sip.receive(message("REGISTER sip:x SIP/2.0", headers), STRANGE)
    assert MOST_OF_STRANGERS - 1 == len(written(floor)) - before  # Anna's first, too, came from a stranger
    anna.register()
    floor.wait(100)
    assert ["Anna's telephone: REGISTER", f"{floor.lab.switch}: 200 OK"] == in_words(floor)[-2:]
    floor.lab = Lab()
    floor.sip.log.begin(floor.lab)
    floor.sip.receive(message("REGISTER sip:y SIP/2.0"), STRANGE)
    assert 1 <= len(written(floor))


@pytest.mark.parametrize("data", [b"", b"\r\n\r\n", b"\0", b"x" * (LONGEST + 1)])
def test_what_is_no_message_is_not_written(floor: Floor, data: bytes) -> None:
    """Nor is anything where no telephone is."""
    floor.sip.receive(data, STRANGE)
    assert [] == written(floor)


def test_only_so_many_calls_are_remembered(floor: Floor) -> None:
    """The oldest are forgotten, and their messages are those of a stranger."""
    log = floor.sip.log
    for number in range(2_001):
        with log.calling("1001"):
            log.sent(STRANGE, f"INVITE sip:a SIP/2.0\r\nCall-ID: {number}\r\n\r\n".encode())
    log.sent(STRANGE, b"BYE sip:a SIP/2.0\r\nCall-ID: 0\r\n\r\n")
    log.sent(STRANGE, b"BYE sip:a SIP/2.0\r\nCall-ID: 2000\r\n\r\n")
    assert [STRANGER, "Anna's telephone"] == [entry.receiver for entry in written(floor)[-2:]]


def test_bytes_that_are_no_text_are_shown(floor: Floor) -> None:
    """And a message that cannot be read is written all the same."""
    floor.sip.receive(b"hello \xff\r\n\r\n", STRANGE)
    assert ["hello \\xff\r\n\r\n"] == [entry.text for entry in written(floor)]


def test_an_address_is_written_so_that_it_can_be_read() -> None:
    """With brackets where it has colons."""
    assert ("127.0.0.1:5060", "[::1]:5060") == (address_text("127.0.0.1", 5060), address_text("::1", 5060))


MASKED: Final = {
    "digest": (
        'Authorization: Digest username="1", realm="callbook", nonce="n", uri="sip:h", response="0a1b", nc=01',
        f'Authorization: Digest username="1", realm="callbook", nonce="{MASK}", uri="sip:h", response="{MASK}", nc=01',
    ),
    "a proxy's, folded": (
        'proxy-authorization : DIGEST username="a",\r\n\tresponse=0a1b,\r\n cnonce="c \\" d"',
        'proxy-authorization : DIGEST username="a", response="********", cnonce="********"',
    ),
    "basic": ("Authorization: Basic c2VjcmV0", "Authorization: Basic ********"),
    "hardly one": ("Authorization: Digest " + "a" * 15_000, "Authorization: Digest "),
    "never whole": ("Contact: " + "sip:" * 3_000, "Contact: " + "sip:" * 3_000),
    "no scheme": ("Authorization:secret", "Authorization:********"),
    "in an address": ("Contact: <sip:1001:secret@h:5060>", "Contact: <sip:1001:********@h:5060>"),
    "no password": ("Contact: <sip:h:5060>\r\nFrom: <sips:a@h>", "Contact: <sip:h:5060>\r\nFrom: <sips:a@h>"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "expected"), MASKED.values(), ids=MASKED)
def test_passwords_are_left_out(given: str, expected: str) -> None:
    """Whatever the header looks like; who it is stays."""
    around = "REGISTER sip:h SIP/2.0\r\n{}\r\nCSeq: 1 REGISTER\r\n\r\nresponse=1"
    assert around.format(expected) == masked(around.format(given))


def test_what_proves_a_telephone_is_in_no_entry() -> None:
    """From the answer to the challenge on."""
    floor = Floor(digest=digest)
    anna = floor.telephone("1001")
    proof = credentials(anna)
    anna.register(more=(proof,))
    floor.wait()
    assert "200 to 2 REGISTER" == anna.heard[-1]
    response = parse_auth(proof[1]).params["response"]
    texts = [entry.text for entry in written(floor)]
    assert [False, False, True, False] == ["Authorization: Digest" in text for text in texts]
    assert not any(response in text for text in texts)
