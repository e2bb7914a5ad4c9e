"""Runs the application as a server: one process, one thread, one loop, so that each request is carried out whole."""

from __future__ import annotations

import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import uvicorn

from callbook.core import BadInput
from callbook.network.web.app import application
from callbook.network.web.connection import Connection
from callbook.network.web.crowd import Crowd
from callbook.network.web.guard import Guard, is_origin

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.network.web.service import Service

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
        origins: whose pages in a browser may ask, besides this server's own, such as ``https://ours.example``; the
            server may be called by these names, too.

    Raises:
        BadInput: when that would be open to anybody, or one of the two files is missing.
    """

    host: str = "127.0.0.1"
    port: int = 8080
    token: str = ""
    certificate: Path | None = None
    key: Path | None = None
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.host not in LOOPBACK and not self.token:
            raise BadInput(
                "host", self.host, where="callbook serve",
                accepted="127.0.0.1, or any other together with a token (--token, or CALLBOOK_TOKEN)",
            )  # fmt: skip
        if (self.certificate is None) != (self.key is None):
            accepted = "both --certificate and --key, or neither"
            raise BadInput("TLS", self.certificate or self.key, where="callbook serve", accepted=accepted)
        for origin in self.origins:
            if not is_origin(origin):
                accepted = "a page's origin, such as https://ours.example or http://localhost:3000"
                raise BadInput("origin", origin, where="--allow-origin", accepted=accepted)

    def address(self, port: int) -> str:
        """Return the address for a browser."""
        scheme = "http" if self.certificate is None else "https"
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{scheme}://{host}:{port}"

    def listen(self) -> socket.socket:
        """Take the port.

        Raises:
            BadInput: when somebody else has it, or there is no such address.
        """
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        try:
            return socket.create_server((self.host, self.port), family=family, backlog=2048)
        except OSError as error:
            where = f"host {self.host!r}: {str(error.strerror).partition(' (while')[0]}"
            raise BadInput("port", self.port, where=where, accepted="one that is free; 0 takes any") from None


class Announcing(uvicorn.Server):
    """A server that says where it listens as soon as it does."""

    def __init__(self, config: uvicorn.Config, listening: socket.socket, announce: Callable[[int], None]) -> None:
        super().__init__(config)
        self._listening = listening
        self._announce = announce

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve until a signal comes."""
        with self._listening:
            super().run(sockets or [self._listening])

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer."""
        await super().startup(sockets)
        self._announce(self._listening.getsockname()[1])


def guarded(service: Service, where: Socket) -> Guard:
    """Return the whole application, as it is served."""
    hosts = frozenset({where.host}) - {"0.0.0.0", "::"}  # noqa: S104 - these are left out, not listened on
    own = hosts | {socket.gethostname().lower(), socket.getfqdn().lower()} if where.token else hosts
    limits = service.runs.limits
    return Guard(
        application(service),
        token=where.token,
        body=limits.body,
        hosts=own,
        origins=frozenset(where.origins),
        has_session=service.has_session,
    )


def server_of(service: Service, where: Socket, announce: Callable[[int], None]) -> Announcing:
    """Make the server; *announce* is called with the port once it answers.

    Raises:
        BadInput: when the port, the certificate or its key cannot be used.
    """
    limits = service.runs.limits
    app: Any = guarded(service, where)
    crowd = Crowd(limits.sockets, limits.spare)
    own = {"most": limits.headers, "service": service, "guard": app, "crowd": crowd}
    config = uvicorn.Config(
        app,
        host=where.host,
        port=where.port,
        ssl_certfile=where.certificate,
        ssl_keyfile=None if where.key is None else str(where.key),
        # uvloop waits half a minute, as it stops, for clients that went without the farewell that TLS asks for.
        loop="auto" if where.certificate is None else "asyncio",
        http=type("Protocol", (Connection,), own),
        ws="none",
        timeout_keep_alive=limits.idle,
        timeout_graceful_shutdown=1,
        access_log=False,
        server_header=False,
        log_level="warning",
    )
    try:
        config.load()
    except (ssl.SSLError, OSError) as error:
        accepted = f"a certificate and its key, both as PEM ({error})"
        raise BadInput("TLS", str(where.certificate), where="callbook serve", accepted=accepted) from None
    return Announcing(config, where.listen(), announce)
