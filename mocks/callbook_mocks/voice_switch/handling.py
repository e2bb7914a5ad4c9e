"""A call that is there: answer, hold, retrieve, and its end from either side (F5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.messages import CallState, t_library_events
from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused
from callbook_mocks.voice_switch.state import CONNECTED, PartyState

if TYPE_CHECKING:
    from callbook.messages.t_library import CallRequest
    from callbook.messages.t_library_events import CallEvent
    from callbook_mocks.voice_switch.state import Call, CallParty, Equipment, Requester


class Handling:
    """Carries out what a DN asks of its call, and ends calls whatever the reason."""

    def __init__(self, equipment: Equipment) -> None:
        self._state = equipment.state
        self._clock = equipment.clock
        self._settings = equipment.settings
        self._events = equipment.events
        self._telephones = equipment.telephones

    def party(self, requester: Requester, conn_id: str) -> CallParty:
        """Return the part of the DN in a call; whoever asks about a call attends it.

        Raises:
            RequestRefused: 56, the DN is in no such call.
        """
        party = requester.party(conn_id)
        self.attend(party.call)
        return party

    def answer(self, requester: Requester, request: CallRequest) -> None:
        """Answer the call: EventEstablished at both ends."""
        party = self.party(requester, request.ConnID)
        _must_be(party, PartyState.RINGING, CONNECTED, ErrorCode.UNSUCCESSFUL_ANSWER)
        if party.has_telephone:
            party.asked = requester
            self._telephones.answer(party)
        else:
            self.connect(party, requester=requester)

    def hold(self, requester: Requester, request: CallRequest) -> None:
        """Put the call on hold: EventHeld."""
        party = self.party(requester, request.ConnID)
        _must_be(party, PartyState.TALKING, frozenset({PartyState.HELD}), ErrorCode.WRONG_STATE)
        if not party.connected:
            raise RequestRefused(ErrorCode.WRONG_STATE, f"{party.other}")
        self._telephones.hold(party)
        self.held(party, requester)

    def held(self, party: CallParty, requester: Requester | None = None) -> None:
        """Let the call be on hold at *party*, who has put it there at the desk or at the telephone: EventHeld."""
        party.state = PartyState.HELD
        self._events.of_call(t_library_events.EventHeld, party, requester=requester)

    def retrieve(self, requester: Requester, request: CallRequest) -> None:
        """Take the call from hold: EventRetrieved, roles as before."""
        party = self.party(requester, request.ConnID)
        _must_be(party, PartyState.HELD, frozenset({PartyState.TALKING}), ErrorCode.UNSUCCESSFUL_RETRIEVE)
        active = requester.dn.active
        if active is not None:
            raise RequestRefused(ErrorCode.CANNOT_RETRIEVE, f"{active}")
        self._telephones.retrieve(party)
        self.retrieved(party, requester)

    def retrieved(self, party: CallParty, requester: Requester | None = None) -> None:
        """Let the call be on hold no longer at *party*: EventRetrieved."""
        party.state = PartyState.TALKING
        self._events.of_call(t_library_events.EventRetrieved, party, requester=requester)

    def release(self, requester: Requester, request: CallRequest) -> None:
        """Leave the call: EventReleased at each party; a call that rings is turned down, where the switch lets it."""
        party = self.party(requester, request.ConnID)
        if party.state is not PartyState.RINGING:
            self.end(party.call, by=party, requester=requester)
        elif self._settings.ringing_call_may_be_released:
            self.end(party.call, by=party, requester=requester, others=CallState.BUSY)
        else:
            raise RequestRefused(ErrorCode.UNSUCCESSFUL_RELEASE, f"{party}")

    def connect(self, party: CallParty, state: CallState = CallState.OK, *, requester: Requester | None = None) -> None:
        """Let *party* answer: EventEstablished to it, and to the other end where that waited for it."""
        self._telephones.stop_ringing(party)
        requester, party.asked = requester or party.asked, None
        other = party.other
        waited = other.state is PartyState.DIALING
        party.state = PartyState.TALKING
        if waited:
            other.state = PartyState.TALKING
            self._events.of_call(t_library_events.EventEstablished, other, state)
        self._events.of_call(t_library_events.EventEstablished, party, state, requester=requester)
        self._telephones.talk(party)

    def busy(self, party: CallParty) -> None:
        """Tell the caller that the other end is busy, and clear the call at once (facts, section 6.5)."""
        self._events.of_call(t_library_events.EventDestinationBusy, party.other, CallState.BUSY)
        self.end(party.call, CallState.BUSY)

    def end(
        self,
        call: Call,
        state: CallState = CallState.OK,
        *,
        by: CallParty | None = None,
        requester: Requester | None = None,
        others: CallState | None = None,
    ) -> None:
        """End *call*: everybody is told, and nothing of it is left.

        Args:
            call: the call.
            state: CallState for *by*, or for everybody when it ends by itself.
            by: who leaves it.
            requester: who asked for it.
            others: CallState for the other end, when it is not the usual one.
        """
        for party in call.parties if by is None else (by, by.other):
            kind, call_state = self._last_event(party, state, by, others)
            self._events.of_call(kind, party, call_state, requester=requester)
        for party in call.parties:
            self.take_out(party)
        self.forget(call)

    def take_out(self, party: CallParty) -> None:
        """Let *party* be in no call any more."""
        self._telephones.leave(party)
        if party.dn is not None:
            del party.dn.parties[party.call.conn_id]
        elif party.contact is not None and self._state.engaged.get(party.contact.person.phone_number) is party:
            del self._state.engaged[party.contact.person.phone_number]

    def forget(self, call: Call) -> None:
        """Let the switch know nothing of *call* any more."""
        if call.unattended is not None:
            self._clock.cancel(call.unattended)
        del self._state.calls[call.conn_id]

    def attend(self, call: Call) -> None:
        """Make sure that *call* ends some day: see whether a client is left that can end it."""
        if call.attended:
            if call.unattended is not None:
                self._clock.cancel(call.unattended)
                call.unattended = None
        elif call.unattended is None:
            call.unattended = self._clock.call_later(
                self._settings.left_alone_hangs_up_after,
                self.end,
                f"whoever is left alone in call {call.conn_id} hangs up",
                call,
            )

    def _last_event(
        self, party: CallParty, state: CallState, by: CallParty | None, others: CallState | None
    ) -> tuple[type[CallEvent], CallState]:
        if by is None or party is by:
            return t_library_events.EventReleased, state
        if party.state is PartyState.RINGING and (by.dn is None or self._settings.abandoned_by_a_dn):
            return t_library_events.EventAbandoned, CallState.ABANDONED
        return t_library_events.EventReleased, others if others is not None else self._settings.far_side_hung_up


def _must_be(party: CallParty, state: PartyState, already: frozenset[PartyState], code: ErrorCode) -> None:
    """Refuse unless *party* is in *state*: with 43 where what is asked for is so *already*, else with *code*."""
    if party.state is not state:
        raise RequestRefused(ErrorCode.ALREADY_SO if party.state in already else code, f"{party}")
