"""Handing a call to somebody else, in one step or in two (F6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import BadInput
from callbook.messages import CallState, CallType, t_library_events
from callbook_mocks.voice_switch.attached_data import copied
from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused
from callbook_mocks.voice_switch.state import Connection, PartyState, Requester

if TYPE_CHECKING:
    from callbook.messages import KVList, Message
    from callbook.messages.t_library import RequestCompleteTransfer, RequestInitiateTransfer, RequestSingleStepTransfer
    from callbook_mocks.voice_switch.delivery import Delivery
    from callbook_mocks.voice_switch.handling import Handling
    from callbook_mocks.voice_switch.routing import Outside
    from callbook_mocks.voice_switch.state import DN, CallParty, Equipment

_TRANSFERRED = CallState.TRANSFERRED


def _nobody(message: Message) -> None:
    """Tell nobody."""


_AT_THE_TELEPHONE = Connection("", _nobody)
"""Stands for who asks, where somebody does it at the telephone."""


class Transfers:
    """Hands calls over."""

    def __init__(self, equipment: Equipment, delivery: Delivery, handling: Handling) -> None:
        self._events = equipment.events
        self._telephones = equipment.telephones
        self._delivery = delivery
        self._handling = handling

    def in_one_step(self, requester: Requester, request: RequestSingleStepTransfer) -> None:
        """Send the call on and leave it: EventReleased here, EventRinging there."""
        party = self._talking(requester, request.ConnID, ErrorCode.UNSUCCESSFUL_TRANSFER)
        destination = self._destination(requester, request.OtherDN, request.Location)
        self._send_on(party, destination, request.UserData, requester)

    def referred(self, party: CallParty, dn: DN, number: str) -> None:
        """Send the call on that somebody refers to *number* at the telephone of *dn*: the same, and nobody has asked.

        Raises:
            BadInput: it can not go there.
        """
        requester = Requester(_AT_THE_TELEPHONE, dn, 0)
        try:
            destination = self._destination(requester, number, None)
        except RequestRefused as refused:
            accepted = f"a number where a call can go ({refused.description})"
            raise BadInput("number", number, where=f"DN {dn.number}", accepted=accepted) from None
        self._send_on(party, destination, {}, requester)

    def _destination(self, requester: Requester, number: str, location: str | None) -> DN | Outside:
        destination = self._delivery.destination(requester, number, location)
        obstacle = self._delivery.obstacle(destination)
        if obstacle is not None:
            raise RequestRefused(obstacle, f"the call can not go to {number}")
        return destination

    def _send_on(self, party: CallParty, destination: DN | Outside, user_data: KVList, requester: Requester) -> None:
        call = party.call
        call.user_data = {**call.user_data, **copied(user_data)}
        target = self._delivery.called(destination, call)
        self._events.of_call(t_library_events.EventReleased, party, _TRANSFERRED, requester=requester)
        self._replace(party, target)
        self._delivery.bring(target, destination, third=requester.dn.number)
        self._tell_remaining(target, requester)
        self._handling.attend(call)

    def initiate(self, requester: Requester, request: RequestInitiateTransfer) -> None:
        """Hold the call and consult somebody in a call of its own: EventHeld, EventDialing."""
        party = self._talking(requester, request.ConnID, ErrorCode.CANNOT_INITIATE_TRANSFER)
        destination = self._delivery.destination(requester, request.OtherDN, request.Location)
        self._telephones.hold(party)
        self._handling.held(party, requester)
        data = {**party.call.user_data, **copied(request.UserData)}
        self._delivery.dial(requester, destination, CallType.CONSULT, data, consulted_for=party.call)

    def complete(self, requester: Requester, request: RequestCompleteTransfer) -> None:
        """Join the held call and the consult call: EventReleased for both here, EventPartyChanged there."""
        held = self._handling.party(requester, request.ConnID)
        consult = self._handling.party(requester, request.TransferConnID)
        if consult.call.consulted_for is not held.call:
            raise RequestRefused(
                ErrorCode.CANNOT_COMPLETE_TRANSFER, f"{consult.call.conn_id} is no consult call of the other"
            )
        if consult.state is not PartyState.TALKING or not consult.connected:
            raise RequestRefused(ErrorCode.CANNOT_COMPLETE_TRANSFER, f"{consult.other}")
        target, previous = consult.other, consult.call
        for party in (held, consult):
            self._events.of_call(t_library_events.EventReleased, party, _TRANSFERRED, requester=requester)
        self._handling.take_out(consult)
        self._handling.forget(previous)
        self._replace(held, target)
        if target.dn is not None:
            target.dn.parties[held.call.conn_id] = target.dn.parties.pop(previous.conn_id)
        self._events.of_call(
            t_library_events.EventPartyChanged,
            target,
            _TRANSFERRED,
            third=requester.dn.number,
            previous=previous.conn_id,
        )
        self._telephones.join(target)
        self._tell_remaining(target, requester)
        self._handling.attend(held.call)

    def _talking(self, requester: Requester, conn_id: str, code: ErrorCode) -> CallParty:
        party = self._handling.party(requester, conn_id)
        if party.state is not PartyState.TALKING or not party.connected:
            raise RequestRefused(code, f"{party}; {party.other}")
        return party

    def _replace(self, party: CallParty, target: CallParty) -> None:
        """Let *target* stand in the call where *party* stood."""
        call = party.call
        self._handling.take_out(party)
        call.parties[call.parties.index(party)] = target
        target.call = call

    def _tell_remaining(self, target: CallParty, requester: Requester) -> None:
        self._events.of_call(t_library_events.EventPartyChanged, target.other, _TRANSFERRED, third=requester.dn.number)
