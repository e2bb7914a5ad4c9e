"""The Web Callback channel of one desktop: logging in, readiness, outage and return (E2, O1 to O3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from callbook.configuration import options
from callbook.messages import MEDIA_TYPE, open_media
from callbook.messages.open_media import ReasonInfo
from callbook.workspace.channel_table import SHOWN, ChannelEffect
from callbook.workspace.machine import Implementation, Machine
from callbook.workspace.names import ChannelEvent, ChannelState
from callbook.workspace.session import Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.messages import Message
    from callbook.messages.open_media_events import EventCurrentAgentStatus, EventError, EventForcedAgentStateChange
    from callbook.workspace.desk import Desk
    from callbook.workspace.interaction_server_link import InteractionServerLink

_UNKNOWN_MEDIUM = 106


class Channel:
    """The channel; its state is what Interaction Server shows.

    Attributes:
        session: the agent's session there.
        reason: why it is Not Ready, empty for no reason.
    """

    def __init__(self, desk: Desk, link: InteractionServerLink, on_doubt: Callable[[], None]) -> None:
        self._desk = desk
        self._link = link
        self.session = Session(desk, link, on_doubt)
        self.reason = ""
        self._known = False
        self._before_outage = ChannelState.LOGGED_OFF
        self._reason_before_outage = ""
        self._machine: Machine[Channel, ChannelState] = Machine(
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
        return self._machine.state

    @property
    def logged_in(self) -> bool:
        """Whether the agent has logged in to Workspace."""
        return self.session.wanted

    @property
    def remembered(self) -> tuple[object, ...]:
        """What decides how it goes on, and is not shown.

        What the session remembers; whether the server has shown a state since the login; and the state to which the
        channel comes back from being out of service, with its reason.
        """
        goes_back = self._known and self.state is ChannelState.OUT_OF_SERVICE
        before = (self._before_outage, self._reason_before_outage) if goes_back else ()
        return (*self.session.remembered, self._known, *before)

    def log_in(self) -> None:
        """Log the agent in, with the channel as O1 and O2 have it, or without it (P1)."""
        self.session.wanted = True
        if self.session.is_ending:  # that may be lost: what the agent had is given back before the next session
            self.session.end()
        self._begin()

    def log_out(self) -> None:
        """Log the agent out; the server gives back what the agent still holds, and is asked until it has answered."""
        self.session.wanted = False
        self._known = False
        if self._link.up:
            self.session.end()
        if self.state is not ChannelState.LOGGED_OFF:
            self._machine.fire(ChannelEvent.LOGGED_OUT)

    def end_session(self) -> None:
        """Let the server give back what the agent still holds, and show the channel out of service."""
        self.server_lost()
        self.session.end()

    def refused(self, error: EventError) -> None:
        """Learn that the server refuses what was asked; one that knows no such medium shows the channel logged off."""
        if error.ErrorCode == _UNKNOWN_MEDIUM and self.logged_in:
            self._take_over(None, "")

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
            self.nobody_for(event)
            return
        self._take_over(event.MediaStateList.get(MEDIA_TYPE), event.Reasons.get(MEDIA_TYPE, ""))

    def state_forced(self, event: EventForcedAgentStateChange) -> None:
        """Take over what the server has decided."""
        if not self.logged_in:
            self.nobody_for(event)
            return
        self._take_over(event.MediaList.get(MEDIA_TYPE), "")
        self._desk.note("channel", f"Interaction Server has set the channel to {self.state}")

    def nobody_for(self, event: Message) -> None:
        """Ignore what the server tells an agent who has logged out, and let it know that."""
        self._link.ignore(event)
        self.session.still_there()

    def server_lost(self) -> None:
        """Go out of service (E2)."""
        self.session.lost()
        if self.logged_in and self.state is not ChannelState.OUT_OF_SERVICE:
            self._before_outage, self._reason_before_outage = self.state, self.reason
            self._machine.fire(ChannelEvent.SERVER_LOST)

    def server_back(self) -> None:
        """Come back (E2)."""
        if self.logged_in and self.state is ChannelState.OUT_OF_SERVICE:
            self._machine.fire(ChannelEvent.SERVER_BACK)

    def _take_over(self, shown: int | None, reason: str) -> None:
        self.session.shown()
        self._known = True
        self.reason = reason
        event = ChannelEvent.ABSENT_SEEN
        if shown is not None:
            event = ChannelEvent.READY_SEEN if shown else ChannelEvent.NOT_READY_SEEN
        if SHOWN[event] is not self.state:
            self._machine.fire(event)

    def _show_outage(self) -> None:
        self._desk.note("channel", "out of service: Interaction Server is not available")

    def _log_in_again(self) -> None:
        known = self._known and self._desk.assumptions.channel_state_survives_outage
        if not known:
            self._begin()
        elif self._before_outage is ChannelState.LOGGED_OFF:
            self.session.begin({})
        else:
            self._log_in(ready=self._before_outage is ChannelState.READY, reason=self._reason_before_outage)

    def _begin(self) -> None:
        if not self._link.up:
            self._machine.fire(ChannelEvent.SERVER_LOST)
        elif self._is_closed():
            self.session.begin({})
        else:
            ready, reason = self._at_login()
            self._log_in(ready=ready, reason=reason)

    def _log_in(self, *, ready: bool, reason: str) -> None:
        self.session.begin({MEDIA_TYPE: int(ready)})
        if reason and not ready:
            self._link.ask(
                open_media.RequestNotReadyForMedia(
                    ReferenceId=self._link.reference(),
                    MediaTypeName=MEDIA_TYPE,
                    Reason=ReasonInfo(ReasonSystemName=reason),
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
