"""What a server and its runs are set to: how much is taken and kept, and what a run is to be.

No client can make a server grow without end: everything that it keeps has a bound.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from typing import Annotated, Final

import msgspec
from msgspec import Meta

from callbook.configuration import ContactCenter
from callbook.core import DEFAULT_START, EARLIEST, LATEST, Assumptions, BadInput, check_assumption


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The bounds of a server.

    Attributes:
        journal: entries that a run's journal keeps for sure; older ones are dropped and counted.
        mailbox: events that are kept for a client that does not fetch them.
        done: interactions that are remembered after they were done.
        clients: connections of one run.
        contacts: people of a run who can be called.
        submissions: forms of a website that are known when they come again.
        runs: runs at a time.
        faults: faults in force in one run.
        body: bytes of one request.
        headers: bytes of the headers of one request.
        sockets: connections of the network at a time.
        heartbeat: seconds after which a silent stream says that it is still there, so that nothing between cuts it.
        idle: seconds after which a connection of the network is closed on which nothing is asked; many, so that a
            client that stands in a debugger or runs on a busy machine keeps its own.
        wait: seconds that a long poll may wait; 0 where nobody else can bring news.
        budget: seconds of the server's time that one request may take to let time pass.
        head: seconds within which a request has to begin on a new connection, and its head to be whole.
        whole: seconds within which its body has to follow.
        spare: connections of the network above *sockets*, on which only /health and /ready are answered.
    """

    journal: int = 50_000
    mailbox: int = 10_000
    done: int = 10_000
    clients: int = 10_000
    submissions: int = 10_000
    contacts: int = 100_000
    runs: int = 1_000
    faults: int = 1_000
    body: int = 1_000_000
    headers: int = 16_384
    sockets: int = 900  # with the spare ones and the files fewer than the 1,024 that a process usually may have open
    spare: int = 64
    wait: float = 30.0
    budget: float = 20.0
    head: float = 30.0
    whole: float = 60.0
    heartbeat: float = 15.0
    idle: int = 300


RunName = Annotated[str, Meta(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\Z", description="Letters, digits, . _ -")]
FASTEST: Final = 1_000_000
Speed = Annotated[float, Meta(gt=0, le=FASTEST, description="Virtual seconds in one second of the wall")]
MOST_SEED: Final = 2**63 - 1


class ClockKind(StrEnum):
    """How a run's time passes."""

    VIRTUAL = "virtual"
    REAL = "real"
    LED = "led"


class RunSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a run is to be; what is left out is as usual.

    Raises:
        BadInput: when no run can begin at *start*, or an assumption is a length of time that none can be.
    """

    name: Annotated[RunName | None, Meta(description="its name; one is given where none is asked for.")] = None
    seed: Annotated[int, Meta(ge=0, le=MOST_SEED, description="decides every identifier and every contact.")] = 1
    start: Annotated[datetime, Meta(tz=True, description="the first moment, with its zone.")] = DEFAULT_START
    clock: Annotated[
        ClockKind,
        Meta(
            description="``virtual`` moves when asked to, ``real`` keeps pace with the wall, ``led`` is "
            "stepped timer by timer."
        ),
    ] = ClockKind.VIRTUAL
    speed: Annotated[Speed, Meta(description="of a real clock.")] = 1.0
    contact_center: Annotated[
        ContactCenter | None, Meta(description="who works there with what; the small one of the scenarios by default.")
    ] = None
    assumptions: Annotated[Assumptions | None, Meta(description="what no page of the product says.")] = None

    def __post_init__(self) -> None:
        if not EARLIEST <= self.start < LATEST:
            accepted = f"{EARLIEST.isoformat()} up to {LATEST.isoformat()}"
            raise BadInput("start", self.start.isoformat(), where="run", accepted=accepted)
        for field in () if self.assumptions is None else fields(self.assumptions):
            check_assumption(field.name, getattr(self.assumptions, field.name), where="assumptions")
