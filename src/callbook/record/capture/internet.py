"""Packets of the Internet Protocol, version 4 or 6, with a datagram (UDP) or a segment (TCP) in each."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address
from struct import pack, unpack
from typing import Final, NamedTuple

from callbook.core import BadInput

LONGEST: Final = 65_000
"""Bytes that one packet carries: with the headers it stays below 65,535."""
_UDP, _TCP = 17, 6
_HOPS: Final = 64
_PUSH_AND_ACKNOWLEDGE: Final = 0x18
_WINDOW: Final = 65_535
_HIGHEST_PORT: Final = 65_535


class Address(NamedTuple):
    """One end: a host's address and a port."""

    host: IPv4Address | IPv6Address
    port: int


def address(text: str, where: str) -> Address:
    """Return the address that *text* says: ``HOST:PORT``, an IPv6 host in brackets.

    Raises:
        BadInput: it says none; *where* it stands is named.
    """
    host, _, port = text.rpartition(":")
    try:
        found = ip_address(host.removeprefix("[").removesuffix("]"))
    except ValueError:
        found = None
    if found is None or not (port.isascii() and port.isdecimal() and int(port) <= _HIGHEST_PORT):
        accepted = "HOST:PORT, the host as an IP address, such as 127.0.0.1:5060 or [::1]:5060"
        raise BadInput("address", text, where=where, accepted=accepted)
    return Address(found, int(port))


def datagram(source: Address, destination: Address, payload: bytes) -> bytes:
    """Return a packet with a datagram."""
    head = pack(">HHH", source.port, destination.port, 8 + len(payload))
    total = _sum(source, destination, _UDP, head + b"\0\0" + payload)
    return _packet(source, destination, _UDP, head + pack(">H", total or 0xFFFF) + payload)


def segment(source: Address, destination: Address, payload: bytes, *, sequence: int, acknowledged: int) -> bytes:
    """Return a packet with a segment of a connection that stands."""
    head = pack(
        ">HHIIBBH", source.port, destination.port, sequence, acknowledged, 5 << 4, _PUSH_AND_ACKNOWLEDGE, _WINDOW
    )
    total = _sum(source, destination, _TCP, head + bytes(4) + payload)
    return _packet(source, destination, _TCP, head + pack(">HH", total, 0) + payload)


def _packet(source: Address, destination: Address, protocol: int, payload: bytes) -> bytes:
    ends = source.host.packed + destination.host.packed
    if source.host.version == 6:  # noqa: PLR2004 - of the Internet Protocol
        return pack(">IHBB", 6 << 28, len(payload), protocol, _HOPS) + ends + payload
    head = pack(">BBHHHBB", 0x45, 0, 20 + len(payload), 0, 0x4000, _HOPS, protocol)
    return head + pack(">H", _complement(head + ends)) + ends + payload


def _sum(source: Address, destination: Address, protocol: int, content: bytes) -> int:
    """Return the checksum of what a packet carries, with the ends and the protocol before it (RFC 768, 9293, 8200)."""
    return _complement(source.host.packed + destination.host.packed + pack(">II", len(content), protocol) + content)


def _complement(data: bytes) -> int:
    padded = data + bytes(len(data) % 2)
    words: tuple[int, ...] = unpack(f">{len(padded) // 2}H", padded)
    total = sum(words)
    while total > 0xFFFF:  # noqa: PLR2004 - sixteen bits
        total = (total & 0xFFFF) + (total >> 16)
    return 0xFFFF - total
