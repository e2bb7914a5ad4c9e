"""A recording as if no network had been there: without the messages of SIP, from which nothing follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from callbook.core import Entry, FaultInjected, SipSent, StepEnded

if TYPE_CHECKING:
    from collections.abc import Sequence

_REFERS: dict[type[Entry], str] = {FaultInjected: "message", StepEnded: "step"}
"""By kind of entry: the attribute beside its cause that is the number of another entry."""


def without_telephones(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return *entries* but for the messages of SIP, numbered and with causes as if there had been none."""
    if not any(type(entry) is SipSent for entry in entries):
        return tuple(entries)
    numbers: dict[int, int] = {}
    kept = list[Entry]()
    before = entries[0].number
    for entry in entries:
        if isinstance(entry, SipSent):
            numbers[entry.number] = numbers.get(entry.cause, entry.cause)
            continue
        numbers[entry.number] = before + len(kept)
        changes = {"number": numbers[entry.number], "cause": numbers.get(entry.cause, entry.cause)}
        refers = _REFERS.get(type(entry))
        if refers is not None:
            other: int = getattr(entry, refers)
            changes[refers] = numbers.get(other, other)
        kept.append(msgspec.structs.replace(entry, **changes))
    return tuple(kept)
