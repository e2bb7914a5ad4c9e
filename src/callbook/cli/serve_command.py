"""``callbook serve``: the mock servers for clients in any language."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, field
from pathlib import Path
from secrets import token_hex
from time import monotonic  # noqa: TID251 - real clocks keep pace with the wall, from here
from typing import TYPE_CHECKING

import msgspec

from callbook.configuration import load
from callbook.core import BadInput, StateFile, collect_seldom, counted, read_assumptions
from callbook.lab import OpenInteractions
from callbook.network import (
    DEFAULT_RUN,
    FASTEST,
    ClockKind,
    Limits,
    Runs,
    RunSettings,
    Service,
    Socket,
    application,
    description,
    server_of,
)

if TYPE_CHECKING:
    from rich.console import Console

    from callbook.network import SipServer, SipSocket

_CLOCKS = (ClockKind.VIRTUAL, ClockKind.REAL)


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve.

    Attributes:
        where: address, token, TLS.
        first: what the default run is to be.
        state: the file that runs are kept in; None keeps them in memory only.
        as_json: whether the addresses are printed as JSON.
        limits: the bounds of the server.
        telephones: where telephones are served; None serves none.
    """

    where: Socket
    first: RunSettings
    state: Path | None
    as_json: bool
    limits: Limits = field(default_factory=Limits)
    telephones: SipSocket | None = None


def run(console: Console, serving: Serving) -> None:
    """Serve until Ctrl-C."""
    with _state_file(serving.state) as state:
        process = f"{token_hex(3)}-" if state is not None else ""
        runs = Runs(serving.first, serving.limits, monotonic, state, process)
        service = Service(runs, _settings(serving))
        sip = None if serving.telephones is None else _served(service, serving.telephones)
        server = server_of(service, serving.where, lambda port: announce(console, serving, runs, port, sip))
        collect_seldom()
        server.run()


def _served(service: Service, where: SipSocket) -> SipServer:
    from callbook.network import SipServer  # noqa: PLC0415 - most servers have no telephones, and start sooner

    sip = SipServer(service, where)
    service.beside.append(sip.serving)
    return sip


def _state_file(path: Path | None) -> AbstractContextManager[StateFile | None]:
    return nullcontext() if path is None else StateFile(path)


def described() -> str:
    """Write down what the API is (OpenAPI); nothing is served."""
    app = application(Service(Runs(RunSettings(), Limits(), monotonic)))
    return msgspec.json.format(msgspec.json.encode(description(app)), indent=1).decode()


def limits_of(journal: int | None) -> Limits:
    """Return the bounds of a server, with that of its runs' journals where one is given."""
    return Limits() if journal is None else Limits(journal=journal)


def settings_of(
    config: Path | None, clock: str, speed: float, seed: int, assumptions: Path | None = None
) -> RunSettings:
    """Say what the default run is to be.

    Raises:
        BadInput: for a clock or a speed that there is not, or a file that cannot be used.
    """
    if clock not in _CLOCKS:
        raise BadInput("clock", clock, where="--clock", accepted=" or ".join(_CLOCKS))
    if not 0 < speed <= FASTEST:
        raise BadInput("speed", speed, where="--speed", accepted=f"a number above 0, at most {FASTEST:,}")
    center = None if config is None else load(config)
    assumed = None if assumptions is None else read_assumptions(assumptions)
    return RunSettings(seed=seed, clock=ClockKind(clock), speed=speed, contact_center=center, assumptions=assumed)


def telephones_of(sip: str, users: Path | None, settings: RunSettings) -> SipSocket | None:
    """Return where telephones are served; None for nowhere.

    Raises:
        BadInput: it is no address, telephones cannot be served so, or only who may register is given.
    """
    if not sip:
        if users is not None:
            raise BadInput("users", str(users), where="--sip-users", accepted="them only together with --sip HOST:PORT")
        return None
    from callbook.network import sip_socket  # noqa: PLC0415 - see `_served`

    return sip_socket(sip, users, settings)


def addresses(address: str) -> dict[str, str]:
    """Return the address of each thing that is served."""
    run = f"{address}/runs/{DEFAULT_RUN}"
    return {
        "address": address,
        "interaction_server": f"{run}/interaction-server",
        "voice_switch": f"{run}/voice-switch",
        "website": f"{run}/website/callbacks",
        "workspace_api": f"{run}/workspace/v3",
        "wsdl": f"{address}/Genesys/Interaction/Website/WebServiceCapturePoint?wsdl",
        "openapi": f"{address}/openapi/openapi.json",
    }


def announce(console: Console, serving: Serving, runs: Runs, port: int, sip: SipServer | None = None) -> None:
    """Say where everything is, and how it is set."""
    there = addresses(serving.where.address(port))
    if sip is not None:
        there["telephones"] = sip.address
    ignored = _ignored(serving, runs)
    if serving.as_json:
        left_aside = {"left_aside": runs.left_aside} if runs.left_aside else {}
        more = {**left_aside, **({"ignored": ignored} if ignored else {})}
        console.print_json(msgspec.json.encode({**there, **more}).decode(), indent=None)
        return
    rows = {**there, "clock": _clock(serving.first), "state": _state(serving.state, runs)}
    if ignored:
        rows["ignored"] = ignored
    lines = [
        *map(left_aside_in_words, runs.left_aside.items()),
        *(f"{name.replace('_', ' '):20} {text}" for name, text in rows.items()),
        "Ctrl-C stops it.",
    ]
    console.print("\n".join(lines), highlight=False, soft_wrap=True, markup=False)


def left_aside_in_words(run: tuple[str, str]) -> str:
    """Return what is said of a run of the state file that is broken: its name and the reason."""
    name, reason = run
    return f"run {name!r} is left aside, and stays in the file as it is: {reason}"


def _clock(first: RunSettings) -> str:
    if first.clock is ClockKind.REAL:
        return f"real, {first.speed:g} virtual seconds in one of the wall"
    return "virtual: it moves when a client says so"


def _state(path: Path | None, runs: Runs) -> str:
    if path is None:
        return "in memory only: it is gone when the server stops (keep it: --state FILE)"
    open_ = sum(len(run.lab.ask(OpenInteractions())) for run in runs)
    return f"kept in {path}; {counted(len(runs), 'run')}; not done: {counted(open_, 'callback')}"


def _ignored(serving: Serving, runs: Runs) -> str:
    """Return what was asked for of the default run that the state file has otherwise; empty where nothing is."""
    first, kept = serving.first, runs.get(DEFAULT_RUN).settings
    differs = list[str]()
    if first.contact_center is not None and first.contact_center != kept.contact_center:
        differs.append("--config: its contact centre is another one")
    if first.seed != kept.seed:
        differs.append(f"the seed {first.seed}: its seed is {kept.seed}")
    return f"{'; '.join(differs)} (the run {DEFAULT_RUN!r} is as {serving.state} has it)" if differs else ""


def _settings(serving: Serving) -> dict[str, object]:
    where, first = serving.where, serving.first
    return {
        "host": where.host,
        "token": "demanded" if where.token else "none",
        "allowed origins": list(where.origins),
        "tls": where.certificate is not None,
        "clock": first.clock,
        "speed": first.speed,
        "seed": first.seed,
        "state": None if serving.state is None else str(serving.state),
        "limits": asdict(serving.limits),
    }
