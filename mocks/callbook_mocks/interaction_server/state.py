"""What the server knows: interactions, queues, agents who are logged in, open invitations."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol, TypeAlias

from callbook.clock import moment_of
from callbook.errors import Unknown
from callbook.messages.interaction import MEDIA_TYPE, Interaction, StateOfInteraction
from callbook_mocks.interaction_server.errors import Code, RequestRefused
from callbook_mocks.interaction_server.news import Changed, News
from callbook_mocks.interaction_server.place import Kind, Place
from callbook_mocks.interaction_server.ranking import Ranking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.assumptions import Assumptions
    from callbook.clock import Clock, Timer
    from callbook.configuration import Agent, Configuration, Queue, Strategy
    from callbook.configuration.directory import Directory
    from callbook.ids import Identifiers
    from callbook.messages.message import KVList
    from callbook.messages.open_media import RequestSubmit
    from callbook.messages.open_media_events import AgentParty, OpenMediaEvent
    from callbook.wire import Sender
    from callbook_mocks.interaction_server.attached_data import Happening
    from callbook_mocks.interaction_server.settings import ServerSettings

WorkbinKey: TypeAlias = tuple[str, str]
"""The workbin's type and whose it is: an agent's id or a place."""
_SECOND = 1_000
MOST_SUBMITS = 1_000
"""How many submits of a connection are known when they come again."""


@dataclass(slots=True, eq=False)
class Connection:
    """One client: an agent application once an agent logged in, else a media server.

    Attributes:
        submits: its last submits and what became of them, by their ReferenceId.
    """

    client: str
    send: Sender
    session: AgentSession | None = None
    submits: dict[int, tuple[RequestSubmit, str]] = field(default_factory=dict[int, "tuple[RequestSubmit, str]"])

    def submitted(self, request: RequestSubmit) -> str | None:
        """Give the InteractionId that exactly this request was given on this connection, None if it is new."""
        known = self.submits.get(request.ReferenceId)
        return known[1] if known is not None and known[0] == request else None

    def remember(self, request: RequestSubmit, interaction_id: str) -> None:
        """Remember a request, and forget the oldest one where there are too many."""
        self.submits.pop(request.ReferenceId, None)
        self.submits[request.ReferenceId] = (request, interaction_id)
        if len(self.submits) > MOST_SUBMITS:
            del self.submits[next(iter(self.submits))]


class Target:
    """Whom strategies route to: the interactions that wait for it, and its agents who are free."""

    __slots__ = ("agents", "waiting")

    def __init__(self) -> None:
        self.waiting: Ranking[StoredInteraction] = Ranking()
        self.agents: Ranking[AgentSession] = Ranking()


@dataclass(slots=True, eq=False)
class AgentSession:
    """An agent who is logged in.

    Attributes:
        media: each medium, 1 for Ready and 0 for Not Ready.
        reasons: why a medium is Not Ready, where a reason was given.
        last_offered: a number that grows with each offer of the server; 0 before the first.
        targets: the targets that the agent belongs to.
        squeezed: the configuration took away capacity that was in use.
    """

    agent: Agent
    connection: Connection
    party: AgentParty
    proxy_client_id: int
    login_order: int
    media: dict[str, int] = field(default_factory=dict[str, int])
    reasons: dict[str, str] = field(default_factory=dict[str, str])
    invitations: dict[str, Invitation] = field(default_factory=dict[str, "Invitation"])
    handled: dict[str, StoredInteraction] = field(default_factory=dict[str, "StoredInteraction"])
    last_offered: int = 0
    targets: tuple[Target, ...] = ()
    squeezed: bool = False

    @property
    def capacity_left(self) -> int:
        """How many more interactions the agent can take."""
        return max(0, self.agent.capacity - len(self.invitations) - len(self.handled))

    @property
    def free(self) -> bool:
        """Whether the agent is Ready and has capacity left (E5)."""
        return self.media.get(MEDIA_TYPE) == 1 and len(self.invitations) + len(self.handled) < self.agent.capacity


class Origin(Protocol):
    """Who offered an interaction to an agent, and so goes on when it is answered: the router or another agent."""

    def accepted(self, invitation: Invitation) -> None:
        """Go on after the agent took it."""
        ...

    def returned(self, invitation: Invitation, happening: Happening) -> None:
        """Go on after the agent did not take it."""
        ...

    def cancelled(self, invitation: Invitation) -> None:
        """Take the offer back, as the interaction goes elsewhere."""
        ...


@dataclass(slots=True, eq=False)
class Invitation:
    """An interaction that is offered to an agent; *reference* is that of the RequestTransfer, if it is one."""

    ticket: int
    session: AgentSession
    interaction: StoredInteraction
    origin: Origin
    reference: int = 0
    timer: Timer | None = None


class InteractionQueue:
    """What lies in an Interaction Queue, and which of it waits for its due time."""

    __slots__ = ("contents", "name", "not_due", "timer")

    def __init__(self, name: str) -> None:
        self.name = name
        self.contents: dict[str, StoredInteraction] = {}
        self.not_due: Ranking[StoredInteraction] = Ranking()
        self.timer: Timer | None = None


class StoredInteraction:
    """An interaction; ``user_data`` is never changed in place, for events that were sent share it.

    Attributes:
        arrival: its place in the order of all that were placed in a queue.
        due: the instant of its ``start_time``, 0 for at once.
        excluded: the agents who are not offered it before an instant.
        touched: the instant of the handling agent's last request.
    """

    __slots__ = (
        "arrival", "assigned_at", "completed_at", "delivered_at", "due", "excluded", "external_id", "handler",
        "handling_timeout", "held_at", "id", "invitation", "kind", "moved_to_queue_at", "parent_id",
        "placed_in_queue_at", "priority", "queue", "retry", "shown", "state", "strategy", "submitted_at",
        "submitted_by", "submitted_to_router_at", "submitted_with", "target", "tenant", "timer", "touched",
        "transfer", "user_data", "workbin",
    )  # fmt: skip

    def __init__(self, interaction_id: str, request: RequestSubmit, client: str, stamp: str) -> None:
        self.id = interaction_id
        self.submitted_with = request
        self.submitted_by = client
        self.submitted_at = stamp
        self.tenant = request.TenantId
        self.external_id = request.ExternalId
        self.parent_id = request.ParentId
        self.user_data: KVList = request.UserData
        self.priority = 0
        self.due = 0
        self.queue = request.Queue
        self.kind = Kind.QUEUE
        self.state = StateOfInteraction.QUEUED
        self.arrival = 0
        self.placed_in_queue_at = stamp
        self.moved_to_queue_at: str | None = None
        self.submitted_to_router_at: str | None = None
        self.delivered_at: str | None = None
        self.assigned_at: str | None = None
        self.completed_at: str | None = None
        self.held_at: str | None = None
        self.strategy: Strategy | None = None
        self.target: Target | None = None
        self.invitation: Invitation | None = None
        self.handler: AgentSession | None = None
        self.workbin: WorkbinKey | None = None
        self.transfer: Invitation | None = None
        self.timer: Timer | None = None
        self.handling_timeout = 0
        self.touched = 0
        self.excluded: dict[str, int] = {}
        self.retry: Timer | None = None
        self.shown: Interaction | None = None

    @property
    def properties(self) -> Interaction:
        """The interaction as clients are shown it now; whoever changes anything sets ``shown`` to None."""
        shown = self.shown
        if shown is None:
            shown = self.shown = self._properties()
        return shown

    def _properties(self) -> Interaction:
        submit, handler = self.submitted_with, self.handler
        return Interaction(
            InteractionId=self.id,
            MediaType=submit.MediaType,
            InteractionType=submit.InteractionType,
            InteractionSubtype=submit.InteractionSubtype,
            TenantId=self.tenant,
            Queue=self.queue,
            InteractionState=self.state,
            SubmittedBy=self.submitted_by,
            ReceivedAt=submit.ReceivedAt or self.submitted_at,
            SubmittedAt=self.submitted_at,
            PlacedInQueueAt=self.placed_in_queue_at,
            MovedToQueueAt=self.moved_to_queue_at,
            DeliveredAt=self.delivered_at,
            SubmittedToRouterAt=self.submitted_to_router_at,
            AssignedAt=self.assigned_at,
            AssignedTo=None if handler is None else handler.agent.id,
            CompletedAt=self.completed_at,
            HeldAt=self.held_at,
            ExternalId=self.external_id,
            ParentId=self.parent_id,
            Workbin=None if self.workbin is None else self.workbin[0],
            Priority=self.priority,
            IsOnline=submit.IsOnline,
            IsLocked=self.state is not StateOfInteraction.QUEUED,
            IsHeld=self.held_at is not None,
            UserData=self.user_data,
        )

    @property
    def place(self) -> Place:
        """Where it is (F10)."""
        kind = self.kind
        if kind is Kind.STRATEGY and self.strategy is not None:
            return Place(kind, self.strategy.name)
        if kind is Kind.OFFERED and self.invitation is not None:
            return Place(kind, self.queue, self.invitation.session.agent.id)
        if kind is Kind.HANDLED and self.handler is not None:
            return Place(kind, self.queue, self.handler.agent.id)
        if kind is Kind.WORKBIN and self.workbin is not None:
            return Place(kind, *self.workbin)
        return Place(kind, "" if kind is Kind.DONE else self.queue)


class State:
    """Everything that the server knows, and what its parts stand on.

    Attributes:
        running: whether the server is up.
        interactions: those that are not done, in the order of their submission.
        done: those whose processing was stopped.
        sessions: the agents who are logged in, by their id.
        configured: the configuration that the agents and the waiting interactions are sorted by.
    """

    def __init__(
        self,
        clock: Clock,
        identifiers: Identifiers,
        configuration: Configuration,
        settings: ServerSettings,
        assumptions: Assumptions,
    ) -> None:
        self.clock = clock
        self.identifiers = identifiers
        self.configuration = configuration
        self.configured = configuration.snapshot
        self.settings = settings
        self.assumptions = assumptions
        self.running = True
        self.interactions: dict[str, StoredInteraction] = {}
        self.done: dict[str, StoredInteraction] = {}
        self.queues: dict[str, InteractionQueue] = {}
        self.workbins: dict[WorkbinKey, dict[str, StoredInteraction]] = {}
        self.sessions: dict[str, AgentSession] = {}
        self.reporters: list[Sender] = []
        self.news = News()
        self._number = 0
        self._second = -1
        self._stamp = ""

    def stamp(self) -> str:
        """Give the present second as ``2026-03-02T08:00:00Z``."""
        second = self.clock.instant // _SECOND
        if second != self._second:
            self._second = second
            self._stamp = f"{moment_of(second * _SECOND):%Y-%m-%dT%H:%M:%SZ}"
        return self._stamp

    def put(self, interaction: StoredInteraction, kind: Kind) -> None:
        """Move an interaction to another kind of place; which place it is stands in its other attributes."""
        interaction.kind = kind
        self.news.note(Changed.PLACE, interaction.id)

    def number(self) -> int:
        """Give the next number; what has the lower one came earlier."""
        self._number += 1
        return self._number

    def queue(self, name: str) -> InteractionQueue:
        """Give the contents of a queue; they stay when the queue is removed from the configuration (F10)."""
        queue = self.queues.get(name)
        if queue is None:
            queue = self.queues[name] = InteractionQueue(name)
        return queue

    @property
    def directory(self) -> Directory:
        """What is configured at this moment."""
        return self.configuration.snapshot.directory

    def configured_queue(self, name: str, tenant: str) -> Queue:
        """Give a queue of *tenant*, or refuse."""
        queue = self.directory.queues.get(name)
        if queue is None:
            raise RequestRefused(Code.UNKNOWN_QUEUE, self._unknown("queue", name, self.directory.queues))
        if queue.tenant != tenant:
            raise RequestRefused(Code.WRONG_TENANT, f"queue {name!r} is of {queue.tenant!r}")
        return queue

    def configured_agent(self, agent_id: str, tenant: str) -> Agent:
        """Give an agent of *tenant*, or refuse."""
        agents = self.directory.agents
        agent = agents.get(agent_id)
        if agent is None:
            raise RequestRefused(Code.UNKNOWN_AGENT, self._unknown("agent", agent_id, agents))
        if agent.tenant != tenant:
            raise RequestRefused(Code.WRONG_TENANT, f"agent {agent_id!r} is of {agent.tenant!r}")
        return agent

    def session_of(self, connection: Connection) -> AgentSession:
        """Give the session of an agent application, or refuse."""
        if connection.session is None:
            raise RequestRefused(Code.NOT_LOGGED_IN)
        return connection.session

    def known(self, interaction_id: str) -> StoredInteraction:
        """Give an interaction that is not done, or refuse."""
        interaction = self.interactions.get(interaction_id)
        if interaction is None:
            raise RequestRefused(Code.UNKNOWN_INTERACTION, interaction_id)
        return interaction

    def handled_by(self, session: AgentSession, interaction_id: str) -> StoredInteraction:
        """Give an interaction that the agent handles, or refuse; this request is a sign of life of the agent (E7)."""
        interaction = self.known(interaction_id)
        if interaction.handler is not session:
            raise RequestRefused(Code.NOT_YOURS, interaction_id)
        interaction.touched = self.clock.instant
        return interaction

    def entrusted_to(self, connection: Connection, interaction_id: str) -> StoredInteraction:
        """Give an interaction that the agent handles or that the media server submitted, or refuse."""
        if connection.session is not None:
            return self.handled_by(connection.session, interaction_id)
        interaction = self.known(interaction_id)
        if interaction.submitted_by != connection.client:
            raise RequestRefused(Code.NOT_LOGGED_IN)
        return interaction

    def report(self, event: OpenMediaEvent) -> None:
        """Tell the reporting clients."""
        for send in self.reporters:
            send(event)

    @staticmethod
    def _unknown(what: str, name: str, known: Iterable[str]) -> str:
        return str(Unknown(what, name, known))
