"""Writes a journal as NDJSON: a first line about the run, then one line per entry, in order.

The same seed gives the same bytes: nothing but the journal and its head goes into the file.
"""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Protocol

import msgspec

from callbook.clock import moment_of
from callbook.journal_entries import Entry, MessageSent
from callbook.messages import Message, to_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from callbook.journal import Journal

FORMAT = 1
"""The version of the file format; a reader refuses a newer one."""

_INSTANTS = frozenset({"at", "due"})


class Recorded(Protocol):
    """What can be written down: a lab, or anything else that has a journal and a seed."""

    @property
    def journal(self) -> Journal:
        """What happened."""
        ...

    @property
    def seed(self) -> int:
        """What decided identifiers and people."""
        ...


def write_trace(  # noqa: PLR0913 - the head of a recording has that many parts
    path: Path, lab: Recorded, *, feature: str, scenario: str, tags: Iterable[str], outcome: str
) -> None:
    """Write what happened in *lab* into the file *path*, whose folder is made if need be."""
    head = {
        "format": FORMAT,
        "kit": version("callbook"),
        "seed": lab.seed,
        "feature": feature,
        "scenario": scenario,
        "tags": list(tags),
        "outcome": outcome,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"\n".join(lines(head, lab.journal)) + b"\n")


def lines(head: Mapping[str, object], journal: Journal) -> Iterator[bytes]:
    """Give the lines of a recording: *head*, then each entry."""
    yield msgspec.json.encode(head)
    for entry in journal:
        yield msgspec.json.encode(_plain(entry))


def _plain(entry: Entry) -> dict[str, Any]:
    given: dict[str, Any] = msgspec.to_builtins(entry)
    if isinstance(entry, MessageSent) and isinstance(entry.message, Message):
        given["message"] = to_mapping(entry.message)
    return {name: _stamp(value) if name in _INSTANTS else value for name, value in given.items()}


def _stamp(instant: int) -> str:
    return moment_of(instant).isoformat(timespec="milliseconds")
