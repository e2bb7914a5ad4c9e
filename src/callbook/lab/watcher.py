"""What must hold in a lab after every single message and timer, whatever fails (F10): watched from outside.

Both servers check themselves. What stands here is what nobody can see alone: who believes to own a callback and who
owns it, who asks for what they may not, and, once all is quiet, that desktops and servers see the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.core import Unknown, copied, counted
from callbook.lab.evidence import Evidence, Violated
from callbook.lab.queries import CallsAt, OpenInteractions, ReadyAgents
from callbook.lab.servers import INTERACTION_SERVER
from callbook.messages import MEDIA_TYPE
from callbook.workspace import CallbackState, CallPhase, ChannelState
from callbook_mocks.interaction_server import PlaceKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

    from callbook.lab import Lab
    from callbook.workspace import Callback, Workspace
    from callbook_mocks.interaction_server import Place

OWNING: Final = frozenset({CallbackState.IN_HAND, CallbackState.SAVING, CallbackState.PLACING})
"""States in which a desktop believes that the callback is its agent's."""

_SEEN_AS: Final[dict[PlaceKind, frozenset[CallbackState]]] = {
    PlaceKind.OFFERED: frozenset({CallbackState.OFFERED, CallbackState.COUNTDOWN}),
    PlaceKind.HANDLED: frozenset({CallbackState.IN_HAND}),
}
_NO_CALL: Final = frozenset({CallPhase.NONE, CallPhase.UNANSWERED, CallPhase.OVER})


