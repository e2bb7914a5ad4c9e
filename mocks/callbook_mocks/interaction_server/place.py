"""Where an interaction is: in exactly one place at every moment (F10)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """The kinds of places where an interaction can be (F10)."""

    QUEUE = "queue"
    STRATEGY = "strategy"
    OFFERED = "offered"
    HANDLED = "handled"
    WORKBIN = "workbin"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Place:
    """The one place where an interaction is (F10); as a text it reads ``in the queue 'callbacks'``.

    Attributes:
        kind: which kind of place.
        name: the queue that it is in or was taken from, the strategy or the workbin's type; empty when it is done.
        agent: the id of the agent who was invited or handles it, or whose workbin it is in.
    """

    kind: PlaceKind
    name: str = ""
    agent: str = ""

    def __str__(self) -> str:
        return _PLACE_IN_WORDS[self.kind].format(name=self.name, agent=self.agent)


_PLACE_IN_WORDS = {
    PlaceKind.QUEUE: "in the queue {name!r}",
    PlaceKind.STRATEGY: "waiting for an agent, in the strategy {name!r}",
    PlaceKind.OFFERED: "offered to {agent!r}",
    PlaceKind.HANDLED: "handled by {agent!r}",
    PlaceKind.WORKBIN: "in the workbin {name!r} of {agent!r}",
    PlaceKind.DONE: "done",
}
