"""Messages of SIP have rungs of their own, between the switch and the lane of a telephone, right of all others."""

from __future__ import annotations

from textwrap import dedent
from typing import Final

import pytest

from callbook.core import ActionTaken, Entry, MessageSent, SipSent
from callbook.record.diagram import ladder_svg, text_ladder
from callbook.record.diagram.extraction import Kind, rungs, talking
from callbook.record.diagram.mermaid import ladder_mermaid
from callbook.record.diagram.times import entry_in_words

OFFER: Final = "\r\n\r\nv=0\r\nm=audio 9 RTP/AVP 0\r\n"


def sip(number: int, text: str, *, sent: bool = True) -> SipSent:
    """Return a message between the switch and Anna's telephone."""
    ends = ("SIP Server", "Anna's telephone") if sent else ("Anna's telephone", "SIP Server")
    return SipSent(number, 0, 0, *ends, "UDP", "127.0.0.1:5060", "127.0.0.1:6000", text)


def dialing(number: int) -> MessageSent:
    """Return a message between Anna and the switch."""
    message = {"protocol": "T-Library", "message": "EventDialing"}
    return MessageSent(number, 0, 0, "w", "SIP Server", "Anna", message)


STORY: Final[tuple[Entry, ...]] = (
    sip(1, "REGISTER sip:h SIP/2.0\r\n\r\n", sent=False),
    sip(2, "SIP/2.0 200 OK\r\n\r\n"),
    dialing(3),
    sip(4, f"INVITE sip:h SIP/2.0{OFFER}"),
)


def test_a_telephone_stands_at_the_right() -> None:
    """Also where it was heard of first."""
    assert ("SIP Server", "Anna", "Anna's telephone") == talking(rungs(STORY))
    drawn = """
             SIP Server           Anna  Anna's telephone
    00:00:00.000  |<--------- REGISTER ---------|
    00:00:00.000  |---------- 200 OK ---------->|
    00:00:00.000  |- EventDialing ->|           |
    00:00:00.000  |------- INVITE (SDP) ------->|
    """
    assert dedent(drawn).strip("\n").splitlines()[1:] == text_ladder(STORY).splitlines()[1:]


def test_what_it_reports_stands_at_its_lifeline() -> None:
    """Where it has one; else at that of whose telephone it is."""
    acts = [
        ActionTaken(6 + number, 0, 0, "Anna", action, {"number": "1001", "report": "answers"})
        for number, action in enumerate(("register telephone", "the telephone answers", "dial"))
    ]
    assert [
        ("Anna's telephone", "Anna: register telephone (number 1001, report answers)"),
        ("Anna's telephone", "Anna: the telephone answers"), ("Anna", "Anna: dial (number 1001, report answers)"),
    ] == [(rung.sender, rung.label) for rung in rungs((*STORY, *acts))[4:]]  # fmt: skip
    assert ["Anna"] * 3 == [rung.sender for rung in rungs(acts)]


WORDS: Final = {
    "INVITE sip:h SIP/2.0\r\n\r\n": "INVITE",
    f"INVITE sip:h SIP/2.0{OFFER}": "INVITE (SDP)",
    f"INVITE sip:h SIP/2.0{OFFER}a=sendrecv\r\n": "INVITE (SDP)",
    f"INVITE sip:h SIP/2.0{OFFER}a=inactive\r\n": "INVITE (SDP, inactive)",
    f"SIP/2.0 200 OK{OFFER}a=sendonly\r\na=sendonly\r\n": "200 OK (SDP, sendonly)",
    "\r\nSIP/2.0 486 Busy Here\r\n\r\n": "486 Busy Here",
    "REFER sip:h SIP/2.0\r\nRefer-To: <sip:1002@h>\r\n\r\n": "REFER to 1002",
    "REFER sip:h SIP/2.0\r\nr: Ben <sip:1002@h>\r\n\r\n": "REFER to 1002",
    "NOTIFY sip:h SIP/2.0\r\nEvent: talk\r\n\r\n": "NOTIFY talk",
    "NOTIFY sip:h SIP/2.0\r\no:refer;id=1\r\n\r\n": "NOTIFY refer",
    "NOTIFY sip:h SIP/2.0\r\nEvent: refer\r\n\r\nSIP/2.0 100 Trying\r\n": "NOTIFY refer (100)",
    "NOTIFY sip:h SIP/2.0\r\nEvent: refer\r\n\r\nSIP/2.0 603\r\n": "NOTIFY refer (603)",
    "REGISTER sip:h SIP/2.0\r\nExpires: 0\r\n\r\n": "REGISTER no longer",
    "REGISTER sip:h SIP/2.0\r\nContact: <sip:a@h>;expires=0\r\n\r\n": "REGISTER no longer",
    "REGISTER sip:h SIP/2.0\r\nExpires: 3600\r\n\r\n": "REGISTER",
    "": "",
}


@pytest.mark.parametrize(("text", "words"), WORDS.items())
def test_a_rung_says_what_it_is(text: str, words: str) -> None:
    """And what tells it from others of its kind: which way media go, where to, which event."""
    assert [words] == [rung.label for rung in rungs((sip(1, text),))]
    assert f"SIP Server -> Anna's telephone: {words}" == entry_in_words(sip(1, text))


def test_it_has_a_look_of_its_own() -> None:
    """A dotted line, whose tooltip has the whole message with its addresses; the legend says it where it is needed."""
    svg = ladder_svg(STORY)
    assert 3 == svg.count('class="cb-sip cb-same"')
    assert "127.0.0.1:5060 -&gt; 127.0.0.1:6000, UDP\nREGISTER sip:h SIP/2.0" in svg
    assert "Dotted line, open arrowhead: SIP." in svg
    assert "Dotted line" not in ladder_svg(STORY[2:3])
    assert "…" in ladder_svg((sip(1, "x" * 3_000),))
    assert [Kind.SIP, Kind.SIP, Kind.T_LIBRARY, Kind.SIP] == [rung.kind for rung in rungs(STORY)]


def test_mermaid_has_it_too() -> None:
    """With an open arrow."""
    assert "    a1-)a3: INVITE (SDP)\n" in ladder_mermaid(STORY)
