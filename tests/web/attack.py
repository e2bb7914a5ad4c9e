"""Attacks a server on this machine in every way that is known, and watches whether it goes on serving: `make attack`.

Three rounds of the same. Meanwhile /health is asked all the time, on connections of its own, and has to answer within a
second. After each round the server's memory and its descriptors are read from /proc: the third round may add less than
5 MB to the second, and the descriptors are those of before.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import socket
import sys
import threading
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from time import monotonic  # noqa: TID251 - how long a stranger waits is a matter of the wall
from typing import TYPE_CHECKING, Final

from tests.web.attack_telephones import telephones

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.served import Server

SECRET: Final = "s3cret"  # noqa: S105 - of a server that lives for a minute
OPTIONS: Final = ("--token", SECRET, "--clock", "real", "--sip", "127.0.0.1:0")
MOST_SECONDS: Final = 1.0
MOST_BYTES: Final = 5_000_000
ROUNDS: Final = 3
_MONTH: Final = 30 * 24 * 3_600_000
_ANNA: Final = "/runs/default/interaction-server/clients/Anna/requests"
_LATE: Final = "9999-12-31T23:59:59Z"
_PAUSE: Final = 0.02
_PATIENCE: Final = 300
_BROWSER: Final = "Basic " + base64.b64encode(f"anybody:{SECRET}".encode()).decode()
_OWN: Final = {"Authorization": f"Bearer {SECRET}", "Content-Type": "application/json"}


@dataclass
class Target:
    """A server that is attacked.

    Attributes:
        port: where it listens, on this machine.
        process: its number.
        scale: how much of everything.
        telephones: the port for telephones.
        wrong: what should not have been, in sentences.
    """

    port: int
    process: int
    scale: float = 1.0
    telephones: int = 0
    wrong: list[str] = field(default_factory=list[str])

    @classmethod
    def of(cls, served: Server, scale: float) -> Target:
        """Return a server that has been started with `OPTIONS`."""
        port, telephones = (int(served.addresses[each].rpartition(":")[2]) for each in ("address", "telephones"))
        return cls(port, served.process.pid, scale, telephones)

    def many(self, count: int) -> int:
        """Return so many, by scale."""
        return max(1, int(count * self.scale))

    def connect(self) -> socket.socket:
        """Open a connection."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE)

    def ask(self, method: str, path: str, body: bytes = b"", **headers: str) -> int:
        """Ask once; return the status, 0 where there was no answer."""
        asking = HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
        try:
            given = {name.replace("_", "-"): text for name, text in headers.items()}
            asking.request(method, path, body, {**_OWN, **given})
            answer = asking.getresponse()
            answer.read()
        except (OSError, HTTPException):
            return 0
        else:
            return answer.status
        finally:
            asking.close()

    def expect(self, wanted: set[int], method: str, path: str, body: bytes = b"", **headers: str) -> None:
        """Ask, and note where the answer is another."""
        status = self.ask(method, path, body, **headers)
        if status not in wanted:
            self.wrong.append(f"{method} {path} {body[:60]!r} {headers}: {status}, not {sorted(wanted)}")

    @property
    def memory(self) -> int:
        """The bytes that the server has in memory."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text(encoding="ascii").split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    @property
    def descriptors(self) -> int:
        """How many descriptors it has open."""
        return sum(1 for _ in Path(f"/proc/{self.process}/fd").iterdir())


def silence(target: Target) -> None:
    """More connections than the server takes, that say nothing or half of something."""
    halves = (b"", b"GET /he", f"POST {_ANNA} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{{".encode())
    with ExitStack() as stack:
        for number in range(target.many(1_100)):
            client = stack.enter_context(target.connect())
            with suppress(OSError):
                client.sendall(halves[number % len(halves)])
        target.expect({200}, "GET", "/runs")


def trailers(target: Target) -> None:
    """Headers behind a body, without end."""
    for path in ("/runs", _ANNA):
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {SECRET}\r\n"
        for line in (b"a: b\r\n" * 10_000, b"x" * 60_000):
            with target.connect() as client, suppress(OSError):
                client.sendall(head.encode() + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\na: ")
                for _ in range(target.many(1_000)):
                    client.sendall(line)


def bodies(target: Target) -> None:
    """JSON that is deep, no UTF-8, has a key twice, or numbers without measure."""
    deep = b"[" * 100_000
    for body in (deep, deep + b"]" * 100_000, b'{"name":"\xff"}', b'{"a":1,"a":2}', b'{"seed":1' + b"0" * 5_000 + b"}"):
        for path in ("/runs", _ANNA, "/runs/default/acts"):
            target.expect({400}, "POST", path, body)
    target.expect({0, 413}, "POST", "/runs", b" " * 1_000_001)  # who goes on sending may miss the answer
    target.expect({415}, "POST", "/runs", b"{}", Content_Type="text/plain")


def instants(target: Target) -> None:
    """The end of the calendar, and beyond."""
    for body in ({"start": _LATE}, {"start": "0001-01-01T00:00:00Z"}, {"name": "a\n"}):
        target.expect({400}, "POST", "/runs", json.dumps(body).encode())
    late = {"act": "stop", "server": "Interaction Server", "milliseconds": 10**18}
    target.expect({400}, "POST", "/runs/default/acts", json.dumps(late).encode())
    target.expect({200}, "GET", "/runs")


def _busy_run(target: Target, name: str, **settings: object) -> None:
    target.expect({201}, "POST", "/runs", json.dumps({"name": name, **settings}).encode())
    login = {
        "protocol": "Open Media", "message": "RequestAgentLogin", "ReferenceId": 1, "TenantId": "Lighthouse",
        "PlaceId": "Place 1", "AgentId": "anna", "MediaList": {"webcallback": 1},
    }  # fmt: skip
    target.expect({202}, "POST", f"/runs/{name}/interaction-server/clients/Anna/requests", json.dumps(login).encode())
    form = "name=Maria&phone_number=%2B447700900931&time_zone=Europe%2FLondon&reason=x&wished_time=now&submission=1"
    target.expect(
        {303}, "POST", f"/runs/{name}/website/callbacks/", form.encode(),
        Content_Type="application/x-www-form-urlencoded",
    )  # fmt: skip


def clocks(target: Target) -> None:
    """A clock a million times as fast as the wall, and a month that passes at once, with an offer nobody answers."""
    _busy_run(target, "fast", clock="real", speed=1_000_000)
    _busy_run(target, "slow", clock="virtual")
    span = json.dumps({"milliseconds": target.many(_MONTH)}).encode()
    target.expect({200, 409}, "POST", "/runs/slow/clock/advance", span)
    for name in ("fast", "slow"):
        target.expect({200}, "DELETE", f"/runs/{name}")


def other_sites(target: Target) -> None:
    """A page of another site, with the password that the browser has for this server."""
    for origin in ("https://evil.example", "null", "http://127.0.0.1:1"):
        for path in ("/reset", "/runs/default/clock/step", "/runs/default/servers/interaction-server/stop"):
            target.expect({403}, "POST", path, Origin=origin, Authorization=_BROWSER)
    target.expect({403}, "POST", "/reset", Host="evil.example", Authorization=_BROWSER)


def names(target: Target) -> None:
    """Clients that come and go, and addresses that are only looked at."""
    for number in range(target.many(1_000)):
        address = f"/runs/default/interaction-server/clients/{number}"
        target.expect({200}, "PUT", address)
        target.expect({200}, "DELETE", address)
        target.expect({200}, "GET", f"/Genesys/Interaction/point-{number}/WebServiceCapturePoint?wsdl")


ATTACKS: Final[tuple[Callable[[Target], None], ...]] = (
    silence, trailers, bodies, instants, clocks, other_sites, names, telephones,
)  # fmt: skip


class Watch(threading.Thread):
    """Asks all the time whether the server lives, and remembers how long it took at most."""

    def __init__(self, target: Target) -> None:
        super().__init__(daemon=True)
        self._target = target
        self._over = threading.Event()
        self.slowest = 0.0
        self.asked = 0

    def run(self) -> None:
        """Ask until it is over."""
        while not self._over.wait(_PAUSE):
            began = monotonic()
            self._target.expect({200}, "GET", "/health")
            self.slowest = max(self.slowest, monotonic() - began)
            self.asked += 1

    def end(self) -> None:
        """Ask no more."""
        self._over.set()
        self.join()


def attack(target: Target, rounds: int = ROUNDS) -> Iterator[str]:
    """Attack in so many rounds; yield what was measured, and add what was wrong to the target's list."""
    before, sizes = target.descriptors, list[int]()  # nobody has connected yet
    for number in range(1, rounds + 1):
        watch = Watch(target)
        watch.start()
        for strike in ATTACKS:
            began = monotonic()
            strike(target)
            yield f"round {number}, {strike.__name__}: {monotonic() - began:.1f} s"
        watch.end()
        target.expect({200}, "POST", "/reset")
        for _ in range(200):
            if target.descriptors <= before:
                break
            target.ask("GET", "/health")
        sizes.append(target.memory)
        yield f"round {number}: /health asked {watch.asked} times, {watch.slowest:.3f} s at most; {sizes[-1]:,} bytes"
        if watch.slowest >= MOST_SECONDS:
            target.wrong.append(f"/health took {watch.slowest:.3f} s in round {number}")
    if sizes[-1] - sizes[-2] >= MOST_BYTES:
        target.wrong.append(f"the last round added {sizes[-1] - sizes[-2]:,} bytes")
    if target.descriptors > before:
        target.wrong.append(f"{target.descriptors} descriptors, {before} before")


def main() -> int:
    """Attack a server of our own; exit code 1 where something was wrong."""
    from tests.served import server  # noqa: PLC0415 - only here

    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--scale", type=float, default=1.0, help="how much of everything")
    with server(*OPTIONS) as served:
        target = Target.of(served, options.parse_args().scale)
        for line in attack(target):
            print(line, flush=True)  # noqa: T201 - what it is for
    for line in target.wrong:
        print(f"WRONG: {line}")  # noqa: T201 - as above
    return bool(target.wrong)


if __name__ == "__main__":
    sys.exit(main())
