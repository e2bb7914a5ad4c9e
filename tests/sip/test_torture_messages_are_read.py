"""Each torture message of RFC 4475 is read, or the answer to it is known; nothing else is raised."""

from __future__ import annotations

from typing import Final

import pytest
from tests.sip.torture import TORTURE, message

from callbook.network.sip.messages import LONGEST, Malformed, read

NOT_READ: Final[dict[str, int]] = {
    "badinv01": 0,  # its Via leads nowhere
    "clerr": 400,
    "ncl": 400,
    "scalar02": 400,
    "scalarlg": 0,  # a response
    "quotbal": 400,
    "ltgtruri": 400,
    "lwsruri": 400,
    "lwsstart": 400,
    "trws": 400,
    "regbadct": 400,
    "badaspec": 400,
    "badvers": 505,
    "mismatch01": 400,
    "mismatch02": 400,
    "bigcode": 0,
    "insuf": 0,  # without From and To there is no answer
    "multi01": 400,
    "mcl01": 400,
}
"""What is no message, and what its sender is answered; 0 for nothing. All others are read."""


def outcome(data: bytes) -> int | None:
    """Return the answer that is due for what cannot be read; None where it is read."""
    try:
        read(data)
    except Malformed as malformed:
        return malformed.status
    return None


def test_there_are_all() -> None:
    """As many as the RFC has."""
    assert 49 == len(TORTURE)


@pytest.mark.parametrize("name", TORTURE)
def test_a_torture_message(name: str) -> None:
    """It is read, or answered as the table says."""
    assert NOT_READ.get(name) == outcome(TORTURE[name])


@pytest.mark.parametrize("name", TORTURE)
def test_cut_anywhere_it_raises_nothing_else(name: str) -> None:
    """Half a message, at each of its bytes (the long ones now and then)."""
    data = TORTURE[name]
    for end in range(0, len(data), 1 + len(data) // 200):
        assert outcome(data[:end]) in {None, 0, 400, 505}


def test_what_is_too_long_is_not_read() -> None:
    """It is not even looked at."""
    with pytest.raises(Malformed, match=f"{LONGEST + 1} bytes; at most {LONGEST} are read"):
        read(b"x" * (LONGEST + 1))


def test_an_ack_is_never_answered() -> None:
    """However wrong it is (17.1.1.3)."""
    data = TORTURE["mismatch01"].replace(b"OPTIONS", b"ACK")
    assert 0 == outcome(data)


def test_a_reason_says_what_is_wrong() -> None:
    """And shows the place."""
    reasons = {}
    for name in ("quotbal", "clerr", "multi01", "mismatch01", "badvers", "scalar02", "bigcode", "insuf"):
        with pytest.raises(Malformed) as raised:
            read(TORTURE[name])
        reasons[name] = str(raised.value)
    assert {
        "quotbal": "To '\"Mr. J. User <sip:j.user@example.com>'",
        "clerr": "105 bytes of body, Content-Length says 9999",
        "multi01": "From stands there 2 times",
        "mismatch01": "CSeq says INVITE, the first line OPTIONS",
        "badvers": "another version: SIP/7.0",
        "scalar02": "CSeq '36893488147419103232 REGISTER'; it is a number below 2^31 and a method",
        "bigcode": "first line b'SIP/2.0 4294967301 better not break the receiver'",
        "insuf": "without From",
    } == reasons


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"Max-Forwards": "256"}, "Max-Forwards '256'; it is a number up to 255"),
        ({"Expires": "4294967296"}, "Expires '4294967296'; it is a number of seconds below 2^32"),
        ({"Content-Length": "one"}, "Content-Length 'one'"),
        ({"Bad Name": "x"}, "no header: b'Bad Name: x'"),
    ],
)
def test_numbers_and_names_are_checked(change: dict[str, str], reason: str) -> None:
    """Each reason shows what was given, and what would be accepted."""
    with pytest.raises(Malformed) as raised:
        read(message("OPTIONS sip:user@example.com SIP/2.0", change))
    assert (reason, 400) == (str(raised.value), raised.value.status)
