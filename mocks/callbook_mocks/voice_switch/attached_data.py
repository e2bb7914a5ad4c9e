"""Data that travels with a call, and data of its own that a client sends (F3, F6)."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING

from callbook.messages import t_library_events
from callbook_mocks.voice_switch.errors import ErrorCode, RequestRefused

if TYPE_CHECKING:
    from callbook.messages import KVList
    from callbook.messages.t_library import (
        RequestAttachUserData,
        RequestDeletePair,
        RequestSendUserEvent,
        RequestUpdateUserData,
    )
    from callbook_mocks.voice_switch.handling import Handling
    from callbook_mocks.voice_switch.protocol import Events
    from callbook_mocks.voice_switch.state import CallParty, Requester


class AttachedData:
    """Changes the attached data of calls; every change makes new data, for the events told before share the old."""

    def __init__(self, events: Events, handling: Handling) -> None:
        self._events = events
        self._handling = handling

    def attach(self, requester: Requester, request: RequestAttachUserData) -> None:
        """Attach what is not there yet."""
        party = self._handling.party(requester, request.ConnID)
        self._change(requester, party, {**copied(request.UserData), **party.call.user_data})

    def update(self, requester: Requester, request: RequestUpdateUserData) -> None:
        """Attach what is new, and replace what is there."""
        party = self._handling.party(requester, request.ConnID)
        self._change(requester, party, {**party.call.user_data, **copied(request.UserData)})

    def delete_pair(self, requester: Requester, request: RequestDeletePair) -> None:
        """Take one key away.

        Raises:
            RequestRefused: 53, there is no such key.
        """
        party = self._handling.party(requester, request.ConnID)
        data = dict(party.call.user_data)
        if request.Key not in data:
            raise RequestRefused(ErrorCode.INVALID_VALUE, f"no key {request.Key} is attached to call {request.ConnID}")
        del data[request.Key]
        self._change(requester, party, data)

    def send_user_event(self, requester: Requester, request: RequestSendUserEvent) -> None:
        """Tell everybody who has registered the DN; its call may be over by then."""
        self._events.of_user(requester, copied(request.UserData), request.ConnID)

    def _change(self, requester: Requester, changed_by: CallParty, data: KVList) -> None:
        call = changed_by.call
        call.user_data = data
        for party in call.parties:
            self._events.of_call(
                t_library_events.EventAttachedDataChanged, party, requester=requester, third=changed_by.number
            )


def copied(data: KVList) -> KVList:
    """Return data that whoever sent it can no longer change."""
    return deepcopy(data) if any(isinstance(value, dict) for value in data.values()) else dict(data)
