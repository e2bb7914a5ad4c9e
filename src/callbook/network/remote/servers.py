"""Interaction Server and voice switch behind a network, as a lab sees them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from callbook.core import CallbookError
from callbook.lab import INTERACTION_SERVER, Foundation
from callbook.messages import Interaction, to_json
from callbook.network.remote.exchange import Exchange
from callbook.network.remote.website_end import WebsiteEnd, is_website
from callbook_mocks.interaction_server import Kind, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from callbook.core import Wire
    from callbook.messages import Message
    from callbook.messages.open_media import RequestSubmit
    from callbook.network.remote.transport import Transport
    from callbook_mocks.contacts import Behaviour, Contact
    from callbook_mocks.interaction_server import Changed

_OPEN_MEDIA, _T_LIBRARY = "interaction-server", "voice-switch"
_MOST = 1_000


class WrongThere(CallbookError):  # noqa: N818 - names what was found
    """A check of the servers' books has found something that must never be (F10)."""


def _client(client: str) -> str:
    return f"/media-servers/{quote(client, safe='')}"


class RemoteEnd:
    """The server's end of a wire, behind a network."""

    def __init__(self, exchange: Exchange, server: str, client: str) -> None:
        self._exchange = exchange
        self._address = f"/{server}/clients/{quote(client, safe='')}"
        self._requests = f"{self._address}/requests"

    def receive(self, message: Message) -> None:
        """Take a message from the client."""
        self._exchange.act("POST", self._requests, to_json(message))

    def connected(self) -> None:
        """Learn that the client can be reached."""
        self._exchange.act("PUT", self._address)

    def disconnected(self) -> None:
        """Learn that the client can no longer be reached."""
        self._exchange.act("DELETE", self._address)


class RemoteInteractionServer:
    """Interaction Server behind a network."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange
        self.running = True

    @property
    def has_news(self) -> bool:
        """Whether ``news`` would give anything."""
        return bool(self._exchange.news)

    def news(self) -> Iterator[tuple[Changed, str, str]]:
        """Give what has changed since this was last asked."""
        news, self._exchange.news = self._exchange.news, []
        return iter(news)

    def stop(self) -> None:
        """Go down."""
        if self.running:
            self.running = False
            self._exchange.act("POST", "/servers/interaction-server/stop")

    def start(self) -> None:
        """Come up again."""
        if not self.running:
            self.running = True
            self._exchange.act("POST", "/servers/interaction-server/start")

    def lose_state(self) -> None:
        """Forget every interaction and every submission, while it is down."""
        self._exchange.act("POST", "/servers/interaction-server/lose-state")

    @property
    def interactions(self) -> dict[str, Interaction]:
        """The interactions that are not done (the first 1,000)."""
        listed = self._exchange.ask(f"/interactions?at_most={_MOST}")
        found = (msgspec.convert(row["interaction"], Interaction) for row in listed)
        return {interaction.InteractionId: interaction for interaction in found}

    @property
    def ready_agents(self) -> tuple[str, ...]:
        """The ids of the agents who are Ready and have capacity left."""
        return tuple(self._exchange.ask("/servers")["interaction_server"]["ready_agents"])

    def interaction(self, interaction_id: str) -> Interaction:
        """Give an interaction, done or not."""
        return msgspec.convert(self._shown(interaction_id)["interaction"], Interaction)

    def where(self, interaction_id: str) -> Place:
        """Say where an interaction is (F10)."""
        place = self._shown(interaction_id)["place"]
        return Place(Kind(place["kind"]), place["name"], place["agent"])

    def submitted_by(self, client: str) -> Iterator[str]:
        """Give the ids of the interactions that a media server has submitted."""
        return iter(self._exchange.ask(f"{_client(client)}/interactions"))

    def submitted(self, client: str, request: RequestSubmit) -> str | None:
        """Give the id of what a media server has submitted by exactly this request."""
        return self._one(self._exchange.look(f"{_client(client)}/submitted", to_json(request)))

    def by_external_id(self, client: str, external_id: str) -> str | None:
        """Give the id of what a media server has submitted under this name of its own."""
        return self._one(
            self._exchange.ask(f"{_client(client)}/interactions?external_id={quote(external_id, safe='')}")
        )

    @staticmethod
    def _one(found: list[str]) -> str | None:
        return found[0] if found else None

    def check(self) -> None:
        """Check the books of both servers (F10).

        Raises:
            WrongThere: when something is wrong.
        """
        wrong = self._exchange.check()
        if wrong:
            raise WrongThere("; ".join(wrong))

    def check_one(self, interaction_id: str) -> None:  # noqa: ARG002 - one costs as much as all
        """Check the books of both servers (F10).

        Raises:
            WrongThere: when something is wrong.
        """
        self.check()

    def _shown(self, interaction_id: str) -> dict[str, Any]:
        shown: dict[str, Any] = self._exchange.ask(f"/interactions/{quote(interaction_id, safe='')}")
        return shown


class RemoteVoiceSwitch:
    """A T-Server or SIP Server behind a network."""

    def __init__(self, exchange: Exchange, name: str) -> None:
        self._exchange = exchange
        self.name = name
        self.running = True

    def calls_at(self, dn: str) -> frozenset[str]:
        """Give the ConnIDs of the calls that a DN is in."""
        return frozenset(self._exchange.ask(f"/dns/{quote(dn, safe='')}/calls"))

    def legs_up(self) -> tuple[str, ...]:
        """Say where each party of each call is."""
        return tuple(self._exchange.ask("/servers")["voice_switch"]["legs"])

    def check(self) -> None:
        """Do nothing: Interaction Server's check is one of both servers."""

    def contact_answers(self, number: str) -> None:
        """Let the contact who has *number* answer now."""
        self._exchange.act("POST", f"/contacts/{quote(number, safe='')}/answer")

    def contact_hangs_up(self, number: str) -> None:
        """Let the contact who has *number* hang up now."""
        self._exchange.act("POST", f"/contacts/{quote(number, safe='')}/hang-up")

    def link_down(self) -> None:
        """Lose the link to the switch."""
        self._operate("lose-link")

    def link_up(self) -> None:
        """Have the link back."""
        self._operate("restore-link")

    def stop(self) -> None:
        """Go down."""
        self.running = False
        self._operate("stop")

    def start(self) -> None:
        """Come up again."""
        self.running = True
        self._operate("start")

    def _operate(self, deed: str) -> None:
        self._exchange.act("POST", f"/servers/{_T_LIBRARY}/{deed}")


