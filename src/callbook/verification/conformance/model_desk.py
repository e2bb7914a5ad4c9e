"""The model's desktop without servers: it hears what a log says was heard, and what it asks is kept, not sent.

It is logged in from the beginning, and its voice channel is open, whatever the agent's privileges: who could be offered
a callback was logged in, and what the privileges forbid is asked for action by action. Requests that only keep servers
and desktop in step (saving properties before a callback is placed, asking whose it is) are answered at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from callbook.core import Clock, Journal, Wire, moment_of
from callbook.messages import MEDIA_TYPE, Message, Protocol, protocol_of, t_library, t_library_events
from callbook.messages.open_media import RequestChangeProperties
from callbook.messages.open_media_events import EventAck, EventCurrentAgentStatus, EventError
from callbook.workspace import ACTIONS, RULES, Action, Callback, CallbackEvent, Workspace

if TYPE_CHECKING:
    from callbook.configuration import Configuration, ContactCenter
    from callbook.core import Assumptions
    from callbook.workspace import Refusal

M = TypeVar("M", bound=Message)
_RULES: Final = replace(RULES, opens_channel=None, opens_voice=None)
_SERVER: Final = "Interaction Server"
_FEW: Final = 64
"""Entries that a model's journal keeps: nobody reads them."""


class _OneSided(Wire):
    """A wire that leads nowhere: what the desktop asks is kept."""

    def __init__(self, client: str, server: str, clock: Clock, journal: Journal, kept: list[Asked]) -> None:
        super().__init__(client, server, clock, journal)
        self._now = clock
        self._kept = kept

    def to_server(self, message: Message) -> None:
        """Keep what the desktop asks."""
        self._kept.append(Asked(message, self._now.instant))


@dataclass(frozen=True, slots=True)
class Asked:
    """What the model asked, and when."""

    message: Message
    at: int


class ModelDesk:
    """The model's desktop of one agent.

    Args:
        agent_id: whose desktop.
        configuration: what the contact centre says.
        at: the instant at which it begins.
        assumptions: what is assumed.

    Attributes:
        clock: its clock.
        workspace: the desktop.
        asked: what it has asked by itself and nobody has taken yet.
    """

    def __init__(self, agent_id: str, configuration: Configuration, at: int, assumptions: Assumptions) -> None:
        self.clock = Clock(moment_of(at))
        journal = Journal(self.clock, most=_FEW)
        self.asked: list[Asked] = []
        agent = configuration.agent(agent_id)
        switch = configuration.contact_center.switch
        to_server, to_switch = (
            _OneSided(agent.name, server, self.clock, journal, self.asked) for server in (_SERVER, switch)
        )
        self.workspace = Workspace(
            agent_id, configuration, self.clock, journal, to_server, to_switch, assumptions, _RULES
        )
        self._configuration = configuration
        self._center = configuration.contact_center
        self._references: dict[tuple[Protocol, int], int] = {}
        self._log_in(agent_id, agent.dn, switch)

    def _log_in(self, agent_id: str, dn: str, switch: str) -> None:
        desk = self.workspace
        desk.link.connected()
        desk.voice.link.connected()
        desk.carry_out(Action.LOG_IN)
        self.hear(EventCurrentAgentStatus(AgentId=agent_id, MediaStateList={MEDIA_TYPE: 1}))
        for asked in tuple(self.asked):
            if isinstance(asked.message, t_library.RequestRegisterAddress):
                reference = asked.message.ReferenceID
                self._hand_over(t_library_events.EventRegistered(Server=switch, ReferenceID=reference, ThisDN=dn))
            else:
                self._hand_over(EventAck(ReferenceId=_reference(asked.message)))
        self.asked.clear()

    def advance(self, instant: int) -> None:
        """Let time pass until *instant*; it never goes back."""
        self.clock.advance_to(max(instant, self.clock.instant))
        self._answer_savings()

    def hear(self, message: Message) -> None:
        """Take a message of a server; answers find the model's own request, if it is known which."""
        protocol = protocol_of(message)
        given = _reference(message)
        own = self._references.get((protocol, given), 0)
        if isinstance(message, EventAck | EventError | t_library_events.EventError) and not own:
            return  # of a request that the model has not made
        field = "ReferenceId" if protocol is Protocol.OPEN_MEDIA else "ReferenceID"
        self._hand_over(msgspec.structs.replace(message, **{field: own}) if given != own else message)
        self._answer_savings()

    def configure(self, center: ContactCenter) -> None:
        """Take over a change of the configuration."""
        if center is not self._center:
            self._center = center
            self._configuration.change(center)

    def acknowledge_acceptance(self, interaction: str) -> None:
        """Let the server have taken an acceptance of the model, though the log has no answer to it."""
        self.callback(interaction).fire(CallbackEvent.ACKNOWLEDGED)
        self.clock.settle()

    def _hand_over(self, message: Message) -> None:
        link = self.workspace.link if protocol_of(message) is Protocol.OPEN_MEDIA else self.workspace.voice.link
        link.receive(message)
        self.clock.settle()

    def _answer_savings(self) -> None:
        for asked in tuple(self.asked):
            if isinstance(asked.message, RequestChangeProperties):
                self.asked.remove(asked)
                if asked.message.ChangedProperties:  # else it asks whose the callback is, which only the log can answer
                    self._hand_over(EventAck(ReferenceId=asked.message.ReferenceId))

    def same(self, real: Message, own: Message) -> None:
        """Know that a request of the log is that one of the model: the answer to one is the answer to the other."""
        self._references[protocol_of(real), _reference(real)] = _reference(own)

    def follow(self, real: Message, *kinds: type[M]) -> M | None:
        """Take the model's own request of these kinds as the one of the log; return it, None if there is none."""
        taken = self.take(*kinds)
        if taken is None:
            return None
        self.same(real, taken[0])
        return taken[0]

    def take(self, *kinds: type[M]) -> tuple[M, int] | None:
        """Take the first request of these kinds that the model has made by itself, and when; None if there is none."""
        for asked in self.asked:
            if isinstance(asked.message, kinds):
                self.asked.remove(asked)
                return asked.message, asked.at
        return None

    def waits_for(self, *kinds: type[Message]) -> int | None:
        """Return when the model has asked for one of these by itself; None if it has not, or it was taken."""
        return next((asked.at for asked in self.asked if isinstance(asked.message, kinds)), None)

    def why_not(self, action: Action, on: str | None, **details: object) -> Refusal | None:
        """Return why the agent may not, see ``Workspace.why_not``."""
        return self.workspace.why_not(action, on, **details)

    def state_allows(self, action: Action, on: str | None) -> bool:
        """Return whether the states of channel, callback and calls allow an action, whatever else forbids it."""
        rule = ACTIONS[action]
        window = next((each for each in self.workspace.windows if each.id == on), None)
        if window is None:
            return False
        states = (
            (rule.callback, window.state),
            (rule.call, window.phase),
            (rule.consult, window.consult_phase),
        )
        return all(possible is None or state in possible for possible, state in states)

    def act(self, action: Action, on: str | None, **details: object) -> None:
        """Do what the agent has done, though it may be forbidden."""
        self.workspace.carry_out_regardless(action, on, details)
        self.clock.settle()
        self._answer_savings()

    def callback(self, interaction: str) -> Callback:
        """Return a callback of the desktop."""
        return self.workspace.callback(interaction)


def _reference(message: Message) -> int:
    return int(getattr(message, "ReferenceId", 0) or getattr(message, "ReferenceID", 0) or 0)
