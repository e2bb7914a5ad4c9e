"""Captures of calls with telephones, looked at by other programs: sngrep counts dialogs, tshark finds nothing wrong.

Not in `make test`: `make telephones`, where SIPp, sngrep and tshark are installed.
"""

from __future__ import annotations

import asyncio
import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Final

import pytest
from tests.patience import PATIENCE
from tests.sip.test_telephones_are_served import Served, register, serve
from tests.telephones.outcomes import with_telephones
from tests.telephones.sipp import SIPP
from tests.telephones.stories import OUTCOMES

from callbook.core import SipSent
from callbook.lab import Lab
from callbook.record import sip_capture, sip_messages, trace_of

if TYPE_CHECKING:
    from pathlib import Path

    from callbook.record import Trace

SNGREP: Final = shutil.which("sngrep")
TSHARK: Final = shutil.which("tshark")
_CALL_ID: Final = re.compile(r"^(?:Call-ID|i)[ \t]*:[ \t]*(\S+)", re.MULTILINE | re.IGNORECASE)
pytestmark = pytest.mark.skipif(
    SNGREP is None or TSHARK is None, reason="sngrep or tshark is not installed: apt-get install sngrep tshark"
)


def dialogs(capture: Path) -> int:
    """Return how many dialogs sngrep counts."""
    printed = _printed(str(SNGREP), "-N", "-I", str(capture))
    return int(printed.rpartition("Dialog count: ")[2])


def methods(capture: Path) -> list[str]:
    """Return what tshark reads of each packet: the method, or the status."""
    fields = ("-T", "fields", "-e", "sip.Method", "-e", "sip.Status-Code")
    return _printed(str(TSHARK), "-r", str(capture), *fields).split()


def wrong(capture: Path) -> str:
    """Return what tshark finds malformed, or in error."""
    checked = ("-o", "udp.check_checksum:TRUE", "-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE")
    bad = "_ws.malformed || _ws.expert.severity == error || tcp.analysis.lost_segment || tcp.analysis.out_of_order"
    return _printed(str(TSHARK), "-r", str(capture), *checked, "-Y", bad)


def _printed(*command: str) -> str:
    done = subprocess.run(  # noqa: S603 - programs that look at a file
        command, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=PATIENCE, check=True
    )
    return done.stdout


def looked_at(trace: Trace, folder: Path) -> list[str]:
    """Export a recording, have both programs look at it, and return what tshark has read."""
    capture = folder / "x.pcap"
    capture.write_bytes(sip_capture(trace))
    call_ids = {found for entry in sip_messages(trace) for found in _CALL_ID.findall(entry.text)}
    assert len(call_ids) == dialogs(capture)
    assert "" == wrong(capture)
    return methods(capture)


@pytest.mark.skipif(SIPP is None, reason="SIPp is not installed: apt-get install sip-tester")
@pytest.mark.parametrize(
    "name", ["held and retrieved at the telephone", "handed on in two steps", "referred at the telephone"]
)
def test_a_call_with_telephones(name: str, tmp_path: Path) -> None:
    """Each message of the journal is a packet, in order."""
    lab, _ = asyncio.run(with_telephones(OUTCOMES[name], tmp_path, "sipp"))
    found = looked_at(trace_of(lab), tmp_path)
    sent = [entry.name.partition(" ")[0] for entry in lab.journal.entries if isinstance(entry, SipSent)]
    assert sent == found
    assert {"INVITE", "180", "200", "ACK"} < {*found}


def test_a_registration_by_tcp(tmp_path: Path) -> None:
    """The bytes of the connection are put together."""
    labs = list[Lab]()

    async def story(served: Served) -> None:
        labs.append(served.service.runs.get("default").lab)
        reader, writer = await asyncio.open_connection("127.0.0.1", served.sip.port)
        for number in (1, 2):
            writer.write(register("1001", number, transport="TCP"))
            assert b"SIP/2.0 200 OK\r\n" == await asyncio.wait_for(reader.readline(), PATIENCE)
            await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
        writer.close()

    serve(story)
    assert ["REGISTER", "200"] * 2 == looked_at(trace_of(labs[0]), tmp_path)


@pytest.mark.parametrize("transport", ["UDP", "TCP"])
def test_a_network_of_ipv6(transport: str, tmp_path: Path) -> None:
    """Its checksums are right, too."""
    lab = Lab()
    lab.journal.sip(
        "SIP Server", "Anna's telephone", transport, "[2001:db8::1]:5060", "[2001:db8::2]:5060",
        register("1001", 1, transport=transport).decode(),
    )  # fmt: skip
    assert ["REGISTER"] == looked_at(trace_of(lab), tmp_path)
