"""An order that things enter and leave at any time, at a cost that hardly grows with their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from heapq import heapify, heappop, heappush
from typing import Generic, TypeAlias, TypeVar

Thing = TypeVar("Thing")
Rank: TypeAlias = tuple[int, int]
_FEW_STALE = 64


class Ranking(Generic[Thing]):
    """Things in the order of their rank: adding one, taking one out and finding the first cost O(log n)."""

    __slots__ = ("_added", "_entries", "_heap")

    def __init__(self) -> None:
        self._heap: list[tuple[Rank, int, Thing]] = []
        self._entries: dict[Thing, tuple[Rank, int, Thing]] = {}
        self._added = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, thing: Thing) -> bool:
        return thing in self._entries

    def __iter__(self) -> Iterator[Thing]:
        return iter(tuple(self._entries))

    def rank(self, thing: Thing) -> Rank:
        """Return the rank of a thing that is in."""
        return self._entries[thing][0]

    def add(self, thing: Thing, rank: Rank) -> None:
        """Put *thing* in, or give it another rank; the lower the rank the sooner it comes."""
        self._added += 1
        entry = (rank, self._added, thing)
        self._entries[thing] = entry
        heappush(self._heap, entry)
        self._tidy()

    def discard(self, thing: Thing) -> None:
        """Take *thing* out, if it is in."""
        if self._entries.pop(thing, None) is not None:
            self._tidy()

    def first(self, unless: Callable[[Thing], bool] | None = None) -> Thing | None:
        """Return the first thing of which *unless* does not hold, or None."""
        heap, entries = self._heap, self._entries
        passed: list[tuple[Rank, int, Thing]] = []
        found: Thing | None = None
        while heap:
            entry = heap[0]
            if entries.get(entry[2]) is not entry:
                heappop(heap)
            elif unless is not None and unless(entry[2]):
                passed.append(heappop(heap))
            else:
                found = entry[2]
                break
        for entry in passed:
            heappush(heap, entry)
        return found

    def _tidy(self) -> None:
        if len(self._heap) > 2 * len(self._entries) + _FEW_STALE:
            self._heap = list(self._entries.values())
            heapify(self._heap)
