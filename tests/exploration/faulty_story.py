"""A story that chance tells from a seed: agents work, contacts ask for callbacks, and everything fails now and then."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

import msgspec
from tests.exploration.tally import Tally

from callbook.configuration import Level
from callbook.core import ANY_MESSAGE
from callbook.core.assumptions import Assumptions
from callbook.core.errors import CallbookError
from callbook.core.journal_entries import FaultInjected, MessageSent
from callbook.lab import Lab, small_center
from callbook.lab.evidence import Violated
from callbook.lab.invariants.agreement import dead_ends, disagreements, way_out
from callbook.lab.invariants.disturbances import DISTURBANCES, LONGEST_DELAY, disturbance_of
from callbook.lab.invariants.ended_calls import EndedCalls
from callbook.lab.invariants.recoveries import recovery
from callbook.lab.outside.operations import Stop
from callbook.lab.outside.wires import Cut
from callbook.lab.servers import INTERACTION_SERVER
from callbook.workspace import RULES, Action, CallbackState, CallPhase
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.lab.invariants.agreement import Disagreement
    from callbook.lab.invariants.disturbances import Disturbance
    from callbook.workspace import Rules
    from callbook.workspace.workspace import Workspace
    from callbook_mocks.contacts import Contact

LENGTH: Final = 60
AGENTS: Final = ("Anna", "Ben", "Clara")
_SECOND: Final = 1_000
_MOST_WAYS_OUT: Final = 6
_PATIENCE: Final = (10_000, 30_000)
_OFTEN, _SELDOM = 1.0, 0.08
_WEIGHTS: Final = {row.name: 12 if row.whole else 3 if row.voice else 2 for row in DISTURBANCES}
"""Calls are rarer than callbacks, and so are messages on the wire to the voice switch."""
_EAGER: Final = {Action.ACCEPT: 4, Action.DIAL: 4, Action.RELEASE: 4}
"""What agents do more often than anything else that is offered."""
_STORMY: Final = 0.35
"""In how many stories wires and servers fail, too: what only messages have set apart would not last there."""
_PAUSES: Final = (0, 500, 1_000, 4_000, 10_000, 31_000)
_BEHAVIOURS: Final = (
    behaves("answers", after=1_000),
    behaves("answers", after=1_000, hangs_up_after=8_000),
    behaves("busy"),
    behaves("does not answer"),
    behaves("rejects the call"),
)
_WAITING: Final = frozenset(
    {
        CallbackState.OFFERED, CallbackState.ACCEPTING, CallbackState.ASKING, CallbackState.REJECTING,
        CallbackState.SAVING, CallbackState.PLACING, CallPhase.REQUESTED, CallPhase.DIALING, CallPhase.REACHED,
        CallPhase.RINGING, CallPhase.BUSY,
    }
)  # fmt: skip
_TARGETS: Final = ("1001", "1002", "1003")


class Story:
    """One story.

    Args:
        seed: decides everything.
        tally: counts what is visited.
        rules: the tables that the desktops live by.
    """

    def __init__(self, seed: int, tally: Tally, rules: Rules = RULES) -> None:
        self.chance = chance = Random(seed)  # noqa: S311 - a simulation keeps no secret
        self.tally = tally
        center = small_center()
        agents = tuple(msgspec.structs.replace(agent, capacity=chance.choice((1, 2))) for agent in center.agents)
        kind = chance.choice(("SIP Server", "T-Server"))
        center = msgspec.structs.replace(center, switch=kind, agents=agents)
        patience = chance.choice(_PATIENCE)
        assumptions = Assumptions(answer_timeout=patience, voice_answer_timeout=patience)
        self.lab = lab = Lab(center, seed=seed, assumptions=assumptions, rules=rules)
        options = {"webcallback.park-queue": "parked", "webcallback.complete-queue": "done"}
        for option in ("webcallback.auto-answer", "webcallback.auto-dial"):
            if chance.random() < 0.2:
                options[option] = "true"
        for option, value in options.items():
            lab.configuration.set_option(Level.APPLICATION, "Workspace", option, value)
        self.people: list[Contact] = [lab.contact(behaviour=chance.choice(_BEHAVIOURS)) for _ in range(4)]
        for agent in AGENTS:
            lab.log_in(agent)
        stormy = chance.random() < _STORMY
        self._disturbances = [row for row in DISTURBANCES if stormy or row.mishap is not None]
        self._ended_calls = EndedCalls()
        self._read = 0
        lab.clock.after_each_step(self._count)

    @classmethod
    def first_that_fails(cls, rules: Rules, seeds: range) -> tuple[Violated | None, Tally]:
        """Return what the first of these stories has found that must never be, and what was visited up to there."""
        tally = Tally()
        for seed in seeds:
            try:
                cls(seed, tally, rules).tell(LENGTH)
            except Violated as violated:
                return Violated(f"story {seed}: {violated}"), tally
        return None, tally

    def tell(self, length: int) -> None:
        """Let *length* things happen, then nothing fail any more, and look whether desktops and servers agree."""
        for _ in range(length):
            self._something()
            self._look()
        self._end_failures()
        self._agree()
        self._count()
        self.tally.stories += 1

    # What happens.

    def _something(self) -> None:
        chance = self.chance.random()
        if chance < 0.32:
            self._fail()
        elif chance < 0.40:
            self._try(lambda: self.lab.schedule(self.chance.choice(self.people)))
        elif chance < 0.62:
            self.lab.advance(self.chance.choice(_PAUSES))
        elif chance < 0.65:
            self._try(lambda: self.lab.agent(self.chance.choice(AGENTS)).perform(Action.LOG_OUT))
        else:
            self._work()
        self.lab.clock.settle()

    def _fail(self) -> None:
        (row,) = self.chance.choices(self._disturbances, [_WEIGHTS[row.name] for row in self._disturbances])
        client = self.chance.choice(AGENTS)
        delay, times = self.chance.choice((2_000, 20_000, LONGEST_DELAY)), self.chance.choice((1, 2, 3))
        message = self.chance.choice(row.messages) if self.chance.random() < 0.5 and row.messages else ANY_MESSAGE
        act = row.act(self.lab, client, delay, times, message)
        if row.mishap is None:
            waits = self._waits(client) if isinstance(act, Cut) else any(self._waits(agent) for agent in AGENTS)
            if self.chance.random() > (_OFTEN if waits else _SELDOM):
                return  # whole connections and servers fail less often than messages
            if isinstance(act, Cut | Stop):
                self._struck(row, waits=waits)
        self.lab.do(act)

    def _work(self) -> None:
        desk = self.lab.agent(self.chance.choice(AGENTS))
        windows = [shown.id for shown in desk.shown().interactions]
        if not windows:
            offered = sorted(desk.actions() - {Action.LOG_OUT})
            if offered:
                self._try(lambda: desk.perform(self.chance.choice(offered)))
            return
        on = self.chance.choice(windows)
        offered = sorted(desk.actions(on) - {Action.RESCHEDULE, Action.SET_DISPOSITION, Action.CANCEL_RESCHEDULE})
        if not offered:
            return
        (action,) = self.chance.choices(offered, [_EAGER.get(each, 1) for each in offered])
        transfers = action in {Action.ONE_STEP_TRANSFER, Action.START_TRANSFER}
        details = {"target": self.chance.choice(_TARGETS)} if transfers else {}
        self._try(lambda: desk.perform(action, on, **details))

    @staticmethod
    def _try(act: Callable[[], object]) -> None:
        """Do it; a clear refusal is as good as an outcome."""
        try:
            act()
        except Violated:
            raise
        except CallbookError as refused:
            del refused

    # What must hold.

    def _look(self) -> None:
        self._count()
        for text in (*dead_ends(self.lab), *self._ended_calls.shown_again(self.lab)):
            raise Violated(text)
        self.lab.check()

    def _end_failures(self) -> None:
        lab = self.lab
        lab.end_faults()
        lab.start_interaction_server()
        lab.start_voice_switch()
        for agent in AGENTS:
            for server in (INTERACTION_SERVER, lab.switch):
                lab.mend(agent, server)
        lab.advance(LONGEST_DELAY)  # what is delayed is a failure until it arrives

    def _agree(self) -> None:
        lab = self.lab
        patience = max(lab.assumptions.answer_timeout, lab.assumptions.voice_answer_timeout)
        bound = patience + lab.here.interaction_server.settings.delivering_timeout * _SECOND
        waited = 0
        while any(True for _ in disagreements(lab)) and waited < bound:
            lab.advance(_SECOND)
            waited += _SECOND
            self._look()
        self.tally.longest = max(self.tally.longest, waited)
        for _ in range(_MOST_WAYS_OUT):
            for each in tuple(disagreements(lab)):
                self._take_way_out(each)
                lab.advance(patience)
                self._look()
        for each in disagreements(lab):
            raise Violated(f"still after every way out: {each}")

    def _take_way_out(self, left: Disagreement) -> None:
        desk: Workspace = self.lab.agent(left.agent)
        if not left.window and not left.channel:
            again = list(disagreements(self.lab))
            if any(each == left for each in again):
                raise Violated(f"{left.agent} cannot know, and can do nothing: {left.text}")
            return
        on = left.window or None
        if on is not None and (on not in [shown.id for shown in desk.shown().interactions] or desk.waits(on)):
            return
        action = way_out(desk, left)
        if action is None:
            raise Violated(f"{left.agent} is offered no way out: {left.text}")
        self.tally.ways_out[f"{action}, {self._told(desk, on)}"] += 1
        self._try(lambda: desk.perform(action, on))

    @staticmethod
    def _told(desk: Workspace, on: str | None) -> str:
        """Return whether the agent sees a trouble there; where only news was lost, there is none."""
        if on is None:
            return "seeing the channel's state"
        window = next(shown for shown in desk.shown().interactions if shown.id == on)
        return "after a trouble was shown" if window.trouble else "the news of its end being lost"

    # What is counted.

    def _count(self) -> None:
        entries = self.lab.journal.entries
        for entry in entries[self._read :]:
            if isinstance(entry, FaultInjected):
                self._count_fault(entry)
            elif (name := recovery(entry)) is not None:
                self.tally.recoveries[name] += 1
        self.tally.events += len(entries) - self._read
        self._read = len(entries)

    def _count_fault(self, entry: FaultInjected) -> None:
        message = self.lab.journal.entries[entry.message - 1] if entry.message else None
        if isinstance(message, MessageSent) and (row := disturbance_of(entry, message, self.lab.switch)) is not None:
            client = message.receiver if row.to_client else message.sender
            if client in AGENTS:
                self._struck(row, waits=self._waits(client))

    def _struck(self, row: Disturbance, *, waits: bool) -> None:
        self.tally.struck[row.name] += 1
        self.tally.struck_waiting[row.name] += waits

    def _waits(self, agent: str) -> bool:
        shown = self.lab.agent(agent).shown().interactions
        return any(not _WAITING.isdisjoint({window.state, window.call, window.consult}) for window in shown)
