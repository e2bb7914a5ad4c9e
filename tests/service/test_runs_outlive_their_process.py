from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import msgspec
import pytest
from tests.service.conftest import Wall, ask, log_in, told

from callbook.core.errors import BadInput
from callbook.core.state_file import NotKept, StateFile
from callbook.lab import small_center
from callbook.network.service.runs import Runs
from callbook.network.service.settings import ClockKind, Limits, RunSettings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of a state file."""
    return tmp_path / "state.sqlite"


def _runs(state: StateFile, first: RunSettings | None = None, process: str = "") -> Runs:
    return Runs(first or RunSettings(), Limits(), Wall(), state, process)


def test_a_run_goes_on_in_the_next_process(path: Path) -> None:
    """Its callbacks, its time, its seed, its contact centre; who was logged in logs in again (E2)."""
    center = msgspec.structs.replace(small_center(), switch="T-Server")
    with StateFile(path) as state:
        runs = _runs(state)
        run = runs.make(RunSettings(name="mine", seed=7, contact_center=center))
        log_in(run)
        callback = run.lab.schedule(run.lab.contact())
        run.lab.advance(1_000)
        instant = run.lab.clock.instant
        runs.keep("mine")
    with StateFile(path) as state:
        again = _runs(state).get("mine")
        assert (instant, 7, "T-Server") == (again.lab.clock.instant, again.lab.seed, again.lab.voice_switch.name)
        log_in(again)
        assert "EventInvite" == told(again, "Anna")[-1]
        assert "offered to 'anna'" == str(again.lab.where(callback))


def test_what_was_not_kept_never_was(path: Path) -> None:
    """Whoever was not answered cannot count on it; sent again, it is done once."""
    with StateFile(path) as state:
        run = _runs(state).get("default")
        run.lab.schedule(run.lab.contact())
    with StateFile(path) as state:
        assert {} == _runs(state).get("default").lab.interaction_server.interactions


def test_a_run_that_is_forgotten_or_begins_anew_is_so_in_the_file(path: Path) -> None:
    """A reset leaves nothing of before, a run that was deleted does not come back."""
    with StateFile(path) as state:
        runs = _runs(state)
        for name in ("mine", "other"):
            run = runs.make(RunSettings(name=name))
            run.lab.schedule(run.lab.contact())
            runs.keep(name)
        runs.delete("mine")
        runs.reset("other")
    with StateFile(path) as state:
        again = _runs(state)
        assert ["default", "other"] == [run.name for run in again]
        assert {} == again.get("other").lab.interaction_server.interactions


def test_a_led_run_is_not_kept(path: Path) -> None:
    """It is a harness's, and ends with it."""
    with StateFile(path) as state:
        runs = _runs(state)
        runs.make(RunSettings(name="led", clock=ClockKind.LED))
        runs.keep("led")
        runs.delete("led")
    with StateFile(path) as state:
        assert ["default"] == [run.name for run in _runs(state)]


def test_the_clocks_are_those_of_the_new_process(path: Path) -> None:
    """Started with a real clock, the server paces what it has kept, too."""
    with StateFile(path) as state:
        _runs(state)
    with StateFile(path) as state:
        run = _runs(state, RunSettings(clock=ClockKind.REAL, speed=4)).get("default")
        assert run.pacer is not None
        assert 4 == run.pacer.speed


def test_forms_of_two_processes_have_different_tokens(path: Path) -> None:
    """A form that was shown before the restart is not taken for one that was shown after it."""
    tokens = list[str]()
    for process in ("a-", "b-"):
        with StateFile(path) as state:
            tokens.append(_runs(state, process=process).get("default").website("callbacks").new_submission())
    assert 2 == len(set(tokens))


