"""Agents' desktops behind the Workspace API: ``pytest features --desktop workspace-api``.

At each seat stands Callbook's own desktop; scenarios see it only through the API, as a client of the vendor's library
would: what the agent does is asked by the library's paths, what is shown is what notifications have told. A step that
needs more than that says which path is missing.
"""

from __future__ import annotations

from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, ClassVar, Final

import msgspec

from callbook.lab import NotExpressible
from callbook.messages import MEDIA_TYPE
from callbook.network.workspace_api.api import Request, WorkspaceApi
from callbook.network.workspace_api.client import AgentClient, parent_of
from callbook.network.workspace_api.replies import Reply
from callbook.network.workspace_api.seats import OneSeat
from callbook.network.workspace_api.shapes import as_json, pairs
from callbook.network.workspace_api.told_screen import flat, told_screen
from callbook.network.workspace_api.view import ACTIONS, DISPOSITION_KEY
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

    from callbook.configuration import AttachedKeys
    from callbook.core import Party
    from callbook.lab import Seat
    from callbook.network.workspace_api.client import Exchange
    from callbook.network.workspace_api.shapes import Json
    from callbook.workspace import Screen

_NO_OPERATION: Final = "the Workspace API has no operation for it"
_POLL: Final = 30_000


@contextmanager
def workspace_api() -> Generator[Callable[[Seat], DesktopBehindApi]]:
    """Return a context that holds what makes desktops behind the Workspace API, in this process."""
    yield lambda seat: DesktopBehindApi(seat, in_this_process)


def in_this_process(api: WorkspaceApi) -> Exchange:
    """Return an exchange with an API in the same process."""
    return _InProcess(api)


class _InProcess:
    """Brings requests to an API, with the cookie that it was given."""

    def __init__(self, api: WorkspaceApi) -> None:
        self._api = api
        self._cookie = ""

    def __call__(self, method: str, path: str, body: Json | list[Json] | None) -> tuple[int, Any]:
        given = b"" if body is None else msgspec.json.encode(body)
        reply = self._api.answer(Request(method, path, self._cookie, given))
        assert isinstance(reply, Reply)  # noqa: S101 - who polls here says that it waits for nothing
        self._cookie = reply.cookie or self._cookie
        return reply.status, msgspec.json.decode(msgspec.json.encode(reply.body))


