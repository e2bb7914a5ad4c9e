"""Who asks for what they may not (P1, P2, P8): which requests need which privileges, and who holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.configuration import Privilege, privileges
from callbook.lab.invariants.violated import Violated
from callbook.workspace import Action

if TYPE_CHECKING:
    from callbook.core import ActionTaken, MessageSent, Refused
    from callbook.lab import Lab

_CHANNEL: Final = privileges.CAN_USE_WEB_CALLBACK_CHANNEL
_VOICE: Final = privileges.CAN_USE_VOICE_CHANNEL
NEEDED: Final[dict[str, frozenset[Privilege]]] = {
    "RequestReject": frozenset({_CHANNEL, privileges.CAN_DECLINE}),
    "RequestMakeCall": frozenset({_CHANNEL, _VOICE, privileges.CAN_MAKE_CALLS}),
    "RequestReleaseCall": frozenset({_VOICE}),
    "RequestHoldCall": frozenset({_VOICE, privileges.CAN_HOLD_AND_RETRIEVE_CALL}),
    "RequestRetrieveCall": frozenset({_VOICE, privileges.CAN_HOLD_AND_RETRIEVE_CALL}),
    "RequestSingleStepTransfer": frozenset({_VOICE, privileges.CAN_ONE_STEP_TRANSFER}),
    "RequestInitiateTransfer": frozenset({_VOICE, privileges.CAN_TWO_STEP_TRANSFER}),
    "RequestCompleteTransfer": frozenset({_VOICE, privileges.CAN_TWO_STEP_TRANSFER}),
}
"""The privileges without which a desktop must never send a request."""

_READS_ROLES: Final = frozenset({Action.LOG_IN, Action.LOG_OUT})


class PrivilegesHeld:
    """Follows logins and logouts in the journal, and judges requests."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._held: dict[str, frozenset[str]] = {}
        self._before: dict[int, tuple[str, frozenset[str]]] = {}

    def action(self, entry: ActionTaken) -> None:
        """Take what a login gives and a logout ends."""
        if entry.action not in _READS_ROLES:
            return
        self._before[entry.number] = (entry.actor, self._held.get(entry.actor, frozenset()))
        self._held[entry.actor] = self._granted(entry.actor) if entry.action == Action.LOG_IN else frozenset()

    def refusal(self, entry: Refused) -> None:
        """Take back what a login or a logout that was refused would have changed."""
        if entry.cause in self._before:
            actor, before = self._before[entry.cause]
            self._held[actor] = before

    def judge(self, entry: MessageSent) -> None:
        """Make sure that whoever sends *entry* may.

        Raises:
            Violated: naming what is missing.
        """
        name = type(entry.message).__name__
        if name not in NEEDED:
            return
        missing = {needed.name for needed in NEEDED[name]} - self._of(entry.sender)
        if name == "RequestReject" and not self._lab.assumptions.reject_in_countdown_needs_decline:
            missing.discard(privileges.CAN_DECLINE.name)  # O6: the countdown may be rejected without it
        if missing:
            raise Violated(f"{entry.sender} sends {name} without {', '.join(sorted(missing))}")

    def _of(self, name: str) -> frozenset[str]:
        at_login = self._lab.assumptions.privileges_read_at_login
        return self._held.get(name, frozenset()) if at_login else self._granted(name)

    def _granted(self, name: str) -> frozenset[str]:
        return self._lab.configuration.privileges_of(self._lab.agent(name).agent_id)
