"""What must hold in a lab after every single message and timer, whatever fails (F10): watched from outside.

Both servers check themselves. What stands here is what nobody can see alone: who believes to own a callback and who
owns it, who asks for what they may not, and, once all is quiet, that desktops and servers see the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from callbook.errors import CallbookError, Unknown
from callbook.faults import Mishap
from callbook.journal_entries import ActionTaken, FaultInjected, MessageSent, Refused
from callbook.messages.open_media import RequestAgentLogout
from callbook.messages.open_media_events import EventAck
from callbook.workspace.names import Action, CallbackState, CallPhase, ChannelState
from callbook_mocks.interaction_server import Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.journal_entries import Entry
    from callbook.lab import Lab
    from callbook.workspace import Workspace
    from callbook.workspace.callback import Callback
    from callbook_mocks.interaction_server import Place

OWNING: Final = frozenset({CallbackState.IN_HAND, CallbackState.SAVING, CallbackState.PLACING})
"""States in which a desktop believes that the callback is its agent's."""

_CALLBACK: Final = "Can Use Web Callback Channel"
_DECLINE: Final = "Can Decline"
_VOICE: Final = "Can Use Voice Channel"
NEEDED: Final[dict[str, frozenset[str]]] = {
    "RequestReject": frozenset({_CALLBACK, _DECLINE}),
    "RequestMakeCall": frozenset({_CALLBACK, _VOICE, "Can Make Calls"}),
    "RequestReleaseCall": frozenset({_VOICE}),
    "RequestHoldCall": frozenset({_VOICE, "Can Hold And Retrieve Call"}),
    "RequestRetrieveCall": frozenset({_VOICE, "Can Hold And Retrieve Call"}),
    "RequestSingleStepTransfer": frozenset({_VOICE, "Can One Step Transfer"}),
    "RequestInitiateTransfer": frozenset({_VOICE, "Can Two Step Transfer"}),
    "RequestCompleteTransfer": frozenset({_VOICE, "Can Two Step Transfer"}),
}
"""The privileges without which a desktop must never send a request (P1, P2, P8)."""

_OF_THE_OFFER: Final = frozenset({CallbackState.OFFERED, CallbackState.COUNTDOWN})
_SEEN_AS: Final[dict[Kind, frozenset[CallbackState]]] = {
    Kind.OFFERED: _OF_THE_OFFER,
    Kind.HANDLED: frozenset({CallbackState.IN_HAND}),
}
_ROLES_READ: Final = frozenset({Action.LOG_IN, Action.LOG_OUT})
_NO_CALL: Final = frozenset({CallPhase.NONE, CallPhase.OVER})
_LOST: Final = "lost"


EVERYTHING: Final = "*"
COMES_AGAIN: Final = "comes again"
"""The fault that is noted for a message that was delivered long ago and comes again: what it says is no longer true."""


class Violated(CallbookError):  # noqa: N818 - names what was found
    """Something is true that must never be."""


