"""Making calls and bringing them to the other end: dialling, network, ringing, and what comes of it (F3, F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.core import BadInput, one_of
from callbook.messages import CallState, CallType, DNRole, MakeCallType, t_library_events
from callbook_mocks.contacts import NETWORK_REPORTS
from callbook_mocks.voice_switch.attached_data import copied
from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused
from callbook_mocks.voice_switch.state import DN, Call, CallParty, PartyState

if TYPE_CHECKING:
    from callbook.messages import KVList
    from callbook.messages.t_library import RequestMakeCall
    from callbook_mocks.contacts import Behaviour, BehaviourKind
    from callbook_mocks.voice_switch.handling import Handling
    from callbook_mocks.voice_switch.routing import Outside, Routing
    from callbook_mocks.voice_switch.state import Equipment, Requester

CALL_STATES: Final[dict[str, CallState]] = {
    "Ok": CallState.OK,
    "Busy": CallState.BUSY,
    "NoAnswer": CallState.NO_ANSWER,
    "AnsweringMachine": CallState.ANSWERING_MACHINE,
    "SitInvalidnum": CallState.SIT_INVALID_NUMBER,
}
"""What the network's report is called, and its CallState."""

NEVER_RINGS: Final[frozenset[BehaviourKind]] = frozenset({"busy", "number does not exist"})
"""Behaviours that the network reports without ringing anybody: no EventNetworkReached comes before."""


