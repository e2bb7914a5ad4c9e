"""On a stream Content-Length alone says where a message ends (RFC 3261, 18.3)."""

from __future__ import annotations

import pytest
from tests.sip.torture import OFFER, message

from callbook.network.sip.framing import Framing, Unframed

ONE = message("INVITE sip:a@h SIP/2.0", {}, OFFER)
OTHER = message("OPTIONS sip:a@h SIP/2.0")


@pytest.mark.parametrize("size", [1, 7, 100, 10_000])
def test_messages_come_whole_however_they_are_cut(size: int) -> None:
    """In order; line ends between them keep a way open."""
    framing, stream = Framing(), b"\r\n\r\n" + ONE + b"\r\n" + OTHER + ONE
    whole = [each for start in range(0, len(stream), size) for each in framing.take(stream[start : start + size])]
    assert [ONE, OTHER, ONE] == whole


def test_a_short_name_is_known() -> None:
    """Content-Length is l."""
    short = OTHER.replace(b"Content-Length:", b"l :")
    assert [short] == Framing().take(short)


@pytest.mark.parametrize("data", [OTHER.replace(b"Content-Length: 0\r\n", b""), b"x" * 20_000])
def test_what_has_no_end_is_refused(data: bytes) -> None:
    """Nobody could say where the next one begins."""
    with pytest.raises(Unframed):
        Framing().take(data)
