"""One client's session: what it was told, and whose seat it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.network.workspace_api.bayeux import Notifications
from callbook.network.workspace_api.replies import NoSession
from callbook.network.workspace_api.view import MEDIA, VOICE, View, changed, standing, view_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration import Agent
    from callbook.network.workspace_api.seats import Seats
    from callbook.network.workspace_api.shapes import Json
    from callbook.workspace import Workspace

INITIALIZATION: Final = "/workspace/v3/initialization"


class Session:
    """One session.

    Args:
        name: what its cookie says.
        seats: the agents' seats.
        new_id: makes the id of a client of the notifications.
        patience: milliseconds that a poll may wait.
        used: the second of the wall at which it was last used.

    Attributes:
        agent: whose seat it has; None before the channels are activated.
        rejected: the callbacks that the agent has rejected through it, until they are gone.
    """

    def __init__(self, name: str, seats: Seats, new_id: Callable[[], str], patience: int, used: float) -> None:
        self.name = name
        self.used = used
        self.agent: Agent | None = None
        self.rejected: set[str] = set()
        self.notifications = Notifications(new_id, patience, self._subscribed)
        self._seats = seats
        self._told: View | None = None

    @property
    def seated(self) -> Agent:
        """The agent whose seat it has.

        Raises:
            NoSession: before the channels were activated.
        """
        if self.agent is None:
            raise NoSession("The channels are not activated. Accepted: POST /activate-channels with agentId first.")
        return self.agent

    @property
    def desk(self) -> Workspace:
        """The desktop at its seat."""
        return self._seats.desk(self.seated.id)

    def take_seat(self, agent: Agent) -> None:
        """Sit down: from now on the client is told what stands on the agent's desktop."""
        self.agent = agent
        self._told = self._view(agent)
        for notice in standing(self._told):
            self.notifications.tell(*notice)

    def leave(self) -> None:
        """Stand up, and be over; whoever waits for news need not wait."""
        self.agent = self._told = None
        self.notifications.end()

    def look(self) -> None:
        """Tell the client what has changed on the desktop since it was last told."""
        if self.agent is None or self._told is None:
            return
        now = self._view(self.agent)
        for notice in changed(self._told, now, self.rejected):
            self.notifications.tell(*notice)
        self._told = now

    def user(self) -> Json:
        """Return who the session is of, as far as that is known."""
        if self.agent is None:
            return {}
        agent, (first, _, last) = self.agent, self.agent.name.partition(" ")
        named = {"userName": agent.id, "employeeId": agent.id, "firstName": first, "lastName": last}
        return {**named, "agentLogin": agent.id, "defaultPlace": agent.place}

    def configuration(self) -> Json:
        """Return what a client may want to know of the configuration: reasons, Transactions, dispositions."""
        center = self._seats.configuration.contact_center
        return {
            "actionCodes": [
                {"name": name, "code": code, "type": "NotReady"} for code, name in center.not_ready_reasons.items()
            ],
            "transactions": [{"name": each.name, "alias": each.name} for each in center.transactions],
            "businessAttributes": [
                {"name": name, "values": [{"name": code, "displayName": code} for code in codes]}
                for name, codes in center.dispositions.items()
            ],
        }

    def _view(self, agent: Agent) -> View:
        return view_of(self._seats.desk(agent.id), agent.dn, self._seats.configuration.contact_center.switch)

    def _subscribed(self, channel: str) -> None:
        """Tell who subscribes how things stand (assumed)."""
        if channel == INITIALIZATION:
            data = {"user": self.user(), "configuration": self.configuration()}
            message = {"messageType": "WorkspaceInitializationComplete", "state": "Complete", "data": data}
            self.notifications.tell(INITIALIZATION, message)
        elif self._told is not None and channel.startswith((VOICE, MEDIA)):
            for notice in standing(self._told):
                if notice.channel == channel:
                    self.notifications.tell(*notice)
