"""How much a server takes and keeps: no client can make it grow without end."""

from __future__ import annotations

from dataclasses import dataclass


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
    """

    journal: int = 200_000
    mailbox: int = 10_000
    done: int = 10_000
    clients: int = 10_000
    submissions: int = 10_000
    contacts: int = 100_000
    runs: int = 1_000
    faults: int = 1_000
    body: int = 1_000_000
    headers: int = 16_384
    sockets: int = 1_000
    wait: float = 30.0
    heartbeat: float = 15.0
    idle: int = 300
