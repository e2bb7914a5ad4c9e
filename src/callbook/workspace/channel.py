"""The Web Callback channel of one desktop: logging in, readiness, outage and return (E2, O1 to O3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from callbook.configuration import options
from callbook.messages import MEDIA_TYPE, open_media
from callbook.messages.open_media import ReasonInfo
from callbook.workspace.channel_table import SHOWN, ChannelEffect
from callbook.workspace.link import Awaiting
from callbook.workspace.machine import Implementation, Machine
from callbook.workspace.names import ChannelEvent, ChannelState

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.messages import Message
    from callbook.messages.open_media_events import EventCurrentAgentStatus, EventForcedAgentStateChange
    from callbook.workspace.desk import Desk
    from callbook.workspace.link import InteractionServerLink


class Channel:
    """The channel; its state is what Interaction Server shows.

    Attributes:
        reason: why it is Not Ready, empty for no reason.
        logged_in: whether the agent has logged in to Workspace.
    """

    def __init__(self, desk: Desk, link: InteractionServerLink, on_logged_out: Callable[[Message], None]) -> None:
        self._desk = desk
        self._link = link
        self._on_logged_out = on_logged_out
        self._leaving = Awaiting(desk, link, on_logged_out, self._logout_unanswered, self._logged_out_late)
        self.reason = ""
        self.logged_in = False
        self._session = False
        self._before_outage = ChannelState.LOGGED_OFF
        self._reason_before_outage = ""
        self._machine: Machine[Channel] = Machine(
            desk.rules.channel,
            f"{desk.agent.name}'s channel",
            ChannelState.LOGGED_OFF,
            self,
            self._IMPLEMENTATION,
            desk.journal,
        )

    @property
    def state(self) -> ChannelState:
        """Where the channel is."""
        return cast("ChannelState", self._machine.state)

    def log_in(self) -> None:
        """Log the agent in, with the channel as O1 and O2 have it, or without it (P1)."""
        self.logged_in = True
        if self._leaving.waits:  # the logout may be lost: what the agent had is given back before the next session
            self._leaving.go_on()
            self._link.ask(open_media.RequestAgentLogout(ReferenceId=self._link.reference()), self._link.ignore)
        if not self._link.up:
            self._machine.fire(ChannelEvent.SERVER_LOST)
        elif self._is_closed():
            self._send_login({})
        else:
            ready, reason = self._at_login()
            self._log_in(ready=ready, reason=reason)

    def log_out(self) -> None:
        """Log the agent out; the server gives back what the agent still holds, and it is told when it has."""
        self.logged_in = False
        self._session = False
        if self._link.up:
            self._leave()
        if self.state is not ChannelState.LOGGED_OFF:
            self._machine.fire(ChannelEvent.LOGGED_OUT)

    def end_session(self) -> None:
        """Let the server give back what the agent still holds, and show the channel out of service."""
        self._link.ask(open_media.RequestAgentLogout(ReferenceId=self._link.reference()), self._link.ignore)
        self.server_lost()

    def _leave(self) -> None:
        self._leaving.ask(open_media.RequestAgentLogout(ReferenceId=self._link.reference()))

    def _logged_out_late(self, _request: Message, answer: Message) -> None:
        self._on_logged_out(answer)

    def _logout_unanswered(self) -> None:
        if not self.logged_in:  # F10: until the server knows it, it offers callbacks to nobody
            self._desk.note("trouble", "Interaction Server does not answer the logout")
            self._leave()

    def activate(self) -> None:
        """Add the medium; O1 and O2 decide how."""
        self._link.ask(open_media.RequestAddMedia(ReferenceId=self._link.reference(), MediaTypeName=MEDIA_TYPE))
        ready, reason = self._at_login()
        if ready:
            self.go_ready()
        elif reason:
            self.go_not_ready(reason)

    def unactivate(self) -> None:
        """Remove the medium (O3)."""
        self._link.ask(open_media.RequestRemoveMedia(ReferenceId=self._link.reference(), MediaTypeName=MEDIA_TYPE))

    def go_ready(self) -> None:
        """Go Ready."""
        self._link.ask(
            open_media.RequestCancelNotReadyForMedia(ReferenceId=self._link.reference(), MediaTypeName=MEDIA_TYPE)
        )

    def go_not_ready(self, reason: str) -> None:
        """Go Not Ready, or give another reason while Not Ready."""
        info = ReasonInfo(ReasonSystemName=reason) if reason else None
        reference = self._link.reference()
        if info is not None and self.state is ChannelState.NOT_READY:
            self._link.ask(
                open_media.RequestChangeMediaStateReason(ReferenceId=reference, MediaTypeName=MEDIA_TYPE, Reason=info)
            )
        else:
            self._link.ask(
                open_media.RequestNotReadyForMedia(ReferenceId=reference, MediaTypeName=MEDIA_TYPE, Reason=info)
            )

    def status_shown(self, event: EventCurrentAgentStatus) -> None:
        """Take over what the server shows; an agent who has logged out has no channel any more."""
        if not self.logged_in:
            self._link.ignore(event)
            return
        self._take_over(event.MediaStateList.get(MEDIA_TYPE), event.Reasons.get(MEDIA_TYPE, ""))

    def state_forced(self, event: EventForcedAgentStateChange) -> None:
        """Take over what the server has decided."""
        if not self.logged_in:
            self._link.ignore(event)
            return
        self._take_over(event.MediaList.get(MEDIA_TYPE), "")
        self._desk.note("channel", f"Interaction Server has set the channel to {self.state}")

    def server_lost(self) -> None:
        """Go out of service (E2)."""
        self._leaving.stop()
        if self.logged_in and self.state is not ChannelState.OUT_OF_SERVICE:
            self._before_outage, self._reason_before_outage = self.state, self.reason
            self._machine.fire(ChannelEvent.SERVER_LOST)

    def server_back(self) -> None:
        """Come back (E2)."""
        if self.logged_in and self.state is ChannelState.OUT_OF_SERVICE:
            self._machine.fire(ChannelEvent.SERVER_BACK)

    def _take_over(self, shown: int | None, reason: str) -> None:
        self.reason = reason
        event = ChannelEvent.ABSENT_SEEN
        if shown is not None:
            event = ChannelEvent.READY_SEEN if shown else ChannelEvent.NOT_READY_SEEN
        if SHOWN[event] is not self.state:
            self._machine.fire(event)

    def _show_outage(self) -> None:
        self._desk.note("channel", "out of service: Interaction Server is not available")

    def _log_in_again(self) -> None:
        known = self._session and self._desk.assumptions.channel_state_survives_outage
        if not known:
            self.log_in()
        elif self._before_outage is ChannelState.LOGGED_OFF:
            self._send_login({})
        else:
            self._log_in(ready=self._before_outage is ChannelState.READY, reason=self._reason_before_outage)

    def _log_in(self, *, ready: bool, reason: str) -> None:
        self._send_login({MEDIA_TYPE: int(ready)})
        if reason and not ready:
            self._link.ask(
                open_media.RequestNotReadyForMedia(
                    ReferenceId=self._link.reference(),
                    MediaTypeName=MEDIA_TYPE,
                    Reason=ReasonInfo(ReasonSystemName=reason),
                )
            )

    def _send_login(self, media: dict[str, int]) -> None:
        self._session = True
        agent = self._desk.agent
        self._link.ask(
            open_media.RequestAgentLogin(
                ReferenceId=self._link.reference(),
                TenantId=agent.tenant,
                PlaceId=agent.place,
                AgentId=agent.id,
                MediaList=media,
            )
        )

    def _is_closed(self) -> bool:
        privilege = self._desk.rules.opens_channel
        return privilege is not None and self._desk.settings.denial(privilege) is not None

    def _at_login(self) -> tuple[bool, str]:
        settings = self._desk.settings
        ready = settings.read(options.IS_AUTO_READY)
        if ready and self._desk.assumptions.reason_ignored_when_auto_ready:
            return True, ""
        reason = settings.read(options.AUTO_NOT_READY_REASON) or ""
        return ready and not reason, reason

    _IMPLEMENTATION: ClassVar[Implementation[Channel]] = Implementation(
        effects={
            ChannelEffect.SHOW_OUTAGE: _show_outage,
            ChannelEffect.LOG_IN_AGAIN: _log_in_again,
        }
    )
