"""A third-party desktop, as small as can be: it shows who calls, accepts, and refuses to decline."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from callbook.core.errors import BadInput
from callbook.core.messages import open_media, t_library
from callbook.workspace import Action, ChannelState, Screen

if TYPE_CHECKING:
    from collections.abc import Generator

    from callbook.core.messages import Message
    from callbook.lab.seats import DesktopMaker, Seat


class End:
    """One end of a wire, which remembers what has come."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def receive(self, message: Message) -> None:
        """Remember its name."""
        self.heard.append(type(message).__name__)

    def connected(self) -> None:
        """Remember it."""
        self.heard.append("connected")

    def disconnected(self) -> None:
        """Remember it."""
        self.heard.append("disconnected")


class PlainDesktop:
    """One agent's desktop."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.interaction_server = End()
        self.voice_switch = End()
        self.asked: list[tuple[Action, str | None, dict[str, object]]] = []
        self._logged_in = False

    def perform(self, action: Action, on: str | None = None, **details: object) -> None:
        """Log in at both servers; refuse to decline; do nothing else."""
        self.asked.append((action, on, details))
        if action is Action.DECLINE:
            raise BadInput("action", action, where="this desktop", accepted="to accept")
        if action is Action.LOG_IN:
            self._log_in()

    def _log_in(self) -> None:
        agent = self.seat.agent
        self._logged_in = True
        self.seat.to_interaction_server(
            open_media.RequestAgentLogin(
                ReferenceId=1,
                TenantId=agent.tenant,
                PlaceId=agent.place,
                AgentId=agent.id,
                MediaList={"webcallback": 1},
            )
        )
        self.seat.to_voice_switch(t_library.RequestRegisterAddress(ReferenceID=1, ThisDN=agent.dn))
        self.seat.tell("bell", "a gong")

    def actions(self, on: str | None = None) -> frozenset[Action]:
        """Offer to log in, and to accept what there is."""
        return frozenset({Action.LOG_IN if on is None else Action.ACCEPT})

    def shown(self) -> Screen:
        """Show the channel."""
        state = ChannelState.READY if self._logged_in else ChannelState.LOGGED_OFF
        return Screen(self.seat.agent.name, state, "", voice_in_service=False, interactions=())


@contextmanager
def opened() -> Generator[DesktopMaker]:
    """Bring desktops of this make up, for a whole run."""
    print("switched on")  # noqa: T201 - a test reads it
    yield PlainDesktop
    print("switched off")  # noqa: T201 - a test reads it
