"""What a client asks at a seat: whose it is, what its path names, and what its body holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Final, cast

import msgspec
from msgspec import Meta

from callbook.core import BadInput
from callbook.messages import MEDIA_TYPE
from callbook.network.workspace_api.replies import NotInHand
from callbook.workspace import NOT_UP

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import AttachedKeys
    from callbook.messages import KVList
    from callbook.network.workspace_api.seats import Seats
    from callbook.network.workspace_api.session import Session
    from callbook.network.workspace_api.shapes import Json
    from callbook.workspace import Action, Callback


class Asked:
    """What a client asks.

    Args:
        session: whose it is.
        seats: the agents' seats.
        named: what the path names: ``id``, ``mediatype``.
        data: what its body holds under ``data``.
    """

    def __init__(self, session: Session, seats: Seats, named: Mapping[str, str], data: Json) -> None:
        self.session = session
        self.seats = seats
        self.named = named
        self.data = data
        self.agent = session.seated
        if named.get("mediatype", MEDIA_TYPE) != MEDIA_TYPE:
            raise NotInHand("medium", named["mediatype"], (MEDIA_TYPE,), where="the agent's session")

    @property
    def keys(self) -> AttachedKeys:
        """The site's own names for the keys of attached data."""
        return self.seats.configuration.contact_center.keys

    def text(self, name: str) -> str:
        """Return a text of the body.

        Raises:
            BadInput: when there is none, or it is no text.
        """
        value = self.data.get(name)
        if not isinstance(value, str) or not value:
            raise BadInput(name, value, where="data", accepted="a text that is not empty")
        return value

    def pairs(self, name: str) -> KVList:
        """Return attached data of the body, given as pairs of key, type and value.

        Raises:
            BadInput: when it is something else.
        """
        given = self.data.get(name, [])
        if not isinstance(given, list):
            raise BadInput(name, given, where="data", accepted='a list such as [{"key": "x", "type": "str", ...}]')
        return dict(_pair(name, each) for each in cast("list[object]", given))

    def perform(self, action: Action, on: str = "", **given: object) -> None:
        """Let the agent do something."""
        self.seats.perform(self.agent.id, action, on, **given)

    def callback(self) -> Callback:
        """Return the callback that the path names.

        Raises:
            NotInHand: when there is none on the agent's desktop.
        """
        here = {each.id: each for each in self.session.desk.callbacks}
        if self.named["id"] not in here:
            raise NotInHand("interaction", self.named["id"], here, where=f"{self.agent.name}'s desktop")
        return here[self.named["id"]]

    def window(self) -> tuple[str, bool]:
        """Return the window of the call that the path names, and whether it is the consult call there.

        Raises:
            NotInHand: when the agent has no such call.
        """
        calls: dict[str, tuple[str, bool]] = {}
        for window in self.session.desk.windows:
            for call, consults in ((window.calls.consult, True), (window.calls.call, False)):
                if call.conn_id and call.phase not in NOT_UP:
                    calls[call.conn_id] = window.id, consults
        if self.named["id"] not in calls:
            raise NotInHand("call", self.named["id"], calls, where=f"{self.agent.name}'s desktop")
        return calls[self.named["id"]]


class Pair(msgspec.Struct):
    """A pair as a client gives it; what it says of its type is passed over, since JSON says it itself."""

    key: Annotated[str, Meta(min_length=1)]
    value: str | bool | int | tuple[Any, ...]


_PAIR: Final = (
    'a pair such as {"key": "x", "type": "str", "value": "y"}, or a whole number or a list of pairs as its value'
)


def _pair(name: str, given: object) -> tuple[str, Any]:
    try:
        pair = msgspec.convert(given, Pair)
    except msgspec.ValidationError:
        raise BadInput(name, given, where="data", accepted=_PAIR) from None
    if isinstance(pair.value, tuple):
        return pair.key, dict(_pair(pair.key, each) for each in pair.value)
    if isinstance(pair.value, bool):
        accepted = "a text, a whole number or a list of pairs"
        raise BadInput(f"value of {pair.key!r}", pair.value, where="data", accepted=accepted)
    return pair.key, pair.value
