"""One callback from the web form to Mark Done, with the ladder printed as it goes."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from callbook.cli.catalogues import configuration_of
from callbook.diagram.extraction import Rung, rungs
from callbook.diagram.ladder import head_line, ladder_lines
from callbook.errors import BadInput
from callbook.lab import Lab
from callbook.pacing import Pacer
from callbook.workspace import Action, CallPhase, ChannelState
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rich.console import Console

    from callbook.configuration import Agent, Configuration, Queue
    from callbook.workspace.workspace import Workspace

_NEEDED = frozenset({"Can Make Calls", "Can Mark Done"})
_READING = 3_000
_TALKING = 45_000
_WAITING = 120_000
_WIDEST = " RequestCancelNotReadyForMedia "


class Presenter:
    """Prints each rung as soon as it has happened."""

    def __init__(self, console: Console, lab: Lab, actors: tuple[str, ...]) -> None:
        self._console = console
        self._lab = lab
        self._actors = actors
        self._printed = 0
        self._print(head_line(actors, [Rung(0, 0, "a", "b", _WIDEST)]))

    def catch_up(self) -> None:
        """Print what has happened since the last time."""
        fresh = self._lab.journal.entries[self._printed :]
        self._printed += len(fresh)
        ruler = Rung(0, 0, self._actors[0], self._actors[1], _WIDEST)
        for line in list(ladder_lines([*rungs(fresh), ruler], self._actors))[:-1]:
            self._print(line)

    def _print(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


def run(console: Console, config: Path | None, speed: float, seed: int) -> None:
    """Play one callback, paced by the wall if *speed* is above 0.

    Raises:
        BadInput: when *speed* is negative or no number, or nobody in the contact centre can take a callback and call.
    """
    if not (isfinite(speed) and speed >= 0):
        raise BadInput("speed", speed, accepted="0 (do not wait) or more")
    lab = Lab(configuration_of(config), seed=seed)
    agent_id, queue = _cast(lab.configuration)
    agent_name = lab.configuration.agent(agent_id).name
    contact = lab.contact(behaviour=behaves("answers"))
    actors = ("Website", "Interaction Server", agent_name, lab.voice_switch.name)
    presenter = Presenter(console, lab, actors)
    stage = _Play(lab, presenter, Pacer(lab.clock, speed).advance_to if speed else lab.clock.advance_to)
    desk = lab.log_in(agent_id)
    if desk.channel.state is ChannelState.NOT_READY:
        desk.perform(Action.GO_READY)
    stage.wait(_READING)
    callback = lab.schedule(contact, queue=queue)
    stage.wait(_READING)
    _handle(stage, desk)
    person = contact.person
    console.print(
        f"\nThe callback of {person.name} ({person.phone_number}): {lab.where(callback)}",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
    lab.check()


def _handle(stage: _Play, desk: Workspace) -> None:
    if Action.ACCEPT in desk.actions(desk.callbacks[-1].id):
        desk.perform(Action.ACCEPT)
    stage.wait(_READING)
    callback = desk.callbacks[-1]
    if callback.phase is CallPhase.NONE:
        desk.perform(Action.DIAL)
    stage.until(lambda: callback.phase in {CallPhase.TALKING, CallPhase.OVER})
    stage.wait(_TALKING)
    for action, details in (
        (Action.RELEASE, {}),
        (Action.SET_DISPOSITION, {"code": _first_disposition(stage.lab, desk)}),
        (Action.MARK_DONE, {}),
    ):
        if desk.why_not(action, callback.id, **details) is None:
            desk.perform(action, callback.id, **details)
        stage.wait(_READING)


class _Play:
    """Lets time pass, on the wall or not, and shows what happens: the same at any speed."""

    def __init__(self, lab: Lab, presenter: Presenter, advance_to: Callable[[int], None]) -> None:
        self.lab = lab
        self._presenter = presenter
        self._advance_to = advance_to

    def wait(self, milliseconds: int) -> None:
        """Let so much virtual time pass."""
        end = self.lab.clock.instant + milliseconds
        self.until(lambda: self.lab.clock.instant >= end, end)

    def until(self, done: Callable[[], bool], latest: int | None = None) -> None:
        """Let time pass until *done*, at the latest until *latest*."""
        latest = self.lab.clock.instant + _WAITING if latest is None else latest
        self._presenter.catch_up()
        while not done() and self.lab.clock.instant < latest:
            deadline = self.lab.clock.next_deadline
            self._advance_to(latest if deadline is None else min(deadline, latest))
            self._presenter.catch_up()


def _cast(configuration: Configuration) -> tuple[str, str]:
    """Choose an agent who may call, and a queue whose strategy may pick that agent."""
    able = [agent for agent in configuration.agents if configuration.privileges_of(agent.id) >= _NEEDED]
    for queue in configuration.contact_center.queues:
        for agent in able:
            if agent.tenant == queue.tenant and _picks(configuration, queue, agent):
                return agent.id, queue.name
    raise BadInput(
        "contact centre", configuration.contact_center.name, accepted="one where an agent may dial a callback"
    )


def _picks(configuration: Configuration, queue: Queue, agent: Agent) -> bool:
    if queue.strategy is None:
        return False
    strategy = configuration.strategy(queue.strategy)
    names = {agent.id, *agent.agent_groups, *agent.virtual_agent_groups}
    return strategy.target == "any" or strategy.target_name in names


def _first_disposition(lab: Lab, desk: Workspace) -> str:
    attribute = lab.configuration.value("interaction.disposition.value-business-attribute", desk.agent_id)
    return next(iter(lab.configuration.dispositions(attribute)), "")
