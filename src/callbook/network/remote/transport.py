"""How bytes of HTTP reach a server: through a socket, or through whoever intercepts ``requests``."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import requests
import urllib3
from requests.adapters import HTTPAdapter

from callbook.core import CallbookError

if TYPE_CHECKING:
    from collections.abc import Mapping


class Reply(NamedTuple):
    """What a server has answered."""

    status: int
    body: bytes


class Unreachable(CallbookError):  # noqa: N818 - names what is the case
    """No server answers at an address."""

    def __init__(self, address: str, reason: object) -> None:
        super().__init__(f"No server answers at {address}: {reason}. Start one: callbook serve")


class Transport(Protocol):
    """Takes a request to a server and brings its answer."""

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Send a request to *path*, which is relative to the server's address.

        Raises:
            Unreachable: when nobody answers.
        """
        ...


class SocketTransport:
    """Goes through a socket that is kept open.

    Args:
        address: the server's, for example ``http://127.0.0.1:8080``.
        token: what it asks for, if it asks for one.
        certificates: a file with the certificates that are trusted, for a server of one's own.
    """

    def __init__(self, address: str, token: str = "", certificates: str | None = None) -> None:
        self._address = address.rstrip("/")
        own = _bearer(token)
        self._pool = urllib3.PoolManager(headers=own, retries=False, ca_certs=certificates, timeout=60)
        self._own = own

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Send a request.

        Raises:
            Unreachable: when nobody answers.
        """
        try:
            answer = self._pool.request(method, self._address + path, body=body, headers={**self._own, **headers})
        except urllib3.exceptions.HTTPError as error:
            raise Unreachable(self._address, error) from error
        return Reply(answer.status, answer.data)


class RequestsTransport:
    """Goes through ``requests``, so that whoever intercepts it can answer.

    The adapter is what they intercept; a session before it would cost a third of the whole request
    (`benchmarks/doors.py`), for cookies, redirects and proxies that there are none of.
    """

    def __init__(self, address: str) -> None:
        self._address = address.rstrip("/")
        self._adapter = HTTPAdapter()

    def send(self, method: str, path: str, body: bytes, headers: Mapping[str, str]) -> Reply:
        """Send a request.

        Raises:
            Unreachable: when nobody answers.
        """
        request = requests.Request(method, self._address + path, data=body, headers=dict(headers)).prepare()
        try:
            answer = self._adapter.send(request, timeout=60)
        except requests.ConnectionError as error:
            raise Unreachable(self._address, error) from error
        return Reply(answer.status_code, answer.content)


def _bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"} if token else {}
