"""What the journal says of messages: which are under way or lost, who cannot know what, who sends what they may not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from callbook.configuration import Privilege, privileges
from callbook.core import ActionTaken, CallbookError, FaultInjected, MessageSent, Mishap, Refused
from callbook.messages import Message
from callbook.messages.open_media import RequestAgentLogout
from callbook.messages.open_media_events import EventAck
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.lab import Lab

COMES_AGAIN: Final = "comes again"
"""The fault that is noted for a message that was delivered long ago and comes again: what it says is no longer true."""

_EVERYTHING: Final = "*"
_LOST: Final = ("lost", "refused")


_CHANNEL: Final = privileges.CAN_USE_WEB_CALLBACK_CHANNEL
_VOICE: Final = privileges.CAN_USE_VOICE_CHANNEL
_NEEDED: Final[dict[str, frozenset[Privilege]]] = {
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

_BY_ITSELF: Final = "Overdue"
"""Why a desktop gives an invitation back that was neither answered nor taken back: no agent has declined it (E6)."""

_READS_ROLES: Final = frozenset({Action.LOG_IN, Action.LOG_OUT})


class Violated(CallbookError):  # noqa: N818 - names what was found
    """Something is true that must never be."""


class Evidence:
    """Reads the journal of a lab, each entry once.

    Attributes:
        messages: how many messages were sent.
        named: the interactions that messages named since the last reading.
        submitted: every callback that Interaction Server has taken, in order.
        receiver: who was handed a message in the last step; empty if it was something else.
    """

    def __init__(self, lab: Lab) -> None:
        self._journal = lab.journal
        self._read = len(lab.journal)
        self._privileges = _PrivilegesHeld(lab)
        self._under_way: dict[int, MessageSent] = {}
        self._untold: set[tuple[str, str | None]] = set()
        self._disturbed: set[str] = set()
        self._once_cut: set[str] = set()
        self._again: object = None
        self.messages = 0
        self.named: set[str] = set()
        self.submitted: list[str] = []
        self.receiver = ""
        self._readers: dict[type, Callable[[Any], None]] = {
            MessageSent: self._message,
            FaultInjected: self._fault,
            ActionTaken: self._privileges.action,
            Refused: self._privileges.refusal,
        }

    def read_on(self) -> None:
        """Read what was written since the last reading.

        Raises:
            Violated: when somebody asked for what they may not.
            MalformedMessage: when somebody said something malformed.
        """
        journal, entries = self._journal, self._journal.entries
        self.named.clear()
        for index in range(self._read, len(entries)):
            reader = self._readers.get(type(entries[index]))
            if reader is not None:
                reader(entries[index])
        self._read = len(entries)
        # What a step delivers is the cause of all that it brings about.
        self._under_way.pop(journal.cause, None)
        step = journal.entry(journal.cause) if journal.cause else None
        self.receiver = step.receiver if isinstance(step, MessageSent) else ""

    def may_not_know(self, agent: str, wire: str, interaction_id: str) -> bool:
        """Return whether a message to *agent* about an interaction is still on its way, or was lost."""
        on_its_way = (entry for entry in self._under_way.values() if entry.wire == wire)
        untold = {(entry.receiver, self._subject(entry)) for entry in on_its_way} | self._untold
        return not untold.isdisjoint({(agent, interaction_id), (agent, _EVERYTHING)})

    def clear(self, wire: str) -> bool:
        """Return whether nothing is on its way on a wire, and nothing was disturbed since it was last connected."""
        return wire not in self._disturbed and all(entry.wire != wire for entry in self._under_way.values())

    def once_cut(self, wire: str) -> bool:
        """Return whether a wire was ever cut."""
        return wire in self._once_cut

    def _message(self, entry: MessageSent) -> None:
        self.messages += 1
        self._under_way[entry.number] = entry
        message = entry.message
        if isinstance(message, Message):  # pragma: no branch - nothing else crosses the wires that are watched
            message.check()
        name = _interaction_of(message)
        if name is not None:
            self.named.add(name)
        if message is self._again:
            self._again = None  # it was judged when its sender sent it
        else:
            self._privileges.judge(entry)
        if isinstance(message, EventAck) and message.Extension is not None and "InteractionId" in message.Extension:
            self.submitted.append(str(message.Extension["InteractionId"]))

    def _fault(self, entry: FaultInjected) -> None:
        if entry.message:
            self._disturbed.add(entry.wire)
            disturbed = self._journal.entry(entry.message)
            if isinstance(disturbed, MessageSent):  # pragma: no branch - a fault strikes nothing else
                self._befell(entry.fault, disturbed)
        elif entry.fault == "connected":
            self._disturbed.discard(entry.wire)
        else:
            self._once_cut.add(entry.wire)

    def _befell(self, fault: str, disturbed: MessageSent) -> None:
        if fault.startswith(_LOST) or fault == Mishap.DROPPED:
            self._under_way.pop(disturbed.number, None)
        elif fault == COMES_AGAIN:
            self._again = disturbed.message
        else:
            return
        self._untold.add((disturbed.receiver, self._subject(disturbed)))

    def _subject(self, entry: MessageSent) -> str | None:
        """Return the interaction that a message is about; the answer to a logout is about all of them."""
        if not isinstance(entry.message, EventAck) or not entry.cause:
            return _interaction_of(entry.message)
        asked = self._journal.entry(entry.cause)
        about_all = isinstance(asked, MessageSent) and isinstance(asked.message, RequestAgentLogout)
        return _EVERYTHING if about_all else None


def _interaction_of(message: object) -> str | None:
    name: str | None = getattr(message, "InteractionId", None)
    return name or getattr(getattr(message, "Interaction", None), "InteractionId", None)


class _PrivilegesHeld:
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
        if name not in _NEEDED:
            return
        reason = getattr(entry.message, "Reason", None)
        if reason is not None and reason.ReasonSystemName == _BY_ITSELF:
            return
        missing = {needed.name for needed in _NEEDED[name]} - self._of(entry.sender)
        if name == "RequestReject" and not self._lab.assumptions.reject_in_countdown_needs_decline:
            missing.discard(privileges.CAN_DECLINE.name)  # O6: the countdown may be rejected without it
        if missing:
            raise Violated(f"{entry.sender} sends {name} without {', '.join(sorted(missing))}")

    def _of(self, name: str) -> frozenset[str]:
        at_login = self._lab.assumptions.privileges_read_at_login
        return self._held.get(name, frozenset()) if at_login else self._granted(name)

    def _granted(self, name: str) -> frozenset[str]:
        return self._lab.configuration.privileges_of(self._lab.agent(name).agent_id)
