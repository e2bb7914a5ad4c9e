"""The Web Callback channel of one agent, as Interaction Server shows it (E2, O1 to O3)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from sample_desktop.permissions import CHANNEL

if TYPE_CHECKING:
    from sample_desktop.plain import Json
    from sample_desktop.requests_sent import OnAnswer, Requests
    from sample_desktop.station import Station

MEDIUM: Final = "webcallback"


class Light(StrEnum):
    """What the light of the channel shows."""

    OFF = "off"
    READY = "ready"
    PAUSED = "paused"
    OUT = "out of service"


class Channel:
    """The channel.

    Attributes:
        light: what it shows.
        pause: why it is paused; empty for no reason.
        signed_in: whether the agent is at work.
    """

    def __init__(self, station: Station, requests: Requests) -> None:
        self._station = station
        self._requests = requests
        self._reachable = False
        self._was_in = False
        self._before_outage = (Light.OFF, "")
        self.light = Light.OFF
        self.pause = ""
        self.signed_in = False

    # What the agent does.

    def sign_in(self) -> None:
        """Begin to work: O1 and O2 say how, if the agent may use the channel at all (P1)."""
        self.signed_in = True
        if not self._reachable:
            self._go_out()
        elif self._station.lacks(CHANNEL):
            self._sign_in_with({})
        else:
            self._sign_in_as(*self._wished())

    def sign_out(self, on_answer: OnAnswer) -> None:
        """End the work; *on_answer* hears when the server knows."""
        self.signed_in = False
        self._was_in = False
        self.light = Light.OFF
        if self._reachable:
            self._requests.send("RequestAgentLogout", on_answer)

    def open(self) -> None:
        """Add the medium, in the way in which a login would have it."""
        self._ask("RequestAddMedia")
        light, pause = self._wished()
        if light is Light.READY:
            self.go_ready()
        elif pause:
            self.take_pause(pause)

    def close(self) -> None:
        """Take the medium away."""
        self._ask("RequestRemoveMedia")

    def go_ready(self) -> None:
        """Take callbacks again."""
        self._ask("RequestCancelNotReadyForMedia")

    def take_pause(self, reason: str) -> None:
        """Take no callbacks, or give another reason for taking none."""
        why = {"ReasonSystemName": reason} if reason else None
        only_reason = why is not None and self.light is Light.PAUSED
        self._ask("RequestChangeMediaStateReason" if only_reason else "RequestNotReadyForMedia", Reason=why)

    # What the wire brings.

    def wire_up(self) -> None:
        """The server can be reached."""
        self._reachable = True
        self.come_back()

    def wire_down(self) -> None:
        """The server can no longer be reached."""
        self._reachable = False
        self.go_out()

    def go_out(self) -> None:
        """Go out of service (E2)."""
        if self.signed_in and self.light is not Light.OUT:
            self._before_outage = (self.light, self.pause)
            self._go_out()

    def come_back(self) -> None:
        """Be again what it was before it went out of service."""
        if not (self.signed_in and self.light is Light.OUT):
            return
        light, pause = self._before_outage
        if not self._was_in:
            self.sign_in()
        elif light is Light.OFF:
            self._sign_in_with({})
        else:
            self._sign_in_as(light, pause)

    def shown(self, media: Json, reasons: Json) -> None:
        """Show what the server shows; who has gone home is no longer concerned."""
        if not self.signed_in:
            return
        self.pause = reasons.get(MEDIUM, "")
        self.light = Light.OFF
        if MEDIUM in media:
            self.light = Light.READY if media[MEDIUM] else Light.PAUSED

    def _go_out(self) -> None:
        self.light = Light.OUT
        self._station.tell("channel out of service")

    def _wished(self) -> tuple[Light, str]:
        if self._station.login_setting("login.webcallback.is-auto-ready").value:
            return Light.READY, ""
        return Light.PAUSED, str(self._station.login_setting("login.webcallback.auto-not-ready-reason").value or "")

    def _sign_in_as(self, light: Light, pause: str) -> None:
        self._sign_in_with({MEDIUM: int(light is Light.READY)})
        if pause and light is Light.PAUSED:
            self._ask("RequestNotReadyForMedia", Reason={"ReasonSystemName": pause})

    def _sign_in_with(self, media: dict[str, int]) -> None:
        self._was_in = True
        agent = self._station.agent
        self._requests.send(
            "RequestAgentLogin",
            TenantId=agent["tenant"],
            PlaceId=agent["place"],
            AgentId=agent["id"],
            MediaList=media,
        )

    def _ask(self, name: str, Reason: Json | None = None) -> None:  # noqa: N803 - the protocol's name
        self._requests.send(name, MediaTypeName=MEDIUM, Reason=Reason)
