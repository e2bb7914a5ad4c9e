"""What can go wrong on a wire, as data: a message is delayed, dropped, repeated or overtaken by the next one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from callbook.errors import BadInput

ANY_MESSAGE = "*"


class Mishap(StrEnum):
    """What happens to a message."""

    DELAYED = "delayed"
    DROPPED = "dropped"
    REPEATED = "repeated"
    OVERTAKEN = "overtaken by the next one"


@dataclass(slots=True)
class Fault:
    """A mishap that befalls the next *times* messages called *message*.

    Attributes:
        mishap: what happens to each.
        message: the message's name, or ``*`` for any.
        milliseconds: how long it is delayed.
        times: how many messages are still to be hit; it counts down.
    """

    mishap: Mishap
    message: str = ANY_MESSAGE
    milliseconds: int = 0
    times: int = 1

    def __post_init__(self) -> None:
        if self.times < 1:
            raise BadInput("number of messages", self.times, where="fault", accepted="1 or more")
        if self.milliseconds < 0:
            raise BadInput("delay", self.milliseconds, where="fault", accepted="0 or more milliseconds")

    def strikes(self, name: str) -> bool:
        """Say whether the fault hits a message of this name, and count it if so."""
        if self.times < 1 or self.message not in {ANY_MESSAGE, name}:
            return False
        self.times -= 1
        return True

    def __str__(self) -> str:
        delay = f" by {self.milliseconds / 1000:g} s" if self.mishap is Mishap.DELAYED else ""
        return f"{self.mishap}{delay}"