class DesktopBehindApi:
    """One agent's desktop, behind the API.

    Args:
        seat: where it stands.
        connect: returns how a client's requests reach the API.

    Attributes:
        client: what the scenario's acts go through.
        interaction_server: its end of the wire to Interaction Server.
        voice_switch: its end of the wire to the voice switch.
    """

    def __init__(self, seat: Seat, connect: Callable[[WorkspaceApi], Exchange]) -> None:
        self._seat = seat
        self._model = seat.model()
        self.interaction_server: Party = self._model.link
        self.voice_switch: Party = self._model.voice.link
        numbers = count(1)
        api = WorkspaceApi(OneSeat(seat, self._model), lambda: f"session-{next(numbers)}", lambda: 0.0, _POLL)
        self.client = AgentClient(connect(api))

    def perform(self, action: Action, on: str | None = None, **details: object) -> None:
        """Ask for *action* by the path that a client of the library would use.

        Raises:
            RefusedByApi: when the API answers with an error.
            NotExpressible: when no path stands for it.
        """
        self.client.poll()
        if action not in self._ASKS:
            raise NotExpressible(f"to {action}", _NO_OPERATION)
        self._ASKS[action](self, on, details)

    def actions(self, on: str | None = None) -> frozenset[Action]:
        """Return what is offered, as far as capabilities say it."""
        self.client.poll()
        told = self._told_of(on) if on is not None else [self.client.channel]
        names = [name for each in told if each is not None for name in each["capabilities"]]
        itself = () if on is not None or self.client.has_session else (Action.LOG_IN,)
        return Offered((*itself, *(ACTIONS[name] for name in names if name in ACTIONS)))

    def shown(self) -> Screen:
        """Return what the agent sees, with `Untold` in the place of what no notification tells."""
        self.client.poll()
        return told_screen(self._seat.agent.name, self.client, self._seat.configuration)

    def recorded(self) -> Screen:
        """Return everything that the agent sees, for the recording."""
        return self._model.recorded()

    def check_noted(self) -> None:
        """Say that nothing besides the screen is told.

        Raises:
            NotExpressible: always.
        """
        raise NotExpressible("what the agent is warned or told of, and how the bell rang", "no notification tells it")

    def _log_in(self) -> None:
        if self.client.has_session:
            raise NotExpressible("to log in where one is logged in", "a session has its seat already")
        self.client.begin(self._seat.agent.id, self._seat.agent.dn)

    def _activate(self) -> None:
        self.client.post("/activate-channels", agentId=self._seat.agent.id, dn=self._seat.agent.dn)

    def _go_not_ready(self, details: Mapping[str, object]) -> None:
        given = {"reasonCode": details["reason"]} if details.get("reason") else {}
        self.client.post(f"/media/{MEDIA_TYPE}/not-ready", **given)

    def _of_interaction(self, on: str | None, operation: str, **data: object) -> None:
        self.client.post(f"/media/{MEDIA_TYPE}/interactions/{on or self._newest(operation)}/{operation}", **data)

    def _dial(self, on: str | None) -> None:
        name = on or self._newest("make-call")
        told = self.client.interactions.get(name)
        number = "" if told is None else flat(told["userData"]).get(self._keys.number, "")
        if not number:
            raise NotExpressible("to dial without a number", "make-call takes a destination")
        self.client.post("/voice/make-call", destination=number)
        self.client.dialed.add(name)

    def _update(self, on: str | None, changes: Mapping[str, object]) -> None:
        self._of_interaction(on, "update-user-data", userData=[as_json(pair) for pair in pairs(changes)])

    def _set_disposition(self, on: str | None, details: Mapping[str, object]) -> None:
        told = self.client.interactions.get(on or self._newest("update-user-data"))
        key = "" if told is None else flat(told["extensions"])[DISPOSITION_KEY]
        self._update(on, {str(key): str(details.get("code", ""))})

    def _reschedule(self, on: str | None, details: Mapping[str, object]) -> None:
        number = details.get("phone_number")
        agreed = {self._keys.time: str(details.get("moment", ""))} | (
            {} if number is None else {self._keys.number: str(number)}
        )
        self._update(on, agreed)

    def _of_call(
        self, on: str | None, operation: str, details: Mapping[str, object], *, consults: bool = False
    ) -> None:
        given = {"destination": details["target"]} if "target" in details else {}
        name = on or next(reversed(self._windows()), "")
        calls = [call for call in self._told_of(name) if call is not None and "connId" in call]
        wanted = [call["id"] for call in calls if ("parentConnId" in call) == consults]
        if not wanted:
            raise NotExpressible(f"to {operation} where no such call is up", "the path names a call")
        self.client.post(f"/voice/calls/{wanted[-1]}/{operation}", **given)

    def _of_consult(self, on: str | None, operation: str, details: Mapping[str, object]) -> None:
        self._of_call(on, operation, details, consults=True)

    def _newest(self, operation: str) -> str:
        """Return the id of the newest interaction, for a path."""
        found = next(reversed(self.client.interactions), None)
        if found is None:
            raise NotExpressible(f"to {operation} where no callback is", "the path names an interaction")
        return found

    @property
    def _keys(self) -> AttachedKeys:
        return self._seat.configuration.contact_center.keys

    def _windows(self) -> list[str]:
        return [shown.id for shown in told_screen("", self.client, self._seat.configuration).interactions]

    def _told_of(self, window: str) -> list[Json | None]:
        """Return what was told of a window: its interaction, and its calls."""
        calls = [call for call in self.client.calls.values() if window in {call["id"], parent_of(call)}]
        own = {call["id"] for call in calls}
        consults = [call for call in self.client.calls.values() if call.get("parentConnId") in own]
        return [self.client.interactions.get(window), *calls, *(each for each in consults if each not in calls)]

    _ASKS: ClassVar[Mapping[Action, Callable[[DesktopBehindApi, str | None, Mapping[str, object]], None]]] = {
        Action.LOG_IN: lambda self, _on, _details: self._log_in(),
        Action.LOG_OUT: lambda self, _on, _details: self.client.end(),
        Action.ACTIVATE: lambda self, _on, _details: self._activate(),
        Action.UNACTIVATE: lambda self, _on, _details: self.client.post(f"/media/{MEDIA_TYPE}/logout"),
        Action.GO_READY: lambda self, _on, _details: self.client.post(f"/media/{MEDIA_TYPE}/ready"),
        Action.GO_NOT_READY: lambda self, _on, details: self._go_not_ready(details),
        Action.ACCEPT: lambda self, on, _details: self._of_interaction(on, "accept"),
        Action.DECLINE: lambda self, on, _details: self._of_interaction(on, "reject"),
        Action.MARK_DONE: lambda self, on, _details: self._of_interaction(on, "complete"),
        Action.DIAL: lambda self, on, _details: self._dial(on),
        Action.SET_DISPOSITION: lambda self, on, details: self._set_disposition(on, details),
        Action.RESCHEDULE: lambda self, on, details: self._reschedule(on, details),
        Action.ANSWER: lambda self, on, details: self._of_call(on, "answer", details),
        Action.RELEASE: lambda self, on, details: self._of_call(on, "release", details),
        Action.HOLD: lambda self, on, details: self._of_call(on, "hold", details),
        Action.RETRIEVE: lambda self, on, details: self._of_call(on, "retrieve", details),
        Action.ONE_STEP_TRANSFER: lambda self, on, details: self._of_call(on, "single-step-transfer", details),
        Action.START_TRANSFER: lambda self, on, details: self._of_call(on, "initiate-transfer", details),
        Action.COMPLETE_TRANSFER: lambda self, on, details: self._of_consult(on, "complete-transfer", details),
        Action.CANCEL_TRANSFER: lambda self, on, details: self._of_consult(on, "release", details),
    }


class Offered(frozenset[Action]):
    """What is offered: whether an action is for which no capability stands, nobody can say."""

    def __contains__(self, action: object) -> bool:
        if action is not Action.LOG_IN and action not in ACTIONS.values():
            raise NotExpressible(f"whether the agent is offered to {action}", "no capability stands for it")
        return super().__contains__(action)
