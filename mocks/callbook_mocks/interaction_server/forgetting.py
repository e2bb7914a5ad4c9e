"""The server loses its state, as if its database were gone: what it knew is nowhere any more (E2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import BadInput

if TYPE_CHECKING:
    from callbook_mocks.interaction_server.state import State


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
