"""What privileges need, and which one an agent lacks (P1 to P8)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

CHANNEL: Final = "Can Use Web Callback Channel"
VOICE: Final = "Can Use Voice Channel"
DECLINE: Final = "Can Decline"
OUTCOME: Final = "Can Set Interaction Disposition"
RESCHEDULE: Final = "Can Reschedule"
BEFORE_CALL: Final = "Can Reschedule Before Call"
NEW_NUMBER: Final = "Can Reschedule On New Number"
FINISH: Final = "Can Mark Done"
MAKE_CALLS: Final = "Can Make Calls"
RELEASE: Final = "Can Release Call"
HOLD: Final = "Can Hold And Retrieve Call"
ONE_STEP: Final = "Can One Step Transfer"
TWO_STEPS: Final = "Can Two Step Transfer"

_OF_CHANNEL = frozenset({DECLINE, OUTCOME, RESCHEDULE, BEFORE_CALL, NEW_NUMBER, FINISH})
_OF_VOICE = frozenset({MAKE_CALLS, RELEASE, HOLD, ONE_STEP, TWO_STEPS})


def lacking(permission: str, granted: AbstractSet[str]) -> str | None:
    """Name what an agent with *granted* lacks to use *permission*, the most basic first; None for nothing."""
    return next((name for name in _asked(permission) if name not in granted), None)


def _asked(permission: str) -> tuple[str, ...]:
    basis = CHANNEL if permission in _OF_CHANNEL else VOICE if permission in _OF_VOICE else permission
    between = (RESCHEDULE,) if permission == BEFORE_CALL else ()
    return (basis, *between, permission)
