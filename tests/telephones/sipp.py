"""Telephones played by SIPp: a scenario for each, made of a few steps; another program's idea of RFC 3261.

What somebody does at such a telephone is done when a button is pressed: an INFO, for which the scenario waits.
"""

from __future__ import annotations

import shutil
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from tests.telephones.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

SIPP: Final = shutil.which("sipp")
_PATIENCE: Final = 20
"""Seconds after which a telephone that is not done is given up."""
_SDP: Final = """v=0
o=sipp 1 1 IN IP4 [local_ip]
s=-
c=IN IP4 [local_ip]
t=0 0
m=audio 6000 RTP/AVP 0
"""
_ANSWER: Final = """<send{more}><![CDATA[

SIP/2.0 {status}
[last_Via:]
[last_From:]
[last_To:]{tag}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:sipp@[local_ip]:[local_port]>
{body}
]]></send>
"""
_REQUEST: Final = """<send{more}><![CDATA[

{method} [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From[$2];tag=[pid]t[call_number]
To[$1]
Call-ID: [call_id]
CSeq: {{sequence}} {method}
Contact: <sip:sipp@[local_ip]:[local_port]>
Max-Forwards: 70
{body}
]]></send>
"""
_TAKE: Final = "".join(
    f'<ereg regexp=".*" search_in="hdr" header="{name}" assign_to="{number}"/>'
    for number, name in enumerate(("From", "To", "Via"), start=1)
)
_NO_BODY: Final = "Content-Length: 0\n"
_REPEATED: Final = ' retrans="500"'
_INFO: Final = """INFO sip:sipp@127.0.0.1:{port} SIP/2.0
Via: SIP/2.0/UDP 127.0.0.1:9;branch=z9hG4bKbutton{number}
From: <sip:somebody@127.0.0.1>;tag=button
To: <sip:sipp@127.0.0.1>;tag=button
Call-ID: {call_id}
CSeq: {number} INFO
Max-Forwards: 70
Content-Length: 0

"""


def _described(direction: str = "") -> str:
    return f"Content-Type: application/sdp\nContent-Length: [len]\n\n{_SDP}" + (direction and f"a={direction}\n")


def _answer(status: str, *, first: bool = False, sdp: bool = False, late: bool = False) -> str:
    """Return what answers: a *late* answer is to the INVITE, after other requests have come."""
    made = _ANSWER.format(
        status=status,
        tag=";tag=[pid]t[call_number]" if first else "",
        body=_described() if sdp else _NO_BODY,
        more=_REPEATED if sdp or late else "",
    )
    if late:
        made = made.replace("[last_CSeq:]", "CSeq: 1 INVITE").replace("[last_Via:]", "Via[$3]")
        made = made.replace("[last_From:]", "From[$1]").replace("[last_To:]", "To[$2]")
    return made


def _recv(request: str) -> str:
    return f'<recv request="{request}"/>'


_PRESSED: Final = _recv("INFO") + _answer("200 OK")


def _refuses(status: str, *, late: bool = False) -> str:
    return _answer(f"{status} No", first=True, late=late) + _recv("ACK")


def _describes(direction: str) -> str:
    asked = _REQUEST.format(method="INVITE", body=_described(direction), more=_REPEATED)
    acknowledged = _REQUEST.format(method="ACK", body=_NO_BODY, more="")
    return _PRESSED + asked + '<recv response="200"/>' + acknowledged


_REFERS: Final = _REQUEST.format(
    method="REFER", body=f"Refer-To: <sip:1002@127.0.0.1>\n{_NO_BODY}", more=_REPEATED
)  # fmt: skip

STEPS: Final = {
    "called": f'<recv request="INVITE" rrs="true"><action>{_TAKE}</action></recv>',
    "rings": _answer("180 Ringing", first=True),
    "answers at once": _answer("200 OK", first=True, sdp=True) + _recv("ACK"),
    "answers": _PRESSED + _answer("200 OK", first=True, sdp=True, late=True) + _recv("ACK"),
    "is offered": _recv("INVITE") + _answer("200 OK", sdp=True) + _recv("ACK"),
    "is hung up": _recv("BYE") + _answer("200 OK"),
    "hangs up": _PRESSED + _REQUEST.format(method="BYE", body=_NO_BODY, more=_REPEATED) + '<recv response="200"/>',
    "holds": _describes("sendonly"),
    "retrieves": _describes("sendrecv"),
    "refers": _PRESSED + _REFERS + '<recv response="202"/>',
    "is told of it": _recv("NOTIFY") + _answer("200 OK"),
    "is canceled": _recv("CANCEL") + _answer("200 OK") + _refuses("487", late=True),
    "is asked to answer": _recv("NOTIFY")
    + _answer("200 OK")
    + _answer("200 OK", first=True, sdp=True, late=True)
    + _recv("ACK"),
    "refuses to be asked": _recv("NOTIFY") + _answer("481 No"),
    "declines": _PRESSED + _refuses("603", late=True),
    "is busy": _PRESSED + _refuses("486", late=True),
    **{status: _refuses(status) for status in ("404", "480", "486", "603")},
}
"""What a telephone does, and what is done to it; what somebody does there waits for a button."""


def _numbered(body: str) -> str:
    """Return the steps with the number of each request that the telephone sends: they rise, and an ACK has its own."""
    number, whole = 0, list[str]()
    for piece in body.split("{sequence}"):
        whole.append(piece)
        number += not piece.endswith("CSeq: ") or "ACK [next_url]" not in piece.rpartition("<send")[2]
        whole.append(str(number))
    return "".join(whole[:-1])


@contextmanager
def telephone(folder: Path, name: str, steps: tuple[str, ...]) -> Generator[int]:
    """Give the port of a telephone that goes through *steps* with one call, and must have done so in the end."""
    body = _numbered("".join(STEPS[step] for step in steps))
    file = folder / f"{name}.xml"
    file.write_text(
        f'<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="{name}">\n{body}'
        '<Reference variables="1,2,3"/></scenario>\n'
    )
    port = free_port()
    command = [str(SIPP), "-sf", str(file), "-i", "127.0.0.1", "-p", str(port), "-m", "1", "-nostdin", "-trace_err"]
    process = subprocess.Popen(  # noqa: S603 - SIPp
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield port
        printed, _ = process.communicate(timeout=_PATIENCE)
        errors = "".join(each.read_text() for each in folder.glob(f"{name}_*_errors.log"))
        assert process.returncode == 0, f"{name}: {errors or printed[-2000:]}"
    finally:
        process.kill()
        process.communicate()


def button(port: int, call_id: str, number: int) -> bytes:
    """Return what presses a button at the telephone on this port, in this call, for the so many-th time."""
    return _INFO.format(port=port, call_id=call_id, number=number).replace("\n", "\r\n").encode()
