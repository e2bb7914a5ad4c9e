"""What a client is told of: calls, interactions, the DN, the channel; names and states as the vendor writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias, cast

import msgspec

if TYPE_CHECKING:
    from collections.abc import Mapping

Json: TypeAlias = dict[str, Any]


class _Shape(msgspec.Struct, frozen=True, kw_only=True, rename="camel", omit_defaults=True):
    """What every shape has: names as JavaScript writes them."""


class Pair(msgspec.Struct, frozen=True):
    """One key of attached data; ``type`` is ``str``, ``int`` or ``kvlist``, and a ``kvlist`` has pairs as its value."""

    key: str
    type: str
    value: Any


Pairs: TypeAlias = tuple[Pair, ...]


class Participant(msgspec.Struct, frozen=True):
    """The other end of a call, and its role, such as ``RoleDestination``."""

    number: str
    role: str


class Call(_Shape, frozen=True, kw_only=True):
    """A call as the agent's telephone has it; its states: Ringing, Dialing, Established, Held, Released."""

    id: str
    conn_id: str
    call_uuid: str
    call_type: str
    state: str
    phone_number: str
    participants: tuple[Participant, ...]
    user_data: Pairs
    capabilities: tuple[str, ...]
    previous_conn_id: str | None = None
    parent_conn_id: str | None = None
    dnis: str | None = None
    ani: str | None = None
    extensions: Pairs = ()


class Interaction(_Shape, frozen=True, kw_only=True):
    """A callback; its states: Invited, Accepted, Processing, Revoked, Completed."""

    id: str
    mediatype: str
    state: str
    ticket_id: int
    interaction_type: str
    interaction_subtype: str
    queue: str
    submitted_by: str
    received_at: str
    submitted_at: str
    user_data: Pairs
    capabilities: tuple[str, ...]
    extensions: Pairs = ()


class Dn(_Shape, frozen=True, kw_only=True):
    """The agent's telephone; its states: LoggedOut, LoggedIn, Ready, NotReady."""

    number: str
    switch_name: str
    agent_id: str
    agent_state: str
    agent_work_mode: str
    capabilities: tuple[str, ...]
    dnd: bool = False
    reasons: Pairs = ()


class Channel(_Shape, frozen=True, kw_only=True):
    """A channel of the agent; its states: LoggedOut, Ready, NotReady, OutOfService."""

    name: str
    state: str
    dnd: bool
    reasons: Pairs
    capabilities: tuple[str, ...]


def pairs(data: Mapping[str, object]) -> Pairs:
    """Return attached data as pairs, in its own order."""
    return tuple(_pair(key, value) for key, value in data.items())


def _pair(key: str, value: object) -> Pair:
    if isinstance(value, dict):
        return Pair(key, "kvlist", pairs(cast("dict[str, object]", value)))
    return Pair(key, "int" if isinstance(value, int) else "str", value)


def as_json(shape: object) -> Json:
    """Return a shape as JSON has it."""
    plain: Json = msgspec.to_builtins(shape)
    return plain
