"""The mock Interaction Server as a plain object: messages in, messages out (E1, E2, E5 to E7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import Assumptions, OwnParty, Unknown
from callbook.messages import MEDIA_TYPE
from callbook_mocks.interaction_server import invariants, restoring
from callbook_mocks.interaction_server.attached_data import PropertyChanges
from callbook_mocks.interaction_server.delivery import Delivery
from callbook_mocks.interaction_server.errors import ErrorCode, RequestRefused
from callbook_mocks.interaction_server.handling import Handling
from callbook_mocks.interaction_server.protocol import error, handlers
from callbook_mocks.interaction_server.routing import Routing
from callbook_mocks.interaction_server.sessions import Sessions
from callbook_mocks.interaction_server.settings import ServerSettings
from callbook_mocks.interaction_server.state import Connection, State
from callbook_mocks.interaction_server.submissions import fingerprint
from callbook_mocks.interaction_server.transfer import Transfers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.configuration import Configuration
    from callbook.core import Clock, Identifiers, Sender
    from callbook.messages import Interaction, Message
    from callbook.messages.open_media import RequestSubmit
    from callbook_mocks.interaction_server.changes import Changed
    from callbook_mocks.interaction_server.place import Place
    from callbook_mocks.interaction_server.records import Record
    from callbook_mocks.interaction_server.stored_interaction import StoredInteraction


class ServerEnd(OwnParty):
    """The server's end of one client's wire."""

    def __init__(self, server: InteractionServer, connection: Connection) -> None:
        self._server = server
        self._connection = connection

    def receive(self, message: Message) -> None:
        """Take a message from the client."""
        self._server.receive(self._connection, message)

    def connected(self) -> None:
        """The client can be reached; it has still to log in."""

    def disconnected(self) -> None:
        """The client can no longer be reached (E7)."""
        self._server.client_disconnected(self._connection)


class InteractionServer:
    """Interaction Server with its router.

    A client that logs an agent in is an agent application, one that submits is a media server.

    Args:
        clock: the one clock.
        identifiers: where InteractionIds and TicketIds come from.
        configuration: tenants, queues, strategies and agents; changes are taken over before the next request.
        settings: the server's own options.
        assumptions: what no page says.
        name: the server's name in the journal.

    Attributes:
        noted: what has changed since ``changes`` was last asked.
    """

    def __init__(  # noqa: PLR0913 - everything that a server stands on is passed in
        self,
        clock: Clock,
        identifiers: Identifiers,
        configuration: Configuration,
        *,
        settings: ServerSettings | None = None,
        assumptions: Assumptions | None = None,
        name: str = "Interaction Server",
    ) -> None:
        self.name = name
        state = self._state = State(
            clock, identifiers, configuration, settings or ServerSettings(), assumptions or Assumptions()
        )
        self.noted = state.changes
        self._routing = Routing(state)
        self._delivery = Delivery(state, self._routing)
        self._sessions = Sessions(state, self._routing, self._delivery)
        self._handlers = handlers(
            self._sessions,
            self._delivery,
            Handling(state, self._routing, self._delivery),
            Transfers(state, self._routing, self._delivery),
            PropertyChanges(state, self._routing),
        )

    # The wire.

    def connect(self, client: str, send: Sender) -> ServerEnd:
        """Return the server's end for a new client, who is answered through *send*."""
        return ServerEnd(self, Connection(client, send))

    def report_to(self, send: Sender) -> None:
        """Send the reporting events to *send*, too."""
        self._state.reporters.append(send)

    def receive(self, connection: Connection, message: Message) -> None:
        """Carry a request out, or answer it with EventError; a server that is down hears nothing."""
        state = self._state
        if not state.running:
            return
        self.follow_configuration()
        handler = self._handlers.get(type(message), _not_a_request)
        try:
            handler(connection, message)
        except RequestRefused as refused:
            connection.send(error(getattr(message, "ReferenceId", 0), refused))

    def client_disconnected(self, connection: Connection) -> None:
        """A connection is lost: what its agent has goes back to its queues (E7)."""
        self._sessions.lose(connection)

    def changes(self) -> Iterator[tuple[Changed, str, str]]:
        """Yield what has changed since this was last asked: what, whose (InteractionId, or agent's id), how it is."""
        return self._state.changes.take(self._state)

    # What has to be kept of it.

    @property
    def has_changed_records(self) -> bool:
        """Whether ``changed_records`` would give anything; before it is first asked, yes."""
        return self._state.changed_records.any

    def changed_records(self) -> list[tuple[str, Record | None]]:
        """Return the records that have changed since this was last asked, None for one that is to be kept no longer.

        The first time that is all of them, except in a server that was restored.
        """
        return self._state.changed_records.take(self._state)

    @property
    def restored(self) -> bool:
        """Whether it goes on where another process stopped."""
        return self._state.restored

    def restore(self, records: Iterable[Record]) -> None:
        """Put back what was kept of a server that was killed; this one is fresh, and is down until it is started.

        What was offered, handled or in a strategy is back in its queue; submissions are recognised as before (E2, F10).

        Raises:
            BadInput: when this server has been used already.
        """
        restoring.restore(self._state, self._routing, records)

    # The process.

    @property
    def running(self) -> bool:
        """Whether the server is up (E2)."""
        return self._state.running

    def stop(self) -> None:
        """Go down: sessions and invitations are gone, no timer is left; every interaction is in a queue (E2, F10)."""
        state = self._state
        if not state.running:
            return
        state.running = False
        sessions = tuple(state.sessions.values())
        senders = [session.connection.send for session in sessions]
        reporters, state.reporters = state.reporters, []
        for session in sessions:
            session.connection.send = _send_nothing  # a process that is down tells nobody
        for session in sessions:
            self._sessions.end(session)
        self._routing.stop()
        state.reporters = reporters
        for session, send in zip(sessions, senders, strict=True):
            session.connection.send = send

    def start(self) -> None:
        """Come up again; routing goes on as agents log in (E2)."""
        if not self._state.running:
            self._state.running = True
            self.follow_configuration()
            self._routing.feed_all()

    def lose_state(self) -> None:
        """Forget every interaction and every submission, as if its database were gone (E2); no name is given again.

        Raises:
            BadInput: while it is up.
        """
        restoring.forget_everything(self._state)

    def follow_configuration(self) -> None:
        """Take over a configuration that was changed; else do nothing."""
        if self._state.configuration.snapshot is not self._state.configured:
            self._routing.follow_configuration()

    # What can be seen from outside.

    @property
    def settings(self) -> ServerSettings:
        """The server's own options."""
        return self._state.settings

    @property
    def interactions(self) -> dict[str, Interaction]:
        """The properties of all interactions that are not done, in the order of their submission."""
        return {name: interaction.properties for name, interaction in self._state.interactions.items()}

    @property
    def done(self) -> dict[str, Interaction]:
        """The last properties of all interactions that were stopped, in that order."""
        return {name: interaction.properties for name, interaction in self._state.done.items()}

    @property
    def ready_agents(self) -> tuple[str, ...]:
        """The ids of the agents who are Ready for web callbacks and have room, in the order of their login (E5)."""
        return tuple(session.agent.id for session in self._state.sessions.values() if session.free_for(MEDIA_TYPE))

    @property
    def turns(self) -> tuple[tuple[str, bool], ...]:
        """The ids of the agents who are logged in; were all Ready, the first would be offered the next (E5).

        Each with whether anything has been offered since the login: who logs in anew comes before those.
        """
        sessions = sorted(self._state.sessions.values(), key=lambda each: each.turn)
        return tuple((each.agent.id, each.last_offered > 0) for each in sessions)

    def media_of(self, agent_id: str) -> dict[str, tuple[int, str]] | None:
        """Return each medium of an agent, 1 for Ready and 0 for Not Ready, with the reason; None if not logged in."""
        session = self._state.sessions.get(agent_id)
        if session is None:
            return None
        return {medium: (ready, session.reasons.get(medium, "")) for medium, ready in session.media.items()}

    def handled_until(self, interaction_id: str) -> int | None:
        """Return when an interaction is taken from who handles it, if nothing is asked until then (E7)."""
        found = self._stored(interaction_id)
        return None if found.handler is None else found.touched + found.handling_timeout

    def excluded_from(self, interaction_id: str) -> dict[str, int]:
        """Return the agents who are not offered an interaction, each with the instant until which that is so."""
        now = self._state.clock.instant
        return {agent: until for agent, until in self._stored(interaction_id).excluded.items() if until > now}

    def interaction(self, interaction_id: str) -> Interaction:
        """Return the properties of an interaction, done or not; Unknown when there is none, or no longer."""
        return self._stored(interaction_id).properties

    def submitted_by(self, client: str) -> Iterator[str]:
        """Yield the ids of all that a client has submitted: what is not done, the last one first, then what is."""
        return (interaction.id for interaction in self._latest() if interaction.submitted_by == client)

    def submitted(self, client: str, request: RequestSubmit) -> str | None:
        """Return the id of what a client has submitted by exactly this request, None if there is nothing."""
        return self._state.submissions.find(client, fingerprint(request))

    def by_external_id(self, client: str, external_id: str) -> str | None:
        """Return the id of what a client has submitted under an ExternalId; of several the last not done (assumed)."""
        for interaction in self._latest():
            if interaction.external_id == external_id and interaction.submitted_by == client:
                return interaction.id
        return None

    def where(self, interaction_id: str) -> Place:
        """Return where an interaction is (F10); Unknown when there is none, or no longer."""
        return self._stored(interaction_id).place

    def queue_contents(self, queue: str) -> tuple[str, ...]:
        """Return the ids of what lies in a queue, in the order in which it was put there."""
        stored = self._state.queues.get(queue)
        return () if stored is None else tuple(stored.contents)

    def check(self) -> None:
        """Check all that must always hold (F10); Inconsistent when it does not."""
        invariants.check(self._state)

    def check_one(self, interaction_id: str) -> None:
        """Check what must always hold of one interaction (F10), at a small cost; Inconsistent when it does not."""
        interaction = self._stored(interaction_id)
        if interaction_id not in self._state.done:
            invariants.check_one(self._state, interaction)

    def _latest(self) -> Iterator[StoredInteraction]:
        yield from reversed(self._state.interactions.values())
        yield from reversed(self._state.done.values())

    def _stored(self, interaction_id: str) -> StoredInteraction:
        state = self._state
        interaction = state.interactions.get(interaction_id) or state.done.get(interaction_id)
        if interaction is None:
            raise Unknown("interaction", interaction_id, (*state.interactions, *state.done))
        return interaction


def _not_a_request(_connection: Connection, message: Message) -> None:
    raise RequestRefused(ErrorCode.NOT_A_REQUEST, message.name)


def _send_nothing(message: Message) -> None:
    """Tell nobody: the process is gone."""
