"""Writes a recording as NDJSON. The same seed gives the same bytes: only the journal and its head go into the file."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING, Any
from typing import Protocol as Shape

import msgspec

from callbook.core import ActionTaken, Entry, MessageSent, TimerFired
from callbook.messages import MESSAGES
from callbook.record.trace.form import End, Head, stamp

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime
    from pathlib import Path

    from callbook.configuration import ContactCenter
    from callbook.core import Assumptions, Journal

_ENCODER = msgspec.json.Encoder()
_NO_LOG = b',"log":null}'
_MESSAGE = b'"message":{"message"'
_MESSAGE_OF: dict[type, bytes] = {
    kind: b'"message":{"protocol":"%s","message"' % protocol.encode()
    for protocol, kinds in MESSAGES.items() for kind in kinds.values()
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
    """Return the first line of the recording of *lab*."""
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
        file.writelines(line + b"\n" for line in recording_lines(head, lab.journal.entries, lab.journal.clock.instant))


def head_line(head: Head) -> bytes:
    """Return the first line of a recording."""
    line = _ENCODER.encode(head)
    return line if head.log is not None else line.removesuffix(_NO_LOG) + b"}"


def recording_lines(head: Head, entries: Sequence[Entry], end: int) -> Iterator[bytes]:
    """Yield the lines of a recording that ended at the instant *end*."""
    yield from between_ends(head, lines_of(entries), end, len(entries))


def between_ends(head: Head, lines: Iterable[bytes], end: int, count: int) -> Iterator[bytes]:
    """Yield the first line of a recording, the *lines* of its *count* entries, and its last line."""
    yield head_line(head)
    yield from lines
    yield _ENCODER.encode(End(stamp(end), count))


def lines_of(entries: Iterable[Entry]) -> Iterator[bytes]:
    """Yield the lines of these entries, live or read: the same happening gives the same bytes.

    An entry is encoded as it is, then its instants become stamps and a live message gets its protocol. Kind, number
    and ``at`` come first in every line, so the first ``"at":`` is never part of a text. To build another value for each
    line costs twice the time; to encode all at once and to split them, as much as this (`benchmarks/recording.py`).
    """
    encode = _ENCODER.encode
    at, as_number, as_stamp = -1, b"", b""
    for entry in entries:
        if entry.at != at:  # most stand at the instant of the one before
            at = entry.at
            as_number, as_stamp = _stamped("at", at)
        line = encode(entry).replace(as_number, as_stamp, 1)
        if isinstance(entry, MessageSent):
            begin = _MESSAGE_OF.get(type(entry.message))
            if begin is not None:
                line = line.replace(_MESSAGE, begin, 1)
        elif type(entry) in _FINISH:
            line = _FINISH[type(entry)](entry, line)
        yield line


def recording_line(entry: Entry) -> bytes:
    """Return the line of one entry, live or read."""
    return next(lines_of((entry,)))


def _with_protocol(act: object, line: bytes) -> bytes:
    message: object = getattr(act, "message", None)
    begin = _MESSAGE_OF.get(type(message))
    return line if begin is None else line.replace(_MESSAGE, begin, 1)


def _with_since(since: int, line: bytes) -> bytes:
    as_number, as_stamp = _stamped("since", since)
    return line.replace(as_number, as_stamp, 1)


_FINISH: dict[type[Entry], Callable[[Any, bytes], bytes]] = {
    ActionTaken: lambda entry, line: _with_protocol(entry.act, line),
    TimerFired: lambda entry, line: _with_since(entry.since, line),
}
"""What is still to be done to the line of such an entry."""


def plain_entry(entry: Entry) -> dict[str, Any]:
    """Return one entry as plain data, as it stands in a file."""
    decoded: dict[str, Any] = msgspec.json.decode(recording_line(entry))
    return decoded


@cache
def _kit() -> str:
    return version("callbook")


@lru_cache(maxsize=4096)
def _stamped(name: str, instant: int) -> tuple[bytes, bytes]:
    return f'"{name}":{instant}'.encode(), f'"{name}":"{stamp(instant)}"'.encode()
