"""The Workspace API of one contact centre: its sessions, and what each request is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple, cast

import msgspec

from callbook.configuration import agent_called
from callbook.core import BadInput, CallbookError
from callbook.messages import MEDIA_TYPE
from callbook.network.workspace_api.asked import Asked
from callbook.network.workspace_api.operations import NOT_PLAYED, OPERATIONS
from callbook.network.workspace_api.replies import NoSession, NotPlayed, Reply, SeatTaken, done, failed, not_there
from callbook.network.workspace_api.session import Session
from callbook.workspace import Action, ChannelState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.configuration import Agent
    from callbook.network.workspace_api.seats import Seats
    from callbook.network.workspace_api.shapes import Json

COOKIE: Final = "WORKSPACE_SESSIONID"
ROOT: Final = "/workspace/v3"
_CHANNELS: Final = ("voice", MEDIA_TYPE)
_GONE_AFTER: Final = 60.0
"""Seconds of the wall after which a session that asks nothing, and does not poll, may lose its seat to another."""
MOST: Final = 500
"""How many sessions a run has; the one that was used longest ago goes first."""


class Request(NamedTuple):
    """What a client asks.

    Attributes:
        method: of HTTP.
        path: below ``/workspace/v3``.
        session: what its cookie says; empty for none.
        body: as it came.
    """

    method: str
    path: str
    session: str
    body: bytes


class Waiting(NamedTuple):
    """A poll that waits for news.

    Attributes:
        session: whose it is.
        poll: its number.
        answers: what is answered beside the news.
    """

    session: Session
    poll: int
    answers: list[Json]

    @property
    def is_over(self) -> bool:
        """Whether there is something to bring, or nothing will come."""
        return self.session.notifications.is_over(self.poll)

    def reply(self) -> Reply:
        """Return the news, and the answers."""
        return Reply(200, [*self.session.notifications.take(), *self.answers])


class WorkspaceApi:
    """The sessions of one contact centre.

    Args:
        seats: the agents' seats.
        new_id: makes an id that nobody can guess.
        wall: gives the wall's seconds.
        patience: milliseconds that a poll may wait.
    """

    def __init__(self, seats: Seats, new_id: Callable[[], str], wall: Callable[[], float], patience: int) -> None:
        self._seats = seats
        self._new_id = new_id
        self._wall = wall
        self._patience = patience
        self._sessions: dict[str, Session] = {}
        seats.when_settled(self._look)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions that are not over, in the order in which they were begun."""
        return tuple(self._sessions.values())

    def has_session(self, name: str) -> bool:
        """Return whether a cookie names a session: whoever has begun one had the token."""
        return name in self._sessions

    def answer(self, request: Request) -> Reply | Waiting:
        """Return what a request is answered, or that it waits."""
        try:
            return self._answer(request)
        except CallbookError as error:
            return failed(error)

    def _answer(self, request: Request) -> Reply | Waiting:
        path = request.path.rstrip("/")
        if path == "/notifications" or path.startswith("/notifications/"):
            return self._notify(request)
        of_session = self._OF_SESSIONS.get((request.method, path))
        if of_session is not None:
            return of_session(self, request)
        return self._operate(request, path)

    def _notify(self, request: Request) -> Reply | Waiting:
        session = self._session(request)
        given: Any = _decoded(request.body)
        messages: list[object] = cast("list[object]", given) if isinstance(given, list) else [given]
        if not all(isinstance(message, dict) for message in messages):
            raise BadInput("body", messages, where=request.path, accepted="a message of Bayeux, or a list of them")
        answers, waits = session.notifications.answer(cast("list[Json]", messages))
        waiting = Waiting(session, session.notifications.poll() if waits else 0, answers)
        return waiting if waits and not waiting.is_over else waiting.reply()

    def _operate(self, request: Request, path: str) -> Reply:
        found = _found(request.method, path)
        if found is None:
            return not_there(request.method, path, (*self._OF_SESSIONS, *OPERATIONS))
        template, named = found
        session = self._session(request)
        if (request.method, template) in NOT_PLAYED:
            raise NotPlayed(f"{template} is an operation of the vendor's that Callbook does not play.")
        data, operation = _data_of(request)
        return done(OPERATIONS[request.method, template].ask(Asked(session, self._seats, named, data)), operation)

    # Sessions.

    def _session(self, request: Request) -> Session:
        session = self._sessions.get(request.session)
        if session is None:
            accepted = "POST /initialize-workspace first, and keep the cookie"
            raise NoSession(f"There is no session {request.session[:40]!r}. Accepted: {accepted}.")
        session.used = self._wall()
        return session

    def _initialize(self, request: Request) -> Reply:  # noqa: ARG002 - the guard has seen the token
        if len(self._sessions) >= MOST:
            oldest = min(self.sessions, key=lambda session: session.used)
            self._end(oldest)
        name = self._new_id()
        self._sessions[name] = Session(name, self._seats, self._new_id, self._patience, self._wall())
        return done()._replace(cookie=name)

    def _activate(self, request: Request) -> Reply:
        session = self._session(request)
        data, operation = _data_of(request)
        agent = self._agent(data)
        if session.agent is not None and session.agent.id != agent.id:
            accepted = f"the session of {session.agent.id}, which this one is"
            raise BadInput("agentId", data.get("agentId"), where="activate-channels", accepted=accepted)
        self._let_go(agent, session)
        desk = self._seats.desk(agent.id)
        if not desk.channel.logged_in:
            self._seats.perform(agent.id, Action.LOG_IN)
        elif session.agent is not None and desk.channel.state is ChannelState.LOGGED_OFF:
            self._seats.perform(agent.id, Action.ACTIVATE)
        if session.agent is None:
            session.take_seat(agent)
        return done({"channels": list(_CHANNELS)}, operation)

    def _agent(self, data: Json) -> Agent:
        name = data.get("agentId")
        if not isinstance(name, str) or not name:
            raise BadInput("agentId", name, where="activate-channels", accepted="the id of an agent")
        agent = agent_called(self._seats.configuration.contact_center, name, where="activate-channels")
        for key, own in (("dn", agent.dn), ("placeName", agent.place)):
            if data.get(key, own) != own:
                raise BadInput(key, data[key], where=f"activate-channels of {agent.id}", accepted=repr(own))
        asked: object = data.get("channels", list(_CHANNELS))
        if asked not in (list(_CHANNELS), list(reversed(_CHANNELS))):
            raise BadInput("channels", asked, where="activate-channels", accepted=f"{list(_CHANNELS)}, or none said")
        return agent

    def _let_go(self, agent: Agent, session: Session) -> None:
        """Make sure that the agent has no other session; one that is gone loses the seat."""
        for other in self.sessions:
            if other is session or other.agent is None or other.agent.id != agent.id:
                continue
            if other.notifications.listeners or self._wall() - other.used < _GONE_AFTER:
                raise SeatTaken(
                    f"Agent {agent.id!r} has a session already. Accepted: POST /logout in that one, or wait until it"
                    f" has asked nothing for {_GONE_AFTER:g} s."
                )
            self._end(other)

    def _log_out(self, request: Request) -> Reply:
        session = self._session(request)
        if session.agent is not None and session.desk.channel.logged_in:
            self._seats.perform(session.agent.id, Action.LOG_OUT)
        self._end(session)
        return done()

    def _end(self, session: Session) -> None:
        del self._sessions[session.name]
        session.leave()

    def _show_session(self, request: Request) -> Reply:
        session = self._session(request)
        return done({"user": session.user(), "configuration": session.configuration()})

    def _show_configuration(self, request: Request) -> Reply:
        return done(self._session(request).configuration())

    def _show_user(self, request: Request) -> Reply:
        return done(self._session(request).user())

    def _look(self) -> None:
        for session in self.sessions:
            session.look()

    _OF_SESSIONS: ClassVar[Mapping[tuple[str, str], Callable[..., Reply]]] = {
        ("POST", "/initialize-workspace"): _initialize,
        ("POST", "/activate-channels"): _activate,
        ("POST", "/logout"): _log_out,
        ("GET", "/logout"): _log_out,
        ("GET", "/current-session"): _show_session,
        ("GET", "/configuration"): _show_configuration,
        ("GET", "/userinfo"): _show_user,
    }


