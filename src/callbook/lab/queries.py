"""What a lab asks of its servers besides what crosses the wires: one frozen struct per question, JSON as it stands.

Each is able to find its answer in the servers where they are plain objects; behind a network it is sent as it is, and
``answer`` says what comes back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Generic, TypeAlias, TypeVar

import msgspec
from msgspec import Meta

from callbook.core import CallbookError
from callbook.messages import Interaction, from_mapping
from callbook.messages.open_media import RequestSubmit
from callbook_mocks.interaction_server import Changed, Place

if TYPE_CHECKING:
    from callbook.lab.servers import ServersHere

AnswerT_co = TypeVar("AnswerT_co", covariant=True)


def _tag(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", " ", name).lower()


class Query(msgspec.Struct, Generic[AnswerT_co], frozen=True, forbid_unknown_fields=True, tag_field="query", tag=_tag):
    """A question; it changes nothing."""

    answer: ClassVar[Any]

    def of(self, servers: ServersHere) -> AnswerT_co:
        """Return the answer.

        Raises:
            Unknown: when it is about something that is not there.
        """
        raise NotImplementedError


class Changes(Query[tuple[tuple[Changed, str, str], ...]], frozen=True):
    """What has changed at Interaction Server since this was last asked: what, whose, how it is now."""

    answer = tuple[tuple[Changed, str, str], ...]

    def of(self, servers: ServersHere) -> tuple[tuple[Changed, str, str], ...]:
        """Return the changes in their order."""
        server = servers.interaction_server
        return tuple(server.changes()) if server.noted.any else ()


class OpenInteractions(Query[dict[str, Interaction]], frozen=True):
    """The interactions that are not done, by their ids, in the order of submission."""

    answer = dict[str, Interaction]

    def of(self, servers: ServersHere) -> dict[str, Interaction]:
        """Return them."""
        return servers.interaction_server.interactions


class ShowInteraction(Query[Interaction], frozen=True):
    """An interaction, done or not."""

    interaction: Annotated[str, Meta(description="the id of an interaction; empty for all of them")]
    answer = Interaction

    def of(self, servers: ServersHere) -> Interaction:
        """Return its properties.

        Raises:
            Unknown: when there never was one of this id.
        """
        return servers.interaction_server.interaction(self.interaction)


class Where(Query[Place], frozen=True):
    """Where an interaction is: in exactly one place (F10)."""

    interaction: Annotated[str, Meta(description="the id of an interaction; empty for all of them")]
    answer = Place

    def of(self, servers: ServersHere) -> Place:
        """Return the place.

        Raises:
            Unknown: when there never was one of this id.
        """
        return servers.interaction_server.where(self.interaction)


class ReadyAgents(Query[tuple[str, ...]], frozen=True):
    """The ids of the agents who are Ready and have capacity left."""

    answer = tuple[str, ...]

    def of(self, servers: ServersHere) -> tuple[str, ...]:
        """Return the ids."""
        return servers.interaction_server.ready_agents


class SubmittedBy(Query[tuple[str, ...]], frozen=True):
    """The ids of the interactions that a media server has submitted."""

    client: Annotated[str, Meta(description="the client's name; the desktop of an agent has the agent's")]
    answer = tuple[str, ...]

    def of(self, servers: ServersHere) -> tuple[str, ...]:
        """Return the ids."""
        return tuple(servers.interaction_server.submitted_by(self.client))


class SubmittedWith(Query["str | None"], frozen=True):
    """What a media server has submitted by exactly this request, as ``to_mapping`` gives it."""

    client: Annotated[str, Meta(description="the client's name; the desktop of an agent has the agent's")]
    request: Annotated[dict[str, Any], Meta(description="a RequestSubmit")]
    answer = str | None

    def of(self, servers: ServersHere) -> str | None:
        """Return the id; None for a request that no server has taken.

        Raises:
            MalformedMessage: when it is no RequestSubmit.
        """
        request = from_mapping(self.request)
        if not isinstance(request, RequestSubmit):
            return None
        return servers.interaction_server.submitted(self.client, request)


class ByExternalId(Query["str | None"], frozen=True):
    """What a media server has submitted under a name of its own, of several the last that is not done."""

    client: Annotated[str, Meta(description="the client's name; the desktop of an agent has the agent's")]
    external_id: Annotated[str, Meta(description="a name that the media server has given the interaction")]
    answer = str | None

    def of(self, servers: ServersHere) -> str | None:
        """Return the id; None when there is none."""
        return servers.interaction_server.by_external_id(self.client, self.external_id)


class CallsAt(Query[frozenset[str]], frozen=True):
    """The ConnIDs of the calls that a DN is in."""

    dn: Annotated[str, Meta(description="a directory number")]
    answer = frozenset[str]

    def of(self, servers: ServersHere) -> frozenset[str]:
        """Return the ConnIDs.

        Raises:
            Unknown: when there is no such DN.
        """
        return servers.voice_switch.calls_at(self.dn)


class Legs(Query[tuple[str, ...]], frozen=True):
    """Where each party of each call is, in words."""

    answer = tuple[str, ...]

    def of(self, servers: ServersHere) -> tuple[str, ...]:
        """Return a line for each party."""
        return servers.voice_switch.legs_up()


class Wrong(Query[tuple[str, ...]], frozen=True):
    """What a check of both servers' books finds that must never be (F10); of one interaction only, if it is named."""

    interaction: Annotated[str, Meta(description="the id of an interaction; empty for all of them")] = ""
    answer = tuple[str, ...]

    def of(self, servers: ServersHere) -> tuple[str, ...]:
        """Return the first thing that is wrong, in words; nothing where all is well."""
        try:
            if self.interaction:
                servers.interaction_server.check_one(self.interaction)
            else:
                servers.interaction_server.check()
                servers.voice_switch.check()
        except CallbookError as wrong:
            return (str(wrong),)
        return ()


class LeftBehind(Query[tuple[str, ...]], frozen=True):
    """The last question: both servers go down for good; what they leave behind, in words. Nothing should be."""

    answer = tuple[str, ...]

    def of(self, servers: ServersHere) -> tuple[str, ...]:
        """Return what is left: call legs, for the timers are the lab's."""
        servers.interaction_server.stop()
        servers.voice_switch.stop()
        return tuple(f"call leg {leg}" for leg in servers.voice_switch.legs_up())


AnyQuery: TypeAlias = (
    ByExternalId
    | CallsAt
    | Legs
    | OpenInteractions
    | ReadyAgents
    | ShowInteraction
    | SubmittedBy
    | SubmittedWith
    | Where
    | Wrong
)
"""Every question that can be asked from elsewhere: not what only the lab itself may, once."""
