"""A pcap file of a recording, read back byte by byte: raw IP, one packet for each message of SIP, at its time."""

from __future__ import annotations

from ipaddress import ip_address
from struct import unpack
from typing import Final, NamedTuple

import pytest

from callbook.core import BadInput, SipSent
from callbook.lab import Lab
from callbook.record import Trace, sip_capture, trace_of
from callbook.record.capture.internet import address, datagram

HERE: Final = "127.0.0.1:5060"
THERE: Final = "127.0.0.1:6000"


class Packet(NamedTuple):
    """What was read of one."""

    at: int
    protocol: int
    source: str
    destination: str
    numbers: tuple[int, ...]
    payload: bytes


def recording(*sent: tuple[str, str, str, str]) -> Trace:
    """Return the recording of a lab in which these were sent: transport, source, destination, text."""
    lab = Lab()
    for number, (transport, source, destination, text) in enumerate(sent):
        lab.advance(1_500 * number)
        lab.journal.sip("SIP Server", "Anna's telephone", transport, source, destination, text)
    return trace_of(lab, scenario="telephones")


def packets(capture: bytes) -> list[Packet]:
    """Return the packets of a capture; its checksums are right."""
    assert (0xA1B2C3D4, 2, 4, 0, 0, 262_144, 101) == unpack("<IHHiIII", capture[:24])
    found, rest = list[Packet](), capture[24:]
    while rest:
        seconds, micros, length, whole = unpack("<IIII", rest[:16])
        assert length == whole
        found.append(_packet(seconds * 1_000 + micros // 1_000, rest[16 : 16 + length]))
        rest = rest[16 + length :]
    return found


def _packet(at: int, data: bytes) -> Packet:
    if data[0] >> 4 == 4:
        assert (0x45, len(data), 0) == (data[0], unpack(">H", data[2:4])[0], _left(data[:20]))
        protocol, ends, content = data[9], data[12:20], data[20:]
    else:
        assert (6, len(data) - 40) == (data[0] >> 4, unpack(">H", data[4:6])[0])
        protocol, ends, content = data[6], data[8:40], data[40:]
    assert 0 == _left(ends + bytes((0, protocol)) + len(content).to_bytes(2) + content)
    half = len(ends) // 2
    ports = unpack(">HH", content[:4])
    hosts = (str(ip_address(ends[:half])), str(ip_address(ends[half:])))
    source, destination = (f"{host} {port}" for host, port in zip(hosts, ports, strict=True))
    if protocol == 17:
        assert len(content) == unpack(">H", content[4:6])[0]
        return Packet(at, protocol, source, destination, (), content[8:])
    sequence, acknowledged, words, flags = unpack(">IIBB", content[4:14])
    assert (20, 0x18) == (4 * (words >> 4), flags)
    return Packet(at, protocol, source, destination, (sequence, acknowledged), content[20:])


def _left(data: bytes) -> int:
    """Return what a checksum leaves over: 0 where it is right."""
    padded = data + bytes(len(data) % 2)
    words: tuple[int, ...] = unpack(f">{len(padded) // 2}H", padded)
    total = sum(words)
    while total > 0xFFFF:
        total = (total & 0xFFFF) + (total >> 16)
    return 0xFFFF - total


def test_datagrams_have_the_times_of_the_recording() -> None:
    """Their addresses, and every byte of the message."""
    trace = recording(("UDP", HERE, THERE, "INVITE é"), ("UDP", THERE, HERE, "SIP/2.0 200 OK\r\n\r\n"))
    began, later = (entry.at for entry in trace.entries if isinstance(entry, SipSent))
    assert [
        Packet(began, 17, "127.0.0.1 5060", "127.0.0.1 6000", (), "INVITE é".encode()),
        Packet(later, 17, "127.0.0.1 6000", "127.0.0.1 5060", (), b"SIP/2.0 200 OK\r\n\r\n"),
    ] == packets(sip_capture(trace))
    assert 1_500 == later - began


def test_bytes_of_a_connection_are_numbered() -> None:
    """From 1 at either end; each acknowledges what has come; another connection counts by itself."""
    other = "127.0.0.1:6001"
    sent = [
        ("TCP", THERE, HERE, "abc"), ("TCP", HERE, THERE, "de"), ("TCP", other, HERE, "x"), ("TCP", THERE, HERE, "f"),
    ]  # fmt: skip
    found = packets(sip_capture(recording(*sent)))
    assert [(1, 1), (1, 4), (1, 1), (4, 3)] == [packet.numbers for packet in found]
    assert [b"abc", b"de", b"x", b"f"] == [packet.payload for packet in found]


@pytest.mark.parametrize(("transport", "protocol"), [("UDP", 17), ("TCP", 6)])
def test_addresses_may_be_long(transport: str, protocol: int) -> None:
    """IPv6 stands in brackets."""
    found = packets(sip_capture(recording((transport, "[::1]:5060", "[2001:db8::2]:7", "odd"))))
    assert [(protocol, "::1 5060", "2001:db8::2 7", b"odd")] == [
        (packet.protocol, packet.source, packet.destination, packet.payload) for packet in found
    ]


def test_a_checksum_of_zero_is_written_as_ones() -> None:
    """In UDP a zero says that there is none, which IPv6 does not allow."""
    ends = address(HERE, ""), address(THERE, "")
    checksum = datagram(*ends, bytes(2))[26:28]
    assert (b"\xff\xff", False) == (datagram(*ends, checksum)[26:28], checksum == b"\xff\xff")


ADDRESS: Final = "HOST:PORT, the host as an IP address, such as 127.0.0.1:5060 or [::1]:5060"
REFUSED: Final = {
    "no address": (("UDP", "localhost:5060", THERE, "x"), "address 'localhost:5060'", ADDRESS),
    "no port": (("UDP", HERE, "127.0.0.1:65536", "x"), "address '127.0.0.1:65536'", ADDRESS),
    "two versions": (
        ("UDP", HERE, "[::1]:1", "x"), "address '[::1]:1'", f"one of the same version as {HERE}, where it came from",
    ),
    "too long": (("TCP", HERE, THERE, "x" * 65_001), "message 'of 65001 bytes'", "one of at most 65000"),
}  # fmt: skip


@pytest.mark.parametrize(("sent", "given", "accepted"), REFUSED.values(), ids=REFUSED)
def test_what_has_never_been_on_a_network_is_refused(
    sent: tuple[str, str, str, str], given: str, accepted: str
) -> None:
    """With its place in the recording, and what would be accepted."""
    with pytest.raises(BadInput) as refusal:
        sip_capture(recording(sent))
    assert f"{given} in entry 1 cannot be used. Accepted: {accepted}." == str(refusal.value)


def test_where_no_telephone_was_nothing_is_drawn() -> None:
    """With the reason."""
    with pytest.raises(BadInput) as refusal:
        sip_capture(recording())
    reason = "no telephone of somebody's own was there, so nothing went over a network"
    accepted = "one of `callbook serve --sip`, in which a telephone has registered"
    assert f"recording 'telephones' cannot be used: {reason}. Accepted: {accepted}." == str(refusal.value)
