"""What an import has read, passed over and not understood: counts, and where each was met first."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Final

_MOST: Final = 1_000
"""So many different things are counted one by one; whatever comes after is counted together."""
OTHERS: Final = "others"


@dataclass
class Counted:
    """Counts of things by their names, with the place where each was met first."""

    counts: Counter[str] = field(default_factory=Counter[str])
    first: dict[str, str] = field(default_factory=dict[str, str])

    def add(self, name: str, place: str) -> None:
        """Count *name*, met at *place*."""
        if name not in self.counts and len(self.counts) >= _MOST:
            name = OTHERS
        self.counts[name] += 1
        self.first.setdefault(name, place)

    @property
    def total(self) -> int:
        """How many there were altogether."""
        return self.counts.total()

    def plain(self) -> list[dict[str, Any]]:
        """Return them as plain data, the most frequent first."""
        return [{"name": name, "count": count, "first": self.first[name]} for name, count in self.counts.most_common()]


@dataclass
class Tally:
    """What became of everything in the logs.

    Attributes:
        read: messages that are in the recording, by name.
        passed: what was passed over, by reason and name.
        unread: what was not understood: names of messages and of attributes that nobody knows, records without an end.
        guessed: names of attributes that were guessed, with what was taken.
        notes: whatever else is to be said of a file.
        agents: everybody whose messages were seen.
        lines: how many lines the logs have.
        both: messages that stood in two logs, and are in the recording once.
    """

    read: Counted = field(default_factory=Counted)
    passed: Counted = field(default_factory=Counted)
    unread: Counted = field(default_factory=Counted)
    guessed: Counted = field(default_factory=Counted)
    notes: list[str] = field(default_factory=list[str])
    agents: dict[str, None] = field(default_factory=dict[str, None])
    lines: int = 0
    both: int = 0

    def note(self, text: str) -> None:
        """Say something of a file, once."""
        if text not in self.notes:
            self.notes.append(text)
