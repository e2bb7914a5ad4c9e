"""Which records have changed since somebody last asked, for whoever keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook_mocks.interaction_server.stored_interaction import watch

if TYPE_CHECKING:
    from callbook_mocks.interaction_server.records import Record
    from callbook_mocks.interaction_server.state import State
    from callbook_mocks.interaction_server.stored_interaction import StoredInteraction


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
