"""The folder in which results are kept: one finished file for each task, put in place by a rename.

Whoever is killed leaves nothing half done: a result is there, whole, or it is not. A run that goes on later finds what
is done. Only JSON is read, of our own form.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any, Final

import msgspec

from callbook.core import BadInput
from callbook.verification.queue.tasks import Result, Task, name_of

_HEAD: Final = "run.json"
_TASKS: Final = "tasks"


class _Kept(msgspec.Struct):
    task: dict[str, Any]
    result: dict[str, Any]


class Results:
    """The results of one run.

    Args:
        folder: where they lie; it comes into being.
        head: what the run is, as JSON: results of another one are refused.

    Raises:
        BadInput: when the folder holds another run, or cannot be used.
    """

    def __init__(self, folder: Path, head: dict[str, Any]) -> None:
        self._folder = folder / _TASKS
        self.damaged: list[str] = []
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            path = folder / _HEAD
            if path.exists():
                _check_same(path, head)
            elif any(self._folder.iterdir()):
                raise BadInput("folder of results", str(folder), accepted=f"one with the {_HEAD} of its run")
            else:
                _put(path, msgspec.json.encode(head, order="deterministic"))
        except OSError as error:
            accepted = f"a folder that can be written ({error.strerror})"
            raise BadInput("folder of results", str(folder), accepted=accepted) from None

    def get(self, task: Task) -> Result | None:
        """Return the result of a task; None if it is not done, or if its file is damaged, which is remembered."""
        path = self._folder / f"{name_of(task)}.json"
        try:
            kept = msgspec.json.decode(path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return None
        except (OSError, msgspec.DecodeError):
            self.damaged.append(path.name)
            return None
        return kept.result

    def put(self, task: Task, result: Result) -> None:
        """Keep the result of a task."""
        _put(self._folder / f"{name_of(task)}.json", msgspec.json.encode(_Kept(task, result)))


def _check_same(path: Path, head: dict[str, Any]) -> None:
    try:
        found = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except msgspec.DecodeError as error:
        raise BadInput("results", str(path), accepted=f"a file that a run has written ({error})") from None
    differ = sorted(name for name in {*found, *head} if found.get(name) != head.get(name))
    if differ:
        name = differ[0]
        accepted = f"results of a run with the same {name}: {head.get(name)!r}, and not {found.get(name)!r}"
        raise BadInput("results", str(path.parent), accepted=accepted)


def _put(path: Path, content: bytes) -> None:
    with NamedTemporaryFile(dir=path.parent, prefix=".", suffix=".part", delete=False) as half:
        half.write(content)
        half.flush()
        os.fsync(half.fileno())
    Path(half.name).replace(path)
