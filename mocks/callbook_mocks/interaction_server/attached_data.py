"""Which properties a client may set, and when; the status of the callback, and when it is due.

What is attached is the submitter's: the server carries it as it is, and judges none of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, cast

import msgspec

from callbook.core import unreadable_time, written_instant
from callbook.messages import MEDIA_TYPE, PROPERTIES, MaySet
from callbook.messages.open_media_events import EventAck, EventPropertiesChanged
from callbook_mocks.interaction_server.errors import ErrorCode, RequestRefused
from callbook_mocks.interaction_server.place import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callbook.messages import KVList
    from callbook.messages.open_media import RequestChangeProperties, RequestSubmit
    from callbook_mocks.interaction_server.routing import Routing
    from callbook_mocks.interaction_server.state import Connection, State
    from callbook_mocks.interaction_server.stored_interaction import StoredInteraction

STATUS_KEY = "callback_status"
PRIORITY = "Priority"
_ENCODER = msgspec.json.Encoder()


class StatusChange(StrEnum):
    """What becomes of an interaction, as far as the status in its callback record shows it."""

    WAITS_FOR_DUE_TIME = "it waits in a queue for its due time"
    QUEUED = "it is submitted into a queue"
    PLACED = "an agent has put it into a queue"
    RETURNED = "it came back to its queue"
    EXPIRED = "it came back to its queue as the agent did not answer"
    REJECTED = "it came back to its queue as the agent declined"
    ROUTED = "a strategy has it"
    ACCEPTED = "an agent has it"
    STOPPED = "its processing was stopped"


@dataclass(frozen=True, slots=True)
class StatusRow:
    """The ``callback_status`` that a change sets, unless it is one that stays as the desktop has set it."""

    status: int
    stays: frozenset[int] = frozenset()


STATUS: dict[StatusChange, StatusRow] = {
    StatusChange.WAITS_FOR_DUE_TIME: StatusRow(2, stays=frozenset({7, 8, 13})),
    StatusChange.QUEUED: StatusRow(3),
    StatusChange.PLACED: StatusRow(3, stays=frozenset({7, 8, 13})),
    StatusChange.RETURNED: StatusRow(3),
    StatusChange.EXPIRED: StatusRow(3),
    StatusChange.REJECTED: StatusRow(6),
    StatusChange.ROUTED: StatusRow(4),
    StatusChange.ACCEPTED: StatusRow(5),
    StatusChange.STOPPED: StatusRow(9, stays=frozenset({7, 8})),
}
"""UCS's status numbers (facts, section 7); which change sets which is assumed."""


def status_after(status_change: StatusChange, before: object) -> int:
    """Return the ``callback_status`` after *status_change*."""
    row = STATUS[status_change]
    return before if isinstance(before, int) and before in row.stays else row.status


def set_data(
    state: State,
    interaction: StoredInteraction,
    changes: Mapping[str, object],
    status_change: StatusChange | None = None,
) -> None:
    """Merge *changes* into the attached data, with the status that *status_change* brings."""
    data = cast("KVList", {**interaction.user_data, **changes})
    if status_change is not None and interaction.media_type == MEDIA_TYPE:
        data[STATUS_KEY] = status_after(status_change, interaction.user_data.get(STATUS_KEY))
    interaction.user_data = data
    if interaction.media_type == MEDIA_TYPE and state.time_key in changes:
        interaction.due = _due(state, interaction)
    interaction.shown = None


def _due(state: State, interaction: StoredInteraction) -> int:
    """Return when the strategy is to have it: what cannot be read is due now, and a warning (assumed)."""
    warning = unreadable_time(interaction.user_data, state.time_key)
    if warning:
        state.changes.warn(interaction.id, f"callback {interaction.id}: {warning}")
    return written_instant(interaction.user_data.get(state.time_key)) or 0


def check_text(data: Mapping[str, object]) -> None:
    """Refuse a text that is no Unicode (half of a surrogate pair): nobody could write it down."""
    try:
        _ENCODER.encode(data)
    except UnicodeEncodeError as error:
        raise RequestRefused(ErrorCode.BAD_VALUE, error) from None


def check_priority(data: Mapping[str, object]) -> None:
    """Refuse a ``Priority`` that is no number."""
    if not isinstance(data.get(PRIORITY, 0), int):
        raise RequestRefused(ErrorCode.BAD_VALUE, f"{PRIORITY} {data[PRIORITY]!r}; accepted: a whole number")