class RemoteServers:
    """Both servers, in a run of their own behind a network; the lab leads their clock."""

    def __init__(self, foundation: Foundation, transport: Transport) -> None:
        self._exchange = Exchange(transport, foundation.clock)
        center = foundation.configuration.contact_center
        self._exchange.begin(
            {
                "seed": foundation.seed,
                "start": foundation.start,
                "clock": "led",
                "contact_center": center,
                "assumptions": foundation.assumptions,
            }
        )
        self.interaction_server = RemoteInteractionServer(self._exchange)
        self.voice_switch = RemoteVoiceSwitch(self._exchange, center.switch)

    def open(self, wire: Wire, server: str) -> RemoteEnd | WebsiteEnd:
        """Connect *wire* to the server of this name and give the server's end."""
        self._exchange.carries(wire)
        if is_website(wire.client):
            return WebsiteEnd(self._exchange, wire.client)
        return RemoteEnd(self._exchange, _OPEN_MEDIA if server == INTERACTION_SERVER else _T_LIBRARY, wire.client)

    def configured(self, patch: Mapping[str, Any]) -> None:
        """Tell the servers how the configuration was changed."""
        self._exchange.act("PATCH", "/configuration", msgspec.json.encode({"patch": patch}))

    def added(self, contact: Contact) -> None:
        """Tell the servers of a new contact."""
        self._exchange.tell("POST", "/contacts", {"person": contact.person, "behaviour": contact.behaviour})

    def plays(self, phone_number: str, behaviour: Behaviour) -> None:
        """Tell the servers what a contact does from now on."""
        self._exchange.tell("PATCH", f"/contacts/{quote(phone_number, safe='')}", behaviour)

    def close(self) -> tuple[str, ...]:
        """Forget the run; say what it left behind."""
        return self._exchange.end()


def through(transport: Transport) -> Callable[[Foundation], RemoteServers]:
    """Give the door that leads to servers through *transport*."""

    def door(foundation: Foundation) -> RemoteServers:
        return RemoteServers(foundation, transport)

    return door
