"""What can go wrong on a wire, as data: with a message, or with the whole connection when a message comes by."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from callbook.core.errors import BadInput

if TYPE_CHECKING:
    from random import Random

__all__ = ["Fault", "Mishap"]

ANY_MESSAGE: Final = "*"
_ALL: Final = 100


class Mishap(StrEnum):
    """What happens to a message."""

    DELAYED = "delayed"
    DROPPED = "dropped"
    REPEATED = "repeated"
    OVERTAKEN = "overtaken by the next one"
    REFUSED = "refused with an error"
    RESET = "connection reset"
    HALF_CLOSED = "connection half-closed"
    GARBLED = "garbled"


ENDS_CONNECTION: Final = {
    Mishap.RESET: "lost: the connection is reset",
    Mishap.HALF_CLOSED: "lost: the connection is half-closed",
    Mishap.GARBLED: "lost: garbled, so the receiver drops the connection",
}
"""What happens to the connection together with the message, and how the journal says so."""


@dataclass(slots=True)
class Fault:
    """A mishap that happens to messages called *message* until it has struck often enough.

    Attributes:
        mishap: what happens to each.
        message: the message's name, or ``*`` for any.
        milliseconds: how long it is delayed, at least.
        times: how many messages are still to be hit; it counts down; None for any number.
        at_most: how long it is delayed at most, drawn anew for each; None for always the same.
        percent: how many of a hundred messages are hit, drawn anew for each.
        code: the ErrorCode with which a request is refused.
        mend_after: after how many milliseconds a connection that it ends is there again; None for not by itself.
        answers: the name of a request: only what answers one is hit; empty for whatever it answers.
        struck: how many messages it has hit.
    """

    mishap: Mishap
    message: str = ANY_MESSAGE
    milliseconds: int = 0
    times: int | None = 1
    at_most: int | None = None
    percent: float = _ALL
    code: int = 0
    mend_after: int | None = None
    answers: str = ""
    struck: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.times is not None and self.times < 1:
            raise BadInput("number of messages", self.times, where="fault", accepted="1 or more")
        if self.milliseconds < 0:
            raise BadInput("delay", self.milliseconds, where="fault", accepted="0 or more milliseconds")
        if self.at_most is not None and self.at_most < self.milliseconds:
            raise BadInput("longest delay", self.at_most, where="fault", accepted=f"{self.milliseconds} or more")
        if not 0 < self.percent <= _ALL:
            raise BadInput("percent", self.percent, where="fault", accepted="above 0, at most 100")
        if self.mend_after is not None and self.mend_after < 0:
            raise BadInput("time to mend", self.mend_after, where="fault", accepted="0 or more milliseconds")
        if (self.mishap is Mishap.REFUSED) != (self.code > 0):
            accepted = "1 or more" if self.mishap is Mishap.REFUSED else "none: only a request that is refused has one"
            raise BadInput("error code", self.code, where="fault", accepted=accepted)

    @property
    def spent(self) -> bool:
        """Whether it strikes no more."""
        return self.times == 0

    def strikes(self, name: str, chance: Random) -> bool:
        """Return whether the fault hits a message of this name, and count it if so."""
        if self.spent or self.message not in {ANY_MESSAGE, name}:
            return False
        if self.percent < _ALL and chance.random() * _ALL >= self.percent:
            return False
        if self.times is not None:
            self.times -= 1
        self.struck += 1
        return True

    def delay(self, chance: Random) -> int:
        """Return how long the next message is delayed."""
        return self.milliseconds if self.at_most is None else chance.randint(self.milliseconds, self.at_most)

    def settings(self) -> dict[str, object]:
        """Return what it takes to make it again; what came later to the kit is left out where it says nothing."""
        given = {each.name: getattr(self, each.name) for each in fields(self) if each.init}
        return {name: value for name, value in given.items() if name in _FIRST or value != _DEFAULTS[name]}

    def __str__(self) -> str:
        if self.mishap is Mishap.DELAYED:
            return delayed_by(self.milliseconds, self.at_most)
        if self.mishap is Mishap.REFUSED:
            return f"refused with error {self.code}"
        return ENDS_CONNECTION.get(self.mishap, str(self.mishap))


def delayed_by(milliseconds: int, at_most: int | None = None) -> str:
    """Return in words how long a message is delayed."""
    longest = "" if at_most is None else f" to {at_most / 1000:g}"
    return f"{Mishap.DELAYED} by {milliseconds / 1000:g}{longest} s"


_FIRST: Final = frozenset({"mishap", "message", "milliseconds", "times"})
_DEFAULTS: Final = {each.name: each.default for each in fields(Fault)}
