"""Telephones that nobody holds: timers do what a contact would do, and what the network says of it (F3, F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from callbook_mocks.contacts import NETWORK_REPORTS

if TYPE_CHECKING:
    from callbook.core import Assumptions, Clock
    from callbook_mocks.contacts import Behaviour, BehaviourKind
    from callbook_mocks.voice_switch.state import CallParty

NEVER_RINGS: Final[frozenset[BehaviourKind]] = frozenset({"busy", "number does not exist"})
"""Behaviours that the network reports without ringing anybody: no EventNetworkReached comes before."""


class Reports(Protocol):
    """What virtual telephones, and the network on the way to them, report to the switch."""

    def reached(self, party: CallParty) -> None:
        """The telephone rings."""
        ...

    def responded(self, party: CallParty, behaviour: Behaviour) -> None:
        """What comes of it: answered, busy, not answered, a machine, no such number."""
        ...

    def not_answered(self, party: CallParty) -> None:
        """Nobody answers."""
        ...

    def hung_up(self, party: CallParty) -> None:
        """Whoever talks there has hung up."""
        ...


class VirtualTelephones:
    """Telephones that nobody holds.

    Args:
        clock: when they do what they do.
        assumptions: how long the network takes.

    Attributes:
        reports: what they report to.
    """

    reports: Reports

    def __init__(self, clock: Clock, assumptions: Assumptions) -> None:
        self._clock = clock
        self._assumptions = assumptions

    def ring(self, party: CallParty) -> None:
        """Ring at a DN until nobody answers; outside do what the contact does, once the network is reached."""
        behaviour = party.behaviour
        if behaviour is None:
            patience, label = self._assumptions.network_gives_up_ringing, f"DN {party.number} does not answer"
            party.timer = self._clock.call_later(patience, self.reports.not_answered, label, party)
        elif behaviour.kind in NEVER_RINGS:
            self._respond_later(party, behaviour)
        else:
            after, label = (
                self._assumptions.network_reached_after,
                f"the network is reached on the way to {party.number}",
            )
            party.timer = self._clock.call_later(after, self._reached, label, party, behaviour)

    def answer(self, party: CallParty) -> None:
        """Do nothing: the switch connects the call."""

    def hold(self, party: CallParty) -> None:
        """Do nothing: the switch knows that the call is on hold."""

    def retrieve(self, party: CallParty) -> None:
        """Do nothing: the switch knows that the call is on hold no longer."""

    def talk(self, party: CallParty) -> None:
        """Hang up some time later, if the contact does so."""
        hangs_up_after = party.behaviour.hangs_up_after if party.behaviour is not None else None
        if hangs_up_after is not None:
            label = f"{party.number} hangs up"
            party.timer = self._clock.call_later(hangs_up_after, self.reports.hung_up, label, party)

    def join(self, party: CallParty) -> None:
        """Do nothing: whoever would hang up some time later still does."""

    def stop_ringing(self, party: CallParty) -> None:
        """Wait for nothing any more."""
        self.leave(party)

    def leave(self, party: CallParty) -> None:
        """Do nothing by itself any more."""
        if party.timer is not None:
            self._clock.cancel(party.timer)
            party.timer = None

    def _reached(self, party: CallParty, behaviour: Behaviour) -> None:
        self.reports.reached(party)
        self._respond_later(party, behaviour)

    def _respond_later(self, party: CallParty, behaviour: Behaviour) -> None:
        label = f"{party.number}: {behaviour.kind}"
        party.timer = self._clock.call_later(self._after(behaviour), self.reports.responded, label, party, behaviour)

    def _after(self, behaviour: Behaviour) -> int:
        # A contact who simply does not answer leaves it to the network, whose patience may be set for a site.
        usual = NETWORK_REPORTS["does not answer"].usual_after
        if behaviour.kind == "does not answer" and behaviour.after == usual:
            return self._assumptions.network_gives_up_ringing
        return behaviour.after
