"""Who may speak with the server, and how much at once; stands before everything else.

Without a token only programs of this machine are meant: so a page of some other site that a browser on this machine
shows is kept out, by the names in ``Host`` and ``Origin``. With a token, whoever has it may.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from hmac import compare_digest
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from litestar.enums import ScopeType

from callbook.network.web.client_messages import Answer, refused, send_answer
from callbook.network.web.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from litestar.types import ASGIApp, Receive, Scope, Send

OPEN: Final = frozenset({"/health", "/ready"})
"""What is answered without a token: a process that watches over the server needs none."""
_ASKS = (b"www-authenticate", b'Bearer realm="callbook", Basic realm="callbook"')
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


class Guard:
    """Lets requests through, or says why not.

    Args:
        application: what stands behind it.
        token: what every request must carry; empty for none.
        body: bytes that a request may have.
        hosts: names of this server besides those of loopback.
    """

    def __init__(self, application: ASGIApp, *, token: str, body: int, hosts: frozenset[str] = frozenset()) -> None:
        self._application = application
        self._token = token.encode()
        self._body = body
        self._hosts = _LOOPBACK | hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, or the lifespan."""
        http = scope["type"] == ScopeType.HTTP
        refusal = self.refusal(scope["path"], scope["headers"]) if http else None
        if refusal is None:
            await self._application(scope, receive, send)
        else:
            await send_answer(send, refusal._replace(headers=(*refusal.headers, (b"connection", b"close"))))

    def refusal(self, path: str, given: Iterable[tuple[bytes, bytes]]) -> Answer | None:
        """Return what is answered to a request to *path* with these headers that is not let through; None if it is."""
        headers = dict(given)
        if self._token:
            if path not in OPEN and not self._has_token(headers):
                return _UNAUTHORISED
        elif (stranger := self._stranger(headers)) is not None:
            return _refused(403, "Only programs of this machine are served without a token", stranger)
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and int(length) > self._body:
            return _refused(
                413, "The request is too large", f"It has {int(length)} bytes; at most {self._body} are taken."
            )
        return None

    def _has_token(self, headers: Mapping[bytes, bytes]) -> bool:
        scheme, _, given = headers.get(b"authorization", b"").partition(b" ")
        if scheme.lower() == b"basic":
            given = _password(given)
        elif scheme.lower() != b"bearer":
            given = b""
        return compare_digest(given.strip(), self._token)

    def _stranger(self, headers: Mapping[bytes, bytes]) -> str | None:
        for name, value in ((b"host", headers.get(b"host", b"localhost")), (b"origin", headers.get(b"origin"))):
            if value is not None and _host(name, value.decode("latin-1")) not in self._hosts:
                return f"{name.decode().capitalize()}: {value.decode('latin-1')!r} is none of this server's names."
        return None


@lru_cache(maxsize=256)
def _host(name: bytes, value: str) -> str:
    try:
        return urlsplit(value if name == b"origin" else f"//{value}").hostname or ""
    except ValueError:
        return ""


def _password(credentials: bytes) -> bytes:
    try:
        return base64.b64decode(credentials, validate=True).partition(b":")[2]
    except binascii.Error:
        return b""


def _refused(status: int, title: str, detail: str, *headers: tuple[bytes, bytes]) -> Answer:
    return refused(Problem("about:blank", title, status, detail), *headers)


_UNAUTHORISED: Final = _refused(
    401, "A token is needed", "Send it as `Authorization: Bearer TOKEN`, or as a password.", _ASKS
)
