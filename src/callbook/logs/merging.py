"""Brings several logs into one order: how far apart their clocks are, and what stands in more than one of them."""

from __future__ import annotations

from heapq import merge
from itertools import count
from statistics import median
from typing import TYPE_CHECKING, Any, Final

from callbook.logs.damage import DamageLog

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from callbook.logs.reading import Run, Seen
    from callbook.logs.tally import Tally

_FEWEST: Final = 3
"""So many messages must stand in both logs for their clocks to be compared."""
_MOST: Final = 50_000
_TOGETHER: Final = 2_000
"""So near, in milliseconds, are two entries in two logs that are one message."""
_NAMING: Final = (
    "ReferenceId",
    "ReferenceID",
    "TicketId",
    "InteractionId",
    "ConnID",
    "ThisDN",
    "OtherDN",
    "MediaTypeName",
)


def measure_skew(runs: list[Run], read: Callable[[Run], Iterable[Seen]]) -> None:
    """Note on each run by how many milliseconds its clock is ahead of the first's: by messages that stand in both.

    A run with fewer than three such messages is left as it is.
    """
    keys = [_sample(read(run)) for run in runs]
    for run, known in zip(runs[1:], keys[1:], strict=True):
        apart = [known[key] - keys[0][key] for key in known.keys() & keys[0].keys()]
        if len(apart) >= _FEWEST:
            run.skew = round(median(apart))
    for run in runs:
        run.damage = DamageLog()


def merged(runs: Sequence[Iterable[Seen]], tally: Tally) -> Iterator[Seen]:
    """Yield the messages of all runs in the order of their instants; one that stands in two logs, once."""
    if len(runs) == 1:
        yield from runs[0]
        return
    recent: dict[Hashable, list[tuple[int, int]]] = {}
    for seen, number in merge(*map(_numbered, runs, count()), key=_at):
        key = _key(seen)
        near = [each for each in recent.pop(key, ()) if seen.at - each[0] <= _TOGETHER]
        other = next((each for each in near if each[1] != number), None)
        if other is None:
            near.append((seen.at, number))
            yield seen
        else:
            near.remove(other)
            tally.both += 1
        if near:
            recent[key] = near
        if len(recent) > _MOST:
            del recent[next(iter(recent))]


def _numbered(run: Iterable[Seen], number: int) -> Iterator[tuple[Seen, int]]:
    return ((seen, number) for seen in run)


def _at(pair: tuple[Seen, int]) -> int:
    return pair[0].at


def _sample(messages: Iterable[Seen]) -> dict[Hashable, int]:
    """Return when messages were that occur once; of very many, the first."""
    found: dict[Hashable, int] = {}
    twice: set[Hashable] = set()
    for seen in messages:
        key = _key(seen)
        if key in found:
            twice.add(key)
        elif len(found) < _MOST:
            found[key] = seen.at
    return {key: at for key, at in found.items() if key not in twice}


def _key(seen: Seen) -> Hashable:
    """Return what says of a message which one it is, in whatever log it stands."""
    message: Any = seen.message
    held = getattr(message, "Interaction", None)
    names: tuple[Hashable, ...] = tuple(getattr(message, name, None) for name in _NAMING)
    inner: Hashable = held.InteractionId if held is not None else None
    return (seen.message.name, seen.wire, seen.sender, *names, inner)
