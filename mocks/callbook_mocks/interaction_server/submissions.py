"""Which submissions were taken: one that comes again, as its answer was lost, makes no second interaction (F10)."""

from __future__ import annotations

from collections import OrderedDict
from hashlib import blake2b
from typing import TYPE_CHECKING

import msgspec

from callbook_mocks.interaction_server.errors import ErrorCode, RequestRefused
from callbook_mocks.interaction_server.records import ForgottenRecord

if TYPE_CHECKING:
    from callbook.messages.open_media import RequestSubmit
    from callbook_mocks.interaction_server.stored_interaction import ChangedRecords, StoredInteraction

_ENCODER = msgspec.json.Encoder(order="deterministic")
_BYTES = 16


def fingerprint(request: RequestSubmit) -> str:
    """Return what a submission is recognised by: the same for the same ReferenceId and content, in any process."""
    try:
        text = _ENCODER.encode(request)
    except UnicodeEncodeError as error:
        raise RequestRefused(ErrorCode.BAD_VALUE, error) from None
    return blake2b(text, digest_size=_BYTES).hexdigest()


class Submissions:
    """Remembers the newest submissions of each client, across lost connections.

    Args:
        kept: how many for each client.
        changed_records: is told what is remembered no longer.

    Attributes:
        forgotten: what is left of interactions that are forgotten, while their submissions are remembered.
    """

    def __init__(self, kept: int, changed_records: ChangedRecords) -> None:
        self.forgotten: dict[str, ForgottenRecord] = {}
        self._kept = kept
        self._changed_records = changed_records
        self._by_client: dict[str, OrderedDict[str, str]] = {}

    def find(self, client: str, submission: str) -> str | None:
        """Return the InteractionId that this submission was answered with; None if it is new."""
        remembered = self._by_client.get(client)
        return None if remembered is None else remembered.get(submission)

    def remember(self, client: str, submission: str, interaction_id: str) -> None:
        """Remember what a submission was answered with, and the oldest of the client no longer."""
        remembered = self._by_client.setdefault(client, OrderedDict())
        remembered[submission] = interaction_id
        remembered.move_to_end(submission)
        while len(remembered) > self._kept:
            _, oldest = remembered.popitem(last=False)
            if self.forgotten.pop(oldest, None) is not None:
                self._changed_records.note(oldest)

    def forget_all(self) -> None:
        """Remember nothing."""
        for interaction_id in self.forgotten:
            self._changed_records.note(interaction_id)
        self.forgotten.clear()
        self._by_client.clear()

    def forget(self, interaction: StoredInteraction) -> None:
        """Let an interaction be forgotten; its submission is not, if it is remembered still."""
        self._changed_records.note(interaction.id)
        if self.find(interaction.submitted_by, interaction.submission) == interaction.id:
            self.forgotten[interaction.id] = ForgottenRecord(
                interaction.id, interaction.number, interaction.submitted_by, interaction.submission
            )
