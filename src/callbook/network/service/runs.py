"""All runs of a server, each a world of its own: parallel jobs on one server never meet.

A run that is over holds much, and in circles: its journal, and what lies in its clients' mailboxes. It would be there
until Python's collector comes, which is seldom: memory grew by 20 MB with each round of `make attack`. And to let go of
all at once lets everybody wait, 100 ms for a full journal; so it goes in parts. After much the collector is called, and
remembered texts go, too: what is left over lies between all that was, and keeps it from the system.
"""

from __future__ import annotations

import gc
from collections import deque
from typing import TYPE_CHECKING, Final

import msgspec

from callbook.core import BadInput, NotKept, counted, forget_texts
from callbook.lab import Keeper, restored_lab
from callbook.network.service.run import NotThere, Run, TooMany
from callbook.network.service.settings import ClockKind, Limits, RunSettings

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from callbook.core import StateFile

DEFAULT_RUN = "default"
"""The run that is always there, for clients that want no other."""


_MUCH: Final = 50_000
"""What runs that are over may have weighed before Python's collector is called: it walks through all that there is, for
20 ms and more, and they have taken seconds."""


def _nothing(_: Run) -> None:
    """Look at nothing."""


class Runs:
    """The runs of a server.

    Args:
        first: the settings of the default run; a run that names nothing else is like it.
        limits: how much is taken and kept.
        wall: gives the wall's seconds, for real clocks.
        state: where runs are kept, so that they outlive this process; led runs are not. Those that it has are there
            again, with clocks as *first* wants them.
        process: tells what this process gives out from what one before it did, where runs outlive processes.

    Attributes:
        wall: gives the wall's seconds.
        left_aside: the runs of *state* that cannot go on, and why; they stay in the file as they are.
    """

    def __init__(
        self,
        first: RunSettings,
        limits: Limits,
        wall: Callable[[], float],
        state: StateFile | None = None,
        process: str = "",
    ) -> None:
        self.limits = limits
        self._process = process
        self._state = state
        self._keepers: dict[str, Keeper] = {}
        self._first = first
        self.wall = wall
        self.left_aside: dict[str, str] = {}
        self._made = 0
        self._runs: dict[str, Run] = {}
        self._over: deque[Run] = deque()
        self._let_go_of = 0
        if state is not None:
            for name in state.runs():
                self._go_on_with(state, name)
        if DEFAULT_RUN not in self._runs:
            self._begin(DEFAULT_RUN, msgspec.structs.replace(first, name=DEFAULT_RUN))

    def __iter__(self) -> Iterator[Run]:
        return iter(tuple(self._runs.values()))

    def __len__(self) -> int:
        return len(self._runs)

    def make(self, settings: RunSettings, look: Callable[[Run], object] = _nothing) -> Run:
        """Make a run; *look* sees it before anybody else does, and what it raises leaves no run behind.

        Raises:
            BadInput: when there is one of this name already, or its configuration is wrong.
            TooMany: when there are too many.
        """
        if len(self._runs) >= self.limits.runs:
            raise TooMany(
                f"The server has {counted(len(self._runs), 'run')}; more are not taken. Delete those that are over."
            )
        name = settings.name or self._new_name()
        if name in self._runs or name in self.left_aside:
            raise BadInput("run", name, accepted="a name that no other run has, or none")
        return self._begin(name, self._completed(settings), look)

    def get(self, name: str) -> Run:
        """Return a run.

        Raises:
            NotThere: when there is none of this name.
        """
        run = self._runs.get(name)
        if run is None:
            raise NotThere("run", name, self._runs)
        return run

    def reset(self, name: str) -> Run:
        """Let a run begin anew, with the settings that it had."""
        settings = self.get(name).settings
        self._forget(name)
        return self._begin(name, settings)

    def delete(self, name: str) -> None:
        """Forget a run; the default run is there again at once, as new."""
        self.get(name)
        if name == DEFAULT_RUN:
            self.reset(name)
        else:
            self._forget(name)

    def reset_all(self) -> None:
        """Forget all runs; the default run begins anew."""
        for run in self:
            self.delete(run.name)

    def letting_go(self, *, of_all: bool = False) -> Generator[None, None, None]:
        """Let go of what runs have held that are over, a part at a time; yield after each.

        Args:
            of_all: whether to call the collector, too, however little it was.
        """
        while self._over:
            if not self._over[0].let_go():
                self._over.popleft()
            yield
        if of_all or self._let_go_of >= _MUCH:
            self._let_go_of = 0
            forget_texts()
            gc.collect()
            yield

    def keep(self, name: str) -> None:
        """Keep what has changed in a run, before anybody is answered; do nothing where nothing is kept.

        Raises:
            NotKept: when it cannot be written: nobody may hear that it was done.
        """
        keeper = self._keepers.get(name)
        if keeper is not None:
            keeper.keep()

    def _begin(self, name: str, settings: RunSettings, look: Callable[[Run], object] = _nothing) -> Run:
        run = Run(name, settings, self.limits, self.wall, process=self._process)
        look(run)
        if self._state is not None and settings.clock is not ClockKind.LED and name not in self.left_aside:
            self._keepers[name] = Keeper(run.lab, self._state, name)
        self._runs[name] = run
        return run

    def _go_on_with(self, state: StateFile, name: str) -> None:
        """Let a run go on that was kept; one that cannot is left aside, so that the others can."""
        try:
            self._restore(state, name)
        except NotKept:
            raise
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one run is no fault of the others
            self.left_aside[name] = str(error) or type(error).__name__

    def _restore(self, state: StateFile, name: str) -> None:
        lab = restored_lab(state, name, journal_bound=self.limits.journal)
        settings = msgspec.structs.replace(
            self._first, name=name, seed=lab.seed, start=lab.start, contact_center=lab.contact_center
        )
        run = Run(name, settings, self.limits, self.wall, lab=lab, process=self._process)
        self._keepers[name] = Keeper(lab, state, name)
        self._runs[name] = run

    def _forget(self, name: str) -> None:
        run = self._runs.pop(name)
        self._over.append(run)
        self._let_go_of += run.weight
        if self._keepers.pop(name, None) is not None and self._state is not None:
            self._state.forget(name)

    def _completed(self, settings: RunSettings) -> RunSettings:
        if settings.contact_center is not None:
            return settings
        return msgspec.structs.replace(settings, contact_center=self._first.contact_center)

    def _new_name(self) -> str:
        self._made += 1
        while f"run-{self._made}" in {**self._runs, **self.left_aside}:
            self._made += 1
        return f"run-{self._made}"
