"""Where a log is damaged: cut off, unreadable, or with a gap in the numbers that T-Servers give their events."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from callbook.core import counted, moment_of
from callbook.record import Damage

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEQUENCE: Final = re.compile(rb"\tAttributeEventSequenceNumber\t([0-9a-fA-F]{16})\b")
_MOST: Final = 10_000
"""So many places are listed; a log that has more is damaged throughout."""
_RESTARTED: Final = 1_000_000
"""A number that is so much larger is another server's count."""


class DamageLog:
    """Collects what is damaged in one run."""

    def __init__(self) -> None:
        self._spans: list[tuple[int, int, int, str, int | None, int | None]] = []
        self._open: list[int] = []
        self._sequence: int | None = None
        self._before = (0, 0, None)  # file, line and instant of the last sound message
        self._last: tuple[int, int, int | None] = (0, 0, None)

    def sound(self, file: int, line: int, at: int) -> None:
        """Note that a message was read; what was damaged before it ends here."""
        for place in self._open:
            number, first, _, why, since, _ = self._spans[place]
            self._spans[place] = (number, first, line if number == file else 0, why, since, at)
        self._open.clear()
        self._last = (file, line, at)

    def event(self, file: int, line: int, at: int, text: bytes) -> None:
        """Look at the number of an event: are there any that are missing before it?"""
        found = _SEQUENCE.search(text)
        if found is None:
            return
        number = int(found[1], 16)
        before, self._sequence = self._sequence, number
        if before is not None and before + 1 < number < before + _RESTARTED:
            missing = counted(number - before - 1, "event")
            self._add(file, f"{missing} missing: EventSequenceNumber goes from {before:016x} to {number:016x}")
            self.sound(file, line, at)

    def unreadable(self, file: int, line: int, why: str) -> None:
        """Note that a record cannot be read."""
        self._add(file, f"line {line}: {why}")

    def breaks_off(self, file: int, why: str, line: int = 0) -> None:
        """Note that a file ends too early, in the record at *line* if that is known."""
        self._add(file, why if not line else f"line {line}: {why}")

    def spans(self) -> Iterator[Damage]:
        """Yield what is damaged, in order."""
        for file, first, last, why, since, until in self._spans:
            yield Damage(file=file, first_line=first, last_line=last, why=why, since=_stamp(since), until=_stamp(until))

    def _add(self, file: int, why: str) -> None:
        if len(self._spans) >= _MOST:
            return
        last_file, line, at = self._last
        self._spans.append((file, line if last_file == file else 0, 0, why, at, None))
        self._open.append(len(self._spans) - 1)


def _stamp(at: int | None) -> str:
    return "" if at is None else moment_of(at).isoformat(timespec="milliseconds")
