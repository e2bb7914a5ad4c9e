"""Whenever a process is killed, each callback that was acknowledged is in one place, and can be brought to its end."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TypeAlias

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.keeping.conftest import RUN

from callbook.core.errors import CallbookError
from callbook.core.state_file import StateFile
from callbook.lab import Lab
from callbook.lab.keeping import Keeper, restored_lab
from callbook.workspace.names import Action
from callbook_mocks.interaction_server import PlaceKind

AGENTS = ("Anna", "Ben", "Clara")
QUEUES = ("callbacks", "urgent callbacks", "parked", "new")
WORK = (Action.LOG_IN, Action.ACCEPT, Action.DECLINE, Action.DIAL, Action.RELEASE, Action.MARK_DONE, Action.LOG_OUT)
Play: TypeAlias = tuple[str, int, int, bool]

PLAYS = st.lists(
    st.tuples(
        st.sampled_from(
            ("schedule", "later", "cancel", "work", "work", "work", "wait", "outage", "administer", "kill")
        ),
        st.integers(0, 2),
        st.integers(0, 6),
        st.booleans(),
    ),
    min_size=15,
    max_size=50,
)
"""What happens, to whom or how, and whether it is kept at once."""


class Life:
    """One run that is kept in files of one folder, whichever process it lives in.

    Attributes:
        lab: the lab of the process that lives now.
        acknowledged: the callbacks that contacts were told of, in order.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.acknowledged: list[str] = []
        self._files = 0
        self._file = StateFile(folder / "0")
        self.lab = Lab()
        self.keeper = Keeper(self.lab, self._file, RUN)
        self.people = [self.lab.contact() for _ in range(3)]
        for agent in AGENTS:
            self.lab.log_in(agent)

    def play(self, play: Play) -> None:
        """Let something happen; a clear refusal is as good as an outcome."""
        what, who, which, _ = play
        try:
            if what == "work":
                self.lab.agent(AGENTS[who]).perform(WORK[which])
            else:
                getattr(self, what)(who, which)
        except CallbookError:
            pass

    def schedule(self, who: int, which: int) -> None:
        """A contact schedules a callback."""
        self._scheduled(self.lab.schedule(self.people[who], "now", queue=QUEUES[which % len(QUEUES)]))

    def later(self, who: int, _which: int) -> None:
        """A contact schedules a callback for later."""
        self._scheduled(self.lab.schedule(self.people[who], "in 2 hours"))

    def _scheduled(self, callback: str) -> None:
        self.keeper.keep()  # before the contact is told
        self.acknowledged.append(callback)

    def cancel(self, _who: int, which: int) -> None:
        """A contact takes a callback back."""
        if self.acknowledged:
            self.lab.cancel(self.acknowledged[-1 - which % len(self.acknowledged)])

    def wait(self, _who: int, which: int) -> None:
        """Time passes."""
        self.lab.advance((1_000, 4_000, 30_000, 3_600_000)[which % 4])

    def outage(self, _who: int, _which: int) -> None:
        """Interaction Server goes down, or comes back."""
        running = self.lab.interaction_server.running
        (self.lab.stop_interaction_server if running else self.lab.start_interaction_server)()

    def administer(self, _who: int, _which: int) -> None:
        """The administrator makes a queue, or takes it away."""
        configuration = self.lab.configuration
        if configuration.queue_exists("new"):
            configuration.remove_queue("new")
        else:
            configuration.define_queue("new", tenant="Lighthouse")

    def kill(self, _who: int = 0, _which: int = 0) -> None:
        """The process is killed, and another one goes on with what the file holds."""
        self.keeper.keep()
        before = self.lab.clock.instant
        self._file = self._left()
        self.lab = restored_lab(self._file, RUN)
        self.keeper = Keeper(self.lab, self._file, RUN)
        assert before == self.lab.clock.instant
        self.lab.check()
        for agent in AGENTS:
            self.lab.log_in(agent)

    def _left(self) -> StateFile:
        """Give the file as it lies there: the old process closes nothing before."""
        self._files += 1
        left = self.folder / str(self._files)
        shutil.copy(self._file.path, left)
        shutil.copy(f"{self._file.path}-wal", f"{left}-wal")
        self._file.close()
        return StateFile(left)

    def die(self) -> dict[str, tuple[str, str]]:
        """Be killed without keeping anything more; give where the next process finds each callback."""
        self._file = self._left()
        self.lab = restored_lab(self._file, RUN)
        self.keeper = Keeper(self.lab, self._file, RUN)
        return places(self.lab)

    def close(self) -> None:
        """Let the file go."""
        self._file.close()


def places(lab: Lab) -> dict[str, tuple[str, str]]:
    """Give the kind of place of each callback, with the queue that it is in or came from."""
    server = lab.here.interaction_server
    on_its_way = {
        PlaceKind.STRATEGY: PlaceKind.QUEUE,
        PlaceKind.OFFERED: PlaceKind.QUEUE,
        PlaceKind.HANDLED: PlaceKind.QUEUE,
    }
    kinds = {name: server.where(name).kind for name in (*server.interactions, *server.done)}
    return {name: (on_its_way.get(kind, kind), server.interaction(name).Queue) for name, kind in kinds.items()}


@settings(max_examples=40, deadline=None)
@given(plays=PLAYS)
def test_no_callback_is_lost_or_doubled(plays: list[Play]) -> None:
    """What was kept last is what the next process finds; all of it can be taken back, once."""
    with tempfile.TemporaryDirectory() as folder:
        life = Life(Path(folder))
        kept = places(life.lab)
        for play in plays:
            life.play(play)
            if play[3] or play[0] in {"schedule", "later", "kill"}:
                life.keeper.keep()
                kept = places(life.lab)
        found = life.die()
        life.lab.check()
        assert kept == found
        assert set(life.acknowledged) <= found.keys()
        assert len(life.acknowledged) == len(set(life.acknowledged))
        if not life.lab.configuration.queue_exists("new"):
            life.administer(0, 0)  # its website closes with it
        for callback in life.lab.interaction_server.interactions:
            life.lab.cancel(callback, queue=site_of(life.lab, callback))
        assert (set(found), {}) == (
            set(life.lab.here.interaction_server.done),
            life.lab.interaction_server.interactions,
        )
        life.close()


def site_of(lab: Lab, callback: str) -> str:
    """Give the queue of the website that has submitted a callback."""
    client = lab.interaction_server.interaction(callback).SubmittedBy
    return next(queue for queue, name in lab.media_servers.websites.clients.items() if name == client)
