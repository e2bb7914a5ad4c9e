"""Runs the application as a server: one process, one thread, one loop, so that each request is carried out whole."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn

from callbook.errors import BadInput
from callbook.web.app import application
from callbook.web.guard import Guard
from callbook.web.message_endpoint import FastLane, Lane
from callbook.web.protocol import BoundedProtocol

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from callbook.web.service import Service

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Socket:
    """Where a server listens, and who may speak with it.

    Attributes:
        host: an address of this machine.
        port: 0 for any that is free.
        token: what every request must carry; empty for none, which only an address on loopback allows.
        certificate: a PEM file with the certificate, for TLS.
        key: a PEM file with its key.

    Raises:
        BadInput: when that would be open to anybody, or one of the two files is missing.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    token: str = ""
    certificate: Path | None = None
    key: Path | None = None

    def __post_init__(self) -> None:
        if self.host not in LOOPBACK and not self.token:
            raise BadInput(
                "host", self.host, where="callbook serve",
                accepted="127.0.0.1, or any other together with a token (--token, or CALLBOOK_TOKEN)",
            )  # fmt: skip
        if (self.certificate is None) != (self.key is None):
            accepted = "both --certificate and --key, or neither"
            raise BadInput("TLS", self.certificate or self.key, where="callbook serve", accepted=accepted)

    def address(self, port: int) -> str:
        """Give the address for a browser."""
        scheme = "http" if self.certificate is None else "https"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{port}"


class Announcing(uvicorn.Server):
    """A server that says where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[int], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen."""
        await super().startup(sockets)
        if self.started:
            self._announce(self.servers[0].sockets[0].getsockname()[1])


def guarded(service: Service, where: Socket) -> Guard:
    """Give the whole application, as it is served."""
    lane: Any = FastLane(application(service), service)
    hosts = frozenset({where.host}) - {"0.0.0.0", "::"}  # noqa: S104 - these are left out, not listened on
    return Guard(lane, token=where.token, body=service.runs.limits.body, hosts=hosts)


def server_of(service: Service, where: Socket, announce: Callable[[int], None]) -> Announcing:
    """Make the server; *announce* is called with the port once it listens."""
    limits = service.runs.limits
    app: Any = guarded(service, where)
    bounded = {"most": limits.headers, "lane": Lane(service, app)}
    config = uvicorn.Config(
        app,
        host=where.host,
        port=where.port,
        ssl_certfile=where.certificate,
        ssl_keyfile=None if where.key is None else str(where.key),
        http=type("Protocol", (BoundedProtocol,), bounded),
        ws="none",
        limit_concurrency=limits.sockets,
        timeout_graceful_shutdown=1,
        access_log=False,
        server_header=False,
        log_level="warning",
    )
    return Announcing(config, announce)