def test_references_of_capture_points_go_on(path: Path) -> None:
    """A Submit of the new process is no repetition of one that the old one has sent, though it says the same."""
    body = (
        b'<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>'
        b'<Submit xmlns="http://www.genesyslab.com/interaction"><TenantId>Lighthouse</TenantId>'
        b"<Queue>callbacks</Queue></Submit></s:Body></s:Envelope>"
    )
    for _ in range(2):
        with StateFile(path) as state:
            runs = _runs(state)
            runs.get("default").capture_point("Shop").answer(body)
            runs.keep("default")
    with StateFile(path) as state:
        assert 2 == len(_runs(state).get("default").lab.interaction_server.interactions)


def test_a_request_that_comes_again_after_the_restart_is_done_once(path: Path) -> None:
    """Its acknowledgement was lost with the old process."""
    with StateFile(path) as state:
        runs = _runs(state)
        _submit(runs)
        runs.keep("default")
    with StateFile(path) as state:
        runs = _runs(state)
        _submit(runs)
        assert 1 == len(runs.get("default").lab.interaction_server.interactions)


def _submit(runs: Runs) -> None:
    ask(
        runs.get("default"), "Portal", "RequestSubmit", TenantId="Lighthouse", MediaType="webcallback",
        Queue="callbacks", InteractionType="Inbound", InteractionSubtype="InboundNew",
    )  # fmt: skip


def _break(path: Path, name: str, table: str) -> None:
    with sqlite3.connect(path) as file:
        ((number,),) = file.execute("SELECT number FROM runs WHERE name = ?", (name,))
        key = "number" if table == "runs" else "run"
        column = "head" if table == "runs" else "value"
        file.execute(f"UPDATE {table} SET {column} = x'00' WHERE {key} = ?", (number,))  # noqa: S608 - a test's own
    file.close()


@pytest.mark.parametrize("table", ["runs", "positions", "rows"])
def test_a_run_that_is_broken_is_named_and_left_aside(path: Path, table: str) -> None:
    """The others go on, its name is not given to another run, and it stays in the file as it is."""
    with StateFile(path) as state:
        runs = _runs(state)
        for name in ("broken", "run-1", "sound"):
            run = runs.make(RunSettings(name=name))
            run.lab.schedule(run.lab.contact())
            runs.keep(name)
    _break(path, "broken", table)
    _break(path, "run-1", table)
    with StateFile(path) as state:
        again = _runs(state)
        assert {"broken", "run-1"} == set(again.left_aside)
        assert "is not as it was written" in again.left_aside["broken"]
        assert ["default", "sound", "run-2"] == [run.name for run in (*again, again.make(RunSettings()))]
        assert 1 == len(again.get("sound").lab.interaction_server.interactions)
        with pytest.raises(BadInput):
            again.make(RunSettings(name="broken"))
        assert "broken" in state.runs()


def test_when_the_default_run_is_broken_there_is_another_that_is_not_kept(path: Path) -> None:
    """Clients that want no other run find one."""
    with StateFile(path) as state:
        _runs(state)
    _break(path, "default", "positions")
    with StateFile(path) as state:
        runs = _runs(state)
        assert (["default"], ["default"]) == (list(runs.left_aside), [run.name for run in runs])
        runs.keep("default")
        assert "default" == runs.reset("default").name


def test_a_run_that_cannot_be_looked_at_is_not_kept(path: Path) -> None:
    """Nothing is registered before it can be shown: what looking at it raises leaves nothing behind."""

    def look(run: object) -> None:
        raise OverflowError(run)

    with StateFile(path) as state:
        runs = _runs(state)
        with pytest.raises(OverflowError):
            runs.make(RunSettings(name="strange"), look)
        assert (("default",), ["default"]) == (state.runs(), [run.name for run in runs])


def test_a_file_that_cannot_be_written_lets_nothing_start(path: Path) -> None:
    """That is no fault of one run."""

    class Full(StateFile):
        def save(self, run: str, rows: Iterable[tuple[str, bytes | None]], position: bytes) -> None:
            raise NotKept

    with StateFile(path) as state:
        _runs(state)
    with Full(path) as state, pytest.raises(NotKept):
        _runs(state)
