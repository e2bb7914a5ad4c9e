"""A session of two desks with a wall that a test moves by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from callbook.lab import Lab
from callbook.notebook.desk import Desks
from callbook.workspace.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Session:
    """A session and what a page would say to it.

    Attributes:
        lab: a small contact centre; nobody calls in by themselves.
        seconds: what the wall's clock shows.
    """

    lab: Lab = field(default_factory=Lab)
    seconds: float = 0.0
    contacts_every: int = 0

    def __post_init__(self) -> None:
        """Log Anna and Ben in."""
        self.desks = Desks(self.lab, "Anna", "Ben", contacts_every=self.contacts_every, wall=lambda: self.seconds)
        for name in ("Anna", "Ben"):
            self.do("log in", agent=name)

    @property
    def anna(self) -> Workspace:
        """Anna's desktop."""
        return self.lab.agent("Anna")

    @property
    def newest(self) -> str:
        """The InteractionId of Anna's newest interaction."""
        return self.anna.shown().interactions[-1].id

    def do(self, action: str, on: str = "", agent: str = "Anna", **details: str) -> str:
        """Let an agent do something; give what the desk says."""
        return self.ask(action, on, agent, 0, details)

    def ask(self, action: str, on: str, agent: str, ask: int, details: Mapping[str, str]) -> str:
        """Do the same with the number of a question."""
        message = {"kind": "perform", "agent": agent, "action": action, "on": on, "ask": ask, "details": dict(details)}
        self.desks.take(message)
        return str(self.desks.answers[agent]["text"])

    def contact(self, do: str, **more: object) -> str:
        """Let the trainer play a contact; give what the trainer is told."""
        self.desks.take({"kind": "contact", "do": do, **more})
        return self.desks.said

    def clock(self, do: str, **more: object) -> str:
        """Use the clock's controls; give what the trainer is told."""
        self.desks.take({"kind": "clock", "do": do, **more})
        return self.desks.said

    def passes(self, seconds: float) -> None:
        """Let the wall's clock go on, and the session catch up."""
        self.seconds += seconds
        self.desks.catch_up()

    def state(self) -> dict[str, Any]:
        """Give what a page shows."""
        return self.desks.state()

    def told(self) -> list[str]:
        """Give the presenter's sentences with their clauses, the oldest first."""
        return [f"{note['text']} [{note['clause']}]" for note in reversed(self.state()["notes"])]
