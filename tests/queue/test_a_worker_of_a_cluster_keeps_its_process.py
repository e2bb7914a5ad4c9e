"""A worker of a cluster has tasks done by a process of its own, which lives on; nothing is left of whoever has gone."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from msgspec import structs
from tests.queue.doubling import TOY

from callbook.verification.queue.dask_task import Processes, Work, do, end
from callbook.verification.queue.texts import hash_of_texts

if TYPE_CHECKING:
    from collections.abc import Callable

FEATURES = ("one.feature", "more")


@pytest.fixture
def work(tmp_path: Path) -> Work:
    """Give what a worker has to know, in a folder with features."""
    (tmp_path / "more").mkdir()
    (tmp_path / "one.feature").write_text("Feature: One", encoding="utf-8")
    (tmp_path / "more" / "two.feature").write_text("Feature: Two", encoding="utf-8")
    texts = hash_of_texts(FEATURES, tmp_path)
    return Work("a session", TOY, "{}", str(tmp_path), FEATURES, texts, version("callbook"))


class Later:
    """Keeps what is to be done later."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def __call__(self, seconds: float, do_it: Callable[[], None]) -> None:
        """Take it."""
        assert 60 == seconds
        self.waiting.append(do_it)


@pytest.fixture(autouse=True)
def _elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the toy be found wherever a process works."""
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parents[2]))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_process_does_task_after_task(work: Work) -> None:
    """Until it has had nothing to do for a minute."""
    later = Later()
    processes = Processes(later)
    one, two = (processes.do(work, {"number": number}) for number in (1, 2))
    assert (2, 4, one["process"]) == (one["double"], two["double"], two["process"])
    first, second = later.waiting
    first()
    assert _is_alive(one["process"])
    second()
    assert not _is_alive(one["process"])
    second()


def test_one_that_dies_or_refuses_is_gone(work: Work, tmp_path: Path) -> None:
    """What it said is told."""
    processes = Processes(Later())
    assert {"died": "a last word"} == processes.do(work, {"number": 1, "dies": str(tmp_path / "died")})
    refused = processes.do(work, {"number": 1, "refuses": True})
    assert {"error": "number 1 cannot be used. Accepted: another one."} == refused


def test_whoever_goes_leaves_nothing(work: Work, tmp_path: Path) -> None:
    """A process that is at work is ended as well, and those of others go on."""
    processes, pipe, results = Processes(Later()), tmp_path / "pipe", list[dict[str, Any]]()
    other = structs.replace(work, session="another one")
    theirs = processes.do(other, {"number": 1})["process"]
    os.mkfifo(pipe)
    hanging = {"number": 1, "hangs": str(pipe)}
    doing = Thread(target=lambda: results.append(processes.do(work, hanging)))
    doing.start()
    at_work = int(pipe.read_bytes())
    processes.end(work.session)
    doing.join()
    assert ([{"died": ""}], [False, True]) == (results, [_is_alive(each) for each in (at_work, theirs)])
    processes.end(other.session)
    assert not _is_alive(theirs)


@pytest.mark.parametrize(
    ("field", "given", "said"),
    [
        ("version", "0.0.1", "A worker has Callbook {version}; accepted: 0.0.1, as whoever sends the tasks"),
        (
            "folder",
            "{folder}/none",
            "A worker has no folder {folder}/none; accepted: the same folder on each",
        ),
        ("texts", "other", "A worker has other texts in {folder} (one.feature, more); accepted: the same features on"),
    ],
)
def test_a_worker_with_something_else_does_nothing(work: Work, field: str, given: str, said: str) -> None:
    """It says what differs; other texts would give other results."""
    names = {"version": work.version, "folder": work.folder}
    result = Processes(Later()).do(structs.replace(work, **{field: given.format_map(names)}), {"number": 1})
    assert result["error"].startswith(said.format_map(names))


def test_what_dask_calls_is_given_json(work: Work) -> None:
    """And answers with JSON; an idle process is ended after a while, or with its session."""
    plain = msgspec.json.encode(work).decode()
    assert 2 == msgspec.json.decode(do(plain, '{"number": 1}'))["double"]
    end(work.session)
