"""Says where modules are that stood elsewhere in the first version, when somebody still imports them from there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

_ROOMS: Final = {
    "core": (
        "assumptions clock errors faults garbage ids journal journal_entries moments pacing "
        "phone_number shipped standing_assumptions state_file wire"
    ),
    "configuration": "clause_sources clauses documents environment lint",
    "workspace": "sabotage",
    "record": "cucumber diagram report trace",
    "lab": "doors invariants replay",
    "network": "interception remote service web",
    "pytest_plugin": "catalogue",
    "cli": "starter",
}
"""Each room, and what moved into it."""

ROOM_OF: Final = {part: room for room, parts in _ROOMS.items() for part in parts.split()}
"""The room of each part that stood beside the rooms."""


class MovedModules:
    """Finds nothing; it is asked last, and says where what nobody has found is now.

    It is no `MetaPathFinder`, whose module takes longer to import than all of this.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - Python gives it by its place
        target: ModuleType | None = None,  # noqa: ARG002 - the same
    ) -> ModuleSpec | None:
        """Return None for every module that never moved.

        Raises:
            ModuleNotFoundError: for one that did, with the room that hands on what it held.
        """
        top, _, rest = fullname.partition(".")
        part = rest.partition(".")[0]
        if top != "callbook" or part not in ROOM_OF:
            return None
        room = f"callbook.{ROOM_OF[part]}"
        raise ModuleNotFoundError(
            f"{fullname!r} has moved into the room {room!r}. Import what you need from {room!r}, or from 'callbook', "
            "which hands on what most people need.",
            name=fullname,
        )


def say_where() -> None:
    """Ask for moved modules after all others; asking twice changes nothing."""
    if not any(isinstance(finder, MovedModules) for finder in sys.meta_path):
        sys.meta_path.append(MovedModules())
