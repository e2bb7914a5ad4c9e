"""A client of the Workspace API for one agent, with the paths and bodies of the vendor's library.

It keeps what it was told last of each call, interaction, DN and channel, and knows nothing else of the desktop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, cast

from callbook.core import CallbookError
from callbook.network.workspace_api.view import MEDIA, VOICE, WEB_CALLBACK

if TYPE_CHECKING:
    from callbook.network.workspace_api.shapes import Json

_ENDED: Final = frozenset({"Released", "Completed", "Revoked"})


class Exchange(Protocol):
    """How a client's request reaches a Workspace API, in whatever process it is."""

    def __call__(self, method: str, path: str, body: Json | list[Json] | None) -> tuple[int, Any]:
        """Return the HTTP status and the body of the answer."""
        ...


class RefusedByApi(CallbookError):  # noqa: N818 - names what happened
    """The Workspace API has answered with an error.

    Attributes:
        status: the HTTP status.
    """

    def __init__(self, status: int, message: str) -> None:
        self.status = status
        super().__init__(message)


class AgentClient:
    """One agent's client.

    Args:
        exchange: brings its requests to the API.

    Attributes:
        exchange: the same.
        calls: what it was told last of each call that is up, by ConnID.
        ended: what it was told last of each call that is over, and of which interaction's number.
        interactions: what it was told last of each callback, by id.
        dialed: the callbacks from which it has asked for a call of which it was told nothing yet.
        dn: of the telephone; None before it was told.
        channel: of the web callback channel; None before it was told.
    """

    def __init__(self, exchange: Exchange) -> None:
        self.exchange = exchange
        self._client = ""
        self.calls: dict[str, Json] = {}
        self.ended: list[Json] = []
        self.interactions: dict[str, Json] = {}
        self.dialed: set[str] = set()
        self.dn: Json | None = None
        self.channel: Json | None = None

    @property
    def has_session(self) -> bool:
        """Whether it has a session."""
        return bool(self._client)

    def begin(self, agent_id: str, dn: str) -> None:
        """Begin a session and take the seat of an agent.

        Raises:
            RefusedByApi: when the seat is not given.
        """
        self.ask("POST", "/initialize-workspace")
        self._forget()
        hello = {"channel": "/meta/handshake", "version": "1.0", "supportedConnectionTypes": ["long-polling"]}
        self._client = self._notifications([hello])[-1]["clientId"]
        for channel in ("/workspace/v3/initialization", VOICE, MEDIA, WEB_CALLBACK):
            self._notifications([self.meta("/meta/subscribe", subscription=channel)])
        self.post("/activate-channels", agentId=agent_id, dn=dn)
        self.poll()

    def end(self) -> None:
        """Log out, and end the session.

        Raises:
            RefusedByApi: when the agent may not log out.
        """
        self.ask("POST", "/logout")
        self._forget()

    def post(self, path: str, **data: object) -> None:
        """Ask something at the seat.

        Raises:
            RefusedByApi: when it is refused.
        """
        self.ask("POST", path, {"data": data})

    def ask(self, method: str, path: str, body: Json | list[Json] | None = None) -> Any:  # noqa: ANN401 - JSON
        """Return what the API answers to a request.

        Raises:
            RefusedByApi: when it is an error.
        """
        status, answer = self.exchange(method, path, body)
        if status >= 400:  # noqa: PLR2004 - where errors begin in HTTP
            raise RefusedByApi(status, answer["status"]["message"])
        return answer

    def poll(self) -> None:
        """Take what the client is to be told by now."""
        if self._client:
            for message in self._notifications([self.meta("/meta/connect", advice={"timeout": 0})]):
                self._take(message.get("data", {}))

    def _notifications(self, messages: list[Json]) -> list[Json]:
        return cast("list[Json]", self.ask("POST", "/notifications", messages))

    def meta(self, channel: str, **more: object) -> Json:
        """Return a message of its own to a channel of the protocol."""
        return {"channel": channel, "clientId": self._client, "connectionType": "long-polling", **more}

    def _forget(self) -> None:
        self._client = ""
        self.calls.clear()
        self.ended.clear()
        self.interactions.clear()
        self.dialed.clear()
        self.dn = self.channel = None

    def _take(self, data: Json) -> None:
        match data.get("messageType"):
            case "DnStateChanged":
                self.dn = data["dn"]
            case "ChannelStateChanged":
                self.channel = data["media"]["channels"][0]
            case "CallStateChanged":
                self._take_call(data["call"])
            case "InteractionStateChanged":
                self._take_interaction(data["interaction"])
            case _:
                pass

    def _take_call(self, call: Json) -> None:
        self.dialed.discard(parent_of(call) or "")
        self.calls.pop(call.get("previousConnId", ""), None)
        self.calls.pop(call["id"], None)
        if call["state"] in _ENDED:
            self.ended.append(call)
        else:
            self.calls[call["id"]] = call

    def _take_interaction(self, interaction: Json) -> None:
        """Keep what was told of a callback; one that is over goes, and one that was taken away once its calls are."""
        before = self.interactions.pop(interaction["id"], interaction)
        was_invited = before["state"] not in {"Processing", "Revoked"}
        if interaction["state"] != "Completed" and not (interaction["state"] == "Revoked" and was_invited):
            self.interactions[interaction["id"]] = interaction


def parent_of(call: Json) -> str | None:
    """Return the id of the callback from which a call was made, as its attached data says; None for none."""
    return next((pair["value"] for pair in call["userData"] if pair["key"] == "ParentInteractionId"), None)
