"""Who may speak with the server, and how much at once; stands before everything else.

A browser asks for whatever page it shows, and adds the password that it has for this server. So a page of some other
site is kept out by its ``Origin``, which has to be this server's own or one that was named; a program sends none. A
name that somebody else has let lead here is kept out by ``Host``. With a token whoever has it may; without one only
programs of this machine are meant.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from hmac import compare_digest
from ipaddress import ip_address
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from litestar.enums import ScopeType

from callbook.network.web.client_messages import Answer, refused, send_answer
from callbook.network.web.problems import Problem
from callbook.network.workspace_api.api import COOKIE, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from litestar.types import ASGIApp, Receive, Scope, Send

OPEN: Final = frozenset({"/health", "/ready"})
"""What is answered without a token: a process that watches over the server needs none."""
_ASKS = (b"www-authenticate", b'Bearer realm="callbook", Basic realm="callbook"')
_MOST_DIGITS: Final = 18
_NO_NAME: Final = frozenset("/?#@*")
_LOOPBACK: Final = frozenset({"127.0.0.1", "localhost", "::1"})


def is_at_a_seat(path: str) -> bool:
    """Return whether a request to *path* is one of the Workspace API."""
    return path.startswith(f"{ROOT}/") or (path.startswith("/runs/") and path.split("/")[3:5] == ROOT[1:].split("/"))


class Guard:
    """Lets requests through, or says why not.

    Args:
        application: what stands behind it.
        token: what every request must carry; empty for none.
        body: bytes that a request may have.
        hosts: names of this server besides those of loopback.
        origins: whose pages may ask besides this server's own.
        has_session: says whether a request to a path comes with a session of the Workspace API, whose client has shown
            the token when it began: it does not show it again.
    """

    def __init__(  # noqa: PLR0913 - all that decides who may, by keyword
        self,
        application: ASGIApp,
        *,
        token: str,
        body: int,
        hosts: frozenset[str] = frozenset(),
        origins: frozenset[str] = frozenset(),
        has_session: Callable[[str, str], bool],
    ) -> None:
        self._application = application
        self._token = token.encode()
        self._body = body
        self._has_session = has_session
        self._origins = frozenset(origin.lower() for origin in origins)
        self._hosts = _LOOPBACK | hosts | {_host(b"origin", origin) for origin in origins}

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
        if self._token and path in OPEN:
            return None
        if (stranger := self._stranger(headers)) is not None:
            return _refused(403, "Pages of other sites, and unknown names of this server, are not served", stranger)
        if self._token and not self._has_token(headers) and not self._is_of_session(path, headers):
            return _UNAUTHORISED
        length = headers.get(b"content-length", b"0")
        if length.isdigit() and (len(length) > _MOST_DIGITS or int(length) > self._body):
            given_length = length[:_MOST_DIGITS].decode()
            detail = f"It has {given_length} bytes; at most {self._body} are taken."
            return _refused(413, "The request is too large", detail)
        return None

    def _has_token(self, headers: Mapping[bytes, bytes]) -> bool:
        scheme, _, given = headers.get(b"authorization", b"").partition(b" ")
        if scheme.lower() == b"basic":
            given = _password(given)
        elif scheme.lower() != b"bearer":
            given = b""
        return compare_digest(given.strip(), self._token)

    def _is_of_session(self, path: str, headers: Mapping[bytes, bytes]) -> bool:
        if not is_at_a_seat(path):
            return False
        cookies = headers.get(b"cookie", b"").decode("latin-1").split(";")
        named = (cookie.partition("=") for cookie in cookies)
        return any(name.strip() == COOKIE and self._has_session(path, value.strip()) for name, _, value in named)

    def _stranger(self, headers: Mapping[bytes, bytes]) -> str | None:
        host = headers.get(b"host", b"localhost").decode("latin-1").lower()
        if not self._is_name(_host(b"host", host)):
            return f"Host: {host!r} is none of this server's names. Name it: --allow-origin http://NAME"
        given = headers.get(b"origin")
        origin = None if given is None else given.decode("latin-1").lower()
        if origin is None or origin in self._origins or origin in {f"http://{host}", f"https://{host}"}:
            return None
        return f"Origin: {origin!r} is not this server's own. Name it: --allow-origin ORIGIN"

    def _is_name(self, host: str) -> bool:
        # Somebody else's name can be made to lead here, an address can not; but without a token it is not for others.
        return host in self._hosts or (bool(self._token) and _is_address(host))


@lru_cache(maxsize=256)
def _host(name: bytes, value: str) -> str:
    try:
        return urlsplit(value if name == b"origin" else f"//{value}").hostname or ""
    except ValueError:
        return ""


@lru_cache(maxsize=256)
def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def is_origin(text: str) -> bool:
    """Return whether *text* is what a browser says of a page: scheme, name and port, and nothing more."""
    scheme, _, name = text.partition("://")
    return scheme in {"http", "https"} and not _NO_NAME.intersection(name) and bool(_host(b"origin", text))


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
