"""Session descriptions (SDP) on their way from one telephone to another: media go between these, not through here.

A description is handed on as it came, but for its origin, which has to be that of one session with each telephone, and
for its direction: hold is a direction (RFC 3264, 8.4).
"""

from __future__ import annotations

from typing import Final, Literal

Direction = Literal["sendrecv", "sendonly", "recvonly", "inactive"]
_DIRECTIONS: Final[tuple[Direction, ...]] = ("sendrecv", "sendonly", "recvonly", "inactive")
ANSWERS: Final[dict[Direction, Direction]] = {
    "sendrecv": "sendrecv",
    "sendonly": "recvonly",
    "recvonly": "sendonly",
    "inactive": "inactive",
}
"""What answers an offer's direction."""
_NOBODY: Final = b"v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nc=IN IP4 0.0.0.0\r\nt=0 0\r\n"
_NO_PORT: Final = b"9"


def direction_of(body: bytes) -> Direction:
    """Return in which direction media are to go; an address of zeros is the old word for hold."""
    lines = body.splitlines()
    for direction in _DIRECTIONS:
        if f"a={direction}".encode() in lines:
            return direction
    return "inactive" if b"c=IN IP4 0.0.0.0" in lines else "sendrecv"


def handed_on(body: bytes, host: str, version: int, direction: Direction) -> bytes:
    """Return *body* with an origin of ours, in its *version*, and with this direction."""
    directions = {f"a={each}".encode() for each in _DIRECTIONS}
    lines = [line for line in body.splitlines() if line not in directions]
    origin = f"o=- {1} {version} IN IP4 {host}".encode()
    lines = [origin if line.startswith(b"o=") else line for line in lines]
    first = next((index for index, line in enumerate(lines) if line.startswith(b"m=")), len(lines))
    return b"\r\n".join([*lines[:first], f"a={direction}".encode(), *lines[first:], b""])


def silence_for(offer: bytes) -> bytes:
    """Return what answers an *offer* while nobody is there to talk to: the same media, and no address."""
    media = [line.split() for line in offer.splitlines() if line.startswith(b"m=")]
    lines = [b" ".join((kind[0], _NO_PORT, *kind[2:])) for kind in media]
    return b"".join((_NOBODY, *(line + b"\r\n" for line in lines)))
