"""A story that chance tells from a seed: agents work, contacts ask for callbacks, and everything fails now and then."""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import TYPE_CHECKING, Final

import msgspec

from callbook.configuration import Level
from callbook.core.errors import CallbookError
from callbook.core.journal_entries import Noted, StateChanged
from callbook.lab import Lab, small_center
from callbook.lab.evidence import Violated
from callbook.lab.invariants.agreement import dead_ends, disagreements, way_out
from callbook.lab.invariants.disturbances import DISTURBANCES, LONGEST_DELAY
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
_MENDS: Final = frozenset(
    {
        ("call", CallPhase.UNANSWERED), ("callback", CallbackState.ASKING),
    }
)  # fmt: skip
"""States from which every transition is a recovery."""
_MENDING_EVENTS: Final = frozenset({"the voice switch knows no such call", "the server does not answer"})
_TARGETS: Final = ("1001", "1002", "1003")


class Tally:
    """What was visited, over many stories.

    Attributes:
        events: entries of the journals: messages, timers, actions, failures, transitions.
        struck: how often each kind of failure struck.
        struck_waiting: the same, while a callback or a call at a desktop was in a state that waits.
        recoveries: how often something was done that mends what a failure has done.
        ways_out: how often an agent had to end what was no longer so, by action.
        longest: milliseconds from the last failure until all agreed, at most.
    """

    def __init__(self) -> None:
        self.events = 0
        self.struck: Counter[str] = Counter()
        self.struck_waiting: Counter[str] = Counter()
        self.recoveries: Counter[str] = Counter()
        self.ways_out: Counter[str] = Counter()
        self.longest = 0

    def __str__(self) -> str:
        lines = [f"{self.events} events, longest disagreement {self.longest / _SECOND:g} s after the last failure"]
        struck, waiting = self.struck, self.struck_waiting
        lines += [f"  {row.name}: {struck[row.name]}, {waiting[row.name]} while waiting" for row in DISTURBANCES]
        lines += [f"  recovery: {name}: {count}" for name, count in sorted(self.recoveries.items())]
        lines += [f"  way out: {name}: {count}" for name, count in sorted(self.ways_out.items())]
        return "\n".join(lines)


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
        self.lab = lab = Lab(center, seed=seed, rules=rules)
        options = {"webcallback.park-queue": "parked", "webcallback.complete-queue": "done"}
        for option in ("webcallback.auto-answer", "webcallback.auto-dial"):
            if chance.random() < 0.2:
                options[option] = "true"
        for option, value in options.items():
            lab.configuration.set_option(Level.APPLICATION, "Workspace", option, value)
        self.people: list[Contact] = [lab.contact(behaviour=chance.choice(_BEHAVIOURS)) for _ in range(4)]
        for agent in AGENTS:
            lab.log_in(agent)
        self._in_force: dict[int, Disturbance] = {}
        self._read = 0

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
        self._count()
        self._agree()
        self._count()

    # What happens.

    def _something(self) -> None:
        chance = self.chance.random()
        if chance < 0.25:
            self._fail()
        elif chance < 0.35:
            self._try(lambda: self.lab.schedule(self.chance.choice(self.people)))
        elif chance < 0.60:
            self.lab.advance(self.chance.choice(_PAUSES))
        elif chance < 0.63:
            self._try(lambda: self.lab.agent(self.chance.choice(AGENTS)).perform(Action.LOG_OUT))
        else:
            self._work()
        self.lab.clock.settle()

    def _fail(self) -> None:
        row = self.chance.choice(DISTURBANCES)
        client = self.chance.choice(AGENTS)
        if row.mishap is None and self.chance.random() < 0.7:
            return  # whole connections and servers fail less often than messages
        waits = self._waits(client)
        delay, times = self.chance.choice((2_000, 20_000, LONGEST_DELAY)), self.chance.choice((1, 1, 2, 3))
        number = self.lab.do(row.act(self.lab, client, delay, times))
        if row.mishap is None:
            self._struck(row, waits=waits)
        else:
            self._in_force[number] = row

    def _work(self) -> None:
        desk = self.lab.agent(self.chance.choice(AGENTS))
        windows = [shown.id for shown in desk.shown().interactions]
        if not windows:
            offered = sorted(desk.actions() - {Action.LOG_OUT, Action.UNACTIVATE, Action.GO_NOT_READY})
            if offered:
                self._try(lambda: desk.perform(self.chance.choice(offered)))
            return
        on = self.chance.choice(windows)
        offered = sorted(desk.actions(on) - {Action.RESCHEDULE, Action.SET_DISPOSITION, Action.CANCEL_RESCHEDULE})
        if not offered:
            return
        action = self.chance.choice(offered)
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
        for text in dead_ends(self.lab):
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
        if not left.window:
            again = list(disagreements(self.lab))
            if any(each == left for each in again):
                raise Violated(f"{left.agent} cannot know, and can do nothing: {left.text}")
            return
        if left.window not in [shown.id for shown in desk.shown().interactions] or desk.waits(left.window):
            return
        action = way_out(desk, left.window)
        if action is None:
            raise Violated(f"{left.agent} is offered no way out: {left.text}")
        self.tally.ways_out[str(action)] += 1
        self._try(lambda: desk.perform(action, left.window))

    # What is counted.

    def _count(self) -> None:
        entries = self.lab.journal.entries
        for entry in entries[self._read :]:
            if isinstance(entry, StateChanged):
                if (entry.machine, entry.before) in _MENDS or entry.event in _MENDING_EVENTS:
                    self.tally.recoveries[f"{entry.machine}: {entry.before} + {entry.event}"] += 1
            elif isinstance(entry, Noted) and entry.text.endswith("no window waits for it"):
                self.tally.recoveries["call: released, for no window waits for it"] += 1
            elif isinstance(entry, Noted) and entry.text.endswith("its call is over"):
                self.tally.recoveries["call: a late message about one that is over is ignored"] += 1
        self.tally.events += len(entries) - self._read
        self._read = len(entries)
        self._count_faults()

    def _count_faults(self) -> None:
        open_still = {each.number for each in self.lab.faults}
        for number in [number for number in self._in_force if number not in open_still]:
            row = self._in_force.pop(number)
            self._struck(row, waits=any(self._waits(agent) for agent in AGENTS))

    def _struck(self, row: Disturbance, *, waits: bool) -> None:
        self.tally.struck[row.name] += 1
        self.tally.struck_waiting[row.name] += waits

    def _waits(self, agent: str) -> bool:
        shown = self.lab.agent(agent).shown().interactions
        return any(not _WAITING.isdisjoint({window.state, window.call, window.consult}) for window in shown)
