"""The servers that a lab stands on, and the door that leads to them: in this process, or behind a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from callbook.core import Identifiers
from callbook.lab.doors import DirectDoor
from callbook_mocks.interaction_server import InteractionServer
from callbook_mocks.voice_switch import VoiceSwitch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime

    from callbook.configuration import Configuration
    from callbook.core import Assumptions, Clock, Party, Wire
    from callbook.messages import Interaction
    from callbook.messages.open_media import RequestSubmit
    from callbook_mocks.contacts import Behaviour, Contact, PhoneBook
    from callbook_mocks.interaction_server import Changed, Place, ServerSettings

INTERACTION_SERVER = "Interaction Server"
"""Its name in every journal."""


class InteractionServerSeen(Protocol):
    """What a lab does with Interaction Server, and sees of it, besides the wires."""

    @property
    def running(self) -> bool:
        """Whether it is up (E2)."""
        ...

    @property
    def has_news(self) -> bool:
        """Whether ``news`` would give anything."""
        ...

    def news(self) -> Iterator[tuple[Changed, str, str]]:
        """Give what has changed since this was last asked."""
        ...

    def stop(self) -> None:
        """Go down."""
        ...

    def start(self) -> None:
        """Come up again."""
        ...

    def lose_state(self) -> None:
        """Forget every interaction and every submission, while it is down."""
        ...

    @property
    def interactions(self) -> dict[str, Interaction]:
        """The interactions that are not done."""
        ...

    @property
    def ready_agents(self) -> tuple[str, ...]:
        """The ids of the agents who are Ready and have capacity left."""
        ...

    def interaction(self, interaction_id: str) -> Interaction:
        """Give an interaction, done or not."""
        ...

    def where(self, interaction_id: str) -> Place:
        """Say where an interaction is (F10)."""
        ...

    def submitted_by(self, client: str) -> Iterator[str]:
        """Give the ids of the interactions that a media server has submitted."""
        ...

    def submitted(self, client: str, request: RequestSubmit) -> str | None:
        """Give the id of what a media server has submitted by exactly this request."""
        ...

    def by_external_id(self, client: str, external_id: str) -> str | None:
        """Give the id of what a media server has submitted under this name of its own."""
        ...

    def check(self) -> None:
        """Check all that must always hold (F10)."""
        ...

    def check_one(self, interaction_id: str) -> None:
        """Check what must always hold of one interaction (F10)."""
        ...


class VoiceSwitchSeen(Protocol):
    """What a lab does with the voice switch, and sees of it, besides the wires."""

    @property
    def name(self) -> str:
        """Its name in every journal."""
        ...

    @property
    def running(self) -> bool:
        """Whether its process is up (E3)."""
        ...

    def calls_at(self, dn: str) -> frozenset[str]:
        """Give the ConnIDs of the calls that a DN is in."""
        ...

    def legs_up(self) -> tuple[str, ...]:
        """Say where each party of each call is."""
        ...

    def check(self) -> None:
        """Check all that must always hold."""
        ...

    def contact_answers(self, number: str) -> None:
        """Let the contact who has *number* answer now."""
        ...

    def contact_hangs_up(self, number: str) -> None:
        """Let the contact who has *number* hang up now."""
        ...

    def link_down(self) -> None:
        """Lose the link to the switch."""
        ...

    def link_up(self) -> None:
        """Have the link back."""
        ...

    def stop(self) -> None:
        """Go down."""
        ...

    def start(self) -> None:
        """Come up again."""
        ...


@dataclass(frozen=True, slots=True)
class Foundation:
    """What both servers stand on.

    Attributes:
        clock: the lab's clock.
        seed: decides every identifier.
        start: the first moment.
        configuration: changes of it are told through ``Servers.configured``.
        assumptions: what no page of the product says.
        phone_book: who can be called.
        settings: the options of Interaction Server.
    """

    clock: Clock
    seed: int
    start: datetime
    configuration: Configuration
    assumptions: Assumptions
    phone_book: PhoneBook
    settings: ServerSettings


class Servers(Protocol):
    """Both servers, wherever they are."""

    @property
    def interaction_server(self) -> InteractionServerSeen:
        """Interaction Server with its router."""
        ...

    @property
    def voice_switch(self) -> VoiceSwitchSeen:
        """The T-Server or SIP Server with the network behind it."""
        ...

    def open(self, wire: Wire, server: str) -> Party:
        """Connect *wire* to the server of this name and give the server's end."""
        ...

    def configured(self, patch: Mapping[str, Any]) -> None:
        """Learn how the configuration was changed."""
        ...

    def added(self, contact: Contact) -> None:
        """Learn of a new contact, who stands in the phone book."""
        ...

    def plays(self, phone_number: str, behaviour: Behaviour) -> None:
        """Learn what a contact does from the next call on; it stands in the phone book."""
        ...

    def close(self) -> tuple[str, ...]:
        """Take both servers down for good; say what they leave behind."""
        ...


Door: TypeAlias = "Callable[[Foundation], Servers]"
"""How a lab comes to its servers. The harness picks it, never the scenario."""


class ServersHere:
    """Both servers as plain objects in this process: the direct door."""

    def __init__(self, foundation: Foundation) -> None:
        self.identifiers = identifiers = Identifiers(foundation.seed)
        center = foundation.configuration.contact_center
        self.interaction_server = InteractionServer(
            foundation.clock,
            identifiers,
            foundation.configuration,
            settings=foundation.settings,
            assumptions=foundation.assumptions,
            name=INTERACTION_SERVER,
        )
        self.voice_switch = VoiceSwitch(
            foundation.clock,
            identifiers,
            kind=center.switch,
            name=center.switch,
            dns=[agent.dn for agent in center.agents],
            contacts=foundation.phone_book,
            assumptions=foundation.assumptions,
        )
        self._door = DirectDoor({INTERACTION_SERVER: self.interaction_server, center.switch: self.voice_switch})

    def open(self, wire: Wire, server: str) -> Party:
        """Connect *wire* to the server of this name and give the server's end.

        Raises:
            Unknown: when there is no such server.
        """
        return self._door.open(wire, server)

    def configured(self, patch: Mapping[str, Any]) -> None:
        """Do nothing: they read the configuration itself."""

    def added(self, contact: Contact) -> None:
        """Do nothing: they read the phone book itself."""

    def plays(self, phone_number: str, behaviour: Behaviour) -> None:
        """Do nothing: they read the phone book itself."""

    def close(self) -> tuple[str, ...]:
        """Take both servers down; their timers are the lab's, so what they leave behind is call legs."""
        self.interaction_server.stop()
        self.voice_switch.stop()
        return tuple(f"call leg {leg}" for leg in self.voice_switch.legs_up())
