"""Making calls and bringing them to the other end: dialling, network, ringing, and what comes of it (F3, F4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from callbook.messages import CallState, CallType, DNRole, MakeCallType, t_library_events
from callbook_mocks.voice_switch.attached_data import copied
from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused
from callbook_mocks.voice_switch.state import DN, Call, CallParty, PartyState

if TYPE_CHECKING:
    from callbook.messages import KVList
    from callbook.messages.t_library import RequestMakeCall
    from callbook_mocks.voice_switch.handling import Handling
    from callbook_mocks.voice_switch.routing import Outside, Routing
    from callbook_mocks.voice_switch.state import Equipment, Requester


class Delivery:
    """Brings calls to the other end."""

    def __init__(self, equipment: Equipment, routing: Routing, handling: Handling) -> None:
        self._name = equipment.name
        self._state = equipment.state
        self._identifiers = equipment.identifiers
        self._settings = equipment.settings
        self._events = equipment.events
        self._telephones = equipment.telephones
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
        if requester.dn.number in self._state.registered:
            self._ring_at_home(dialling, destination, requester)
        else:
            self._events.of_call(t_library_events.EventDialing, dialling, requester=requester)
            self.bring(call.parties[1], destination)

    def _ring_at_home(self, dialling: CallParty, destination: DN | Outside, requester: Requester) -> None:
        """Let the telephone of whoever calls ring first; the call goes on when it is answered."""
        dialling.destination = destination
        if self._settings.dialing_before_own_telephone_answers:
            self._events.of_call(t_library_events.EventDialing, dialling, requester=requester)
        else:
            dialling.asked = requester
        self._telephones.ring(dialling)

    def go_on(self, dialling: CallParty) -> None:
        """Bring the call to its destination, now that the telephone of whoever calls has answered."""
        destination, dialling.destination = cast("DN | Outside", dialling.destination), None
        if not self._settings.dialing_before_own_telephone_answers:
            requester, dialling.asked = dialling.asked, None
            self._events.of_call(t_library_events.EventDialing, dialling, requester=requester)
        self.bring(dialling.other, destination)

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

    def _to_dn(self, party: CallParty, dn: DN, third: str | None) -> None:
        obstacle = self.obstacle(dn)
        if obstacle is ErrorCode.DN_BUSY:
            self._handling.busy(party)
        elif obstacle is not None:
            self._handling.end(party.call, CallState.GENERAL_ERROR)
        else:
            party.dn, party.state = dn, PartyState.RINGING
            dn.parties[party.call.conn_id] = party
            self._events.of_call(t_library_events.EventRinging, party, third=third)
            self._telephones.ring(party)

    def _to_network(self, party: CallParty, outside: Outside) -> None:
        party.contact, party.behaviour = outside.contact, outside.behaviour
        if outside.contact is not None:
            self._state.engaged.setdefault(outside.contact.person.phone_number, party)
        self._telephones.ring(party)
