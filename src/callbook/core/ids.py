"""One seeded source of identifiers, in the forms that the real servers give them.

Each identifier ends in a counter, so two are never alike; the rest comes from the seed, so that one seed always
gives the same ones in the same order. The forms are those seen in public logs (facts, sections 5.4 and 6.4).
"""

from __future__ import annotations

from random import Random
from typing import NamedTuple

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Position(NamedTuple):
    """How many identifiers of each form were given: what it takes to go on where another process stopped."""

    interactions: int
    connections: int
    calls: int
    tickets: int
    processes: int


class Identifiers:
    """Gives identifiers in order; *seed* decides all of them."""

    def __init__(self, seed: int = 1) -> None:
        self.seed = seed
        source = Random(seed)  # noqa: S311 - identifiers of a simulation keep no secret
        self._interaction_stem = _letters(source, 8)
        self._connection_stem = f"{source.getrandbits(32):08x}"
        self._call_stem = _letters(source, 26)
        self._interactions = 0
        self._connections = 0
        self._calls = 0
        self._tickets = source.randrange(1, 1000)
        self._process = source.randrange(1, 1000)

    @property
    def position(self) -> Position:
        """How far it has come."""
        return Position(self._interactions, self._connections, self._calls, self._tickets, self._process)

    def go_on_from(self, position: Position) -> None:
        """Skip all that were handed out before *position*; it never goes back."""
        self._interactions = max(self._interactions, position.interactions)
        self._connections = max(self._connections, position.connections)
        self._calls = max(self._calls, position.calls)
        self._tickets = max(self._tickets, position.tickets)
        self._process = max(self._process, position.processes)

    def interaction_id(self) -> str:
        """Return the next InteractionId: 16 digits and capitals, ``0000GaBNKN2Q0021`` in form."""
        self._interactions += 1
        return self._interaction_stem + _base36(self._interactions, 8)

    def conn_id(self) -> str:
        """Return the next ConnID: 16 hexadecimal digits, ``0150028acff24001`` in form."""
        self._connections += 1
        return f"{self._connection_stem}{self._connections:08x}"

    def call_uuid(self) -> str:
        """Return the next CallUUID: 32 digits and capitals, the last six a counter."""
        self._calls += 1
        return f"{self._call_stem}{self._calls:06d}"

    def ticket_id(self) -> int:
        """Return the next TicketId, a number above 0."""
        self._tickets += 1
        return self._tickets

    def proxy_client_id(self) -> int:
        """Return the next ProxyClientId, a number above 0."""
        self._process += 1
        return self._process


def _letters(source: Random, length: int) -> str:
    return "".join(source.choices(_DIGITS, k=length))


def _base36(number: int, width: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 36)
        digits = _DIGITS[rest] + digits
    return digits.rjust(width, "0")
