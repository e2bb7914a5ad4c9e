"""Whatever comes: nothing is raised, nobody is registered who does not say so, nothing is left (`make sip-fuzz`)."""

from __future__ import annotations

from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from tests.sip.conftest import Floor
from tests.sip.story import Story
from tests.sip.torture import OFFER, TORTURE, message

from callbook.network.sip.endpoint import Peer
from callbook.network.sip.framing import Framing, Unframed

_STRANGER: Final = Peer("UDP", "192.0.2.9", 9)
_NOISE: Final = (
    b"", b"\r\n", b"\n", b"\0", b"\xff", b" ", b";", b",", b":", b"<", b">", b'"', b"\\", b"=", b"@", b"%00", b"1" * 30,
    b"Contact: *\r\n", b"Expires: 0\r\n", b"Content-Length: 5\r\n", b"tag=", b"branch=", b"sip:", b"SIP/2.0",
)  # fmt: skip
_METHODS: Final = ("REGISTER", "INVITE", "ACK", "BYE", "CANCEL", "OPTIONS", "NOTIFY", "REFER", "INFO", "SIP/2.0")


def _changed(data: bytes, changes: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, noise in changes:
        start = at % (len(data) + 1)
        data = data[:start] + noise + data[start + length :]
    return data


DAMAGED: Final = st.builds(
    _changed,
    st.sampled_from(list(TORTURE.values()))
    | st.sampled_from([message(f"{method} sip:1001@127.0.0.1 SIP/2.0", {}, OFFER) for method in _METHODS]),
    st.lists(st.tuples(st.integers(0, 600), st.integers(0, 40), st.sampled_from(_NOISE)), min_size=1, max_size=6),
)


@given(datagrams=st.lists(DAMAGED | st.binary(max_size=200), min_size=8, max_size=8))
def test_outside_of_calls(datagrams: list[bytes]) -> None:
    """Damaged messages, and what is none."""
    floor = Floor()
    for data in datagrams:
        floor.sip.endpoint.receive(data, _STRANGER)
    floor.wait(100_000)
    assert set(floor.sip.registrations) <= {"1001"}
    assert ((), 0) == (floor.sip.legs, floor.sip.endpoint.open)


@given(changes=st.lists(st.tuples(st.integers(0, 600), st.integers(0, 40), st.sampled_from(_NOISE)), max_size=4),
       chosen=st.integers(0, 40))  # fmt: skip
def test_of_a_call(changes: list[tuple[int, int, bytes]], chosen: int) -> None:
    """What was sent in a call comes again, damaged, from where it came and from elsewhere: the call can be ended."""
    floor = Floor()
    story = Story(floor)
    story.talk()
    sent = [(peer, data) for peer, to, data in floor.network.datagrams if to.port == floor.sip.endpoint.port]
    peer, data = sent[chosen % len(sent)]
    for source in (peer, _STRANGER):
        floor.sip.endpoint.receive(_changed(data, changes), source)
    floor.wait(100_000)
    if floor.switch.calls:
        story.maria.hang_up()
    floor.wait(100_000)
    assert ((), 0) == (floor.sip.legs, floor.sip.endpoint.open)


@given(pieces=st.lists(DAMAGED | st.binary(max_size=50), max_size=10), size=st.integers(1, 300))
def test_on_a_stream(pieces: list[bytes], size: int) -> None:
    """It is cut into messages, or there is no way to go on."""
    framing, stream = Framing(), b"".join(pieces)
    try:
        whole = b"".join(
            each for start in range(0, len(stream), size) for each in framing.take(stream[start : start + size])
        )
    except Unframed:
        return
    assert len(whole) <= len(stream)
