"""What an agent changes of the attached data: of a callback in hand at Interaction Server, of a call at the switch.

No privilege and no option of the channel is about it: whoever may use the channel may (P1, P8; assumed). A key that the
desktop itself writes, such as the wished time, is its own affair: that is what Reschedule and the disposition are for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from callbook.configuration import privileges
from callbook.core import Unknown
from callbook.messages import t_library
from callbook.messages.open_media import RequestChangeProperties
from callbook.workspace.names import NOT_UP, CallbackState
from callbook.workspace.permissions import missing_privilege
from callbook.workspace.refusal import Obstacle, ObstacleKind, Refusal, Refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.configuration import Privilege
    from callbook.messages import KVList
    from callbook.workspace.callback import Callback
    from callbook.workspace.calls import VoiceCall
    from callbook.workspace.desk import Desk
    from callbook.workspace.interaction_server_link import InteractionServerLink
    from callbook.workspace.screen import VoiceWindow
    from callbook.workspace.voice import VoiceChannel


class Desktop(Protocol):
    """Whose data it is."""

    link: InteractionServerLink
    voice: VoiceChannel

    @property
    def windows(self) -> tuple[Callback | VoiceWindow, ...]:
        """What stands on the desktop."""
        ...


class AttachedData:
    """Changes it for one agent.

    Args:
        desk: the agent's desk.
        desktop: the agent's desktop.
    """

    def __init__(self, desk: Desk, desktop: Desktop) -> None:
        self._desk = desk
        self._desktop = desktop

    def change(self, of: str, added: KVList, changed: KVList, deleted: tuple[str, ...]) -> None:
        """Ask for the change.

        Args:
            of: the id of a callback, or the ConnID of a call.
            added: what is attached; what is there already stays.
            changed: what is attached, or takes a new value.
            deleted: the keys that go.

        Raises:
            Unknown: when the agent has no such callback or call.
            Refused: when the agent may not use the channel, or has the callback not in hand.
        """
        callbacks = {window.id: window for window in self._desktop.windows if window.callback is not None}
        calls = {call.conn_id: call for call in self._calls()}
        if of in callbacks:
            self._check(of, callbacks[of].state, privileges.CAN_USE_WEB_CALLBACK_CHANNEL)
            self._change_callback(of, added, changed, deleted)
        elif of in calls:
            self._check(of, CallbackState.IN_HAND, privileges.CAN_USE_VOICE_CHANNEL)
            self._change_call(calls[of], added, changed, deleted)
        else:
            raise Unknown("callback or call", of, (*callbacks, *calls), where=f"{self._desk.agent.name}'s desktop")

    def _calls(self) -> Iterator[VoiceCall]:
        for window in self._desktop.windows:
            for call in (window.calls.call, window.calls.consult):
                if call.phase not in NOT_UP and call.conn_id:
                    yield call

    def _check(self, of: str, state: CallbackState, privilege: Privilege) -> None:
        denial = self._desk.settings.denial(privilege)
        if denial is not None:
            obstacle = missing_privilege(denial, assumed=True)
        elif state is not CallbackState.IN_HAND:
            because, accepted = f"the callback is {state}", f"when the callback is {CallbackState.IN_HAND}"
            obstacle = Obstacle(ObstacleKind.STATE, state, "F2", because, accepted)
        else:
            return
        raise Refused(Refusal(self._desk.agent.name, "change the attached data of", of, state, obstacle))

    def _change_callback(self, of: str, added: KVList, changed: KVList, deleted: tuple[str, ...]) -> None:
        link = self._desktop.link
        link.ask(
            RequestChangeProperties(
                ReferenceId=link.reference(),
                InteractionId=of,
                AddedProperties=added,
                ChangedProperties=changed,
                DeletedProperties=deleted,
            )
        )

    def _change_call(self, call: VoiceCall, added: KVList, changed: KVList, deleted: tuple[str, ...]) -> None:
        link, dn, conn_id = self._desktop.voice.link, self._desk.agent.dn, call.conn_id
        data = ((t_library.RequestAttachUserData, added), (t_library.RequestUpdateUserData, changed))
        for request, given in data:
            if given:
                link.ask(request(ReferenceID=link.reference(), ThisDN=dn, ConnID=conn_id, UserData=given), call)
        for key in deleted:
            link.ask(
                t_library.RequestDeletePair(ReferenceID=link.reference(), ThisDN=dn, ConnID=conn_id, Key=key), call
            )
