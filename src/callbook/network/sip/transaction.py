"""One transaction: a request with its responses, repeated until the other side has it (RFC 3261, section 17).

It knows a clock and no socket: it is given messages that came, and gives messages to be sent. What becomes of an event
stands in a table (`transaction_tables`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

from callbook.network.sip.transaction_tables import Effect, Event, State

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.core import Clock, Timer
    from callbook.network.sip.messages import SipMessage
    from callbook.network.sip.transaction_tables import Table

T1: Final = 500
"""Milliseconds that a message and its answer are thought to take."""
T2: Final = 4_000
"""Milliseconds between two repetitions at most."""
T4: Final = 5_000
"""Milliseconds that a message may stay in the network."""
_NEVER: Final = 64 * T1
"""When nobody answers any more."""


class User(Protocol):
    """Whoever uses a transaction: told what comes of it."""

    def came(self, message: SipMessage) -> None:
        """Take a message of the other side."""
        ...

    def failed(self, event: Event, /) -> None:
        """Learn that nothing was answered, or that the transport is broken."""
        ...


class Transaction:
    """A client's transaction, or a server's.

    Args:
        name: what its timers are called.
        table: what becomes of an event.
        state: where it begins.
        clock: what its timers go by.
        send: sends a message to the other side.
        user: is told what comes.
        reliable: whether the transport itself repeats what is lost.
        peer: who the other side is.

    Attributes:
        state: where it is.
        peer: as given.
        sent: what is sent again when it is time, or when the other side asks again.
        acknowledgement: makes the ACK for a response of 300 or more, of a client's INVITE (17.1.1.3).
    """

    def __init__(  # noqa: PLR0913 - all that a transaction stands on
        self,
        name: str,
        table: Table,
        state: State,
        *,
        clock: Clock,
        send: Callable[[SipMessage], None],
        user: User,
        reliable: bool,
        peer: object = None,
    ) -> None:
        self.state = state
        self.peer = peer
        self.sent: SipMessage | None = None
        self.acknowledgement: Callable[[SipMessage], SipMessage] | None = None
        self._name = name
        self._table = table
        self._clock = clock
        self._send = send
        self._user = user
        self._reliable = reliable
        self._interval = T1
        self._longest = T2
        self._timers: dict[Event, Timer] = {}

    @property
    def is_over(self) -> bool:
        """Whether nothing will come of it any more."""
        return self.state is State.TERMINATED

    def send(self, event: Event, message: SipMessage) -> None:
        """Send a request, or a response; *event* says which kind it is."""
        self.sent = message
        self.fire(event)

    def fire(self, event: Event, message: SipMessage | None = None) -> None:
        """Let something happen; *message* is what came of the other side."""
        entry = self._table.get((self.state, event))
        if entry is None:
            return
        self.state = entry.state
        for effect in entry.effects:
            self._EFFECTS[effect](self, message)

    def stop(self) -> None:
        """Set all timers aside: nothing comes of it by itself any more."""
        for timer in self._timers.values():
            self._clock.cancel(timer)
        self._timers.clear()

    # Effects.

    def _send_again(self, _message: SipMessage | None) -> None:
        if self.sent is not None:
            self._send(self.sent)

    def _acknowledge(self, message: SipMessage | None) -> None:
        if self.acknowledgement is not None and message is not None:
            self._send(self.acknowledgement(message))

    def _tell(self, message: SipMessage | None) -> None:
        if message is not None:
            self._user.came(message)

    def _tell_timeout(self, _message: SipMessage | None) -> None:
        self._user.failed(Event.GIVES_UP)

    def _tell_broken(self, _message: SipMessage | None) -> None:
        self._user.failed(Event.BROKEN)

    def _repeat_soon(self, _message: SipMessage | None) -> None:
        self._repeat(T1, _NEVER)

    def _repeat_up_to_t2(self, _message: SipMessage | None) -> None:
        self._repeat(T1, T2)

    def _repeat_every_t2(self, _message: SipMessage | None) -> None:
        self._repeat(T2, T2)

    def _give_up_later(self, _message: SipMessage | None) -> None:
        self._set(Event.GIVES_UP, _NEVER)

    def _stop(self, _message: SipMessage | None) -> None:
        self.stop()

    def _quiet_later(self, _message: SipMessage | None) -> None:
        self._set(Event.QUIET, 0 if self._reliable else _NEVER)

    def _quiet_in_any_case(self, _message: SipMessage | None) -> None:
        self._set(Event.QUIET, _NEVER)

    def _quiet_soon(self, _message: SipMessage | None) -> None:
        self._set(Event.QUIET, 0 if self._reliable else T4)

    # Timers.

    def _repeat(self, interval: int, longest: int) -> None:
        if not self._reliable:
            self._interval, self._longest = interval, longest
            self._set(Event.REPEAT, interval)

    def _set(self, event: Event, after: int) -> None:
        known = self._timers.get(event)
        if known is not None:
            self._clock.cancel(known)
        self._timers[event] = self._clock.call_later(after, self._timer_fired, f"{self._name}: {event}", event)

    def _timer_fired(self, event: Event) -> None:
        del self._timers[event]
        if event is Event.REPEAT:
            self._repeat(min(2 * self._interval, self._longest), self._longest)
        self.fire(event)

    _EFFECTS: ClassVar[Mapping[Effect, Callable[[Any, SipMessage | None], None]]] = {
        Effect.SEND: _send_again,
        Effect.ACKNOWLEDGE: _acknowledge,
        Effect.TELL: _tell,
        Effect.TELL_TIMEOUT: _tell_timeout,
        Effect.TELL_BROKEN: _tell_broken,
        Effect.REPEAT_SOON: _repeat_soon,
        Effect.REPEAT_UP_TO_T2: _repeat_up_to_t2,
        Effect.REPEAT_EVERY_T2: _repeat_every_t2,
        Effect.GIVE_UP_LATER: _give_up_later,
        Effect.STOP: _stop,
        Effect.QUIET_LATER: _quiet_later,
        Effect.QUIET_IN_ANY_CASE: _quiet_in_any_case,
        Effect.QUIET_SOON: _quiet_soon,
    }
