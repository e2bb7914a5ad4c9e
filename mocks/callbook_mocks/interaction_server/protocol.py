"""The Open Media protocol on the server's side: which part carries out which request, and events built from records."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from callbook.messages import Message, open_media
from callbook.messages.open_media_events import AgentParty, EventCurrentAgentStatus, EventError

if TYPE_CHECKING:
    from callbook_mocks.interaction_server.attached_data import PropertyChanges
    from callbook_mocks.interaction_server.delivery import Delivery
    from callbook_mocks.interaction_server.errors import RequestRefused
    from callbook_mocks.interaction_server.handling import Handling
    from callbook_mocks.interaction_server.sessions import Sessions
    from callbook_mocks.interaction_server.state import AgentSession, Connection
    from callbook_mocks.interaction_server.transfer import Transfers

Handler: TypeAlias = "Callable[[Connection, Any], None]"


def handlers(
    sessions: Sessions, delivery: Delivery, handling: Handling, transfers: Transfers, changes: PropertyChanges
) -> dict[type[Message], Handler]:
    """Return the table: request type, who carries it out."""
    return {
        open_media.RequestAgentLogin: sessions.log_in,
        open_media.RequestAgentLogout: sessions.log_out,
        open_media.RequestAddMedia: sessions.add_media,
        open_media.RequestRemoveMedia: sessions.remove_media,
        open_media.RequestNotReadyForMedia: sessions.not_ready,
        open_media.RequestCancelNotReadyForMedia: sessions.ready,
        open_media.RequestChangeMediaStateReason: sessions.change_reason,
        open_media.RequestDoNotDisturbOn: sessions.do_not_disturb,
        open_media.RequestDoNotDisturbOff: sessions.do_not_disturb,
        open_media.RequestRegisterClient: sessions.register,
        open_media.RequestSubmit: handling.submit,
        open_media.RequestAccept: delivery.accept,
        open_media.RequestReject: delivery.reject,
        open_media.RequestPlaceInQueue: handling.place_in_queue,
        open_media.RequestPlaceInWorkbin: handling.place_in_workbin,
        open_media.RequestStopProcessing: handling.stop,
        open_media.RequestChangeProperties: changes.change,
        open_media.RequestTransfer: transfers.transfer,
        open_media.RequestPull: handling.pull,
        open_media.RequestGetWorkbinContent: handling.workbin_content,
    }


def agent_party(agent_id: str, place: str, tenant: str) -> AgentParty:
    """Return the party that an agent is, built once for a session."""
    return AgentParty(AgentId=agent_id, PlaceId=place, TenantId=tenant)


def agent_status(session: AgentSession) -> EventCurrentAgentStatus:
    """Return the event that shows the agent's media as they are now."""
    return EventCurrentAgentStatus(
        AgentId=session.agent.id,
        MediaStateList=dict(session.media),
        MediaCapacityList={medium: session.capacity_left(medium) for medium in session.media},
        Reasons=dict(session.reasons),
        DoNotDisturbState=session.do_not_disturb,
    )


def error(reference: int, refused: RequestRefused) -> EventError:
    """Return the answer to a request that is not carried out."""
    return EventError(ReferenceId=reference, ErrorCode=int(refused.code), ErrorDescription=refused.description)
