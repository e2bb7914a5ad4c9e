"""What all parts of one agent's desk share: who sits there, the time, and what is to be sent, told, done later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sample_desktop.alarms import Alarm, Alarms
from sample_desktop.permissions import lacking

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.environment import Environment, Setting
    from sample_desktop.plain import Json

INTERACTIONS = "interactions"
VOICE = "voice"


class Office:
    """A contact centre whose agents use this desktop; its environment can be replaced at any moment."""

    def __init__(self, environment: Environment) -> None:
        self.environment = environment


class Station:
    """The station of one agent.

    Attributes:
        now: milliseconds since the epoch, as whoever spoke to the desk last has said.
        at_login: the environment when the agent logged in.
        outgoing: what is to be sent, each with its wire.
        told: what the agent is to hear and read besides the screen.
    """

    def __init__(self, office: Office, agent_id: str) -> None:
        self._office = office
        self.agent_id = agent_id
        self.agent = office.environment.agent(agent_id)
        self.now = 0
        self.alarms = Alarms()
        self.at_login = office.environment
        self.outgoing: list[Json] = []
        self.told: list[Json] = []

    @property
    def environment(self) -> Environment:
        """The environment as it is now."""
        return self._office.environment

    def tell(self, about: str, **details: object) -> None:
        """Let the agent know."""
        self.told.append({"about": about, **details})

    def send(self, wire: str, message: Json) -> None:
        """Send *message* on one of the two wires."""
        self.outgoing.append({"wire": wire, "message": message})

    def later(self, milliseconds: int, action: Callable[[], None]) -> Alarm:
        """Do *action* when so much time has passed."""
        return self.alarms.set(self.now + milliseconds, action)

    def lacks(self, permission: str) -> str | None:
        """Name the privilege that the agent lacks to use *permission*; roles are read at login (C6)."""
        return lacking(permission, self.at_login.granted(self.agent_id))

    def login_setting(self, name: str) -> Setting:
        """Give an option that is read at login."""
        return self.at_login.setting(name, self.agent_id)

    def current_setting(self, name: str) -> Setting:
        """Give an option whose change holds at once: those that name queues."""
        return self.environment.setting(name, self.agent_id)