class Watcher:
    """Checks a lab from now on, until it leaves.

    A step that hands a message to a desktop leaves the servers as they are: only what desktops believe is checked
    then.

    Args:
        lab: what is watched.
        every: how many changes of the servers from one check of the whole to the next; between them they are judged
            by the interactions that the messages name.

    Attributes:
        steps: how many looks there were.
    """

    def __init__(self, lab: Lab, *, every: int = 1) -> None:
        self._lab = lab
        self._every = every
        self._evidence = Evidence(lab)
        self._open: set[str] = set()
        self._changes = 0
        self.steps = 0
        lab.clock.after_each_step(self.look)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return one that goes on from here, and watches the copy of the lab."""
        watcher = copied(self, memo)
        watcher._lab.clock.after_each_step(watcher.look)  # noqa: SLF001 - a watcher of this class
        return watcher

    @property
    def messages(self) -> int:
        """How many messages were sent."""
        return self._evidence.messages

    def leave(self) -> None:
        """Look a last time, at everything that was ever submitted, and then no longer.

        Raises:
            Violated: when a callback is nowhere.
        """
        self._lab.clock.no_longer_after_each_step(self.look)
        for name in self._evidence.submitted:
            self._place(name)

    def look(self) -> None:
        """Check everything that must hold at every moment.

        Raises:
            Violated: when desktops and servers do not fit together, or somebody asks for what they may not.
            CallbookError: when a server has lost count.
        """
        self.steps += 1
        known = len(self._evidence.submitted)
        self._evidence.read_on()
        self._open.update(self._evidence.submitted[known:])
        if all(desk.agent != self._evidence.receiver for desk in self._lab.desks):
            self._check_servers()
        for desk in self._lab.desks:
            self._check_owner(desk)

    def look_around(self) -> None:
        """Check what holds when nothing is on its way: desktops see what the servers have.

        Where a wire was disturbed since it was last connected, nobody can expect that.

        Raises:
            Violated: when they do not.
        """
        lab, clear = self._lab, self._evidence.clear
        for desk in lab.desks:
            _check_windows(desk)
            if lab.outages.runs(INTERACTION_SERVER) and desk.link.up and clear(desk.link.wire.name):
                self._compare_callbacks(desk)
            if lab.outages.runs(lab.switch) and desk.voice.registered and clear(desk.voice.link.wire.name):
                self._compare_calls(desk)

    # At every moment.

    def _check_servers(self) -> None:
        self._changes += 1
        if self._changes % self._every == 0:
            self._lab.check()
            to_find = tuple(self._open)
        else:
            to_find = tuple(self._evidence.named & self._open)
            for name in to_find:
                self._lab.check(name)
        for name in to_find:
            if self._place(name).kind is PlaceKind.DONE:
                self._open.discard(name)  # it stays there for good; the last look looks again

    def _place(self, name: str) -> Place:
        try:
            return self._lab.where(name)
        except Unknown as unknown:
            raise Violated(f"callback {name} was submitted and is nowhere") from unknown

    def _check_owner(self, desk: Workspace) -> None:
        for callback in desk.callbacks:
            if callback.state in OWNING:
                place = self._place(callback.id)
                its_own = place.kind is PlaceKind.HANDLED and place.agent == desk.agent_id
                if not its_own and not self._may_not_know(desk, callback):
                    raise Violated(f"{desk.agent} has callback {callback.id} {callback.state}, and it is {place}")

    def _may_not_know(self, desk: Workspace, callback: Callback) -> bool:
        wire = desk.link.wire
        return not wire.up or self._evidence.may_not_know(desk.agent, wire.name, callback.id)

    # All quiet.

    def _compare_callbacks(self, desk: Workspace) -> None:
        media = {name: shown.MediaType for name, shown in self._lab.ask(OpenInteractions()).items()}
        places = {name: self._place(name) for name in media}
        here = {name: place.kind for name, place in places.items() if place.agent == desk.agent_id}
        theirs = {name: kind for name, kind in here.items() if media[name] == MEDIA_TYPE}
        others = {name: media[name] for name, kind in here.items() if name not in theirs and kind is PlaceKind.HANDLED}
        own = {callback.id: callback.state for callback in desk.callbacks}
        own = {name: state for name, state in own.items() if state is not CallbackState.TAKEN_AWAY}
        if own.keys() != theirs.keys() or any(own[name] not in _SEEN_AS[kind] for name, kind in theirs.items()):
            raise Violated(f"{desk.agent} sees {_listed(own)}; Interaction Server has {_listed(theirs)}")
        if desk.other_media.in_hand != others:
            seen = _listed(desk.other_media.in_hand)
            raise Violated(f"{desk.agent} has {seen} of other media; Interaction Server has {_listed(others)}")
        self._compare_readiness(desk, own)

    def _compare_readiness(self, desk: Workspace, own: Mapping[str, str]) -> None:
        center = self._lab.configuration.contact_center
        room = self._lab.configuration.agent(desk.agent_id).capacity - len(own)
        if center.at_once is not None:
            room = min(room, center.at_once - len(own) - len(desk.other_media.in_hand))
        state = desk.channel.state
        routed_to = desk.agent_id in self._lab.ask(ReadyAgents())
        if routed_to != (state is ChannelState.READY and room > 0 and not desk.other_media.do_not_disturb):
            sees = "sees them" if routed_to else "sees nobody of that name"
            raise Violated(f"{desk.agent} is {state} with {_listed(own)}; routing {sees}")

    def _compare_calls(self, desk: Workspace) -> None:
        dn = self._lab.configuration.agent(desk.agent_id).dn
        theirs = self._lab.ask(CallsAt(dn))
        own = frozenset(call.conn_id for call in desk.voice.calls)
        # Whoever was cut off during a call sees it no more; the switch ends it some time later.
        if own != theirs and not (own <= theirs and self._evidence.once_cut(desk.voice.link.wire.name)):
            raise Violated(f"{desk.agent} sees the calls {sorted(own)}; the voice switch has {sorted(theirs)} there")


def _check_windows(desk: Workspace) -> None:
    shown = desk.shown().interactions
    seen = sum(phase not in _NO_CALL for window in shown for phase in (window.call, window.consult))
    calls = [f"{call.number}: {call.phase}" for call in desk.voice.calls]
    if seen != len(calls):
        raise Violated(f"{desk.agent} sees {counted(seen, 'call')} and has {len(calls)}: {calls}")


def _listed(seen: Mapping[str, str]) -> str:
    return ", ".join(f"{name}: {what}" for name, what in seen.items()) or "nothing"
