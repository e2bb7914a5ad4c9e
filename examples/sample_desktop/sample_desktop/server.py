"""The desktop over HTTP: JSON in, JSON out, one request at a time."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock
from typing import TYPE_CHECKING, Any, Final, cast
from urllib.parse import unquote

from sample_desktop.offices import NotHere, Offices, Refused
from sample_desktop.page import page

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.plain import Json

_MOST_BYTES = 4_000_000


class Server(ThreadingHTTPServer):
    """Serves this machine only. A thread for each connection, but the desks are touched by one at a time."""

    daemon_threads = True

    def __init__(self, port: int, offices: Offices) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self._offices = offices
        self._lock = Lock()

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def carry_out(self, method: str, path: list[str], given: Json) -> Json:
        """Carry out a request.

        Raises:
            NotHere: when there is nothing of that name.
            Refused: when a click is refused.
        """
        with self._lock:
            return _carry_out(self._offices, method, path, given)

    def page(self) -> str:
        """Draw the page for people."""
        with self._lock:
            return page(self._offices.screens())


def _carry_out(offices: Offices, method: str, path: list[str], given: Json) -> Json:
    match method, path:
        case "POST", ["offices"]:
            return offices.open(given)
        case "PUT", ["offices", number]:
            return offices.configure(number, given)
        case "DELETE", ["offices", number]:
            return offices.close(number)
        case _, ["offices", number, "desks", agent, *what] if (method, *what) in _AT_A_DESK:
            return _AT_A_DESK[method, *what](offices, number, agent, given)
        case _:
            raise NotHere(f"{method} /{'/'.join(path)} is nothing that this desktop knows")


_AT_A_DESK: Final[dict[tuple[str, ...], Callable[[Offices, str, str, Json], Json]]] = {
    ("PUT",): lambda offices, number, agent, _given: offices.sit_down(number, agent),
    ("GET",): lambda offices, number, agent, _given: offices.look(number, agent),
    ("POST", "wire"): Offices.wire,
    ("POST", "wake"): Offices.wake,
    ("POST", "click"): Offices.click,
}
"""What can be asked of one agent's desk: the method, and what follows the agent in the path."""


class Handler(BaseHTTPRequestHandler):
    """One connection, kept alive."""

    server: Server  # pyright: ignore[reportIncompatibleVariableOverride] - it serves no other
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # head and body of an answer go out together

    def do_GET(self) -> None:
        """Show the page, or what an agent sees."""
        if self.path == "/":
            self._send(HTTPStatus.OK, self.server.page().encode(), "text/html; charset=utf-8")
        else:
            self._do()

    def do_POST(self) -> None:
        """Do something."""
        self._do()

    do_PUT = do_POST  # noqa: N815 - http.server's name
    do_DELETE = do_POST  # noqa: N815 - http.server's name

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002, ANN401 - as the base class has it
        """Say nothing: each request that fails is answered with why."""

    def _do(self) -> None:
        try:
            path = [unquote(part) for part in self.path.strip("/").split("/")]
            answer = self.server.carry_out(self.command, path, self._given())
        except NotHere as error:
            self._answer(HTTPStatus.NOT_FOUND, {"error": str(error)})
        except Refused as refused:
            self._answer(HTTPStatus.CONFLICT, refused.explanation)
        except (KeyError, TypeError, ValueError) as error:
            self._answer(HTTPStatus.BAD_REQUEST, {"error": f"{type(error).__name__}: {error}"})
        else:
            self._answer(HTTPStatus.OK, answer)

    def _given(self) -> Json:
        length = int(self.headers.get("Content-Length") or 0)
        if not 0 <= length <= _MOST_BYTES:
            self.close_connection = True
            raise ValueError(f"a body of {length} bytes; {_MOST_BYTES} are accepted")
        given = json.loads(self.rfile.read(length) or b"{}")
        if not isinstance(given, dict):
            raise TypeError("a JSON object is accepted")
        return cast("Json", given)

    def _answer(self, status: HTTPStatus, content: Json) -> None:
        self._send(status, json.dumps(content).encode(), "application/json")

    def _send(self, status: HTTPStatus, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
