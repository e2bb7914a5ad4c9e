"""Telephones played by SIPp: a scenario for each, made of a few steps; another program's idea of RFC 3261."""

from __future__ import annotations

import shutil
import socket
import subprocess
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

SIPP: Final = shutil.which("sipp")
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
_REQUEST: Final = """<send><![CDATA[

BYE [next_url] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From[$2];tag=[pid]t[call_number]
To[$1]
[last_Call-ID:]
CSeq: 1 BYE
Max-Forwards: 70
Content-Length: 0

]]></send>
<recv response="200"/>
"""
_TERMINATED: Final = (
    _ANSWER.format(
        status="487 Request Terminated",
        tag=";tag=[pid]t[call_number]",
        body="Content-Length: 0\n",
        more=' retrans="500"',
    ).replace("[last_CSeq:]", "CSeq: 1 INVITE")
    + '<recv request="ACK"/>'
)
_LATE_ANSWER: Final = (
    _ANSWER.format(
        status="200 OK",
        tag="",
        body=f"Content-Type: application/sdp\nContent-Length: [len]\n\n{_SDP}",
        more=' retrans="500"',
    )
    .replace("[last_CSeq:]", "CSeq: 1 INVITE")
    .replace("[last_Via:]", "Via[$3]")
    + '<recv request="ACK"/>'
)
_TAKE: Final = (
    '<action><ereg regexp=".*" search_in="hdr" header="From" assign_to="1"/>'
    '<ereg regexp=".*" search_in="hdr" header="To" assign_to="2"/>'
    '<ereg regexp=".*" search_in="hdr" header="Via" assign_to="3"/></action>'
)


def _answer(status: str, *, first: bool = False, sdp: bool = False) -> str:
    tag = ";tag=[pid]t[call_number]" if first else ""
    body = f"Content-Type: application/sdp\nContent-Length: [len]\n\n{_SDP}" if sdp else "Content-Length: 0\n"
    return _ANSWER.format(status=status, tag=tag, body=body, more=' retrans="500"' if sdp else "")


def _offer() -> str:
    return '<recv request="INVITE"/>' + _answer("200 OK", sdp=True) + '<recv request="ACK"/>'


STEPS: Final = {
    "called": f'<recv request="INVITE" rrs="true">{_TAKE}</recv>',
    "rings": _answer("180 Ringing", first=True),
    "answers": _answer("200 OK", first=True, sdp=True) + '<recv request="ACK"/>',
    "is offered": _offer(),
    "is hung up": '<recv request="BYE"/>' + _answer("200 OK"),
    "hangs up": _REQUEST,
    "is canceled": '<recv request="CANCEL"/>' + _answer("200 OK") + _TERMINATED,
    "is asked to answer": '<recv request="NOTIFY"/>' + _answer("200 OK") + _LATE_ANSWER,
    "refuses to be asked": '<recv request="NOTIFY"/>' + _answer("481 No"),
    "waits": '<pause milliseconds="200"/>',
    **{str(status): _answer(f"{status} No", first=True) + '<recv request="ACK"/>' for status in (404, 480, 486, 603)},
}
"""What a telephone does, and what is done to it."""


@contextmanager
def telephone(folder: Path, name: str, steps: tuple[str, ...]) -> Generator[int]:
    """Give the port of a telephone that goes through *steps* with one call, and must have done so in the end."""
    body = "".join(STEPS[step] for step in steps)
    uses = '<Reference variables="1,2,3"/>' if "called" in steps else ""
    file = folder / f"{name}.xml"
    file.write_text(
        f'<?xml version="1.0" encoding="ISO-8859-1" ?>\n<scenario name="{name}">\n{body}{uses}</scenario>\n'
    )
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    command = [str(SIPP), "-sf", str(file), "-i", "127.0.0.1", "-p", str(port), "-m", "1", "-nostdin", "-trace_err"]
    process = subprocess.Popen(  # noqa: S603 - SIPp
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    try:
        yield port
        printed, _ = process.communicate(timeout=20)
        errors = "".join(each.read_text() for each in folder.glob(f"{name}_*_errors.log"))
        assert process.returncode == 0, f"{name}: {errors or printed[-2000:]}"
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
