"""What no public page says: one table of assumptions, each with its clause, and each replaceable.

Whoever knows better for a site makes a table of their own: ``Assumptions(privileges_read_at_login=False)``; whatever
prints an assumption says that it is one. Those that can't be switched stand in ``standing_assumptions``.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TypeVar

from callbook.core.copying import Frozen

__all__ = ["Assumptions", "Row", "table"]

_Value = TypeVar("_Value", int, bool, str)
_CLAUSE = "clause"
_TEXT = "text"


def _assumed(value: _Value, clause: str, text: str) -> _Value:
    """Declare an assumption with its value, its clause and one sentence."""
    return field(default=value, metadata={_CLAUSE: clause, _TEXT: text})


@dataclass(frozen=True, slots=True)
class Row:
    """One assumption as it is printed."""

    name: str
    clause: str
    value: object
    text: str

    def __str__(self) -> str:
        return f"{self.name} = {self.value} ({self.clause}, assumed): {self.text}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions(Frozen):
    """Every assumption with the value that the kit uses; durations are in milliseconds."""

    unconnected_call_unlocks_reschedule: bool = _assumed(
        False, "F4", "A call that never connected does not unlock rescheduling for an agent without P5."
    )
    reschedule_during_call: bool = _assumed(
        True, "P5", "An agent with P4 and P5 may set a new date while a call is up, too."
    )
    transfer_needs_park_queue: bool = _assumed(
        True, "O12", "Without a park queue the call made from a callback can't be transferred."
    )
    accept_during_countdown: bool = _assumed(True, "O5", "Accept stays clickable while the countdown runs.")
    reject_in_countdown_needs_decline: bool = _assumed(
        True, "O6", "Reject in the countdown needs the privilege Can Decline as well."
    )
    reason_ignored_when_auto_ready: bool = _assumed(
        True, "O2", "The reason of O2 has no effect where O1 puts the channel Ready."
    )
    privileges_read_at_login: bool = _assumed(True, "C6", "Roles are read when the agent logs in.")
    channel_state_survives_outage: bool = _assumed(
        True, "E2", "A channel that comes back with its server has the state that it had before."
    )
    answer_timeout: int = _assumed(
        30_000, "F10", "The desktop gives up waiting for the server's answer to accept, reject or Mark Done after this."
    )
    reoffer_delay: int = _assumed(
        5_000, "E6", "An agent who declined or let an invitation expire is not offered it again before this has passed."
    )
    not_ready_after_expiry: bool = _assumed(
        False, "E6", "An agent who lets an invitation expire stays Ready on the channel."
    )
    network_reached_after: int = _assumed(1_000, "F3", "The network is reached this long after dialling.")
    network_gives_up_ringing: int = _assumed(
        60_000, "F4", "A telephone that nobody answers stops ringing after this (CallState NoAnswer)."
    )


def table(assumptions: Assumptions | None = None) -> tuple[Row, ...]:
    """Return every assumption as a row, in the order of the table."""
    assumptions = assumptions or Assumptions()
    return tuple(
        Row(entry.name, entry.metadata[_CLAUSE], getattr(assumptions, entry.name), entry.metadata[_TEXT])
        for entry in fields(assumptions)
    )
