"""A fault that ends a connection ends the client's own: reset, half-closed, or with bytes that are no HTTP."""

from __future__ import annotations

import json
import socket
from typing import TYPE_CHECKING, Any, cast

import pytest
import requests
from tests.patience import PATIENCE
from tests.web.connection_on_paper import PaperLoop, PaperTransport, connection_over

from callbook.core.faults import Mishap
from callbook.network.interception import mocked
from callbook.network.service.run import ConnectionEnded
from callbook.network.web.connection import break_off

if TYPE_CHECKING:
    from tests.web.conftest import Api

PATH = "/runs/default/interaction-server/clients/Anna/requests"
LOGIN = {
    "protocol": "Open Media", "message": "RequestAgentLogin", "ReferenceId": 1, "TenantId": "Lighthouse",
    "PlaceId": "Place 1", "AgentId": "anna", "MediaList": {"webcallback": 1},
}  # fmt: skip
JSON = "Content-Type: application/json\r\n"
ENDS = (Mishap.RESET, Mishap.HALF_CLOSED, Mishap.GARBLED)
WAYS = ("to-server", "to-client")


def fault(api: Api, mishap: Mishap, **wanted: object) -> None:
    """Let the next message of Anna end the connection."""
    given = {"server": "interaction-server", "client": "Anna", "mishap": mishap, **wanted}
    status, problem = api.ask("POST", "/runs/default/faults", given)
    assert 201 == status, problem


def asks(port: int) -> socket.socket:
    """Send a login through a socket of one's own."""
    body = json.dumps(LOGIN).encode()
    head = f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n{JSON}Content-Length: {len(body)}\r\n\r\n"
    there = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    there.sendall(head.encode() + body)
    return there


def read_all(there: socket.socket) -> bytes:
    """Read until the other side has sent all that it ever sends."""
    parts: list[bytes] = []
    while part := there.recv(4096):
        parts.append(part)
    return b"".join(parts)


@pytest.mark.parametrize("direction", WAYS)
def test_a_reset_is_a_reset(api: Api, port: int, direction: str) -> None:
    """The client's system says so, and not that the connection was closed in good order."""
    fault(api, Mishap.RESET, direction=direction)
    with asks(port) as there, pytest.raises(ConnectionResetError):
        read_all(there)


@pytest.mark.parametrize("direction", WAYS)
def test_half_closed_is_silence(api: Api, port: int, direction: str) -> None:
    """The server will send nothing more, and has sent no answer; the client may still send."""
    fault(api, Mishap.HALF_CLOSED, direction=direction)
    with asks(port) as there:
        assert b"" == read_all(there)
        there.sendall(b"still there")


def test_half_closed_stays_so_until_the_client_connects_again(api: Api, port: int) -> None:
    """Each request ends in silence; a new connection is as any other."""
    fault(api, Mishap.HALF_CLOSED)
    for _ in range(2):
        with asks(port) as there:
            assert b"" == read_all(there)
    address = f"http://127.0.0.1:{port}/runs/default/interaction-server/clients/Anna"
    assert 200 == requests.put(address, timeout=PATIENCE).status_code
    assert 202 == requests.post(f"{address}/requests", json=LOGIN, timeout=PATIENCE).status_code


@pytest.mark.parametrize("direction", WAYS)
def test_garbage_is_no_http(api: Api, port: int, direction: str) -> None:
    """Bytes come that no client can read, and then the end."""
    fault(api, Mishap.GARBLED, direction=direction)
    with asks(port) as there:
        answer = read_all(there)
    assert (b"\x00", False) == (answer[:1], b"HTTP/" in answer)


@pytest.mark.parametrize("mishap", ENDS)
def test_a_usual_client_sees_a_connection_error(api: Api, port: int, mishap: Mishap) -> None:
    """`requests` has one name for all three, and the server goes on answering others."""
    fault(api, mishap)
    with pytest.raises(requests.ConnectionError):
        requests.post(f"http://127.0.0.1:{port}{PATH}", json=LOGIN, timeout=PATIENCE)
    other = f"http://127.0.0.1:{port}{PATH.replace('Anna', 'Ben')}"
    assert 202 == requests.post(other, json=LOGIN, timeout=PATIENCE).status_code


@pytest.mark.parametrize("mishap", ENDS)
def test_without_a_socket_the_code_under_test_sees_the_same(mishap: Mishap) -> None:
    """Inside `mocked()` it is the exception that a network would raise."""
    with mocked() as centre:
        wanted: dict[str, Any] = {"server": "interaction-server", "mishap": mishap}
        requests.post(f"{centre.addresses.everything}/runs/default/faults", json=wanted, timeout=1).raise_for_status()
        address = f"{centre.addresses.interaction_server}/clients/Anna/requests"
        with pytest.raises(requests.ConnectionError, match=mishap.value):
            requests.post(address, json=LOGIN, timeout=1)


def test_a_fault_that_struck_between_requests_spares_the_next_one(api: Api) -> None:
    """What befell an event that nobody had asked for ends no later request's connection."""
    api.logs_in()
    fault(api, Mishap.RESET, direction="to-client", message="EventInvite")
    api.lab.schedule(api.lab.contact())
    assert 409 == api.sends("Anna", "RequestAddMedia", MediaTypeName="webcallback")[0]
    api.ask("PUT", "/runs/default/interaction-server/clients/Anna")
    assert 202 == api.sends("Anna", "RequestAddMedia", MediaTypeName="webcallback")[0]


def test_tls_has_no_half() -> None:
    """A connection that cannot be closed one way is closed."""
    transport = PaperTransport(one_way=False)
    break_off(cast("Any", transport), ConnectionEnded(Mishap.HALF_CLOSED))
    assert ["closed"] == transport.done


def test_a_client_that_keeps_a_dead_connection_is_dropped(api: Api) -> None:
    """It would hold a place for ever: half a minute after its end was closed one way it is dropped."""
    fault(api, Mishap.HALF_CLOSED)
    transport, loop = PaperTransport(), PaperLoop()
    body = json.dumps(LOGIN).encode()
    connection = connection_over(transport, api.service, loop)
    head = f"POST {PATH} HTTP/1.1\r\n{JSON}Content-Length: {len(body)}\r\n\r\n"
    connection.data_received(head.encode() + body)
    assert ["closed one way"] == transport.done
    loop.clock.advance(30_000)
    assert ["closed one way", "dropped"] == transport.done
