"""A callback in which telephones ring, as several tests begin it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from callbook.lab import replay
from callbook.record import trace_of
from callbook.workspace import Action

if TYPE_CHECKING:
    from tests.sip.conftest import Floor
    from tests.sip.telephone import Telephone

    from callbook.workspace import Workspace


class Story:
    """Anna's callback to Maria, both with a telephone of their own."""

    def __init__(self, floor: Floor) -> None:
        self.floor = floor
        self.maria_is = floor.lab.contact("Maria")
        self.desk = floor.lab.log_in("Anna")
        self.anna = floor.telephone(floor.dn("anna"))
        self.maria = floor.telephone(self.maria_is.person.phone_number)
        floor.lab.schedule(self.maria_is)
        self.desk.perform(Action.ACCEPT)

    def colleague(self) -> tuple[Workspace, Telephone]:
        """Return Ben's desk and telephone."""
        return self.floor.lab.log_in("Ben"), self.floor.telephone(self.floor.dn("ben"))

    def dial(self) -> None:
        """Dial, and answer at Anna's telephone."""
        self.desk.perform(Action.DIAL)
        self.floor.wait()
        self.anna.answer()
        self.floor.wait()

    def talk(self) -> None:
        """Have both talk."""
        self.dial()
        self.maria.answer()
        self.floor.wait()

    def finish(self, agent: str = "Anna") -> list[str]:
        """Let all end; nothing is left, and the recording plays again; return what *agent* was told."""
        self.floor.wait(40_000)
        assert () == self.floor.sip.legs
        self.floor.lab.check()
        assert None is replay(trace_of(self.floor.lab)).divergence
        return self.floor.told(agent)

    def asked(self, telephone: Telephone, method: str) -> int:
        """Return how many requests of this method a telephone was sent; the same one again does not count."""
        sent = (data.decode() for _, to, data in self.floor.network.datagrams if to == telephone.peer)
        return len({found for data in sent if data.startswith(f"{method} ") for found in re.findall(r"CSeq: .*", data)})
