"""The messages of SIP in a recording as a pcap file: what a capture on the network would have held of them.

A recording has messages, not packets: each becomes one packet, at its time. Acknowledgements and the begin and end of a
TCP connection are not in it; its bytes are numbered so that Wireshark puts them together.
"""

from __future__ import annotations

from collections import defaultdict
from struct import pack
from typing import TYPE_CHECKING, Final

from callbook.core import BadInput, SipSent
from callbook.record.capture.internet import LONGEST, Address, address, datagram, segment

if TYPE_CHECKING:
    from callbook.record.trace.reading import Trace

_RAW_IP: Final = 101
_HEAD: Final = pack("<IHHiIII", 0xA1B2C3D4, 2, 4, 0, 0, 262_144, _RAW_IP)
_FIRST: Final = 1
"""The number of the first byte that either end of a TCP connection sends."""


def sip_messages(trace: Trace) -> list[SipSent]:
    """Return the messages of SIP in a recording.

    Raises:
        BadInput: there are none.
    """
    found = [entry for entry in trace.entries if isinstance(entry, SipSent)]
    if not found:
        why = "no telephone of somebody's own was there, so nothing went over a network"
        accepted = "one of `callbook serve --sip`, in which a telephone has registered"
        raise BadInput("recording", trace.file or trace.name, why=why, accepted=accepted)
    return found


def sip_capture(trace: Trace) -> bytes:
    """Return the messages of SIP in a recording as a pcap file.

    Raises:
        BadInput: there are none, or one has an address that is none, or cannot have been sent.
    """
    connections = _Connections()
    return b"".join((_HEAD, *(_record(entry, trace, connections) for entry in sip_messages(trace))))


class _Connections:
    """How many bytes each end of each TCP connection has sent."""

    def __init__(self) -> None:
        self._next = defaultdict[tuple[Address, Address], int](lambda: _FIRST)

    def segment(self, source: Address, destination: Address, payload: bytes) -> bytes:
        """Return a packet with the next bytes from *source*, which has taken all that came from the other end."""
        sequence, acknowledged = self._next[source, destination], self._next[destination, source]
        self._next[source, destination] = (sequence + len(payload)) % 2**32
        return segment(source, destination, payload, sequence=sequence, acknowledged=acknowledged)


def _record(entry: SipSent, trace: Trace, connections: _Connections) -> bytes:
    place = trace.place_of(entry)
    source, destination = address(entry.source, place), address(entry.destination, place)
    payload = entry.text.encode(errors="backslashreplace")
    if source.host.version != destination.host.version:
        accepted = f"one of the same version as {entry.source}, where it came from"
        raise BadInput("address", entry.destination, where=place, accepted=accepted)
    if len(payload) > LONGEST:
        raise BadInput("message", f"of {len(payload)} bytes", where=place, accepted=f"one of at most {LONGEST}")
    make = connections.segment if entry.transport == "TCP" else datagram
    packet = make(source, destination, payload)
    seconds, milliseconds = divmod(entry.at, 1_000)
    return pack("<IIII", seconds % 2**32, milliseconds * 1_000, len(packet), len(packet)) + packet