class Watcher:
    """Looks at a lab after every step of its clock.

    Args:
        lab: what is watched.
        every: how many steps from one look at the whole to the next; between them a step is judged by the
            interactions that its messages name.

    Attributes:
        messages: how many messages were sent.
        steps: how many looks there were.
    """

    def __init__(self, lab: Lab, *, every: int = 1) -> None:
        self._lab = lab
        self._every = every
        self.messages = 0
        self.steps = 0
        self._read = len(lab.journal)
        self._under_way: dict[int, MessageSent] = {}
        self._untold: set[tuple[str, str | None]] = set()
        self._disturbed: set[str] = set()
        self._once_cut: set[str] = set()
        self._submitted: list[str] = []
        self._open: set[str] = set()
        self._again: object = None
        self._named: set[str] = set()
        self._privileges: dict[str, frozenset[str]] = {}
        self._undo: dict[int, tuple[str, frozenset[str]]] = {}
        lab.clock.after_each_step(self.look)

    def leave(self) -> None:
        """Look a last time, at everything that was ever submitted, and then no longer.

        Raises:
            Violated: when a callback is nowhere.
        """
        for name in self._submitted:
            self._place(name)
        self._lab.clock.after_each_step(None)

    def look(self) -> None:
        """Check everything that must hold at every moment.

        Raises:
            Violated: when desktops and servers do not fit together.
            CallbookError: when a server has lost count.
        """
        self.steps += 1
        self._named = set()
        self._read_on()
        if not self._was_told_to_a_desktop():
            self._check_servers()
        for desk in self._lab.desks:
            self._check_owner(desk)

    def look_around(self) -> None:
        """Check what holds when nothing is on its way: desktops see what the servers have.

        Where a wire was disturbed since it was last connected, nobody can expect that.

        Raises:
            Violated: when they do not.
        """
        lab = self._lab
        for desk in lab.desks:
            self._check_windows(desk)
            if lab.interaction_server.running and self._clear(desk.link.wire.name) and desk.link.up:
                self._compare_callbacks(desk)
            if lab.voice_switch.running and self._clear(desk.voice.link.wire.name) and desk.voice.registered:
                self._compare_calls(desk)

    # Reading the journal.

    def _read_on(self) -> None:
        journal = self._lab.journal
        entries = journal.entries
        for index in range(self._read, len(entries)):
            entry = entries[index]
            reader = _READERS.get(type(entry))
            if reader is not None:
                reader(self, entry)
        self._read = len(entries)
        # What a step delivers is the cause of all that it brings about.
        self._under_way.pop(journal.cause, None)

    def _message(self, entry: MessageSent) -> None:
        self.messages += 1
        self._under_way[entry.number] = entry
        message = entry.message
        name = _interaction_of(message)
        if name is not None:
            self._named.add(name)
        if message is self._again:
            self._again = None  # it was judged when its sender sent it
        else:
            self._check_privileges(entry)
        if isinstance(message, EventAck) and message.Extension is not None and "InteractionId" in message.Extension:
            name = str(message.Extension["InteractionId"])
            self._submitted.append(name)
            self._open.add(name)

    def _fault(self, entry: FaultInjected) -> None:
        if not entry.message:
            if entry.fault == "connected":
                self._disturbed.discard(entry.wire)
            else:
                self._once_cut.add(entry.wire)
            return
        self._disturbed.add(entry.wire)
        disturbed = self._lab.journal.entry(entry.message)
        if entry.fault.startswith(_LOST) or entry.fault == Mishap.DROPPED:
            self._under_way.pop(entry.message, None)
        elif entry.fault == COMES_AGAIN:
            self._again = disturbed.message if isinstance(disturbed, MessageSent) else None
        else:
            return
        if isinstance(disturbed, MessageSent):
            self._untold.add((disturbed.receiver, self._subject(disturbed)))

    def _action(self, entry: ActionTaken) -> None:
        if entry.action in _ROLES_READ:
            agent = next((desk.agent_id for desk in self._lab.desks if desk.agent == entry.actor), None)
            self._undo[entry.number] = (entry.actor, self._privileges.get(entry.actor, frozenset()))
            read = agent is not None and entry.action == Action.LOG_IN
            self._privileges[entry.actor] = (
                self._lab.configuration.privileges_of(agent) if read and agent else frozenset()
            )

    def _refusal(self, entry: Refused) -> None:
        if entry.cause in self._undo:
            actor, before = self._undo[entry.cause]
            self._privileges[actor] = before

    # Checks.

    def _check_privileges(self, entry: MessageSent) -> None:
        name = type(entry.message).__name__
        if name not in NEEDED:
            return
        missing = NEEDED[name] - self._held(entry.sender)
        if name == "RequestReject" and not self._lab.assumptions.reject_in_countdown_needs_decline:
            missing -= {_DECLINE}  # O6: the countdown may be rejected without it
        if missing:
            raise Violated(f"{entry.sender} sends {name} without {', '.join(sorted(missing))}")

    def _held(self, name: str) -> frozenset[str]:
        if self._lab.assumptions.privileges_read_at_login:
            return self._privileges.get(name, frozenset())
        return self._lab.configuration.privileges_of(self._lab.agent(name).agent_id)

    def _was_told_to_a_desktop(self) -> bool:
        """Say whether the step handed a message to a desktop: the servers are as they were."""
        journal = self._lab.journal
        step = journal.entry(journal.cause) if journal.cause else None
        return isinstance(step, MessageSent) and any(step.receiver == desk.agent for desk in self._lab.desks)

    def _check_servers(self) -> None:
        lab = self._lab
        whole = self.steps % self._every == 0
        if whole:
            lab.check()
        for name in tuple(self._open) if whole else self._named & self._open:
            if not whole:
                lab.interaction_server.check_one(name)
            if self._place(name).kind is Kind.DONE:
                self._open.discard(name)  # it stays there for good; the last look looks again

    def _place(self, name: str) -> Place:
        try:
            return self._lab.where(name)
        except Unknown as unknown:
            raise Violated(f"callback {name} was submitted and is nowhere") from unknown

    def _check_owner(self, desk: Workspace) -> None:
        for callback in desk.callbacks:
            if callback.state in OWNING:
                place = self._lab.where(callback.id)
                its_own = place.kind is Kind.HANDLED and place.agent == desk.agent_id
                if not its_own and not self._may_not_know(desk, callback):
                    text = f"{desk.agent} has callback {callback.id} {callback.state}, and it is {place}"
                    raise Violated(text)

    def _may_not_know(self, desk: Workspace, callback: Callback) -> bool:
        wire = desk.link.wire
        telling = (entry for entry in self._under_way.values() if entry.wire == wire.name)
        told = {(entry.receiver, self._subject(entry)) for entry in telling} | self._untold
        return not wire.up or not told.isdisjoint({(desk.agent, callback.id), (desk.agent, EVERYTHING)})

    def _subject(self, entry: MessageSent) -> str | None:
        """Say which interaction a message tells of; the answer to a logout tells of everything."""
        if not isinstance(entry.message, EventAck) or not entry.cause:
            return _interaction_of(entry.message)
        asked = self._lab.journal.entry(entry.cause)
        about_all = isinstance(asked, MessageSent) and isinstance(asked.message, RequestAgentLogout)
        return EVERYTHING if about_all else None

    # All quiet.

    def _clear(self, wire: str) -> bool:
        return wire not in self._disturbed and all(entry.wire != wire for entry in self._under_way.values())

    @staticmethod
    def _check_windows(desk: Workspace) -> None:
        shown = desk.shown().interactions
        seen = sum(phase not in _NO_CALL for window in shown for phase in (window.call, window.consult))
        calls = [f"{call.number}: {call.phase}" for call in desk.voice.calls]
        if seen != len(calls):
            raise Violated(f"{desk.agent} sees {seen} calls and has {len(calls)}: {calls}")

    def _compare_callbacks(self, desk: Workspace) -> None:
        server = self._lab.interaction_server
        places = {name: self._lab.where(name) for name in server.interactions}
        theirs = {name: place.kind for name, place in places.items() if place.agent == desk.agent_id}
        own = {callback.id: callback.state for callback in desk.callbacks}
        own = {name: state for name, state in own.items() if state is not CallbackState.TAKEN_AWAY}
        if own.keys() != theirs.keys() or any(own[name] not in _SEEN_AS[kind] for name, kind in theirs.items()):
            raise Violated(f"{desk.agent} sees {_listed(own)}; Interaction Server has {_listed(theirs)}")
        self._compare_readiness(desk, own)

    def _compare_readiness(self, desk: Workspace, own: Mapping[str, str]) -> None:
        capacity = self._lab.configuration.agent(desk.agent_id).capacity
        state = desk.channel.state
        routed_to = desk.agent_id in self._lab.interaction_server.ready_agents
        if routed_to != (state is ChannelState.READY and len(own) < capacity):
            sees = "sees them" if routed_to else "sees nobody of that name"
            raise Violated(f"{desk.agent} is {state} with {_listed(own)}; routing {sees}")

    def _compare_calls(self, desk: Workspace) -> None:
        dn = self._lab.configuration.agent(desk.agent_id).dn
        calls = self._lab.voice_switch.calls
        theirs = {call.conn_id for call in calls for party in call.parties if party.dn and party.dn.number == dn}
        own = {str(call.conn_id) for call in desk.voice.calls}
        # Whoever was cut off during a call sees it no more; the switch ends it some time later.
        if own != theirs and not (own <= theirs and desk.voice.link.wire.name in self._once_cut):
            raise Violated(f"{desk.agent} sees the calls {sorted(own)}; the voice switch has {sorted(theirs)} there")


def _interaction_of(message: object) -> str | None:
    name = getattr(message, "InteractionId", None)
    if name is None:
        name = getattr(getattr(message, "Interaction", None), "InteractionId", None)
    return name


def _listed(seen: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {what}" for name, what in seen.items()) or "nothing"


_READERS: Final[dict[type[Entry], Callable[[Watcher, Any], None]]] = {
    MessageSent: Watcher._message,
    FaultInjected: Watcher._fault,
    ActionTaken: Watcher._action,
    Refused: Watcher._refusal,
}
