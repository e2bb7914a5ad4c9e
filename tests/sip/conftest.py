"""A contact centre whose switch has telephones by SIP, all on virtual clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.sip.telephone import SERVER, Network, Telephone

from callbook.configuration import Configuration, Level
from callbook.core import Clock, MessageSent
from callbook.lab import Lab
from callbook.lab.center_of_scenarios import small_center
from callbook.network.sip.leg_table import LEG
from callbook.network.sip.telephones import SipTelephones

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callbook.network.sip.digest import Digest
    from callbook.network.sip.endpoint import Peer
    from callbook.network.sip.leg_table import LegTable


class Floor:
    """A lab, its telephones, and the network between.

    Attributes:
        clock: of all that speaks SIP.
    """

    def __init__(
        self,
        delays: Iterator[tuple[int, ...]] | None = None,
        table: LegTable = LEG,
        digest: Callable[[Clock], Digest] | None = None,
    ) -> None:
        self.clock = Clock()
        configuration = Configuration(small_center())
        configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.park-queue", "parked")
        self.lab = Lab(configuration)
        self.network = Network(self.clock, delays)
        self.switch = self.lab.here.voice_switch
        self.sip = SipTelephones(
            self.clock,
            self.network.end(SERVER, self._receive),
            host="127.0.0.1", port=5060, line_of=self._line, news=lambda: None, patience=60_000, table=table,
            digest=None if digest is None else digest(self.clock),
        )  # fmt: skip
        self.switch.telephones.own = self.sip
        self.sip.log.begin(self.lab)
        self._port = 6000

    def _receive(self, data: bytes, peer: Peer) -> None:
        self.sip.receive(data, peer)

    def _line(self, number: str) -> str | None:
        return self.switch.line(number)

    def telephone(self, number: str) -> Telephone:
        """Return a telephone that is registered for *number*."""
        self._port += 10
        made = Telephone(self.network, self.clock, number, self._port)
        made.register()
        self.wait(100)
        return made

    def wait(self, milliseconds: int = 1_000) -> None:
        """Let time pass for all; reports are done as they come."""
        end = self.clock.instant + milliseconds
        self._flush()
        while (due := self._next()) is not None and due <= end:
            self._to(due)
        self._to(end)

    def _next(self) -> int | None:
        dues = [due for due in (self.clock.next_deadline, self.lab.clock.next_deadline) if due is not None]
        return min(dues) if dues else None

    def _to(self, instant: int) -> None:
        self.clock.advance_to(instant)
        self.lab.clock.advance_to(instant)
        self._flush()

    def _flush(self) -> None:
        self.sip.flush(self.lab.do)
        self.clock.settle()

    def dn(self, agent: str) -> str:
        """Return an agent's DN."""
        return str(self.lab.configuration.agent(agent).dn)

    def told(self, agent: str) -> list[str]:
        """Return what the switch has told an agent's desktop of calls."""
        return [_in_words(each) for each in self._messages(agent) if hasattr(each, "CallState")]

    def told_of_all(self, agent: str) -> list[str]:
        """Return the names of all that the switch has told an agent's desktop."""
        return [each.name for each in self._messages(agent)]

    def _messages(self, agent: str) -> list[Any]:
        return [
            entry.message
            for entry in self.lab.journal.entries
            if isinstance(entry, MessageSent) and entry.receiver == agent and entry.sender == self.lab.switch
        ]


def _in_words(message: Any) -> str:  # noqa: ANN401 - any event
    state = getattr(message, "CallState", None)
    return str(message.name) + ("" if state is None or state.name == "OK" else f" {state.name}")


@pytest.fixture
def floor() -> Floor:
    """Give a contact centre with telephones."""
    return Floor()
