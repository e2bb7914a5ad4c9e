from __future__ import annotations

from asyncio import sleep
from typing import TYPE_CHECKING, Any

import pytest

from callbook.network.asgi_call import WouldWait, call

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion


async def _echo(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - as ASGI says
    event = await receive()
    await send({"type": "http.response.start", "status": 201, "headers": [(b"x", b"y")]})
    await send({"type": "http.response.body", "body": event["body"], "more_body": True})
    described = [scope["method"], scope["path"], scope["query_string"].decode(), scope["scheme"], scope["server"]]
    await send({"type": "http.response.body", "body": repr(described).encode()})


def test_it_is_told_what_a_server_would_tell_it() -> None:
    """Method, path without its escapes, query, scheme and host; the answer comes back whole."""
    answer = call(_echo, "POST", "https://h.example:5/a%20b?c=d", [("X-Y", "z")], b"body ")
    assert (201, (("x", "y"),)) == (answer.status, answer.headers)
    assert b"body ['POST', '/a b', 'c=d', 'https', ('h.example', 5)]" == answer.body


async def _waits(_scope: Any, _receive: Any, _send: Any) -> None:  # noqa: ANN401 - as above
    await sleep(0)


def test_what_would_wait_is_refused(snapshot: SnapshotAssertion) -> None:
    """In one process nobody else can bring what it waits for."""
    with pytest.raises(WouldWait) as refused:
        call(_waits, "GET", "/events", [], b"")
    assert snapshot == str(refused.value)
