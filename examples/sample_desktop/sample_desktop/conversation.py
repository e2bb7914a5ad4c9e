"""Requests to the desktop, over one connection that is kept."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Final, cast
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from sample_desktop.plain import Json

TIMEOUT: Final = 10.0
"""Seconds after which a desktop that says nothing is given up."""


class DesktopFailed(Exception):  # noqa: N818 - named for what happened
    """The desktop does not answer, or answers what it should not.

    It is no ``CallbookError`` on purpose: a scenario takes those for refusals, and this is none.
    """


class Conversation:
    """What one process says to a desktop.

    Args:
        address: where it listens, ``http://127.0.0.1:8099`` for example.
        timeout: how many seconds it may take to answer.

    Raises:
        DesktopFailed: when *address* is none.
    """

    def __init__(self, address: str, timeout: float = TIMEOUT) -> None:
        self.address = address
        parts = urlsplit(address)
        if parts.scheme != "http" or parts.hostname is None:
            raise DesktopFailed(f"{address!r} is no address of a desktop: http://HOST:PORT is accepted.")
        self._connection = HTTPConnection(parts.hostname, parts.port or 80, timeout=timeout)

    def ask(self, method: str, path: str, given: Json | None = None) -> Json:
        """Ask for something; give what is answered.

        Raises:
            Hindrance: when a click was refused.
            DesktopFailed: when the desktop fails, or there is none.
        """
        status, answer = self._exchange(method, path, given)
        if status == HTTPStatus.OK:
            return answer
        if status == HTTPStatus.CONFLICT:
            raise Hindrance(answer)
        raise self._failed(method, path, f"answered {status}: {answer.get('error', answer)}")

    def close(self) -> None:
        """End the conversation."""
        self._connection.close()

    def _exchange(self, method: str, path: str, given: Json | None) -> tuple[int, Json]:
        body = None if given is None else json.dumps(given).encode()
        try:
            self._connection.request(method, path, body=body, headers={"Content-Type": "application/json"})
            response = self._connection.getresponse()
            text = response.read()
        except (OSError, HTTPException) as error:
            self._connection.close()
            raise self._failed(method, path, f"did not answer ({type(error).__name__}: {error})") from error
        return response.status, self._read(method, path, text)

    def _read(self, method: str, path: str, text: bytes) -> Json:
        try:
            answer = json.loads(text)
        except ValueError:
            answer = None
        if not isinstance(answer, dict):
            raise self._failed(method, path, f"answered what is no JSON object: {text[:80]!r}")
        return cast("Json", answer)

    def _failed(self, method: str, path: str, what: str) -> DesktopFailed:
        return DesktopFailed(f"The sample desktop at {self.address} {what}, when asked to {method} {path}.")


class Hindrance(Exception):  # noqa: N818 - named for what happened
    """The desktop refused a click.

    Attributes:
        explanation: why, in the desktop's own words.
    """

    def __init__(self, explanation: Json) -> None:
        self.explanation = explanation
        super().__init__(str(explanation))
