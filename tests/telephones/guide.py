"""The tutorial "Ring a real telephone in five minutes", followed from top to bottom, with baresip as it says.

Not in `make test`: `make telephones`, where baresip is installed.
"""

from __future__ import annotations

import json
import re
import shutil
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.request import ProxyHandler, Request, build_opener

import pytest
from tests.patience import PATIENCE
from tests.served import server
from tests.telephones.baresip import BARESIP

from callbook.core import MessageSent, SipSent
from callbook.record import read_trace

if TYPE_CHECKING:
    from collections.abc import Generator

    from tests.served import Server

GUIDE: Final = Path(__file__).parents[2] / "docs/tutorials/telephones.md"
_BLOCK: Final = re.compile(r"```(\w+)\n(.*?)```", re.DOTALL)
DEADLINE: Final = 20
_READ: Final = build_opener(ProxyHandler({}))


def blocks(language: str) -> list[str]:
    """Return the guide's blocks of a language."""
    return [text for kind, text in _BLOCK.findall(GUIDE.read_text(encoding="utf-8")) if kind == language]


class Follower:
    """Somebody who follows the guide.

    Args:
        served: the server.
        folder: where files go.
    """

    def __init__(self, served: Server, folder: Path) -> None:
        self._run = f"{served.address}/runs/default"
        self._served = served
        self._folder = folder
        _READ.open(Request(f"{self._run}/voice-switch/clients/looker", method="PUT"), timeout=PATIENCE)  # noqa: S310
        self._telephones = served.addresses["telephones"].removeprefix("sip:")

    def writes(self, name: str, text: str, port: int) -> None:
        """Write a file of baresip's, with the ports of this run."""
        there = text.replace("127.0.0.1:5060", self._telephones).replace("127.0.0.1:5070", f"127.0.0.1:{port}")
        (self._folder / name).write_text(there)

    def types(self, script: str) -> None:
        """Run the commands of a block."""
        script = script.replace("curl -s", "curl -sS --fail-with-body --noproxy '*'")
        script = script.replace("http://127.0.0.1:8080", self._served.address)
        script = script.replace("callbook ", f"{sys.executable} -m callbook ")
        whole = f"RUN={self._run}\nJSON='Content-Type: application/json'\n{script}"
        done = subprocess.run(  # noqa: S603 - our own guide
            ["/bin/bash", "-euo", "pipefail", "-c", whole],
            cwd=self._folder, capture_output=True, text=True, timeout=PATIENCE, check=False,
        )  # fmt: skip
        assert (0, "") == (done.returncode, done.stderr), done.stdout

    def waits(self, count: int, **claim: object) -> None:
        """Wait until the journal has so many entries like this; between two looks it is the server that waits."""
        body = json.dumps({"expect": [claim], "at_least": count}).encode()
        request = Request(f"{self._run}/journal/verify", body, {"Content-Type": "application/json"})  # noqa: S310
        answer: dict[str, Any] = {}
        for _ in range(DEADLINE * 10):
            answer = json.load(_READ.open(request, timeout=PATIENCE))
            if answer["holds"]:
                return
            _READ.open(f"{self._run}/voice-switch/clients/looker/events?wait=0.1", timeout=PATIENCE).read()
        raise AssertionError(f"not within {DEADLINE} s: {answer}")


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
    return port


@contextmanager
def _baresip(home: Path) -> Generator[None]:
    """Have baresip run with what is in this folder, as the guide starts it."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen([str(BARESIP), "-f", str(home)], stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603 - baresip
    try:
        yield
    finally:
        process.kill()
        process.wait()


@pytest.mark.skipif(BARESIP is None, reason="baresip is not installed: apt-get install baresip-core")
@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed: the guide's commands cannot be run")
def test_the_guide(tmp_path: Path) -> None:
    """Both telephones ring, are answered and held; the recording plays again, and opens as a page and as a capture."""
    serve, contact, form, dial, hold, look = blocks("sh")
    assert "callbook serve --clock real --sip 127.0.0.1:5060\n" == serve
    config, accounts = blocks("text")
    with server("--clock", "real", "--sip", "127.0.0.1:0") as served:
        follower = Follower(served, tmp_path)
        follower.types(contact)
        follower.writes("config", config, _free_port())
        follower.writes("accounts", accounts, 0)
        (tmp_path / "contacts").write_text("")
        with _baresip(tmp_path):
            follower.waits(2, kind="action", attributes={"action": "register telephone"})
            follower.types(form)
            follower.types(dial)
            follower.waits(1, message="EventEstablished", to="Anna")
            follower.types(hold)
            follower.types(look)
    trace = read_trace(tmp_path / "call.ndjson")
    told = [entry.name for entry in trace.entries if isinstance(entry, MessageSent) and entry.receiver == "Anna"]
    for event in ("EventDialing", "EventNetworkReached", "EventEstablished", "EventHeld", "EventRetrieved"):
        assert event in told
    lanes = {entry.sender for entry in trace.entries if isinstance(entry, SipSent)}
    assert {"Anna's telephone", "Maria's telephone"} < lanes
    assert "INVITE" in (tmp_path / "call.html").read_text(encoding="utf-8")
    assert b"INVITE" in (tmp_path / "call.pcap").read_bytes()
