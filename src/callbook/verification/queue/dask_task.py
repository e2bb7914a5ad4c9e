"""What a worker of Dask does with a task: it hands it to a process of its own, which lives on from task to task.

So tasks are done in the same way as on one machine (`worker.py`), nothing that a task does can hurt Dask's own process,
and whoever kills either of them loses a task and no more. Everything comes in and goes out as JSON.
"""

from __future__ import annotations

from collections import defaultdict
from importlib.metadata import version
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Final

import msgspec

from callbook.verification.queue.child import Child
from callbook.verification.queue.tasks import Result, Task
from callbook.verification.queue.texts import hash_of_texts

if TYPE_CHECKING:
    from collections.abc import Callable

PACKAGE: Final = "callbook"
_IDLE_SECONDS: Final = 60.0
"""How long a process waits for the next task before it is ended: whoever sends tasks may have been killed."""


class Work(msgspec.Struct, frozen=True):
    """What a worker elsewhere has to know before it can do tasks.

    Attributes:
        session: tells whoever sends the tasks from others.
        reference: the function that serves, ``module:function``.
        setup: what it is given, as JSON.
        folder: where processes work.
        paths: of the texts that tasks are about.
        texts: their hash: other texts would give other results.
        version: of Callbook.
    """

    session: str
    reference: str
    setup: str
    folder: str
    paths: tuple[str, ...]
    texts: str
    version: str


def _later(seconds: float, do_it: Callable[[], None]) -> None:
    timer = Timer(seconds, do_it)
    timer.daemon = True
    timer.start()


class Processes:
    """The processes on this machine that do tasks for whoever sends them.

    Args:
        later: does something after some seconds.
    """

    def __init__(self, later: Callable[[float, Callable[[], None]], None] = _later) -> None:
        self._later = later
        self._lock = Lock()
        self._idle = defaultdict[str, list[Child]](list)
        self._busy = defaultdict[str, list[Child]](list)

    def do(self, work: Work, task: Task) -> Result:
        """Return the result of a task: that of the process, an ``error``, or what it said when it ``died``."""
        objection = "" if self._idle[work.session] else _objection(work)
        if objection:
            return {"error": objection}
        child = self._taken(work)
        child.give(task)
        result: Result | None = None
        try:
            while result is None:
                result = child.read()
        except EOFError:
            result = {"died": child.said()}
        with self._lock:
            self._busy[work.session].remove(child)
        if "died" in result or "error" in result:
            child.end()
            return result
        child.task = None
        self._lay_down(work.session, child)
        return result

    def end(self, session: str) -> None:
        """End all processes that work for somebody, whatever they do."""
        with self._lock:
            idle, busy = self._idle.pop(session, []), self._busy[session]
            for child in busy:
                child.process.kill()  # whoever listens to it sees that it has ended
        for child in idle:
            child.end()

    def _taken(self, work: Work) -> Child:
        with self._lock:
            idle = self._idle[work.session]
            child = idle.pop() if idle else Child(work.reference, work.setup, Path(work.folder))
            self._busy[work.session].append(child)
        return child

    def _lay_down(self, session: str, child: Child) -> None:
        with self._lock:
            self._idle[session].append(child)
            child.tasks += 1
            tasks = child.tasks

        def end_if_idle() -> None:
            with self._lock:
                idle = self._idle[session]
                if child not in idle or child.tasks != tasks:
                    return
                idle.remove(child)
            child.end()

        self._later(_IDLE_SECONDS, end_if_idle)


def _objection(work: Work) -> str:
    """Return why tasks cannot be done here; empty if they can."""
    installed, folder = version(PACKAGE), Path(work.folder)
    if installed != work.version:
        return f"A worker has Callbook {installed}; accepted: {work.version}, as whoever sends the tasks"
    if not folder.is_dir():
        return f"A worker has no folder {folder}; accepted: the same folder on each machine, with the same features"
    if hash_of_texts(work.paths, folder) != work.texts:
        paths = ", ".join(work.paths)
        return f"A worker has other texts in {folder} ({paths}); accepted: the same features on each machine"
    return ""


_HERE: Final = Processes()
"""Dask calls plain functions; what they share lives as long as the process."""


def do(work: str, task: str) -> str:
    """Return the result of a task, all as JSON."""
    result = _HERE.do(msgspec.json.decode(work, type=Work), msgspec.json.decode(task, type=Task))
    return msgspec.json.encode(result).decode()


def end(session: str) -> None:
    """End all processes on this machine that work for somebody."""
    _HERE.end(session)
