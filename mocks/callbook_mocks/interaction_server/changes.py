"""What has changed at the server since somebody last asked, in words, for the recording: places and agents."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from callbook.messages import MEDIA_TYPE
from callbook_mocks.interaction_server.place import Place, PlaceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook_mocks.interaction_server.state import AgentSession, State

LOGGED_OUT = "logged out"
LOST = "lost with the server's state"


class Changed(StrEnum):
    """What there can be news of: the place of an interaction, the state of an agent, what the server warns of."""

    PLACE = "place"
    AGENT = "agent"
    WARNING = "warning"


class Changes:
    """Remembers what has changed, once somebody has asked for it.

    Attributes:
        any: whether anything has changed since the last time; before the first time, yes.
    """

    def __init__(self) -> None:
        self.any = True
        self._wanted = False
        self._subjects: dict[tuple[Changed, str], None] = {}
        self._lost: set[tuple[Changed, str]] = set()
        self._warnings: list[tuple[str, str]] = []

    def warn(self, interaction_id: str, text: str) -> None:
        """Remember that the server warns of something in an interaction."""
        if self._wanted:
            self.any = True
            self._warnings.append((interaction_id, text))

    def note(self, what: Changed, subject: str) -> None:
        """Remember that *subject*, an InteractionId or an agent's id, is no longer as it was."""
        if self._wanted:
            self.any = True
            self._subjects[what, subject] = None

    def note_lost(self, interaction_id: str) -> None:
        """Remember that the server no longer knows an interaction, though it was not done."""
        if self._wanted:
            self.any = True
            self._subjects[Changed.PLACE, interaction_id] = None
            self._lost.add((Changed.PLACE, interaction_id))

    def take(self, state: State) -> Iterator[tuple[Changed, str, str]]:
        """Yield what changed since the last time: what, whose, and how it is now."""
        self._wanted = True
        self.any = False
        subjects, self._subjects = self._subjects, {}
        lost, self._lost = self._lost, set()
        warnings, self._warnings = self._warnings, []
        for subject, text in warnings:
            yield Changed.WARNING, subject, text
        for what, subject in subjects:
            yield what, subject, LOST if (what, subject) in lost else _now(state, what, subject)


def _now(state: State, what: Changed, subject: str) -> str:
    return _place(state, subject) if what is Changed.PLACE else _agent(state, subject)


def _place(state: State, interaction_id: str) -> str:
    interaction = state.interactions.get(interaction_id) or state.done.get(interaction_id)
    return str(Place(PlaceKind.DONE) if interaction is None else interaction.place)  # what is forgotten was done


def _agent(state: State, agent_id: str) -> str:
    session = state.sessions.get(agent_id)
    return LOGGED_OUT if session is None else _readiness(session)


def _readiness(session: AgentSession) -> str:
    if MEDIA_TYPE not in session.media:
        return "logged in, without Web Callback"
    if session.do_not_disturb:
        return "Do Not Disturb"
    if session.media[MEDIA_TYPE]:
        return "Ready"
    reason = session.reasons.get(MEDIA_TYPE)
    return f"Not Ready ({reason})" if reason else "Not Ready"
