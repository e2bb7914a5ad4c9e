"""What has to be kept of each interaction so that a server can go on where another process was killed (E2, F10).

Records are plain data; their tag holds the version of their form. What an agent was offered or handled, and what a
strategy had, is written down as it was: `restoring` puts it back into its queue, as after a lost connection (E7).
"""

from __future__ import annotations

from typing import TypeAlias

import msgspec

from callbook.core import BadInput, Frozen
from callbook.messages import KVList
from callbook_mocks.interaction_server.place import PlaceKind

WorkbinKey: TypeAlias = tuple[str, str]
"""The workbin's type and whose it is: an agent's id or a place."""


class StoredRecord(msgspec.Struct, frozen=True, omit_defaults=True, tag_field="record", tag="interaction 1"):
    """An interaction, done or not.

    Attributes:
        number: its place in the order of all that were submitted.
        entered: its place in the order of all that went from one place to another.
        arrival: its place in the order of all that were placed in a queue.
        submission: what the submission is recognised by when it comes again.
        due: the instant of its ``start_time``, 0 for at once.
        excluded: the agents who are not offered it before an instant.
    """

    id: str
    number: int
    entered: int
    arrival: int
    kind: PlaceKind
    tenant: str
    queue: str
    media_type: str
    interaction_type: str
    interaction_subtype: str
    submitted_by: str
    submitted_at: str
    submission: str
    placed_in_queue_at: str
    user_data: KVList
    is_online: bool = False
    received_at: str | None = None
    external_id: str | None = None
    parent_id: str | None = None
    priority: int = 0
    due: int = 0
    workbin: WorkbinKey | None = None
    held_at: str | None = None
    excluded: dict[str, int] = {}
    moved_to_queue_at: str | None = None
    submitted_to_router_at: str | None = None
    delivered_at: str | None = None
    completed_at: str | None = None


class ForgottenRecord(Frozen, msgspec.Struct, frozen=True, tag_field="record", tag="submission 1"):
    """An interaction that was done and is forgotten, whose submission is still recognised when it comes again."""

    id: str
    number: int
    submitted_by: str
    submission: str


Record: TypeAlias = StoredRecord | ForgottenRecord

RECORDED = tuple(field.name for field in msgspec.structs.fields(StoredRecord))
"""The attributes of an interaction that stand in its record, in this order."""

_ENCODER = msgspec.json.Encoder()
_DECODER: msgspec.json.Decoder[Record] = msgspec.json.Decoder(Record)


def record_to_json(record: Record) -> bytes:
    """Return a record as JSON."""
    return _ENCODER.encode(record)


def record_from_json(text: bytes, *, where: str) -> Record:
    """Return the record that ``record_to_json`` has written.

    Raises:
        BadInput: when it is no such thing, or of a newer form.
    """
    try:
        record = _DECODER.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise BadInput("record", text[:60], where=where, accepted=f"one of this version ({error})") from None
    if isinstance(record, StoredRecord) and record.kind is PlaceKind.WORKBIN and record.workbin is None:
        raise BadInput("record", record.id, where=where, accepted="one that says in which workbin it is")
    return record
