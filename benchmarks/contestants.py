"""HTTP servers of this machine for as long as they are measured: `callbook serve`, WireMock, mountebank.

WireMock and mountebank answer one static stub, and write nothing down but what WireMock's journal does by default.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.report.official.npm_packages import installed, tools_missing

from benchmarks.load import SERVER, on_core

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

_CACHE = Path(__file__).parents[1] / ".callbook" / "npm-bench"
_PACKAGES = {"wiremock": "3.13.2", "mountebank": "2.9.1"}
_PATIENCE = 60.0
STUB = "/requests"
_STUBBED = {"entry": 1}


def missing() -> list[str]:
    """Name what WireMock and mountebank need and what is not here."""
    return [*tools_missing(), *(name for name in ("java",) if shutil.which(name) is None)]


@contextmanager
def callbook() -> Generator[tuple[int, int]]:
    """Run `callbook serve` as users start it; give its port and the number of its process."""
    port = free_port()
    with _running((sys.executable, "-m", "callbook", "serve", "--port", str(port)), port) as process:
        yield port, process.pid


@contextmanager
def wiremock(*, journal: bool) -> Generator[int]:
    """Run WireMock with one stub, with its journal of requests or without; give its port."""
    modules, port = installed(_CACHE, _PACKAGES), free_port()
    (jar,) = (modules / "wiremock" / "build").glob("wiremock-standalone-*.jar")
    quiet = () if journal else ("--no-request-journal",)
    with _running(("java", "-jar", str(jar), "--port", str(port), "--bind-address", "127.0.0.1", *quiet), port):
        answer = {"status": 202, "jsonBody": _STUBBED, "headers": {"Content-Type": "application/json"}}
        ask(port, "POST", "/__admin/mappings", {"request": {"method": "POST", "url": STUB}, "response": answer})
        yield port


@contextmanager
def mountebank() -> Generator[int]:
    """Run mountebank with one stub, whose connections are kept; give its port."""
    modules, admin, port = installed(_CACHE, _PACKAGES), free_port(), free_port()
    command = ("node", str(modules / "mountebank" / "bin" / "mb"), "start", "--port", str(admin), "--localOnly")
    with _running((*command, "--nologfile", "--loglevel", "error"), admin):
        headers = {"Connection": "Keep-Alive", "Content-Type": "application/json"}
        answer = {"is": {"statusCode": 202, "headers": headers, "body": _STUBBED}}
        ask(admin, "POST", "/imposters", {"port": port, "protocol": "http", "stubs": [{"responses": [answer]}]})
        yield port


def ask(port: int, method: str, path: str, payload: object = None) -> Any:  # noqa: ANN401 - whatever JSON can hold
    """Ask a server, and give what it answered.

    Raises:
        AssertionError: it was not answered with success.
    """
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request(method, path, json.dumps(payload), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        body = answer.read()
    finally:
        connection.close()
    assert answer.status < 300, body  # noqa: PLR2004 - success
    return json.loads(body) if body else None


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int, process: subprocess.Popen[bytes]) -> None:
    """Wait until somebody listens on a port.

    Raises:
        AssertionError: *process* has ended, or nobody does within a minute.
    """
    end = time.perf_counter() + _PATIENCE
    while time.perf_counter() < end:
        assert process.poll() is None, f"it has ended with code {process.returncode}"
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except ConnectionRefusedError:
            time.sleep(0.002)
        else:
            return
    raise AssertionError(f"nobody listens on {port}")


@contextmanager
def _running(command: Sequence[str], port: int) -> Generator[subprocess.Popen[bytes]]:
    with on_core(SERVER):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL)  # noqa: S603 - ours
    try:
        answers(port, process)
        yield process
    finally:
        process.terminate()
        process.wait(30)
