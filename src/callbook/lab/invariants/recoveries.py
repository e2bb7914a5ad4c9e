"""How desktops recover from what has failed: which entries of the journal tell of it, a row each (F10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.core import Noted, StateChanged
from callbook.workspace import RULES, CallbackEvent, CallbackState, CallMoment, CallPhase

if TYPE_CHECKING:
    from callbook.core import Entry
    from callbook.workspace import Transition

_EVENTS: Final = frozenset(
    {CallbackEvent.UNANSWERED, CallbackEvent.COMES_LATE, CallMoment.UNANSWERED, CallMoment.GIVEN_UP, CallMoment.GONE}
)
_STATES: Final = frozenset({CallbackState.ASKING, CallPhase.UNANSWERED})

NOTES: Final[dict[str, str]] = {
    "Interaction Server does not answer the login": "session: the login is asked for again",
    "Interaction Server does not answer the logout": "session: the logout is asked for again",
    "Interaction Server has ended the session": "session: one that the server has ended is begun again",
    "no window waits for it": "call: one that no window waits for is released",
    "its call is over": "call: what comes late about one that is over is ignored",
}
"""What the end of a note tells of."""


def _recovers(row: Transition) -> bool:
    return row.event in _EVENTS or row.state in _STATES


def _name(machine: str, before: str, event: str) -> str:
    return f"{machine}: {before} + {event}"


RECOVERIES: Final = (
    *(
        dict.fromkeys(
            _name(table.machine, row.state, row.event)
            for table in (RULES.callback, RULES.call)
            for row in table.rows
            if _recovers(row)
        )
    ),
    *NOTES.values(),
)
"""The names of all recoveries: transitions of callbacks and calls, and what desktops do besides."""


def recovery(entry: Entry) -> str | None:
    """Return the name of the recovery that *entry* tells of, None where it tells of none."""
    if isinstance(entry, StateChanged):
        name = _name(entry.machine, entry.before, entry.event)
        return name if name in _NAMES else None
    if isinstance(entry, Noted):
        return next((name for text, name in NOTES.items() if entry.text.endswith(text)), None)
    return None


_NAMES: Final = frozenset(RECOVERIES)
