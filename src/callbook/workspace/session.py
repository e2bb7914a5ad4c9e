"""An agent's session at Interaction Server: begun by RequestAgentLogin, ended by RequestAgentLogout (E5, E7).

Both requests, and what tells of them, may be lost, late or overtaken. What the agent wants is known: to be logged in or
not. So the desktop asks again after a silence; and where it cannot tell what the server has, an end is asked for, and
where the agent wants to be logged in a new beginning: what is at the server then is what the desktop believes.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from callbook.messages.open_media import RequestAgentLogin, RequestAgentLogout
from callbook.messages.open_media_events import EventAck, EventError

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.core import Timer
    from callbook.messages import Message
    from callbook.workspace.desk import Desk
    from callbook.workspace.interaction_server_link import InteractionServerLink


class Session:
    """The session of one agent.

    Args:
        desk: the agent's desk.
        link: the link to Interaction Server.
        on_doubt: is told, while the agent wants to be logged in, that nobody knows what the server has.

    Attributes:
        wanted: whether the agent wants to be logged in.
        other_media: the media beside web callback that the agent takes, with 1 for Ready and 0 for Not Ready.
    """

    def __init__(self, desk: Desk, link: InteractionServerLink, on_doubt: Callable[[], None]) -> None:
        self._desk = desk
        self._link = link
        self._on_doubt = on_doubt
        self._open: dict[int, RequestAgentLogin | RequestAgentLogout] = {}
        self._newest = 0
        self._answered_newest = 0
        self._ended_newest = 0
        self._status_shown = False
        self._until_shown: Timer | None = None
        self.wanted = False
        self.other_media: dict[str, int] = {}

    @property
    def is_ending(self) -> bool:
        """Whether its end is asked for, and the answer still to come."""
        return isinstance(self._open.get(self._newest), RequestAgentLogout)

    @property
    def remembered(self) -> tuple[object, ...]:
        """Whether its end is asked for, and whether the server has shown its state."""
        return self.is_ending, self._status_shown

    def begin(self, media: dict[str, int]) -> None:
        """Log the agent in with these media, each with 1 for Ready and 0 for Not Ready."""
        self._expect_no_status()
        self._status_shown = False
        agent = self._desk.agent
        self._ask(
            RequestAgentLogin(
                ReferenceId=self._link.reference(),
                TenantId=agent.tenant,
                PlaceId=agent.place,
                AgentId=agent.id,
                MediaList={**media, **self._others_that_are_there()},
            )
        )

    def _others_that_are_there(self) -> dict[str, int]:
        there = self._desk.settings.configuration.contact_center.capacities
        return {medium: state for medium, state in self.other_media.items() if medium in there}

    def end(self) -> None:
        """Log the agent out: what the agent still has goes back."""
        self._expect_no_status()
        self._ask(RequestAgentLogout(ReferenceId=self._link.reference()))

    def lost(self) -> None:
        """Learn that the connection is lost, and the session with it: nothing that was asked is answered any more."""
        self._open.clear()
        self._expect_no_status()

    def shown(self) -> None:
        """Learn that the server shows the state of the agent's media: it knows the agent as logged in."""
        self._status_shown = True
        self._expect_no_status()

    def not_logged_in(self) -> None:
        """Learn that the server says so; where the login is still under way, that is no news."""
        if self.wanted and not any(isinstance(request, RequestAgentLogin) for request in self._open.values()):
            self._desk.note("trouble", "Interaction Server has ended the session")
            self._on_doubt()

    def still_there(self) -> None:
        """Learn that the server tells the agent what it tells only those who are logged in."""
        if not self.wanted and not self.is_ending:
            self.end()

    def _ask(self, request: RequestAgentLogin | RequestAgentLogout) -> None:
        self._open[request.ReferenceId] = request
        self._newest = request.ReferenceId
        self._link.ask(request, partial(self._answered, request), partial(self._unanswered, request))

    def _answered(self, request: RequestAgentLogin | RequestAgentLogout, answer: Message) -> None:
        self._open.pop(request.ReferenceId, None)
        begins = isinstance(request, RequestAgentLogin)
        if isinstance(answer, EventError) and begins:
            self._desk.note("trouble", f"Interaction Server refuses: {answer.ErrorCode} {answer.ErrorDescription}")
        if request.ReferenceId < self._answered_newest:
            if isinstance(answer, EventAck) and begins is not self.wanted:  # it was carried out after what came later
                self._doubt()
            return
        self._answered_newest = request.ReferenceId
        if not begins:
            self._ended_newest = request.ReferenceId
            self._status_shown = False  # what was shown until now may be of the session that has ended
        elif isinstance(answer, EventAck) and not self._status_shown:
            self._until_shown = self._desk.clock.call_later(
                self._desk.assumptions.answer_timeout, self._unshown, "EventCurrentAgentStatus after the login"
            )

    def _doubt(self) -> None:
        if self.wanted:
            self._on_doubt()
        else:
            self.end()

    def _unanswered(self, request: RequestAgentLogin | RequestAgentLogout) -> None:
        if self._open.pop(request.ReferenceId, None) is None:
            return
        if isinstance(request, RequestAgentLogin):
            if request.ReferenceId == self._newest and not self._status_shown:
                self._unshown()
        elif request.ReferenceId > self._ended_newest:  # nothing shows that the session before has ended
            self._desk.note("trouble", "Interaction Server does not answer the logout")
            self._doubt()

    def _unshown(self) -> None:
        self._until_shown = None
        self._desk.note("trouble", "Interaction Server does not answer the login")
        self._doubt()

    def _expect_no_status(self) -> None:
        if self._until_shown is not None:
            self._desk.clock.cancel(self._until_shown)
            self._until_shown = None
