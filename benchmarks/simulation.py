"""A day of a contact centre: 50 agents, 1,000 callbacks, 8 virtual hours, with the invariants checked at every step.

After each message that reaches a server, each timer and each cut, both servers are checked whole; after each message
that reaches a desktop, which cannot change a server, what the desktops believe is checked against the servers.
"""

from __future__ import annotations

import time
from datetime import timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from msgspec import structs

from benchmarks.measure import Figure
from callbook.configuration import Level
from callbook.configuration.contact_center import Agent
from callbook.core.journal_entries import MessageSent
from callbook.lab import Lab, small_center
from callbook.lab.watcher import Watcher
from callbook.workspace import Action
from callbook.workspace.names import CallbackState, CallPhase
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from callbook.configuration import ContactCenter
    from callbook.core.clock import Timer
    from callbook.workspace import Desktop
    from callbook.workspace.desktop import Shown
    from callbook_mocks.contacts import BehaviourKind

AGENTS = 50
CALLBACKS = 1_000
SECOND = 1_000
HOUR = 3_600 * SECOND
DAY = 8 * HOUR
_SEED = 20_260_302
_CONTACTS = 200
_OUTAGES = {3 * HOUR: "server", 5 * HOUR: "switch"}
_OUTAGE = 120 * SECOND
_DECLINES, _TRANSFERS, _RESCHEDULES, _WISHES_LATER = 0.05, 0.1, 0.1, 0.4
_HABITS: tuple[BehaviourKind, ...] = ("answers",) * 6 + (
    "busy",
    "does not answer",
    "answering machine",
    "rejects the call",
)


_IN_HAND = {CallPhase.NONE: (Action.DIAL, (2, 20)), CallPhase.OVER: (Action.MARK_DONE, (5, 40))}
_VOICE_ONLY = {CallPhase.RINGING: (Action.ANSWER, (1, 5))}
"""What a robot does about a call that is in this phase, and how many seconds it takes for that."""


class Robot:
    """An agent who does what is offered, some time after seeing it; it knows no more than a desktop shows.

    Args:
        lab: the contact centre, for its clock.
        desktop: the agent's.
        dice: decide how long things take and what is done.
        colleagues: the DNs that calls may be transferred to.
    """

    def __init__(self, lab: Lab, desktop: Desktop, dice: Random, colleagues: tuple[str, ...]) -> None:
        self._clock = lab.clock
        self._desktop = desktop
        self._dice = dice
        self._colleagues = colleagues
        self._busy = False
        self._next: Timer | None = None

    def go_home(self) -> None:
        """Do nothing any more."""
        if self._next is not None:
            self._clock.cancel(self._next)

    def see(self) -> None:
        """Something has happened on the screen."""
        if self._busy:
            return
        for shown in self._desktop.shown().interactions:
            plan = self._plan(shown)
            if plan is not None:
                action, seconds = plan
                self._busy = True
                self._next = self._clock.call_later(
                    seconds * SECOND, partial(self._do, action, shown.id), f"a robot: {action}"
                )
                return

    def _plan(self, shown: Shown) -> tuple[Action, int] | None:
        dice = self._dice
        if shown.notification:
            return (Action.DECLINE if dice.random() < _DECLINES else Action.ACCEPT), dice.randint(1, 8)
        in_hand = shown.state is CallbackState.IN_HAND
        if shown.call is CallPhase.TALKING:
            transfers = in_hand and dice.random() < _TRANSFERS
            return (Action.ONE_STEP_TRANSFER if transfers else Action.RELEASE), dice.randint(30, 600)
        found = (_IN_HAND if in_hand else _VOICE_ONLY).get(shown.call)
        return None if found is None else (found[0], dice.randint(*found[1]))

    def _do(self, action: Action, on: str) -> None:
        self._busy = False
        if action is Action.MARK_DONE:
            self._wrap_up(on)
        self._try(action, on)
        self.see()

    def _wrap_up(self, on: str) -> None:
        self._try(Action.SET_DISPOSITION, on)
        if self._dice.random() < _RESCHEDULES:
            self._try(Action.RESCHEDULE, on)

    def _try(self, action: Action, on: str) -> None:
        if on in {shown.id for shown in self._desktop.shown().interactions} and action in self._desktop.actions(on):
            self._desktop.perform(action, on, **self._details(action))

    def _details(self, action: Action) -> dict[str, object]:
        dice = self._dice
        details: dict[Action, dict[str, object]] = {
            Action.SET_DISPOSITION: {"code": dice.choice(("Resolved", "Call again", "Not interested"))},
            Action.RESCHEDULE: {"moment": self._clock.now() + timedelta(minutes=dice.randint(10, 90))},
            Action.ONE_STEP_TRANSFER: {"target": dice.choice(self._colleagues)},
        }
        return details.get(action, {})


