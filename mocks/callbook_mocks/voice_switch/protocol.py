"""The switch's side of T-Library: which part handles which request, and how events are built and told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from callbook.messages import CallState, t_library, t_library_events

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.messages import KVList, Message
    from callbook_mocks.voice_switch.attached_data import AttachedData
    from callbook_mocks.voice_switch.delivery import Delivery
    from callbook_mocks.voice_switch.errors import RequestRefused
    from callbook_mocks.voice_switch.handling import Handling
    from callbook_mocks.voice_switch.sessions import Sessions
    from callbook_mocks.voice_switch.state import DN, CallParty, Connection, Requester
    from callbook_mocks.voice_switch.transfer import Transfers


@dataclass(frozen=True, slots=True)
class Handler:
    """What handles a request, and what has to be true before.

    Attributes:
        handle: takes who asked, and the request; raises RequestRefused.
        registered: whether the client must have registered the DN (41).
        in_service: whether the DN must be in service (58).
    """

    handle: Callable[[Requester, Any], None]
    registered: bool = True
    in_service: bool = True


def handlers(
    sessions: Sessions, delivery: Delivery, handling: Handling, transfer: Transfers, attached_data: AttachedData
) -> Mapping[type[Message], Handler]:
    """Return the table: each request that the switch knows, and its handler."""
    return {
        t_library.RequestRegisterAddress: Handler(sessions.register, registered=False, in_service=False),
        t_library.RequestUnregisterAddress: Handler(sessions.unregister, in_service=False),
        t_library.RequestAgentLogin: Handler(sessions.log_in),
        t_library.RequestAgentLogout: Handler(sessions.log_out),
        t_library.RequestAgentReady: Handler(sessions.ready),
        t_library.RequestAgentNotReady: Handler(sessions.not_ready),
        t_library.RequestMakeCall: Handler(delivery.make_call),
        t_library.RequestAnswerCall: Handler(handling.answer),
        t_library.RequestReleaseCall: Handler(handling.release),
        t_library.RequestHoldCall: Handler(handling.hold),
        t_library.RequestRetrieveCall: Handler(handling.retrieve),
        t_library.RequestSingleStepTransfer: Handler(transfer.in_one_step),
        t_library.RequestInitiateTransfer: Handler(transfer.initiate),
        t_library.RequestCompleteTransfer: Handler(transfer.complete),
        t_library.RequestAttachUserData: Handler(attached_data.attach),
        t_library.RequestUpdateUserData: Handler(attached_data.update),
        t_library.RequestDeletePair: Handler(attached_data.delete_pair),
        t_library.RequestSendUserEvent: Handler(attached_data.send_user_event),
    }


class Events:
    """Builds events and tells them to the clients that have registered the DN.

    An event carries the ReferenceID of the request that it answers to the client that asked, and 0 to the others.
    """

    def __init__(self, server: str) -> None:
        self._server = server

    def of_call(  # noqa: PLR0913 - an event has that many attributes of its own
        self,
        kind: type[t_library_events.CallEvent],
        party: CallParty,
        state: CallState = CallState.OK,
        *,
        requester: Requester | None = None,
        third: str | None = None,
        previous: str | None = None,
    ) -> None:
        """Tell the DN of *party* about its call; whoever is outside is told nothing.

        Args:
            kind: the event.
            party: whose view of the call it is.
            state: its CallState.
            requester: who asked for what it answers.
            third: its ThirdPartyDN.
            previous: its PreviousConnID.
        """
        if party.dn is None:
            return
        call, other = party.call, party.other
        for connection in party.dn.connections:
            connection.send(
                kind(
                    Server=self._server,
                    ReferenceID=_reference(requester, connection),
                    ThisDN=party.number,
                    ConnID=call.conn_id,
                    CallID=call.call_id,
                    CallUUID=call.call_uuid,
                    CallType=call.call_type,
                    CallState=state,
                    ThisDNRole=party.role,
                    OtherDN=other.number,
                    OtherDNRole=other.role,
                    ThirdPartyDN=third,
                    PreviousConnID=previous,
                    DNIS=call.dialled,
                    # Facts 6.4: ANI is not among the attributes of EventDialing.
                    ANI=None if kind is t_library_events.EventDialing else call.caller,
                    UserData=call.user_data,
                )
            )

    def of_agent(self, kind: type[t_library_events.AgentEvent], dn: DN, requester: Requester | None = None) -> None:
        """Tell of the agent on *dn*."""
        agent = dn.agent
        if agent is None:
            return
        for connection in dn.connections:
            connection.send(
                kind(
                    Server=self._server,
                    ReferenceID=_reference(requester, connection),
                    ThisDN=dn.number,
                    AgentID=agent.id,
                    WorkMode=agent.work_mode,
                )
            )

    def of_registration(self, kind: type[t_library_events.DNEvent], requester: Requester) -> None:
        """Tell the client that asked, and nobody else, what became of its registration, and which calls are there."""
        calls: KVList | None = {f"conn-{number}": conn_id for number, conn_id in enumerate(requester.dn.parties, 1)}
        if kind is not t_library_events.EventRegistered:
            calls = None
        requester.connection.send(
            kind(
                Server=self._server,
                ReferenceID=requester.reference,
                ThisDN=requester.dn.number,
                Extensions=calls or None,
            )
        )

    def of_user(self, requester: Requester, data: KVList, conn_id: str | None) -> None:
        """Tell everybody who has registered the DN what a client sends."""
        for connection in requester.dn.connections:
            connection.send(
                t_library_events.EventUserEvent(
                    Server=self._server,
                    ReferenceID=_reference(requester, connection),
                    ThisDN=requester.dn.number,
                    UserData=data,
                    ConnID=conn_id,
                )
            )

    def of_link(self, kind: type[t_library_events.TLibraryEvent], connection: Connection) -> None:
        """Tell a client of the link between server and switch."""
        connection.send(kind(Server=self._server))

    def refused(self, requester: Requester, refused: RequestRefused) -> None:
        """Tell a client that what it has asked for has come to nothing after all."""
        requester.connection.send(
            t_library_events.EventError(
                Server=self._server,
                ReferenceID=requester.reference,
                ErrorCode=int(refused.code),
                ErrorMessage=refused.description,
                ThisDN=requester.dn.number,
            )
        )

    def error(
        self, connection: Connection, refused: RequestRefused, request: t_library.TLibraryRequest | None = None
    ) -> None:
        """Tell a client that its *request*, or a message that is not a request, is refused."""
        connection.send(
            t_library_events.EventError(
                Server=self._server,
                ReferenceID=request.ReferenceID if request is not None else 0,
                ErrorCode=int(refused.code),
                ErrorMessage=refused.description,
                ThisDN=request.ThisDN if request is not None else None,
            )
        )


def _reference(requester: Requester | None, connection: Connection) -> int:
    return requester.reference if requester is not None and connection is requester.connection else 0
