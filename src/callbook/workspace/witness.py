"""Remembers which privileges and options a desktop has asked for, and what it was told: the coverage of the subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration import Level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import Snapshot

Sighting = tuple[str, str, str]
"""A kind (``privilege``, ``option`` or ``level``), a name, and what was seen of it."""

_CLASSES = {Level.DEFAULT: "default", Level.TRANSACTION: "overridden"}


class Witness:
    """What was seen, each thing once."""

    def __init__(self) -> None:
        self.seen: set[Sighting] = set()

    def __deepcopy__(self, memo: dict[int, object]) -> None:
        """Return nothing: what a copy of a desktop asks for is not what this one was to see."""

    def privilege(self, name: str, *, granted: bool) -> None:
        """See a privilege granted or withheld."""
        self.seen.add(("privilege", name, "granted" if granted else "withheld"))

    def option(self, name: str, agent_id: str, snapshot: Snapshot, data: Mapping[str, object] | None) -> None:
        """See the value of an option: whether it is the default, another valid one, or a strategy's; at which level."""
        found = snapshot.explain(name, agent_id, data)
        self.seen.add(("option", name, _CLASSES.get(found.winner.level, "valid")))
        self.seen.add(("level", name, found.winner.level.label))
        if found.invalid:
            self.seen.add(("option", name, "invalid"))
        if found.warnings:
            self.seen.add(("option", name, "override ignored"))