class Delivery:
    """Brings calls to the other end."""

    def __init__(self, equipment: Equipment, routing: Routing, handling: Handling) -> None:
        self._name = equipment.name
        self._state = equipment.state
        self._clock = equipment.clock
        self._identifiers = equipment.identifiers
        self._assumptions = equipment.assumptions
        self._settings = equipment.settings
        self._events = equipment.events
        self._routing = routing
        self._handling = handling
        self._calls_made = 0

    def make_call(self, requester: Requester, request: RequestMakeCall) -> None:
        """Call a number: EventDialing at once (F3)."""
        if request.MakeCallType is not MakeCallType.REGULAR:
            raise RequestRefused(ErrorCode.UNSUPPORTED, f"MakeCallType {request.MakeCallType.name}")
        destination = self.destination(requester, request.OtherDN, request.Location)
        active = requester.dn.active
        if active is not None:
            raise RequestRefused(ErrorCode.ORIGINATION_BUSY, f"{active}")
        call_type = CallType.INTERNAL if isinstance(destination, DN) else CallType.OUTBOUND
        self.dial(requester, destination, call_type, copied(request.UserData))

    def destination(self, requester: Requester, number: str, location: str | None) -> DN | Outside:
        """Return where *number* leads.

        Raises:
            RequestRefused: 71, nowhere; 53, *location* is another switch.
        """
        if location not in {None, "", self._name}:
            raise RequestRefused(ErrorCode.INVALID_VALUE, f"Location {location}; this switch is {self._name}")
        return self._routing.leads_to(number, requester.dn)

    def dial(
        self,
        requester: Requester,
        destination: DN | Outside,
        call_type: CallType,
        user_data: KVList,
        consulted_for: Call | None = None,
    ) -> None:
        """Make a call from the DN that asked; *user_data* becomes the call's own."""
        self._calls_made += 1
        caller = requester.dn.number
        call = Call(
            self._identifiers.conn_id(), self._calls_made, self._identifiers.call_uuid(), call_type, user_data,
            destination.number, caller, consulted_for,
        )  # fmt: skip
        dialling = CallParty(caller, DNRole.ORIGINATION, PartyState.DIALING, call, requester.dn)
        call.parties.append(dialling)
        call.parties.append(self.called(destination, call))
        self._state.calls[call.conn_id] = call
        requester.dn.parties[call.conn_id] = dialling
        self._events.of_call(t_library_events.EventDialing, dialling, requester=requester)
        self.bring(call.parties[1], destination)

    def called(self, destination: DN | Outside, call: Call) -> CallParty:
        """Return a new party at *destination*; nothing has reached it yet."""
        return CallParty(destination.number, DNRole.DESTINATION, PartyState.CALLED, call)

    def obstacle(self, destination: DN | Outside) -> ErrorCode | None:
        """Return why a call can not be brought to *destination*, as far as it is known without trying."""
        if isinstance(destination, DN):
            if destination.parties:
                return ErrorCode.DN_BUSY
            return None if destination.connections and destination.in_service else ErrorCode.DESTINATION_STATE
        if not destination.exists:
            return ErrorCode.INVALID_CALLED_DN
        return ErrorCode.DN_BUSY if destination.behaviour.kind == "busy" else None

    def bring(self, party: CallParty, destination: DN | Outside, third: str | None = None) -> None:
        """Bring the call to *party*, who is at *destination*; *third* is the DN that transfers it."""
        if isinstance(destination, DN):
            self._to_dn(party, destination, third)
        else:
            self._to_network(party, destination)

    def contact_answers(self, number: str) -> None:
        """Let the contact who has *number* answer now.

        Raises:
            BadInput: no call rings there.
        """
        self._answered(self._party_there(number, PartyState.RINGING, "a number where a call rings"), CallState.OK)

    def contact_rejects(self, number: str) -> None:
        """Let the contact who has *number* reject the call now, which ends as if they were busy.

        Raises:
            BadInput: no call rings there.
        """
        party = self._party_there(number, PartyState.RINGING, "a number where a call rings")
        self._handling.end(party.call, CALL_STATES[NETWORK_REPORTS["rejects the call"].call_state])

    def contact_hangs_up(self, number: str) -> None:
        """Let the contact who has *number* hang up now.

        Raises:
            BadInput: nobody is talking there.
        """
        self._hangs_up(self._party_there(number, PartyState.TALKING, "a number where somebody talks"))

    def _to_dn(self, party: CallParty, dn: DN, third: str | None) -> None:
        obstacle = self.obstacle(dn)
        if obstacle is ErrorCode.DN_BUSY:
            self._busy(party)
        elif obstacle is not None:
            self._handling.end(party.call, CallState.GENERAL_ERROR)
        else:
            party.dn, party.state = dn, PartyState.RINGING
            dn.parties[party.call.conn_id] = party
            self._events.of_call(t_library_events.EventRinging, party, third=third)
            party.timer = self._clock.call_later(
                self._assumptions.network_gives_up_ringing,
                self._not_answered,
                f"DN {dn.number} does not answer",
                party,
            )

    def _to_network(self, party: CallParty, outside: Outside) -> None:
        party.contact, party.behaviour = outside.contact, outside.behaviour
        if outside.contact is not None:
            self._state.engaged.setdefault(outside.contact.person.phone_number, party)
        if outside.behaviour.kind in NEVER_RINGS:
            self._respond_later(party, outside.behaviour)
        else:
            party.timer = self._clock.call_later(
                self._assumptions.network_reached_after,
                self._reached,
                f"the network is reached on the way to {party.number}",
                party,
                outside.behaviour,
            )

    def _reached(self, party: CallParty, behaviour: Behaviour) -> None:
        party.state = PartyState.RINGING
        if party.other.state is PartyState.DIALING:
            self._events.of_call(t_library_events.EventNetworkReached, party.other)
        self._respond_later(party, behaviour)

    def _respond_later(self, party: CallParty, behaviour: Behaviour) -> None:
        party.timer = self._clock.call_later(
            self._after(behaviour), self._respond, f"{party.number}: {behaviour.kind}", party, behaviour
        )

    def _after(self, behaviour: Behaviour) -> int:
        # A contact who simply does not answer leaves it to the network, whose patience may be set for a site.
        usual = NETWORK_REPORTS["does not answer"].usual_after
        if behaviour.kind == "does not answer" and behaviour.after == usual:
            return self._assumptions.network_gives_up_ringing
        return behaviour.after

    def _respond(self, party: CallParty, behaviour: Behaviour) -> None:
        report = behaviour.report
        state = CALL_STATES[report.call_state]
        if report.connects:
            reported = state is not CallState.ANSWERING_MACHINE or self._settings.answering_machine_is_reported
            self._answered(party, state if reported else CallState.OK)
        elif behaviour.kind == "busy":
            self._busy(party)
        else:
            self._handling.end(party.call, state)

    def _answered(self, party: CallParty, state: CallState) -> None:
        self._handling.connect(party, state)
        hangs_up_after = party.behaviour.hangs_up_after if party.behaviour is not None else None
        if hangs_up_after is not None:
            party.timer = self._clock.call_later(hangs_up_after, self._hangs_up, f"{party.number} hangs up", party)

    def _hangs_up(self, party: CallParty) -> None:
        # What a call is may change while the timer runs: a transfer puts the party into another one.
        self._handling.end(party.call, by=party)

    def _not_answered(self, party: CallParty) -> None:
        self._handling.end(party.call, CallState.NO_ANSWER)

    def _busy(self, party: CallParty) -> None:
        """Tell the caller that the other end is busy, and clear the call at once (facts, section 6.5)."""
        self._events.of_call(t_library_events.EventDestinationBusy, party.other, CallState.BUSY)
        self._handling.end(party.call, CallState.BUSY)

    def _party_there(self, number: str, state: PartyState, accepted: str) -> CallParty:
        contact = self._routing.contact(number)
        party = self._state.engaged.get(contact.person.phone_number) if contact is not None else None
        if party is None or party.state is not state:
            there = [number for number, other in self._state.engaged.items() if other.state is state]
            raise BadInput("phone number", number, where="voice switch", accepted=f"{accepted}: {one_of(there)}")
        return party
