"""Desktops that scenarios reach through the vendor's library, in Node: ``--desktop`` with this module and `desktops`.

The same desktops as those of ``--desktop workspace-api``, and the same client; but what it asks is asked by a function
of the library, over HTTP, and what it is told has come through the library's own long polling.
"""

from __future__ import annotations

import json
import os
import subprocess
import threading
from contextlib import contextmanager
from http.cookies import SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Any

import msgspec
from tests.patience import PATIENCE

from callbook.network.workspace_api.api import COOKIE, ROOT, Request, Waiting, WorkspaceApi
from callbook.network.workspace_api.desktop import DesktopBehindApi

if TYPE_CHECKING:
    from collections.abc import Generator

    from callbook.lab import DesktopMaker, Seat
    from callbook.network.workspace_api.replies import Reply
    from callbook.network.workspace_api.shapes import Json

BRIDGE = Path(__file__).with_name("bridge.js")
_POLL = 25.0
MODULES = "CALLBOOK_VENDOR_MODULES"
"""The environment variable that says where the library is installed: a folder ``node_modules``."""


@contextmanager
def desktops() -> Generator[DesktopMaker]:
    """Start Node and a server for it, and give what makes desktops behind both."""
    node = which("node")
    if node is None or MODULES not in os.environ:
        raise SystemExit(f"node, and {MODULES} with the library, are needed: make vendor-client")
    process = subprocess.Popen(  # noqa: S603 - our own bridge
        [node, str(BRIDGE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "NODE_PATH": os.environ[MODULES]},
    )
    maker = Maker(Server(), Bridge(process))
    try:
        yield maker
    finally:
        maker.close()


class Maker:
    """Makes the desktops of one lab after the other."""

    def __init__(self, server: Server, bridge: Bridge) -> None:
        self._server = server
        self._bridge = bridge
        self._clock: object = None
        self._exchanges: list[LibraryExchange] = []

    def __call__(self, seat: Seat) -> DesktopBehindApi:
        """Make the desktop of a seat; with the first of a new lab those of the lab before it are over."""
        if seat.clock is not self._clock:
            self._clock = seat.clock
            self._forget()
        return DesktopBehindApi(seat, self._connect)

    def close(self) -> None:
        """End everything."""
        self._forget()
        self._bridge.close()
        self._server.close()

    def _connect(self, api: WorkspaceApi) -> LibraryExchange:
        self._exchanges.append(LibraryExchange(api, self._server, self._bridge))
        return self._exchanges[-1]

    def _forget(self) -> None:
        for exchange in self._exchanges:
            exchange.forget()
        self._exchanges.clear()


class Bridge:
    """The process in which the library runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def ask(self, **request: object) -> Json:
        """Give the answer to one request."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer: Json = json.loads(self._process.stdout.readline())
        assert answer.get("status") != 0, answer.get("message")
        return answer

    def close(self) -> None:
        """End it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(PATIENCE)


class LibraryExchange:
    """Brings a client's requests to an API through the library; notifications come through it, too."""

    def __init__(self, api: WorkspaceApi, server: Server, bridge: Bridge) -> None:
        self._api = api
        self._bridge = bridge
        self._server = server
        self.client, self._address = server.serve(api)

    def __call__(self, method: str, path: str, body: Json | list[Json] | None) -> tuple[int, Any]:
        """Ask."""
        if path == "/initialize-workspace":
            self._bridge.ask(client=self.client, begin=self._address)
            return 200, {"status": {"code": 1}}
        if isinstance(body, list):
            return 200, self._notified(body[0])
        answer = self._bridge.ask(client=self.client, ask=[method, path, body])
        if "status" in answer:
            return answer["status"], {"status": {"code": answer["status"], "message": answer["message"]}}
        return 200, answer["answer"]

    def _notified(self, message: Json) -> list[Json]:
        if message["channel"] == "/meta/handshake":
            return [{**message, "clientId": "library"}]
        if message["channel"] == "/meta/subscribe":
            self._bridge.ask(client=self.client, subscribe=message["subscription"])
            return [message]
        events: list[Json] = self._bridge.ask(client=self.client, events=self._server.told(self.client))["answer"]
        return events

    def forget(self) -> None:
        """End what is left of the client."""
        self._server.forget(self.client)
        self._bridge.ask(client=self.client, end=True)


class Patient(ThreadingHTTPServer):
    """A server that minds no client that is gone."""

    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: whoever waits for an answer says so."""


class Server:
    """Serves the APIs of all seats, each below an address of its own; a poll waits for news in a thread of its own."""

    def __init__(self) -> None:
        self._apis: dict[str, WorkspaceApi] = {}
        self._numbers = count(1)
        self._lock = threading.Lock()
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1  # head and body in one packet: else each answer waits for the acknowledgement of its head

            def do_POST(self) -> None:
                body = self._chunks() if self.headers.get("transfer-encoding") else self._whole()
                _, name, rest = self.path.split("/", 2)
                given = SimpleCookie(self.headers.get("cookie", ""))
                cookie = given[COOKIE].value if COOKIE in given else ""
                path = f"/{rest}".removeprefix(ROOT)
                reply = server.answer(name, Request("POST", path, cookie, body))
                text = msgspec.json.encode(reply.body)
                self.send_response(reply.status)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(text)))
                if reply.cookie:
                    self.send_header("set-cookie", f"{COOKIE}={reply.cookie}; Path=/")
                self.end_headers()
                self.wfile.write(text)

            def _whole(self) -> bytes:
                return self.rfile.read(int(self.headers.get("content-length", 0)))

            def _chunks(self) -> bytes:
                """Read a body as the library's CometD sends it."""
                body = b""
                while size := int(self.rfile.readline(), 16):
                    body += self.rfile.read(size)
                    self.rfile.readline()
                self.rfile.readline()
                return body

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - a name of the standard library
                """Say nothing."""

        self._http = Patient(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def serve(self, api: WorkspaceApi) -> tuple[str, str]:
        """Serve one API; give its name, and its address."""
        name = f"seat-{next(self._numbers)}"
        self._apis[name] = api
        return name, f"http://127.0.0.1:{self._http.server_port}/{name}"

    def told(self, name: str) -> int:
        """Give how many notifications the seat's client is told in all, those included that wait for it."""
        return sum(session.notifications.published for session in self._apis[name].sessions)

    def forget(self, name: str) -> None:
        """Serve it no more."""
        for session in self._apis[name].sessions:
            session.leave()

    def close(self) -> None:
        """Serve nothing more."""
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def answer(self, name: str, request: Request) -> Reply:
        """Answer a request; a poll when there is something to bring."""
        with self._lock:
            given = self._apis[name].answer(request)
        if not isinstance(given, Waiting):
            return given
        news = threading.Event()
        listeners = given.session.notifications.listeners
        listeners.append(news.set)
        if not given.is_over:
            news.wait(_POLL)
        listeners.remove(news.set)
        with self._lock:
            return given.reply()