def check_submit(request: RequestSubmit) -> None:
    """Refuse properties that may not be set at submit, or that the request names in another place."""
    for name in request.Properties:
        rule = PROPERTIES.get(name)
        if rule is MaySet.NEVER:
            raise RequestRefused(ErrorCode.PROPERTY_NOT_SETTABLE, f"{name} may be set {rule}")
        if name in request.__struct_fields__:
            detail = f"{name} may be set {rule or MaySet.ALWAYS}, as an attribute of the request itself"
            raise RequestRefused(ErrorCode.PROPERTY_NOT_SETTABLE, detail)
    check_priority(request.Properties)


def check_change(names: Iterable[str], deleted: Iterable[str]) -> None:
    """Refuse properties that may not be set, or not be deleted, after the submit."""
    for name in names:
        rule = PROPERTIES.get(name, MaySet.ALWAYS)
        if rule is not MaySet.ALWAYS:
            raise RequestRefused(ErrorCode.PROPERTY_NOT_SETTABLE, f"{name} may be set {rule}")
    for name in deleted:
        if name in PROPERTIES or name == PRIORITY:
            raise RequestRefused(ErrorCode.PROPERTY_NOT_SETTABLE, f"{name} may not be deleted")


_COLUMNS = {"ExternalId": "external_id", "ParentId": "parent_id", "Queue": "queue", PRIORITY: "priority"}
"""What a client may change that is no attached data, and where it is kept."""
_WAITING = frozenset({PlaceKind.QUEUE, PlaceKind.STRATEGY})


class PropertyChanges:
    """Carries out RequestChangeProperties."""

    def __init__(self, state: State, routing: Routing) -> None:
        self._state = state
        self._routing = routing

    def change(self, connection: Connection, request: RequestChangeProperties) -> None:
        """Change, add or delete properties; the other parties and the handling agent are told."""
        interaction = self._state.entrusted_to(connection, request.InteractionId)
        changes = {**request.ChangedProperties, **request.AddedProperties}
        deleted = request.DeletedProperties
        if deleted or not PROPERTIES.keys().isdisjoint(changes):
            check_change(changes, deleted)
        check_text(changes)
        columns = {name: changes.pop(name) for name in _COLUMNS.keys() & changes.keys()}
        self._check_columns(interaction, columns)
        connection.send(EventAck(ReferenceId=request.ReferenceId))
        time_key = self._state.time_key
        moves = bool(columns) or time_key in changes or time_key in deleted
        waits = moves and interaction.kind in _WAITING
        if waits:
            self._routing.withdraw(interaction)
        set_data(self._state, interaction, changes)
        _delete(interaction, deleted, time_key)
        _set_columns(interaction, columns)
        self._tell(interaction, request)
        if waits:
            self._routing.place(interaction, interaction.queue, StatusChange.RETURNED)
            self._routing.feed(interaction)

    def _check_columns(self, interaction: StoredInteraction, columns: KVList) -> None:
        check_priority(columns)
        for name, value in columns.items():
            if name != PRIORITY and not isinstance(value, str):
                raise RequestRefused(ErrorCode.BAD_VALUE, f"{name} {value!r}; accepted: a text")
        if "Queue" in columns:
            self._state.configured_queue(str(columns["Queue"]), interaction.tenant)

    def _tell(self, interaction: StoredInteraction, request: RequestChangeProperties) -> None:
        # The handling agent is told too, though it asked: EventAck does not carry the properties.
        offered = interaction.invitation or interaction.transfer
        parties = [interaction.handler, None if offered is None else offered.session]
        if parties == [None, None]:
            return
        event = EventPropertiesChanged(
            Interaction=interaction.properties,
            ChangedProperties=request.ChangedProperties,
            AddedProperties=request.AddedProperties,
            DeletedProperties=request.DeletedProperties,
        )
        for party in parties:
            if party is not None:
                party.connection.send(event)


def _delete(interaction: StoredInteraction, deleted: tuple[str, ...], time_key: str) -> None:
    if not deleted:
        return
    interaction.user_data = {key: value for key, value in interaction.user_data.items() if key not in deleted}
    if time_key in deleted:
        interaction.due = 0


def _set_columns(interaction: StoredInteraction, columns: Mapping[str, object]) -> None:
    for name, value in columns.items():
        setattr(interaction, _COLUMNS[name], value)
