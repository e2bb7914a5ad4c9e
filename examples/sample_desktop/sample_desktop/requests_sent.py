"""Requests on one wire, and the answers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.alarms import Alarm
    from sample_desktop.plain import Json
    from sample_desktop.station import Station

PATIENCE = 30_000
"""How long an answer that something depends on is awaited, in milliseconds."""

OnAnswer: TypeAlias = "Callable[[Json], None]"


class Requests:
    """Numbers requests and remembers who waits for their answers.

    Args:
        station: sends them.
        wire: on which wire.
        number: the attribute that holds the number; each protocol spells it otherwise.
    """

    def __init__(self, station: Station, wire: str, number: str) -> None:
        self._station = station
        self._wire = wire
        self._number = number
        self._last = 0
        self._waiting: dict[int, OnAnswer] = {}

    def send(self, name: str, on_answer: OnAnswer | None = None, **fields: Any) -> int:  # noqa: ANN401 - as JSON has it
        """Send a request; its answer goes to *on_answer*. Give its number."""
        self._last += 1
        if on_answer is not None:
            self._waiting[self._last] = on_answer
        given = {key: value for key, value in fields.items() if value is not None}
        self._station.send(self._wire, {"message": name, self._number: self._last, **given})
        return self._last

    def await_more(self, number: int, on_answer: OnAnswer) -> None:
        """Wait for one more answer to a request."""
        self._waiting[number] = on_answer

    def answer(self, message: Json) -> bool:
        """Hand *message* to whoever waits for it; say whether somebody did."""
        waiting = self._waiting.pop(message.get(self._number, 0), None)
        if waiting is not None:
            waiting(message)
        return waiting is not None

    def forget(self, number: int) -> None:
        """Wait for this answer no longer."""
        self._waiting.pop(number, None)

    def forget_all(self) -> None:
        """The wire is cut: nobody answers any more."""
        self._waiting.clear()


class Question:
    """A request that something depends on: it is answered, or after a while it is not."""

    def __init__(
        self, station: Station, requests: Requests, on_answer: OnAnswer, on_silence: Callable[[], None]
    ) -> None:
        self._station = station
        self._requests = requests
        self._on_answer = on_answer
        self._on_silence = on_silence
        self._alarm: Alarm | None = None
        self._asked = 0

    def ask(self, name: str, **fields: Any) -> None:  # noqa: ANN401 - as JSON has it
        """Send a request; an earlier one is no longer waited for."""
        self.drop()
        self._asked = self._requests.send(name, self._answered, **fields)
        self._alarm = self._station.later(PATIENCE, self._silent)

    def drop(self) -> None:
        """Wait no longer."""
        self._station.alarms.stop(self._alarm)
        self._requests.forget(self._asked)

    def _answered(self, message: Json) -> None:
        self.drop()
        self._on_answer(message)

    def _silent(self) -> None:
        self.drop()
        self._on_silence()
