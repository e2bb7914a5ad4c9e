"""The protocol of notifications: Bayeux 1.0 over long polling, as CometD's client speaks it.

A client posts messages, each to a channel; those of ``/meta/`` are the protocol's own, one row of a table each. What is
published waits until the client's next ``/meta/connect``, which is answered as soon as something waits, or after a
while. A client that is not known is told to shake hands again: so a server that has begun anew is found by its clients.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, ClassVar, Final, cast

from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.network.workspace_api.shapes import Json

CONNECT: Final = "/meta/connect"
_TYPES: Final = ["long-polling"]
MOST: Final = 500
"""How many notifications wait for a client that does not fetch them; then the oldest are lost."""
_MOST_SUBSCRIPTIONS: Final = 100


class Notifications:
    """The notifications of one session.

    Args:
        new_id: makes the id of a client.
        patience: milliseconds that a ``/meta/connect`` may wait.
        subscribed: called with a channel to which the client has just subscribed.

    Attributes:
        listeners: called whenever something new waits, or nothing ever will.
        published: how many notifications the client was told, or is going to be told.
    """

    def __init__(self, new_id: Callable[[], str], patience: int, subscribed: Callable[[str], None]) -> None:
        self._new_id = new_id
        self._patience = patience
        self._subscribed = subscribed
        self._client = ""
        self._subscriptions: set[str] = set()
        self._waiting: deque[Json] = deque(maxlen=MOST)
        self._polls = 0
        self.listeners: list[Callable[[], None]] = []
        self.published = 0

    def tell(self, channel: str, data: Json) -> None:
        """Publish *data* to a channel; nobody who has not subscribed is told."""
        if any(_matches(each, channel) for each in self._subscriptions):
            self._waiting.append({"channel": channel, "data": data})
            self.published += 1
            self._wake()

    def answer(self, messages: list[Json]) -> tuple[list[Json], bool]:
        """Return the answers to what a client has posted, and whether it waits for news beside them."""
        waits = False
        answers: list[Json] = []
        for message in messages:
            channel = str(message.get("channel", ""))
            answers.append(self._answer(channel, message))
            waits = waits or (channel == CONNECT and bool(answers[-1]["successful"]) and _may_wait(message))
        return answers, waits

    def poll(self) -> int:
        """Return the number of the poll that begins now: the one before it ends."""
        self._polls += 1
        self._wake()
        return self._polls

    def is_over(self, poll: int) -> bool:
        """Return whether a poll has something to bring, or another has taken its place."""
        return bool(self._waiting) or poll != self._polls or not self._client

    def take(self) -> list[Json]:
        """Return what waits, and let it wait no longer."""
        taken = list(self._waiting)
        self._waiting.clear()
        return taken

    def end(self) -> None:
        """Know the client no longer."""
        self._client = ""
        self._subscriptions.clear()
        self._waiting.clear()
        self._wake()

    def _wake(self) -> None:
        for listener in tuple(self.listeners):
            listener()

    def _answer(self, channel: str, message: Json) -> Json:
        head: Json = {"channel": channel} | ({"id": message["id"]} if "id" in message else {})
        if channel not in self._META:
            return {**head, "successful": False, "error": f"403:{channel}:only the server publishes"}
        if channel != "/meta/handshake" and (not self._client or message.get("clientId") != self._client):
            advice = {"reconnect": "handshake", "interval": 0}
            return {**head, "successful": False, "error": "402::unknown client", "advice": advice}
        try:
            return {**head, "successful": True, **self._META[channel](self, message)}
        except BadInput as error:
            return {**head, "successful": False, "error": f"400::{error}"}

    def _handshake(self, message: Json) -> Json:
        if "long-polling" not in message.get("supportedConnectionTypes", _TYPES):
            raise BadInput("connection type", message["supportedConnectionTypes"], accepted="long-polling")
        self._client = self._new_id()
        self._subscriptions.clear()
        self._waiting.clear()
        return {
            "version": "1.0",
            "clientId": self._client,
            "supportedConnectionTypes": _TYPES,
            "advice": self._advice(),
        }

    def _connect(self, message: Json) -> Json:  # noqa: ARG002 - of one shape with the others
        return {"advice": self._advice()}

    def _subscribe(self, message: Json) -> Json:
        channels = _channels_in(message)
        if len(self._subscriptions.union(channels)) > _MOST_SUBSCRIPTIONS:
            raise BadInput("subscription", channels[-1], accepted=f"at most {_MOST_SUBSCRIPTIONS} channels")
        for channel in channels:
            self._subscriptions.add(channel)
            self._subscribed(channel)
        return {"subscription": message["subscription"]}

    def _unsubscribe(self, message: Json) -> Json:
        self._subscriptions.difference_update(_channels_in(message))
        return {"subscription": message["subscription"]}

    def _disconnect(self, message: Json) -> Json:  # noqa: ARG002 - of one shape with the others
        self.end()
        return {}

    def _advice(self) -> Json:
        return {"reconnect": "retry", "interval": 0, "timeout": self._patience}

    _META: ClassVar[Mapping[str, Callable[..., Json]]] = {
        "/meta/handshake": _handshake,
        CONNECT: _connect,
        "/meta/subscribe": _subscribe,
        "/meta/unsubscribe": _unsubscribe,
        "/meta/disconnect": _disconnect,
    }


def _channels_in(message: Json) -> list[str]:
    given: Any = message.get("subscription")
    channels: list[object] = cast("list[object]", given) if isinstance(given, list) else [given]
    if not channels or not all(isinstance(channel, str) and channel.startswith("/") for channel in channels):
        accepted = "a channel, such as /workspace/v3/voice, or a list of them"
        raise BadInput("subscription", message.get("subscription"), accepted=accepted)
    return [str(channel) for channel in channels]


def _may_wait(message: Json) -> bool:
    advice: object = message.get("advice")
    return not (isinstance(advice, dict) and cast("Json", advice).get("timeout") == 0)


def _matches(subscription: str, channel: str) -> bool:
    """Return whether who has subscribed to one, which may end in ``*`` or ``**``, is told what is published to it."""
    if subscription.endswith("/**"):
        return channel.startswith(subscription[:-2])
    if subscription.endswith("/*"):
        before, _, _ = channel.rpartition("/")
        return before == subscription[:-2]
    return subscription == channel
