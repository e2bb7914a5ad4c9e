"""What the switch asks of telephones, and what it hears from them: the port between calls and whatever rings.

The switch never rings, answers or hangs up by itself: it asks the telephone of a party, and the telephone reports what
becomes of it. Telephones that nobody holds are timers (`virtual_telephones`). A telephone that is registered at the
switch is somebody's own, and what it does comes from outside: the switch asks `own`, which leads to sockets while there
are any. In a run that is played again nobody is there to be asked, and the reports are in the recording.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from callbook_mocks.voice_switch.virtual_telephones import VirtualTelephones

if TYPE_CHECKING:
    from callbook.core import Assumptions, Clock
    from callbook_mocks.voice_switch.state import CallParty, State
    from callbook_mocks.voice_switch.virtual_telephones import Reports


class Telephony(Protocol):
    """What the switch asks of telephones."""

    def ring(self, party: CallParty) -> None:
        """Let the telephone of *party* ring; whoever makes a call by its desktop has a telephone that rings first."""
        ...

    def answer(self, party: CallParty) -> None:
        """Let the telephone that rings answer, because its desktop asks for it."""
        ...

    def hold(self, party: CallParty) -> None:
        """Let *party* put the call on hold."""
        ...

    def retrieve(self, party: CallParty) -> None:
        """Let *party* take the call from hold."""
        ...

    def talk(self, party: CallParty) -> None:
        """Know that *party* has answered, and talks."""
        ...

    def join(self, party: CallParty) -> None:
        """Know that *party*, who has talked to somebody, talks to whoever is at the other end now: a transfer."""
        ...

    def stop_ringing(self, party: CallParty) -> None:
        """Know that the call is answered at *party*."""
        ...

    def leave(self, party: CallParty) -> None:
        """Know that *party* has no part in the call any more."""
        ...


class NobodyThere:
    """Telephones of one's own while nobody leads to them."""

    def ring(self, party: CallParty) -> None:
        """Whether it rings is reported from outside."""

    def answer(self, party: CallParty) -> None:
        """Whether it answers is reported from outside."""

    def hold(self, party: CallParty) -> None:
        """Nobody is asked."""

    def retrieve(self, party: CallParty) -> None:
        """Nobody is asked."""

    def talk(self, party: CallParty) -> None:
        """Nobody is told."""

    def join(self, party: CallParty) -> None:
        """Nobody is told."""

    def stop_ringing(self, party: CallParty) -> None:
        """Nobody is told."""

    def leave(self, party: CallParty) -> None:
        """Nobody is told."""


class Telephones:
    """All telephones that the switch reaches.

    Args:
        state: says which numbers have a telephone of their own.
        clock: what the virtual ones go by.
        assumptions: how long the network takes.

    Attributes:
        own: leads to the telephones that are registered.
    """

    def __init__(self, state: State, clock: Clock, assumptions: Assumptions) -> None:
        self._state = state
        self._virtual = VirtualTelephones(clock, assumptions)
        self.own: Telephony = NobodyThere()

    def report_to(self, reports: Reports) -> None:
        """Let the virtual telephones report to *reports*."""
        self._virtual.reports = reports

    def ring(self, party: CallParty) -> None:
        """Let the telephone of *party* ring: its own one, if it has one now, for as long as it is in this call."""
        party.has_telephone = party.line in self._state.registered
        self._of(party).ring(party)

    def answer(self, party: CallParty) -> None:
        """Let the telephone that rings answer, because its desktop asks for it."""
        self._of(party).answer(party)

    def hold(self, party: CallParty) -> None:
        """Let *party* put the call on hold."""
        self._of(party).hold(party)

    def retrieve(self, party: CallParty) -> None:
        """Let *party* take the call from hold."""
        self._of(party).retrieve(party)

    def talk(self, party: CallParty) -> None:
        """Let *party* know that it talks."""
        self._of(party).talk(party)

    def join(self, party: CallParty) -> None:
        """Let *party* talk to whoever is at the other end after a transfer."""
        self._of(party).join(party)

    def stop_ringing(self, party: CallParty) -> None:
        """Let the telephone of *party* ring no longer: the call is answered there."""
        self._of(party).stop_ringing(party)

    def leave(self, party: CallParty) -> None:
        """Let the telephone of *party* do nothing more in this call."""
        self._of(party).leave(party)

    def _of(self, party: CallParty) -> Telephony:
        return self.own if party.has_telephone else self._virtual