def _found(method: str, path: str) -> tuple[str, dict[str, str]] | None:
    """Return the template of a path, one without names first, and what the path says in the place of each name."""
    given = path.split("/")
    fitting = [
        (template, _named(template.split("/"), given))
        for each, template in (*OPERATIONS, *NOT_PLAYED)
        if each == method and _fits(template.split("/"), given)
    ]
    return min(fitting, key=lambda found: len(found[1]), default=None)


def _fits(template: list[str], given: list[str]) -> bool:
    if len(template) != len(given):
        return False
    return all(part == value or part[:1] == "{" for part, value in zip(template, given, strict=True))


def _named(template: list[str], given: list[str]) -> dict[str, str]:
    return {part[1:-1]: value for part, value in zip(template, given, strict=True) if part[:1] == "{"}


def _data_of(request: Request) -> tuple[Json, object]:
    """Return what the body holds under ``data``, and the client's own id of the operation, if it gives one."""
    body: Any = _decoded(request.body) if request.body else {}
    if not isinstance(body, dict):
        raise BadInput("body", body, where=request.path, accepted='an object such as {"data": {}}')
    held = cast("dict[str, Any]", body)
    data: object = held.get("data") or {}
    if not isinstance(data, dict):
        raise BadInput("data", data, where=request.path, accepted="an object")
    # The library writes the reason of Not Ready for voice beside `data`, and not into it.
    beside = {name: held[name] for name in ("reasonCode",) if name in held}
    return {**beside, **cast("Json", data)}, held.get("operationId")


def _decoded(body: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        raise BadInput("body", body[:80].decode("utf-8", "replace"), accepted=f"JSON ({error})") from None
