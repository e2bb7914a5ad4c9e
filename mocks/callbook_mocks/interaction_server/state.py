"""What the server knows: interactions, queues, agents who are logged in, open invitations."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from callbook.core import Unknown, moment_of
from callbook.messages import MEDIA_TYPE
from callbook_mocks.interaction_server.changes import Changed, Changes
from callbook_mocks.interaction_server.errors import ErrorCode, RequestRefused
from callbook_mocks.interaction_server.place import PlaceKind
from callbook_mocks.interaction_server.ranking import Ranking
from callbook_mocks.interaction_server.stored_interaction import ChangedRecords
from callbook_mocks.interaction_server.submissions import Submissions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callbook.configuration import Agent, Configuration, Directory, Queue
    from callbook.core import Assumptions, Clock, Identifiers, Sender, Timer
    from callbook.messages.open_media_events import AgentParty, OpenMediaEvent
    from callbook_mocks.interaction_server.attached_data import StatusChange
    from callbook_mocks.interaction_server.records import WorkbinKey
    from callbook_mocks.interaction_server.settings import ServerSettings
    from callbook_mocks.interaction_server.stored_interaction import StoredInteraction

_SECOND = 1_000


@dataclass(slots=True, eq=False)
class Connection:
    """One client: an agent application once an agent logged in, else a media server."""

    client: str
    send: Sender
    session: AgentSession | None = None


class Target:
    """Whom strategies route to: the interactions of one medium that wait for it, and its agents who are free."""

    __slots__ = ("agents", "medium", "waiting")

    def __init__(self, medium: str) -> None:
        self.medium = medium
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
        capacities: how many interactions of each medium beside web callback the agent may have.
        at_once: how many of all media together; None for as many as of each.
        over_capacity: the configuration took away capacity that was in use.
        do_not_disturb: the agent is offered nothing, whatever the state of the media.
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
    capacities: Mapping[str, int] = field(default_factory=dict[str, int])
    at_once: int | None = None
    over_capacity: bool = False
    do_not_disturb: bool = False

    @property
    def turn(self) -> tuple[int, int]:
        """Of agents who are free the one with the lowest is offered the next interaction (E5)."""
        return self.last_offered, self.login_order

    def load(self, medium: str) -> int:
        """Return how many interactions of a medium the agent is offered or handles."""
        if not (self.invitations or self.handled):
            return 0
        offered = sum(each.interaction.media_type == medium for each in self.invitations.values())
        return offered + sum(each.media_type == medium for each in self.handled.values())

    def capacity_of(self, medium: str) -> int:
        """Return how many interactions of a medium the agent may have."""
        return self.agent.capacity if medium == MEDIA_TYPE else self.capacities.get(medium, 0)

    def capacity_left(self, medium: str) -> int:
        """Return how many more interactions of a medium the agent can take."""
        left = self.capacity_of(medium) - self.load(medium)
        if self.at_once is not None:
            left = min(left, self.at_once - len(self.invitations) - len(self.handled))
        return max(0, left)

    @property
    def has_too_much(self) -> bool:
        """Whether the agent has more than is allowed, of a medium or of all together."""
        total = len(self.invitations) + len(self.handled)
        too_many = any(self.load(medium) > self.capacity_of(medium) for medium in self.media_in_hand)
        return too_many or (self.at_once is not None and total > self.at_once)

    @property
    def media_in_hand(self) -> set[str]:
        """The media of what the agent is offered or handles."""
        offered = (each.interaction for each in self.invitations.values())
        return {each.media_type for each in (*offered, *self.handled.values())}

    def free_for(self, medium: str) -> bool:
        """Return whether the agent is Ready on a medium, may be disturbed and has capacity left (E5)."""
        return self.media.get(medium) == 1 and not self.do_not_disturb and self.capacity_left(medium) > 0


class Inviter(Protocol):
    """Who offered an interaction to an agent, and so goes on when it is answered: the router or another agent."""

    def accepted(self, invitation: Invitation) -> None:
        """Go on after the agent took it."""
        ...

    def returned(self, invitation: Invitation, status_change: StatusChange) -> None:
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
    inviter: Inviter
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


class State:
    """Everything that the server knows, and what its parts stand on.

    Attributes:
        running: whether the server is up.
        restored: whether it goes on where another process stopped.
        interactions: those that are not done, in the order of their submission.
        done: those whose processing was stopped, the newest if not all are kept.
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
        self.restored = False
        self.interactions: dict[str, StoredInteraction] = {}
        self.done: OrderedDict[str, StoredInteraction] = OrderedDict()
        self.queues: dict[str, InteractionQueue] = {}
        self.workbins: dict[WorkbinKey, dict[str, StoredInteraction]] = {}
        self.sessions: dict[str, AgentSession] = {}
        self.reporters: list[Sender] = []
        self.changes = Changes()
        self.changed_records = ChangedRecords()
        self.submissions = Submissions(settings.submissions_kept, self.changed_records)
        self._number = 0
        self._second = -1
        self._stamp = ""

    def stamp(self) -> str:
        """Return the present second as ``2026-03-02T08:00:00Z``."""
        second = self.clock.instant // _SECOND
        if second != self._second:
            self._second = second
            self._stamp = f"{moment_of(second * _SECOND):%Y-%m-%dT%H:%M:%SZ}"
        return self._stamp

    def put(self, interaction: StoredInteraction, kind: PlaceKind) -> None:
        """Move an interaction to another kind of place; which place it is stands in its other attributes."""
        interaction.kind = kind
        interaction.entered = self.number()
        self.changes.note(Changed.PLACE, interaction.id)

    def begin(self, interaction: StoredInteraction) -> StoredInteraction:
        """Make an interaction known that was just submitted."""
        self.interactions[interaction.id] = interaction
        self.submissions.remember(interaction.submitted_by, interaction.submission, interaction.id)
        self.changed_records.enter(interaction)
        return interaction

    def finish(self, interaction: StoredInteraction) -> None:
        """Put an interaction that is nowhere to those that are done, and forget the oldest of them if need be."""
        self.put(interaction, PlaceKind.DONE)
        self.done[interaction.id] = self.interactions.pop(interaction.id)
        self.forget_old()

    def forget_old(self) -> None:
        """Keep no more that is done than the settings say."""
        kept = self.settings.done_kept
        while kept is not None and len(self.done) > kept:
            _, oldest = self.done.popitem(last=False)
            self.submissions.forget(oldest)

    def taken(self, interaction_id: str) -> bool:
        """Return whether there is an interaction of this name, or was one, as far as the server remembers."""
        return (
            interaction_id in self.interactions
            or interaction_id in self.done
            or interaction_id in self.submissions.forgotten
        )

    def number(self) -> int:
        """Return the next number; what has the lower one came earlier."""
        self._number += 1
        return self._number

    def go_on_from(self, number: int) -> None:
        """Skip the numbers up to this one."""
        self._number = max(self._number, number)

    def queue(self, name: str) -> InteractionQueue:
        """Return the contents of a queue; they stay when the queue is removed from the configuration (F10)."""
        queue = self.queues.get(name)
        if queue is None:
            queue = self.queues[name] = InteractionQueue(name)
        return queue

    @property
    def directory(self) -> Directory:
        """What is configured at this moment."""
        return self.configuration.snapshot.directory

    @property
    def time_key(self) -> str:
        """Which key of attached data holds the wished time here."""
        return self.configuration.snapshot.contact_center.keys.time

    def check_medium(self, medium: str) -> None:
        """Make sure that the contact centre has this medium, or refuse."""
        if medium != MEDIA_TYPE and medium not in self.configured.contact_center.capacities:
            raise RequestRefused(ErrorCode.UNKNOWN_MEDIA, medium)

    def tenant(self, given: str | int) -> str:
        """Return the name of a tenant that a client names, or whose number (DBID) it says, or refuse.

        The tenants are numbered as they stand in the configuration, from 1 (assumed).
        """
        if isinstance(given, str):
            return given
        names = [*self.directory.tenants]
        if given > len(names):
            accepted = f"1 to {len(names)}, for {', '.join(names)}"
            raise RequestRefused(ErrorCode.WRONG_TENANT, f"there is no tenant number {given}; accepted: {accepted}")
        return names[given - 1]

    def configured_queue(self, name: str, tenant: str) -> Queue:
        """Return a queue of *tenant*, or refuse."""
        queue = self.directory.queues.get(name)
        if queue is None:
            raise RequestRefused(ErrorCode.UNKNOWN_QUEUE, self._unknown("queue", name, self.directory.queues))
        if queue.tenant != tenant:
            raise RequestRefused(ErrorCode.WRONG_TENANT, f"queue {name!r} is of {queue.tenant!r}")
        return queue

    def configured_agent(self, agent_id: str, tenant: str) -> Agent:
        """Return an agent of *tenant*, or refuse."""
        agents = self.directory.agents
        agent = agents.get(agent_id)
        if agent is None:
            raise RequestRefused(ErrorCode.UNKNOWN_AGENT, self._unknown("agent", agent_id, agents))
        if agent.tenant != tenant:
            raise RequestRefused(ErrorCode.WRONG_TENANT, f"agent {agent_id!r} is of {agent.tenant!r}")
        return agent

    def session_of(self, connection: Connection) -> AgentSession:
        """Return the session of an agent application, or refuse."""
        if connection.session is None:
            raise RequestRefused(ErrorCode.NOT_LOGGED_IN)
        return connection.session

    def known(self, interaction_id: str) -> StoredInteraction:
        """Return an interaction that is not done, or refuse."""
        interaction = self.interactions.get(interaction_id)
        if interaction is None:
            raise RequestRefused(ErrorCode.UNKNOWN_INTERACTION, interaction_id)
        return interaction

    def handled_by(self, session: AgentSession, interaction_id: str) -> StoredInteraction:
        """Return an interaction that the agent handles, or refuse; this request is a sign of life of the agent (E7)."""
        interaction = self.known(interaction_id)
        if interaction.handler is not session:
            raise RequestRefused(ErrorCode.NOT_YOURS, interaction_id)
        interaction.touched = self.clock.instant
        return interaction

    def entrusted_to(self, connection: Connection, interaction_id: str) -> StoredInteraction:
        """Return an interaction that the agent handles or that the media server submitted, or refuse."""
        if connection.session is not None:
            return self.handled_by(connection.session, interaction_id)
        interaction = self.known(interaction_id)
        if interaction.submitted_by != connection.client:
            raise RequestRefused(ErrorCode.NOT_LOGGED_IN)
        return interaction

    def report(self, event: OpenMediaEvent) -> None:
        """Tell the reporting clients."""
        for send in self.reporters:
            send(event)

    @staticmethod
    def _unknown(what: str, name: str, known: Iterable[str]) -> str:
        return str(Unknown(what, name, known))