class Day:
    """One working day.

    Attributes:
        lab: the contact centre.
        watcher: checks everything after every step.
    """

    def __init__(self, seed: int = _SEED) -> None:
        self._dice = Random(seed)  # noqa: S311 - a simulation keeps no secret
        self.lab = lab = Lab(large_center(), seed=seed)
        for option, value in _OPTIONS.items():
            lab.configuration.set_option(Level.APPLICATION, "Workspace", option, value)
        self.watcher = Watcher(lab)
        dns = tuple(agent.dn for agent in lab.configuration.agents)
        self._robots = {
            agent.name: Robot(lab, lab.log_in(agent.name), self._dice, dns) for agent in lab.configuration.agents
        }
        self._read = len(lab.journal)
        self._contacts = [lab.contact() for _ in range(_CONTACTS)]
        lab.clock.after_each_step(self._step)

    def play(self) -> None:
        """Let the day pass: contacts come, servers fail, robots work."""
        begin = self.lab.clock.instant
        times = sorted(self._dice.randrange(DAY - HOUR) for _ in range(CALLBACKS))
        for instant, happening in sorted([*((at, "contact") for at in times), *_OUTAGES.items()]):
            self.lab.clock.advance_to(begin + instant)
            if happening == "contact":
                self._contact_comes()
            else:
                self._outage(happening)
        self.lab.clock.advance_to(begin + DAY)
        for robot in self._robots.values():
            robot.go_home()
        self.watcher.leave()

    def _contact_comes(self) -> None:
        contact = self._dice.choice(self._contacts)
        contact.behaviour = behaves(self._dice.choice(_HABITS))
        wish = f"in {self._dice.randint(5, 120)} minutes" if self._dice.random() < _WISHES_LATER else "now"
        self.lab.schedule(contact, wish)

    def _outage(self, what: str) -> None:
        lab = self.lab
        down, up = {
            "server": (lab.stop_interaction_server, lab.start_interaction_server),
            "switch": (lab.stop_voice_switch, lab.start_voice_switch),
        }[what]
        down()
        lab.advance(_OUTAGE)
        up()

    def _step(self) -> None:
        self.watcher.look()
        entries = self.lab.journal.entries
        for index in range(self._read, len(entries)):
            entry = entries[index]
            if isinstance(entry, MessageSent) and entry.receiver in self._robots:
                self.lab.clock.call_soon(self._robots[entry.receiver].see)
        self._read = len(entries)


_OPTIONS = {
    "webcallback.park-queue": "parked",
    "webcallback.reschedule-queue": "rescheduled",
}


def large_center() -> ContactCenter:
    """Give the small contact centre with fifty agents in it."""
    center = small_center()
    groups = tuple(group.name for group in center.agent_groups)
    agents = tuple(
        Agent(
            id=f"agent{number}",
            name=f"Agent{number}",
            tenant="Lighthouse",
            place=f"Place {number}",
            dn=f"{2000 + number}",
            agent_groups=(groups[number % len(groups)],),
            roles=("Everything",),
        )
        for number in range(AGENTS)
    )
    kept = tuple(queue for queue in center.queues if queue.strategy != "Anna only")
    strategies = tuple(strategy for strategy in center.strategies if strategy.target_name != "anna")
    return structs.replace(center, agents=agents, queues=kept, strategies=strategies)


def run() -> tuple[Figure, ...]:
    """Play the day; Figure: the seconds that it took."""
    start = time.perf_counter()
    day = Day()
    day.play()
    seconds = time.perf_counter() - start
    server = day.lab.here.interaction_server
    done, open_ = len(server.done), len(server.interactions)
    assert done + open_ == CALLBACKS, "a callback is lost"
    left = day.lab.close()
    assert left == (), left
    detail = f"{day.watcher.messages} messages, {day.watcher.steps} checks; {done} done, {open_} parked or later"
    return (
        Figure("seconds for 50 agents, 1,000 callbacks, 8 hours, all invariants after every step", seconds, 60, detail),
    )
