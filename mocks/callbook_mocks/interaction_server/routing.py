"""From a queue through its strategy to an agent: views, due times, targets, priority, who is next (E5, F7)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from callbook.messages import StateOfInteraction
from callbook.messages.open_media_events import EventPlacedInQueue
from callbook_mocks.interaction_server.attached_data import StatusChange, set_data
from callbook_mocks.interaction_server.place import PlaceKind
from callbook_mocks.interaction_server.ranking import Ranking
from callbook_mocks.interaction_server.settings import MINUTE
from callbook_mocks.interaction_server.state import Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration import Snapshot, Strategy
    from callbook.core import Timer
    from callbook_mocks.interaction_server.state import AgentSession, InteractionQueue, State
    from callbook_mocks.interaction_server.stored_interaction import StoredInteraction


class Routing:
    """Routes what is eligible; *offer*, set by whoever delivers, is called with the agent and the interaction."""

    offer: Callable[[AgentSession, StoredInteraction], None]

    def __init__(self, state: State) -> None:
        self._state = state
        self._clock = state.clock
        self._targets: dict[tuple[str, str, str, str], Target] = {}
        self._deadlines: Ranking[StoredInteraction] = Ranking()
        self._deadline_timer: Timer | None = None

    # Queues and their views.

    def place(self, interaction: StoredInteraction, queue: str, status_change: StatusChange) -> None:
        """Put an interaction that is nowhere into a queue; it stays there until it is fed to the strategy."""
        stamp = self._state.stamp()
        if queue != interaction.queue or interaction.moved_to_queue_at is None:
            interaction.moved_to_queue_at = stamp
        interaction.queue = queue
        interaction.placed_in_queue_at = stamp
        self._state.put(interaction, PlaceKind.QUEUE)
        interaction.state = StateOfInteraction.QUEUED
        waits = interaction.due > self._clock.instant
        set_data(self._state, interaction, {}, StatusChange.WAITS_FOR_DUE_TIME if waits else status_change)
        self._state.queue(queue).contents[interaction.id] = interaction
        if self._state.reporters:
            self._state.report(EventPlacedInQueue(Interaction=interaction.properties))

    def to_the_end(self, interaction: StoredInteraction) -> None:
        """Let the interaction come after all that came before."""
        interaction.arrival = self._state.number()

    def feed(self, interaction: StoredInteraction) -> None:
        """Hand an interaction that lies in a queue to the queue's strategy, or wait until it is due."""
        strategy = self._strategy_of(interaction.queue)
        if strategy is None or interaction.held_at is not None or not self._state.running:
            return
        if interaction.due > self._clock.instant:
            queue = self._state.queue(interaction.queue)
            queue.not_due.add(interaction, (interaction.due, interaction.arrival))
            self._watch(queue)
        else:
            self._route(interaction, strategy)

    def withdraw(self, interaction: StoredInteraction) -> None:
        """Take an interaction out of its queue or its strategy."""
        if interaction.kind is PlaceKind.QUEUE:
            self._leave_queue(interaction)
        else:
            self._leave_strategy(interaction)

    def _strategy_of(self, queue: str) -> Strategy | None:
        directory = self._state.directory
        configured = directory.queues.get(queue)
        if configured is None or configured.strategy is None:
            return None
        return directory.strategies[configured.strategy]

    def _leave_queue(self, interaction: StoredInteraction) -> None:
        queue = self._state.queues[interaction.queue]
        del queue.contents[interaction.id]
        if interaction in queue.not_due:
            queue.not_due.discard(interaction)
            self._watch(queue)

    def _watch(self, queue: InteractionQueue) -> None:
        """Have one timer for what is due first."""
        first = queue.not_due.first()
        due = None if first is None else first.due
        if queue.timer is not None:
            if queue.timer.due == due:
                return
            self._clock.cancel(queue.timer)
            queue.timer = None
        if due is not None:
            wait = due - self._clock.instant
            queue.timer = self._clock.call_later(wait, self._fall_due, f"due time in {queue.name}", queue)

    def _fall_due(self, queue: InteractionQueue) -> None:
        queue.timer = None
        while (first := queue.not_due.first()) is not None and first.due <= self._clock.instant:
            queue.not_due.discard(first)
            self.feed(first)
        self._watch(queue)

    # Strategies.

    def _route(self, interaction: StoredInteraction, strategy: Strategy) -> None:
        self._leave_queue(interaction)
        self._state.put(interaction, PlaceKind.STRATEGY)
        interaction.state = StateOfInteraction.ROUTING
        interaction.strategy = strategy
        interaction.submitted_to_router_at = self._state.stamp()
        if strategy.priority is not None:
            interaction.priority = strategy.priority
        set_data(self._state, interaction, strategy.attach, StatusChange.ROUTED)
        target = interaction.target = self._target(
            interaction.tenant, strategy.target, strategy.target_name or "", interaction.media_type
        )
        session = self._agent_for(interaction, target)
        if session is None:
            self._wait(interaction, target)
        else:
            self._match(session, interaction)

    def _target(self, tenant: str, kind: str, name: str, medium: str) -> Target:
        # Strategies of one target share it; the agents of one tenant never get the interactions of another (assumed).
        key = (tenant, kind, name, medium)
        target = self._targets.get(key)
        if target is None:
            target = self._targets[key] = Target(medium)
        return target

    def _agent_for(self, interaction: StoredInteraction, target: Target) -> AgentSession | None:
        unless = partial(self._excludes, interaction) if interaction.excluded else None
        return target.agents.first(unless)

    def _match(self, session: AgentSession, interaction: StoredInteraction) -> None:
        self._leave_strategy(interaction)
        self.offer(session, interaction)
        self._rank(session)

    def _wait(self, interaction: StoredInteraction, target: Target) -> None:
        target.waiting.add(interaction, _rank_of(interaction))
        deadline = self._clock.instant + self._state.settings.routing_timeout * MINUTE
        self._deadlines.add(interaction, (deadline, interaction.arrival))
        if self._deadline_timer is None:
            self._watch_deadlines()
        self._try_again_later(interaction, target)

    def _leave_strategy(self, interaction: StoredInteraction) -> None:
        if interaction.target is not None:  # pragma: no branch - what a strategy has waits for a target
            interaction.target.waiting.discard(interaction)
            interaction.target = None
        if interaction.retry is not None:
            self._clock.cancel(interaction.retry)
            interaction.retry = None
        self._deadlines.discard(interaction)
        if self._deadline_timer is not None and not self._deadlines:
            self._clock.cancel(self._deadline_timer)
            self._deadline_timer = None

    def _watch_deadlines(self) -> None:
        first = self._deadlines.first()
        if first is not None:
            wait = self._deadlines.rank(first)[0] - self._clock.instant
            self._deadline_timer = self._clock.call_later(wait, self._pass_deadline, "routing-timeout")

    def _pass_deadline(self) -> None:
        # The timer was set for what came first then; what has left since is seen only now: one timer is enough.
        self._deadline_timer = None
        back: list[StoredInteraction] = []
        while (late := self._deadlines.first()) is not None and self._deadlines.rank(late)[0] <= self._clock.instant:
            self._leave_strategy(late)
            self.to_the_end(late)
            self.place(late, late.queue, StatusChange.RETURNED)
            back.append(late)
        self._watch_deadlines()
        for interaction in back:
            self.feed(interaction)

    # Who declined or did not answer is not asked again at once.

    def exclude(self, session: AgentSession, interaction: StoredInteraction) -> None:
        """Do not offer *interaction* to this agent again for a while (assumed: ``reoffer_delay``)."""
        until = self._clock.instant + self._state.assumptions.reoffer_delay
        interaction.excluded = {**_still(interaction.excluded, self._clock.instant), session.agent.id: until}

    def _excludes(self, interaction: StoredInteraction, session: AgentSession) -> bool:
        return interaction.excluded.get(session.agent.id, 0) > self._clock.instant

    def _try_again_later(self, interaction: StoredInteraction, target: Target) -> None:
        if not interaction.excluded:
            return
        now = self._clock.instant
        interaction.excluded = _still(interaction.excluded, now)
        if interaction.excluded:
            wait = min(interaction.excluded.values()) - now
            label = f"next offer of {interaction.id}"
            interaction.retry = self._clock.call_later(wait, self._try_again, label, interaction, target)

    def _try_again(self, interaction: StoredInteraction, target: Target) -> None:
        interaction.retry = None
        session = self._agent_for(interaction, target)
        if session is None:
            self._try_again_later(interaction, target)
        else:
            self._match(session, interaction)

    # Agents.

    def agent_changed(self, session: AgentSession) -> None:
        """Offer the agent what waits longest with the highest priority, until nothing waits or no capacity is left."""
        while (best := self._best_for(session)) is not None:
            self._match(session, best)
        self._rank(session)

    def agent_came(self, session: AgentSession) -> None:
        """Route to the agent from now on."""
        self.agent_left(session)
        session.targets = self._targets_of(session)
        self.agent_changed(session)

    def agent_left(self, session: AgentSession) -> None:
        """No longer route to the agent."""
        for target in session.targets:
            target.agents.discard(session)
        session.targets = ()

    def _targets_of(self, session: AgentSession) -> tuple[Target, ...]:
        agent = session.agent
        named = (("any", ""), ("agent", agent.id))
        groups = (("agent_group", name) for name in (*agent.agent_groups, *agent.virtual_agent_groups))
        targets = (*named, *groups)
        return tuple(
            self._target(agent.tenant, kind, name, medium) for medium in session.media for kind, name in targets
        )

    def _best_for(self, session: AgentSession) -> StoredInteraction | None:
        best: StoredInteraction | None = None
        for target in session.targets:
            if target.waiting and session.free_for(target.medium):
                first = target.waiting.first(lambda interaction: self._excludes(interaction, session))
                if first is not None and (best is None or _rank_of(first) < _rank_of(best)):
                    best = first
        return best

    def _rank(self, session: AgentSession) -> None:
        rank = session.turn
        free = {medium: session.free_for(medium) for medium in session.media}
        for target in session.targets:
            agents = target.agents
            if not free.get(target.medium):
                agents.discard(session)
            elif session not in agents or agents.rank(session) != rank:
                agents.add(session, rank)

    # The server as a whole.

    def follow_configuration(self) -> None:
        """Take over a configuration that was changed."""
        before, now = self._state.configured.contact_center, self._state.configuration.snapshot
        self._state.configured = now
        for session in self._state.sessions.values():
            self._follow_agent(session, now)
        if (before.queues, before.strategies) != (now.contact_center.queues, now.contact_center.strategies):
            self._follow_queues()
        for session in self._state.sessions.values():
            self.agent_changed(session)

    def _follow_agent(self, session: AgentSession, now: Snapshot) -> None:
        agent, center = now.directory.agents.get(session.agent.id, session.agent), now.contact_center
        capacities = (center.capacities, center.at_once)
        if (agent, capacities) == (session.agent, (session.capacities, session.at_once)):
            return
        self.agent_left(session)
        session.agent = agent
        session.capacities, session.at_once = capacities
        session.targets = self._targets_of(session)
        session.over_capacity = session.has_too_much
        self._rank(session)

    def _follow_queues(self) -> None:
        for interaction in tuple(self._state.interactions.values()):
            if interaction.kind is PlaceKind.STRATEGY and self._strategy_of(interaction.queue) != interaction.strategy:
                self._leave_strategy(interaction)
                self.place(interaction, interaction.queue, StatusChange.RETURNED)
        self.feed_all()

    def feed_all(self) -> None:
        """Hand all that lies in queues to their strategies, the first that came first."""
        lying = (queued for queued in self._state.interactions.values() if queued.kind is PlaceKind.QUEUE)
        for interaction in sorted(lying, key=_arrival_of):
            self.feed(interaction)

    def stop(self) -> None:
        """Put everything that is on its way back into its queue: no timer stays, nobody is told."""
        for queue in self._state.queues.values():
            queue.not_due = Ranking()
            self._watch(queue)
        for interaction in self._state.interactions.values():
            if interaction.kind is PlaceKind.STRATEGY:
                self._leave_strategy(interaction)
                self.place(interaction, interaction.queue, StatusChange.RETURNED)


def _still(excluded: dict[str, int], now: int) -> dict[str, int]:
    return {agent: until for agent, until in excluded.items() if until > now}


def _rank_of(interaction: StoredInteraction) -> tuple[int, int]:
    return (-interaction.priority, interaction.arrival)


def _arrival_of(interaction: StoredInteraction) -> int:
    return interaction.arrival
