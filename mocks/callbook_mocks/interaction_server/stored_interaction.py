"""An interaction as the server holds it, and how none of its changes goes unnoticed once somebody asks for them."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from callbook.messages import Interaction, StateOfInteraction
from callbook_mocks.interaction_server.place import Place, PlaceKind
from callbook_mocks.interaction_server.records import RECORDED, StoredRecord

if TYPE_CHECKING:
    from callbook.configuration import Strategy
    from callbook.core import Timer
    from callbook.messages import KVList
    from callbook_mocks.interaction_server.records import Record
    from callbook_mocks.interaction_server.state import AgentSession, Invitation, State, Target


_RECORDED = attrgetter(*RECORDED)
_IN_RECORD = frozenset(RECORDED)
_set = object.__setattr__

TRANSIENT = (
    "assigned_at", "changes", "handler", "handling_timeout", "invitation", "retry", "shown", "state", "strategy",
    "target", "timer", "touched", "transfer",
)  # fmt: skip
"""The attributes that end with the process: an interaction that is put back lies in a queue, a workbin, or is done."""


class StoredInteraction:
    """An interaction; ``user_data`` and ``excluded`` are never changed in place: they are shared with what was sent.

    Attributes:
        changes: where to note that it has changed; see `WatchedInteraction`.
        state: as the record has no place for it, ``QUEUED`` until it is routed.
        touched: the instant of the handling agent's last request.

    The others stand in its record.
    """

    __slots__ = (*RECORDED, *TRANSIENT)

    def __init__(self, record: StoredRecord) -> None:
        self.id = record.id
        self.number = record.number
        self.entered = record.entered
        self.arrival = record.arrival
        self.kind = record.kind
        self.tenant = record.tenant
        self.queue = record.queue
        self.media_type = record.media_type
        self.interaction_type = record.interaction_type
        self.interaction_subtype = record.interaction_subtype
        self.submitted_by = record.submitted_by
        self.submitted_at = record.submitted_at
        self.submission = record.submission
        self.placed_in_queue_at = record.placed_in_queue_at
        self.user_data: KVList = record.user_data
        self.is_online = record.is_online
        self.received_at = record.received_at
        self.external_id = record.external_id
        self.parent_id = record.parent_id
        self.priority = record.priority
        self.due = record.due
        self.workbin = record.workbin
        self.held_at = record.held_at
        self.excluded = record.excluded
        self.moved_to_queue_at = record.moved_to_queue_at
        self.submitted_to_router_at = record.submitted_to_router_at
        self.delivered_at = record.delivered_at
        self.completed_at = record.completed_at
        self._begin()

    def _begin(self) -> None:
        self.changes: dict[str, None] | None = None
        self.state = StateOfInteraction.QUEUED
        self.strategy: Strategy | None = None
        self.target: Target | None = None
        self.invitation: Invitation | None = None
        self.handler: AgentSession | None = None
        self.assigned_at: str | None = None
        self.transfer: Invitation | None = None
        self.timer: Timer | None = None
        self.handling_timeout = 0
        self.touched = 0
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
        handler = self.handler
        return Interaction(
            InteractionId=self.id,
            MediaType=self.media_type,
            InteractionType=self.interaction_type,
            InteractionSubtype=self.interaction_subtype,
            TenantId=self.tenant,
            Queue=self.queue,
            InteractionState=self.state,
            SubmittedBy=self.submitted_by,
            ReceivedAt=self.received_at or self.submitted_at,
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
            IsOnline=self.is_online,
            IsLocked=self.state is not StateOfInteraction.QUEUED,
            IsHeld=self.held_at is not None,
            UserData=self.user_data,
        )

    @property
    def record(self) -> StoredRecord:
        """What is to be kept of it now."""
        return StoredRecord(*_RECORDED(self))

    @property
    def place(self) -> Place:
        """Where it is (F10)."""
        kind = self.kind
        if kind is PlaceKind.STRATEGY and self.strategy is not None:
            return Place(kind, self.strategy.name)
        if kind is PlaceKind.OFFERED and self.invitation is not None:
            return Place(kind, self.queue, self.invitation.session.agent.id)
        if kind is PlaceKind.HANDLED and self.handler is not None:
            return Place(kind, self.queue, self.handler.agent.id)
        if kind is PlaceKind.WORKBIN and self.workbin is not None:
            return Place(kind, *self.workbin)
        return Place(kind, "" if kind is PlaceKind.DONE else self.queue)


class WatchedInteraction(StoredInteraction):
    """One whose changes are noted as its attributes are set, so that nobody who changes one can forget to say so.

    This costs time, so interactions turn into these only when somebody asks for changes.
    """

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        _set(self, name, value)
        if name in _IN_RECORD and self.changes is not None:
            self.changes[self.id] = None


def watch(interaction: StoredInteraction, changes: dict[str, None]) -> None:
    """Note the id in *changes* whenever something changes that stands in the record of *interaction*."""
    interaction.changes = changes
    interaction.__class__ = WatchedInteraction


class ChangedRecords:
    """Remembers what has changed, once somebody has asked for it; until then it costs nothing."""

    def __init__(self) -> None:
        self.wanted = False
        self._changes: dict[str, None] = {}

    @property
    def any(self) -> bool:
        """Whether anything has changed since the last time; before the first time, yes."""
        return bool(self._changes) or not self.wanted

    def enter(self, interaction: StoredInteraction) -> None:
        """Remember an interaction that is new, and whatever becomes of it."""
        if self.wanted:
            watch(interaction, self._changes)
            self._changes[interaction.id] = None

    def resume(self, interaction: StoredInteraction) -> None:
        """Remember whatever becomes of an interaction that was written down by another process."""
        self.wanted = True
        watch(interaction, self._changes)

    def note(self, interaction_id: str) -> None:
        """Remember that there is less to be kept of an interaction, or nothing."""
        if self.wanted:
            self._changes[interaction_id] = None

    def take(self, state: State) -> list[tuple[str, Record | None]]:
        """Return what changed since the last time: ids with their records as they are now; None for nothing to keep."""
        if not self.wanted:
            self._begin(state)
        changes = tuple(self._changes)
        self._changes.clear()
        return [(name, _record(state, name)) for name in changes]

    def _begin(self, state: State) -> None:
        self.wanted = True
        for interaction in (*state.interactions.values(), *state.done.values()):
            self.enter(interaction)
        self._changes.update(dict.fromkeys(state.submissions.forgotten))


def _record(state: State, interaction_id: str) -> Record | None:
    interaction = state.interactions.get(interaction_id) or state.done.get(interaction_id)
    return state.submissions.forgotten.get(interaction_id) if interaction is None else interaction.record
