"""A network client's end of a wire: keeps what the server said until the client has taken it, in order, once."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Final

import msgspec
from msgspec import Meta

from callbook.core import BadInput, CallbookError, copied
from callbook.messages import to_json

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from callbook.core import Clock
    from callbook.messages import Message

MADE: Final = "made"
LOST: Final = "lost"


class Missed(CallbookError):  # noqa: N818 - names what happened
    """A client asks for events that are kept no longer."""

    def __init__(self, after: int, first: int) -> None:
        super().__init__(
            f"Events {after + 1} to {first - 1} are kept no longer: they were not fetched before newer ones took their"
            f" place. What is kept begins with {first}; ask for what comes after {first - 1}, or connect anew."
        )


class Delivered(msgspec.Struct, frozen=True, gc=False, omit_defaults=True):
    """What a client is sent: a message, or that its connection was lost or made again."""

    sequence: Annotated[int, Meta(description="its place in the order of all that this client was sent, from 1.")]
    at: Annotated[int, Meta(description="the instant, in milliseconds since the epoch.")]
    message: Annotated[
        msgspec.Raw | None, Meta(description="the message as JSON; None where it is about the connection.")
    ] = None
    connection: Annotated[str, Meta(description="``made`` or ``lost``; empty for a message.")] = ""


class Mailbox:
    """One client's end of one wire.

    Args:
        clock: gives the instant of each delivery.
        most: how many events are kept for a client that does not fetch them.

    Attributes:
        last: the sequence of the last event, 0 before the first.
        touched: the instant at which something was last laid in or taken out.
        listeners: called whenever something new lies in the box, and when it is over.
        is_over: whether nothing more will come, and nothing is kept: its run is over.
    """

    def __init__(self, clock: Clock, most: int) -> None:
        self._clock = clock
        self._kept: deque[Delivered] = deque(maxlen=most)
        self.last = 0
        self._taken = 0
        self.touched = clock.instant
        self.listeners: list[Callable[[], None]] = []
        self.is_over = False

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return one that holds the same and to which nobody listens."""
        return copied(self, memo, listeners=[])

    def receive(self, message: Message) -> None:
        """Keep a message for the client."""
        self._keep(Delivered(self.last + 1, self._clock.instant, msgspec.Raw(to_json(message))))

    def connected(self) -> None:
        """Keep that the connection was made."""
        self._keep(Delivered(self.last + 1, self._clock.instant, connection=MADE))

    def disconnected(self) -> None:
        """Keep that the connection was lost."""
        self._keep(Delivered(self.last + 1, self._clock.instant, connection=LOST))

    def after(self, sequence: int, at_most: int) -> list[Delivered]:
        """Return what comes after the event with this sequence, at most so many.

        Raises:
            BadInput: when there is no such event yet.
            Missed: when some of it is kept no longer.
        """
        if not 0 <= sequence <= self.last:
            raise BadInput("sequence", sequence, where="events", accepted=f"a number from 0 to {self.last}")
        before_first = self.last - len(self._kept)
        if sequence < before_first:
            raise Missed(sequence, before_first + 1)
        start = sequence - before_first
        found = list(islice(self._kept, start, start + at_most))
        self._taken = max(self._taken, sequence + len(found))
        self.touched = self._clock.instant
        return found

    def end(self) -> None:
        """Let go of everything; whoever waits for news need not wait."""
        self.is_over = True
        self._kept.clear()
        self._tell()

    @property
    def is_empty(self) -> bool:
        """Whether the client has taken all that there is."""
        return self._taken == self.last

    def _keep(self, event: Delivered) -> None:
        self.last, self.touched = event.sequence, self._clock.instant
        self._kept.append(event)
        self._tell()

    def _tell(self) -> None:
        for tell in tuple(self.listeners):
            tell()
