# pyright: reportPrivateUsage=false
from __future__ import annotations

from http.client import HTTPConnection

from tests.patience import PATIENCE
from tests.web.conftest import Api, serving

from callbook.network.service.settings import Limits
from callbook.network.web.serving import Socket, server_of


def test_as_long_as_the_limit_says() -> None:
    """Five seconds, which uvicorn gives, are over before a client goes on that stands in a debugger."""
    server = server_of(Api(Limits(idle=7)).service, Socket(port=0), lambda _: None)
    server._listening.close()
    assert 7 == server.config.timeout_keep_alive


def test_then_it_is_closed() -> None:
    """The client reads the answer, and then the end; nobody holds a place for nothing."""
    with serving(Api(Limits(idle=0)).service) as port:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/health")
        assert b'{"status":"alive"}' == connection.getresponse().read()
        assert b"" == connection.sock.recv(1)
        connection.close()
