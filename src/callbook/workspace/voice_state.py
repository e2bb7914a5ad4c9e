"""Whether the agent is Ready for voice calls, as the voice switch has it; the callback channel has its own state."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from callbook.configuration import privileges
from callbook.core import Unknown
from callbook.messages import AgentWorkMode, t_library, t_library_events
from callbook.workspace.permissions import missing_privilege
from callbook.workspace.refusal import Obstacle, ObstacleKind, Refusal, Refused

if TYPE_CHECKING:
    from callbook.messages import KVList, Message
    from callbook.workspace.desk import Desk
    from callbook.workspace.voice_switch_link import VoiceSwitchLink


class AgentState(StrEnum):
    """How an agent stands on a DN."""

    LOGGED_OUT = "logged out"
    LOGGED_IN = "logged in"
    READY = "Ready"
    NOT_READY = "Not Ready"


_SHOWN: Final[dict[type[Message], AgentState]] = {
    t_library_events.EventAgentLogin: AgentState.LOGGED_IN,
    t_library_events.EventAgentReady: AgentState.READY,
    t_library_events.EventAgentNotReady: AgentState.NOT_READY,
    t_library_events.EventAgentLogout: AgentState.LOGGED_OUT,
}


class VoiceState:
    """How one agent stands on the DN.

    Args:
        desk: the agent's desk.
        link: the link to the voice switch.

    Attributes:
        shown: what the switch has shown last.
        work_mode: how the agent works there, as it was shown last.
        reason: what the agent gave last for going Not Ready; empty for none, and while Ready.
    """

    def __init__(self, desk: Desk, link: VoiceSwitchLink) -> None:
        self._desk = desk
        self._link = link
        self.shown = AgentState.LOGGED_OUT
        self.work_mode = AgentWorkMode.UNKNOWN
        self.reason = ""

    def take(self, event: Message) -> None:
        """Take over what the switch shows, if the event shows anything of it."""
        if isinstance(event, t_library_events.AgentEvent):
            self.shown, self.work_mode = _SHOWN[type(event)], event.WorkMode

    def go_ready(self) -> None:
        """Ask to be Ready.

        Raises:
            Refused: when the agent may not use the voice channel (P8), or is not logged in on it.
        """
        self._check("go Ready for voice calls")
        self.reason = ""
        self._link.ask(t_library.RequestAgentReady(ReferenceID=self._link.reference(), ThisDN=self._desk.agent.dn))

    def go_not_ready(self, reason: str = "", *, after_call: bool = False) -> None:
        """Ask to be Not Ready, with or without a reason; *after_call*: for what is to be done after a call.

        Raises:
            Refused: when the agent may not use the voice channel (P8), or is not logged in on it.
            Unknown: when there is no such reason.
        """
        self._check("go Not Ready for voice calls")
        known = self._desk.settings.configuration.contact_center.not_ready_reasons
        if reason and reason not in known:
            raise Unknown("Not Ready reason", reason, known)
        self.reason = reason
        reasons: KVList | None = {"ReasonCode": reason} if reason else None
        reference, dn = self._link.reference(), self._desk.agent.dn
        mode = AgentWorkMode.AFTER_CALL_WORK if after_call else AgentWorkMode.AUX_WORK
        request = t_library.RequestAgentNotReady(ReferenceID=reference, ThisDN=dn, WorkMode=mode, Reasons=reasons)
        self._link.ask(request)

    def _check(self, doing: str) -> None:
        obstacle = self._obstacle()
        if obstacle is not None:
            raise Refused(Refusal(self._desk.agent.name, doing, "", f"voice: {self.shown}", obstacle))

    def _obstacle(self) -> Obstacle | None:
        denial = self._desk.settings.denial(privileges.CAN_USE_VOICE_CHANNEL)
        if denial is not None:
            return missing_privilege(denial)
        if self.shown is not AgentState.LOGGED_OUT:
            return None
        because, accepted = "the agent is not logged in on the DN", "when the agent is logged in, and the switch is up"
        return Obstacle(ObstacleKind.STATE, self.shown, "P8", because, accepted)
