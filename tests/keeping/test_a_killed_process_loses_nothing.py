"""A process that is killed with SIGKILL while it works has lost no callback that it has acknowledged (F10)."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

from tests.keeping import submitting

from callbook.core.state_file import StateFile
from callbook.lab import Lab
from callbook.lab.keeping import restored_lab
from callbook_mocks.interaction_server import PlaceKind

TIMES = 10


def killed_after(path: Path, first: int, lines: int) -> list[tuple[int, str]]:
    """Let a process submit, beginning with this ReferenceId, and kill it when it has said so many lines; give all."""
    command = (sys.executable, submitting.__file__, str(path), str(first))
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own code
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        process.kill()
        said.extend(process.stdout)
    words = (line.split() for line in said if line.endswith("\n"))
    return [(int(reference), callback) for reference, callback in words]


def test_killed_again_and_again(tmp_path: Path) -> None:
    """Ten times, after so many callbacks or so many; the next process first repeats what had no answer."""
    path, source = tmp_path / "callbacks.state", Random(1)  # noqa: S311 - picks moments
    acknowledged: dict[int, str] = {}
    for _ in range(TIMES):
        said = killed_after(path, len(acknowledged) + 1, source.randrange(1, 60))
        assert not acknowledged.keys() & dict(said).keys()
        acknowledged.update(said)
    with StateFile(path) as state_file:
        lab = restored_lab(state_file, submitting.RUN)
    lab.check()
    assert list(range(1, len(acknowledged) + 1)) == sorted(acknowledged)
    assert len(acknowledged) == len(set(acknowledged.values()))
    numbers = numbers_in(lab)
    assert {1} == set(Counter(numbers.values()).values())
    assert {callback: reference for reference, callback in acknowledged.items()}.items() <= numbers.items()
    assert len(numbers) - len(acknowledged) in {0, 1}  # the last one may have been taken and not acknowledged
    stopped = {callback for reference, callback in acknowledged.items() if reference % 3 == 0}
    assert stopped <= set(lab.here.interaction_server.done)
    assert {PlaceKind.STRATEGY} == {lab.where(callback).kind for callback in lab.interaction_server.interactions}
    portal = submitting.Portal(lab)
    assert [acknowledged[1], acknowledged[len(acknowledged)]] == [portal.submit(1), portal.submit(len(acknowledged))]


def numbers_in(lab: Lab) -> dict[str, object]:
    """Give the number that each callback was submitted with."""
    server = lab.here.interaction_server
    return {name: shown.UserData["number"] for name, shown in {**server.interactions, **server.done}.items()}
