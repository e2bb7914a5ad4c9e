"""A server's state put back after it was killed, as if it had been stopped; or lost altogether (E2, F10)."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from callbook.core import BadInput
from callbook_mocks.interaction_server.attached_data import StatusChange
from callbook_mocks.interaction_server.changes import Changed
from callbook_mocks.interaction_server.place import PlaceKind
from callbook_mocks.interaction_server.records import ForgottenRecord
from callbook_mocks.interaction_server.stored_interaction import StoredInteraction

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook_mocks.interaction_server.records import Record, StoredRecord
    from callbook_mocks.interaction_server.routing import Routing
    from callbook_mocks.interaction_server.state import State


_NUMBER = attrgetter("number")
_ENTERED = attrgetter("entered")


def restore(state: State, routing: Routing, records: Iterable[Record]) -> None:
    """Put *records* into a server that holds nothing yet; it is down afterwards.

    Raises:
        BadInput: when it does hold something.
    """
    if state.interactions or state.done or state.sessions:
        raise BadInput(
            "server", "in use", where="restoring", accepted="a fresh one: nothing submitted, nobody logged in"
        )
    state.running, state.restored = False, True
    state.changed_records.wanted = True
    stored = [interaction for record in sorted(records, key=_NUMBER) if (interaction := _entered(state, record))]
    stored.sort(key=_ENTERED)
    for interaction in stored:
        _put(state, interaction)
    _return(routing, stored)
    state.forget_old()


def _entered(state: State, record: Record) -> StoredInteraction | None:
    """Make it known by its id, in the order of submission; return what has still to be put into its place."""
    if isinstance(record, ForgottenRecord):
        state.submissions.forgotten[record.id] = record
    state.submissions.remember(record.submitted_by, record.submission, record.id)
    if isinstance(record, ForgottenRecord):
        return None
    state.go_on_from(max(record.number, record.entered, record.arrival))
    return _interaction(state, record)


def _interaction(state: State, record: StoredRecord) -> StoredInteraction:
    interaction = StoredInteraction(record)
    state.changed_records.resume(interaction)
    if record.kind is not PlaceKind.DONE:
        state.interactions[record.id] = interaction
    return interaction


def _put(state: State, interaction: StoredInteraction) -> None:
    state.changes.note(Changed.PLACE, interaction.id)
    if interaction.kind is PlaceKind.QUEUE:
        state.queue(interaction.queue).contents[interaction.id] = interaction
    elif interaction.kind is PlaceKind.DONE:
        state.done[interaction.id] = interaction
    elif interaction.workbin is not None:
        state.workbins.setdefault(interaction.workbin, {})[interaction.id] = interaction


def _return(routing: Routing, stored: Iterable[StoredInteraction]) -> None:
    """Put back what was with an agent or a strategy, as after a lost connection (E7)."""
    for interaction in stored:
        if interaction.kind in {PlaceKind.STRATEGY, PlaceKind.OFFERED, PlaceKind.HANDLED}:
            routing.place(interaction, interaction.queue, StatusChange.RETURNED)


def forget_everything(state: State) -> None:
    """Forget all interactions and submissions of a server that is down; its clock and its numbers go on.

    Raises:
        BadInput: while it is up.
    """
    if state.running:
        raise BadInput("server", "up", where="losing its state", accepted="one that is down: stop it first")
    for name in (*state.interactions, *state.done):
        state.changed_records.note(name)
        state.changes.note_lost(name)
    state.submissions.forget_all()
    for kept in (state.interactions, state.done, state.queues, state.workbins):
        kept.clear()
