"""A usual callback, from the web form to Mark Done: the agent does whatever of it is offered, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from callbook.configuration import options, privileges
from callbook.core import BadInput
from callbook.workspace import Action, CallPhase, ChannelState
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration import Agent, Configuration, Queue
    from callbook.lab.lab import Lab
    from callbook.workspace import Workspace
    from callbook_mocks.contacts import Contact

NEEDED = frozenset({privileges.CAN_MAKE_CALLS.name, privileges.CAN_MARK_DONE.name})
"""Names of the privileges without which nobody can see a callback through to its end."""

_READING = 3_000
_TALKING = 45_000
_WAITING = 120_000


class Waiting(Protocol):
    """How time passes while a callback is played."""

    def __call__(self, done: Callable[[], bool], latest: int) -> None:
        """Let time pass until *done*, at the latest until the instant *latest*."""
        ...


class UsualCallback:
    """One callback of a contact who answers.

    Args:
        lab: where it is played.
        wait: lets time pass; without waiting for the wall by default.

    Attributes:
        contact: who is called back.
        callback: its InteractionId, once it is scheduled.
    """

    def __init__(self, lab: Lab, wait: Waiting | None = None) -> None:
        self._lab = lab
        self._wait = wait or self._jump
        self.contact: Contact = lab.contact(behaviour=behaves("answers"))
        self.callback = ""

    def play(self, agent: str, queue: str) -> None:
        """Let *agent* (an id) handle a callback that comes through *queue*, as far as the agent may."""
        desk = self._lab.agent(agent)
        desk.perform(Action.LOG_IN)
        if desk.channel.state is ChannelState.NOT_READY:
            desk.perform(Action.GO_READY)
        self._read()
        self.callback = self._lab.schedule(self.contact, queue=queue)
        self._read()
        if desk.callbacks:
            self._handle(desk)

    def _handle(self, desk: Workspace) -> None:
        callback = desk.callbacks[-1]
        self._if_offered(desk, Action.ACCEPT)
        self._until(lambda: callback.window)
        self._read()
        if callback.phase is CallPhase.NONE:
            self._if_offered(desk, Action.DIAL)
        self._until(lambda: callback.phase in {CallPhase.NONE, CallPhase.TALKING, CallPhase.OVER})
        self._pass(_TALKING)
        for action, details in (
            (Action.RELEASE, {}),
            (Action.SET_DISPOSITION, {"code": self._first_disposition(desk)}),
            (Action.MARK_DONE, {}),
        ):
            self._if_offered(desk, action, **details)
            self._read()

    def _if_offered(self, desk: Workspace, action: Action, **details: object) -> None:
        if desk.why_not(action, self.callback, **details) is None:
            desk.perform(action, self.callback, **details)

    def _first_disposition(self, desk: Workspace) -> str:
        attribute = self._lab.configuration.value(options.DISPOSITION_VALUE_BUSINESS_ATTRIBUTE, desk.agent_id)
        return "" if attribute is None else next(iter(self._lab.configuration.dispositions(attribute)), "")

    def _read(self) -> None:
        self._pass(_READING)

    def _pass(self, milliseconds: int) -> None:
        self._wait(lambda: False, self._lab.clock.instant + milliseconds)

    def _until(self, done: Callable[[], bool]) -> None:
        self._wait(done, self._lab.clock.instant + _WAITING)

    def _jump(self, done: Callable[[], bool], latest: int) -> None:
        until(self._lab, done, latest, self._lab.clock.advance_to)


def until(lab: Lab, done: Callable[[], bool], latest: int, advance_to: Callable[[int], None]) -> None:
    """Let time pass from one deadline to the next by *advance_to*, until *done* or *latest*."""
    while not done() and lab.clock.instant < latest:
        deadline = lab.clock.next_deadline
        advance_to(latest if deadline is None else min(deadline, latest))


def queue_for(configuration: Configuration, agent: Agent) -> str:
    """Find a queue whose strategy may pick *agent*.

    Raises:
        BadInput: when there is none: no callback ever reaches the agent.
    """
    for queue in configuration.contact_center.queues:
        if agent.tenant == queue.tenant and _picks(configuration, queue, agent):
            return queue.name
    accepted = "an agent whom the strategy of a queue of the same tenant may pick"
    raise BadInput("agent", agent.id, where=configuration.contact_center.name, accepted=accepted)


def able_agent(configuration: Configuration) -> tuple[str, str]:
    """Choose an agent who may call and mark done, and a queue whose strategy may pick that agent.

    Raises:
        BadInput: when nobody can take a callback and call.
    """
    for agent in configuration.agents:
        if configuration.privileges_of(agent.id) >= NEEDED:
            try:
                return agent.id, queue_for(configuration, agent)
            except BadInput:
                continue
    accepted = "one where an agent may dial a callback"
    raise BadInput("contact centre", configuration.contact_center.name, accepted=accepted)


def _picks(configuration: Configuration, queue: Queue, agent: Agent) -> bool:
    if queue.strategy is None:
        return False
    strategy = configuration.strategy(queue.strategy)
    names = {agent.id, *agent.agent_groups, *agent.virtual_agent_groups}
    return strategy.target == "any" or strategy.target_name in names
