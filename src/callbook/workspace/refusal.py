"""A refusal explains itself: what was asked, in which state, what stands in the way, and the way out (P9)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from callbook.core import CallbookError


class ObstacleKind(StrEnum):
    """What kind of thing stands in the way."""

    STATE = "state"
    PRIVILEGE = "privilege"
    OPTION = "option"
    INPUT = "input"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What stands in the way of an action.

    Attributes:
        kind: whether a state, a privilege, an option or the input forbids it.
        name: the state, the privilege, the option or the input.
        clause: the clause that says so.
        because: the reason in one sentence.
        accepted: what would be accepted instead.
        level: where the privilege is missing or the option stands.
        assumed: whether the rule is an assumption about the product.
    """

    kind: ObstacleKind
    name: str
    clause: str
    because: str
    accepted: str
    level: str = ""
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """The same for the exception, the notebook and the report: who asked what of what, and the obstacle."""

    agent: str
    action: str
    subject: str
    state: str
    obstacle: Obstacle

    def __str__(self) -> str:
        obstacle = self.obstacle
        assumed = ", assumed" if obstacle.assumed else ""
        subject = f" {self.subject}" if self.subject else ""
        return (
            f"{self.agent} cannot {self.action}{subject} ({self.state}): {obstacle.because} "
            f"[{obstacle.clause}{assumed}]. Accepted: {obstacle.accepted}."
        )


class Refused(CallbookError):  # noqa: N818 - named for what happened
    """An action was refused; nothing has changed.

    Attributes:
        refusal: all about it.
    """

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(str(refusal))
