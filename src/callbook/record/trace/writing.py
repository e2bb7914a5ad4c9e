"""Writes a recording as NDJSON. The same seed gives the same bytes: only the journal and its head go into the file."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from typing import Protocol as Shape

import msgspec

from callbook.core import ActionTaken, Entry, MessageSent, TimerFired
from callbook.messages import Message, Protocol, protocol_of
from callbook.record.trace.form import End, Head, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from callbook.configuration import ContactCenter
    from callbook.core import Assumptions, Journal

_ENCODER = msgspec.json.Encoder()
_MESSAGE = b'"message":{"message"'
_MESSAGE_OF = {
    protocol: b'"message":{"protocol":"%s","message"' % protocol.encode() for protocol in Protocol
}  # fmt: skip


class Recorded(Shape):
    """What can be written down: a lab, or anything else that has a journal and all that decided what is in it."""

    @property
    def journal(self) -> Journal:
        """What happened."""
        ...

    @property
    def seed(self) -> int:
        """What decided identifiers and people."""
        ...

    @property
    def start(self) -> datetime:
        """The first moment."""
        ...

    @property
    def contact_center(self) -> ContactCenter:
        """The configuration at the start."""
        ...

    @property
    def assumptions(self) -> Assumptions:
        """What no page of the product says."""
        ...


def head_of(  # noqa: PLR0913 - the head of a recording has that many parts
    lab: Recorded, *, feature: str = "", scenario: str = "", line: int = 0, tags: Iterable[str] = (), outcome: str = ""
) -> Head:
    """Make the first line of the recording of *lab*."""
    return Head(
        kit=_kit(),
        seed=lab.seed,
        start=lab.start.isoformat(timespec="milliseconds"),
        feature=feature,
        scenario=scenario,
        line=line,
        tags=tuple(tags),
        outcome=outcome,
        contact_center=lab.contact_center,
        assumptions=lab.assumptions,
    )


def write_trace(path: Path, lab: Recorded, head: Head) -> None:
    """Write what happened in *lab* into the file *path*, whose folder is made if need be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(line + b"\n" for line in lines(head, lab.journal.entries, lab.journal.clock.instant))


def lines(head: Head, entries: Iterable[Entry], end: int) -> Iterator[bytes]:
    """Yield the lines of a recording that ended at the instant *end*."""
    yield _ENCODER.encode(head)
    number = 0
    for entry in entries:
        number += 1
        yield line_of(entry)
    yield _ENCODER.encode(End(stamp(end), number))


def line_of(entry: Entry) -> bytes:
    """Return the line of one entry, live or read: the same happening gives the same bytes.

    The entry is encoded as it is, then its instants become stamps and a live message gets its protocol. Kind, number
    and ``at`` come first in every line, so the first ``"at":`` is never part of a text. To build another value for
    each line instead costs twice the time (`benchmarks/recording.py`).
    """
    line = _ENCODER.encode(entry).replace(*_stamped("at", entry.at), 1)
    if isinstance(entry, MessageSent):
        if isinstance(entry.message, Message):
            line = line.replace(_MESSAGE, _MESSAGE_OF[protocol_of(entry.message)], 1)
    elif isinstance(entry, TimerFired):
        line = line.replace(*_stamped("since", entry.since), 1)
    elif isinstance(entry, ActionTaken) and isinstance(message := getattr(entry.act, "message", None), Message):
        line = line.replace(_MESSAGE, _MESSAGE_OF[protocol_of(message)], 1)
    return line


def plain(entry: Entry) -> dict[str, Any]:
    """Return one entry as plain data, as it stands in a file."""
    decoded: dict[str, Any] = msgspec.json.decode(line_of(entry))
    return decoded


@cache
def _kit() -> str:
    return version("callbook")


@lru_cache(maxsize=4096)
def _stamped(name: str, instant: int) -> tuple[bytes, bytes]:
    return f'"{name}":{instant}'.encode(), f'"{name}":"{stamp(instant)}"'.encode()
