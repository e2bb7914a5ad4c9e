"""``callbook serve``: the mock servers for clients in any language."""

from __future__ import annotations

from time import monotonic  # noqa: TID251 - real clocks keep pace with the wall, from here
from typing import TYPE_CHECKING

import msgspec

from callbook.configuration.loading import load
from callbook.errors import BadInput
from callbook.service.limits import Limits
from callbook.service.runs import DEFAULT_RUN, Runs
from callbook.service.wanted import ClockKind, RunWanted
from callbook.web.app import application
from callbook.web.described import description
from callbook.web.service import Service
from callbook.web.serving import Socket, server_of

if TYPE_CHECKING:
    from pathlib import Path

    from rich.console import Console

_CLOCKS = (ClockKind.VIRTUAL, ClockKind.REAL)


def run(console: Console, where: Socket, first: RunWanted, *, as_json: bool) -> None:
    """Serve until Ctrl-C."""
    service = Service(Runs(first, Limits(), monotonic), _settings(where, first))

    def announce(port: int) -> None:
        address = where.address(port)
        if as_json:
            console.print_json(msgspec.json.encode(addresses(address)).decode(), indent=None)
        else:
            _announce(console, address, first)

    server_of(service, where, announce).run()


def described() -> str:
    """Write down what the API is (OpenAPI); nothing is served."""
    app = application(Service(Runs(RunWanted(), Limits(), monotonic)))
    return msgspec.json.format(msgspec.json.encode(description(app)), indent=1).decode()


def wanted(config: Path | None, clock: str, speed: float, seed: int) -> RunWanted:
    """Say what the default run is to be.

    Raises:
        BadInput: for a clock or a speed that there is not, or a file that cannot be used.
    """
    if clock not in _CLOCKS:
        raise BadInput("clock", clock, where="--clock", accepted=" or ".join(_CLOCKS))
    if speed <= 0:
        raise BadInput("speed", speed, where="--speed", accepted="a number above 0")
    center = None if config is None else load(config)
    return RunWanted(seed=seed, clock=ClockKind(clock), speed=speed, contact_center=center)


def addresses(address: str) -> dict[str, str]:
    """Give the address of each thing that is served."""
    run = f"{address}/runs/{DEFAULT_RUN}"
    return {
        "address": address,
        "interaction_server": f"{run}/interaction-server",
        "voice_switch": f"{run}/voice-switch",
        "website": f"{run}/website/callbacks",
        "openapi": f"{address}/openapi/openapi.json",
    }


def _announce(console: Console, address: str, wanted: RunWanted) -> None:
    for name, there in addresses(address).items():
        console.print(f"{name.replace('_', ' '):20} {there}", highlight=False)
    console.print(f"clock                {wanted.clock}" + (f" x{wanted.speed:g}" if wanted.clock == "real" else ""))
    console.print("state                in memory only: it is gone when the server stops (keep it: --state FILE)")
    console.print("Ctrl-C stops it.")


def _settings(where: Socket, wanted: RunWanted) -> dict[str, object]:
    return {
        "host": where.host,
        "token": "demanded" if where.token else "none",
        "tls": where.certificate is not None,
        "clock": wanted.clock,
        "speed": wanted.speed,
        "seed": wanted.seed,
        "state": None,
    }
