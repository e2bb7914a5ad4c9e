"""Calls an ASGI application without a socket, without a thread and without an event loop.

Inside one process nobody else can bring news while a request waits, so the application's coroutines have nothing to
wait for: they run from beginning to end in one go. What wants to wait all the same, a stream of events for example, is
pointed to a real server.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast
from urllib.parse import unquote, urlsplit

from callbook.core import CallbookError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from litestar.types import ASGIApp


class Answer(NamedTuple):
    """What the application has answered."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


class WouldWait(CallbookError):  # noqa: N818 - names what it would do
    """A request wants to wait for what can never come inside one process."""

    def __init__(self, method: str, path: str) -> None:
        super().__init__(
            f"{method} {path} waits for news, and in this process nobody else can bring any. Ask again after you have"
            f" acted or advanced the clock; for a stream of events run a server: callbook serve"
        )


def call(application: ASGIApp, method: str, url: str, headers: Iterable[tuple[str, str]], body: bytes) -> Answer:
    """Let *application* answer one request.

    Raises:
        WouldWait: when the answer would have to wait.
    """
    exchange = _Exchange(body)
    scope = _scope(method, url, headers)
    coroutine = application(cast("Any", scope), cast("Any", exchange.receive), cast("Any", exchange.send))
    try:
        coroutine.send(None)  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    except StopIteration:
        return Answer(exchange.status, exchange.headers, b"".join(exchange.parts))
    coroutine.close()  # type: ignore[attr-defined] # pyright: ignore[reportAttributeAccessIssue]
    raise WouldWait(method, scope["path"])


class _Exchange:
    """One request and its answer."""

    def __init__(self, body: bytes) -> None:
        self._body = body
        self.status = 0
        self.headers: tuple[tuple[str, str], ...] = ()
        self.parts: list[bytes] = []

    async def receive(self) -> dict[str, Any]:
        body, self._body = self._body, b""
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(self, event: dict[str, Any]) -> None:
        if event["type"] == "http.response.start":
            self.status = event["status"]
            self.headers = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in event["headers"])
        else:
            self.parts.append(event.get("body", b""))


def _scope(method: str, url: str, headers: Iterable[tuple[str, str]]) -> dict[str, Any]:
    parts = urlsplit(url)
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": parts.scheme or "http",
        "path": unquote(parts.path) or "/",
        "raw_path": parts.path.encode(),
        "query_string": parts.query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
        "client": ("in process", 0),
        "server": (parts.hostname or "", parts.port or 80),
        "state": {},
        "extensions": {},
    }
