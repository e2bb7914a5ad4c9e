"""What everything at one agent's desk shares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from callbook.configuration import Agent, AttachedKeys
    from callbook.core import Assumptions, Clock, Journal
    from callbook.workspace.rules import Rules
    from callbook.workspace.settings import Settings


@dataclass(frozen=True, slots=True)
class Desk:
    """One agent's desk: who sits there, the clock on the wall, the rules that apply."""

    agent: Agent
    clock: Clock
    journal: Journal
    settings: Settings
    assumptions: Assumptions
    rules: Rules

    @property
    def keys(self) -> AttachedKeys:
        """Which key of attached data holds what."""
        return self.settings.configuration.contact_center.keys

    def note(self, topic: str, text: str) -> None:
        """Show the agent *text*."""
        self.journal.note(self.agent.name, topic, text)
