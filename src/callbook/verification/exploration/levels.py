"""The tasks of a search, breadth first: the states of a level are gone on from, whoever does it, then the next level.

Shortest paths come first, so what is found is short. A level is divided into tasks in the order of its paths, and of
all paths to a state the smallest is kept: so the tasks are the same whoever does them, in whatever order they end.
"""

from __future__ import annotations

from collections import deque
from time import process_time
from typing import TYPE_CHECKING, Any, Final

import msgspec

from callbook.verification.exploration.expanding import Expanded, expand, name_of_state
from callbook.verification.exploration.explored import Explored, Path, Visited
from callbook.verification.exploration.world import Setting, World

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from callbook.verification.queue.tasks import Result, Task
    from callbook.verification.queue.worker import Exchange

PATHS: Final = 200
"""How many states a task goes on from: that takes a few seconds, so little is lost with one."""


class ExpandTask(msgspec.Struct, frozen=True):
    """Some states of a level.

    Attributes:
        setting: what is there before anything happens.
        paths: to each of them, sorted.
    """

    setting: Setting
    paths: tuple[Path, ...]


class Search:
    """The search under one setting.

    Args:
        setting: what is there before anything happens.
        depth: how many things happen one after another at most; None for as many as it takes.
        at_once: how many states a task goes on from.

    Attributes:
        found: what was found so far.
    """

    def __init__(self, setting: Setting, depth: int | None, at_once: int = PATHS) -> None:
        self.setting = setting
        self.found = Explored()
        self._depth = depth
        self._at_once = at_once
        self._known: set[str] = set()
        self._reached: dict[str, Path] = {name_of_state(World(setting)): ()}
        self._waiting = 0

    def next_level(self) -> list[Task]:
        """Return the tasks that go on from what was reached last; none at the end."""
        self._known |= self._reached.keys()
        paths, self._reached = sorted(self._reached.values()), {}
        if self.found.violation or not paths or len(paths[0]) == self._depth:
            return []
        size = self._at_once
        tasks = [ExpandTask(self.setting, tuple(paths[at : at + size])) for at in range(0, len(paths), size)]
        self._waiting = len(tasks)
        return [msgspec.to_builtins(task) for task in tasks]

    def take(self, paths: Sequence[Path], come: Expanded) -> list[Task]:
        """Take what has come of a task, and return the tasks of the next level once the last of this one has come."""
        found = self.found
        found.transitions += come.transitions
        found.visited.add(come.visited)
        for name, path in come.reached.items():
            if name in self._known:
                continue
            if name not in self._reached:
                found.states += 1
                found.left += 1
                found.depth = len(path)
            self._reached[name] = min(path, self._reached.get(name, path))
        if not come.violation:
            found.left -= len(paths)
        elif not found.violation or come.path < found.path:
            found.path, found.violation = come.path, come.violation
        self._waiting -= 1
        return [] if self._waiting else self.next_level()


class Explorations:
    """The job of searching under some settings.

    Args:
        settings: what is there before anything happens, one for each search.
        depth: how many things happen one after another at most; None for as many as it takes.
        at_once: how many states a task goes on from.

    Attributes:
        searches: by their settings.
    """

    def __init__(self, settings: Iterable[Setting], depth: int | None, at_once: int = PATHS) -> None:
        self.searches = {setting: Search(setting, depth, at_once) for setting in settings}

    def found(self) -> Iterator[tuple[Setting, Explored]]:
        """Yield what was found under each setting."""
        return ((setting, search.found) for setting, search in self.searches.items())

    def visited(self) -> Visited:
        """Return what was seen under all settings."""
        visited = Visited()
        for _, found in self.found():
            visited.add(found.visited)
        return visited

    def first(self) -> list[Task]:
        """Return a task for each setting: the state before anything happens."""
        return [task for search in self.searches.values() for task in search.next_level()]

    def follow(self, task: Task, result: Result) -> list[Task]:
        """Take an answer, and return the tasks that come of it."""
        done = msgspec.convert(task, ExpandTask)
        return self.searches[done.setting].take(done.paths, msgspec.convert(result, Expanded))


def explore(setting: Setting, *, depth: int | None = None) -> Explored:
    """Let everything happen in every order, in this process.

    Args:
        setting: what is there before anything happens.
        depth: how many things happen one after another at most; None for as many as it takes.
    """
    job = Explorations([setting], depth)
    waiting = deque(job.first())
    while waiting:
        task = waiting.popleft()
        waiting.extend(job.follow(task, expanded(task)))
    return job.searches[setting].found


def serve(_setup: dict[str, object], exchange: Exchange) -> None:
    """Go on from states, as tasks say."""
    for task in exchange:
        exchange.answer(expanded(task))


def expanded(task: Task) -> Result:
    """Return what comes of a task."""
    began = process_time()
    wanted = msgspec.convert(task, ExpandTask)
    found = expand(wanted.setting, wanted.paths)
    found.seconds = process_time() - began
    plain: dict[str, Any] = msgspec.to_builtins(found)
    return plain
