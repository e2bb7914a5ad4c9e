# pyright: reportPrivateUsage=false
from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest

from callbook.lab import small_center

if TYPE_CHECKING:
    from pathlib import Path

    from tests.web.conftest import Api


def test_a_run_is_made_as_it_was_wanted(api: Api) -> None:
    """Seed, first moment, clock and contact centre are what the client says."""
    center = msgspec.to_builtins(small_center())
    wanted = {
        "name": "mine", "seed": 7, "start": "2026-05-04T10:00:00+02:00", "clock": "real", "speed": 5,
        "contact_center": {**center, "switch": "T-Server"},
    }  # fmt: skip
    status, made = api.ask("POST", "/runs", wanted)
    assert (201, "mine", 7, "real", "2026-05-04T08:00:00.000+00:00") == (
        status, made["name"], made["seed"], made["clock"], made["now"],
    )  # fmt: skip
    assert "T-Server" == api.service.runs.get("mine").lab.voice_switch.name


def test_runs_are_listed_and_shown(api: Api) -> None:
    """A line per run: what it is, and how much lies in it."""
    api.logs_in()
    api.lab.schedule(api.lab.contact())
    status, runs = api.ask("GET", "/runs")
    assert (200, ["default"]) == (status, [run["name"] for run in runs])
    assert runs[0] == api.get("")
    assert (1, 1, api.lab.journal.last, 0) == tuple(
        runs[0][name] for name in ("interactions", "clients", "entries", "dropped")
    )


def test_a_run_begins_anew_or_is_forgotten(api: Api) -> None:
    """Reset empties it, delete takes it away, and a reset of all leaves the default run."""
    api.ask("POST", "/runs", {"name": "mine"})
    api.logs_in()
    assert 0 == api.ask("POST", "/runs/default/reset")[1]["entries"]
    assert (200, {"left": []}) == api.ask("DELETE", "/runs/mine")
    assert 404 == api.ask("GET", "/runs/mine")[0]
    api.ask("POST", "/runs", {"name": "mine"})
    status, left = api.ask("POST", "/reset")
    assert (200, ["default"]) == (status, [run["name"] for run in left])


@pytest.mark.parametrize(("method", "path"), [("POST", "/runs/default/reset"), ("DELETE", "/runs/default")])
def test_a_header_that_cannot_be_followed_ends_no_run(api: Api, method: str, path: str) -> None:
    """Whoever leads no clock says no instant."""
    api.logs_in()
    last = api.lab.journal.last
    assert 400 == api.ask(method, path, callbook_instant="soon")[0]
    assert last == api.lab.journal.last


def test_books_that_are_right_have_nothing_wrong(api: Api) -> None:
    """A check of both servers finds nothing, until something is where it must not be."""
    api.logs_in()
    callback = api.lab.schedule(api.lab.contact())
    assert (200, {"wrong": []}) == api.ask("POST", "/runs/default/check")
    state = api.lab.here.interaction_server._state
    state.queue("callbacks").contents[callback] = state.interactions[callback]
    status, found = api.ask("POST", "/runs/default/check")
    assert (200, 1) == (status, len(found["wrong"]))
    assert callback in found["wrong"][0]


def test_a_run_is_given_as_a_recording(api: Api, tmp_path: Path) -> None:
    """The file is one that the kit's own reader takes, under the run's name."""
    from callbook.record.trace import read_trace  # noqa: PLC0415 - only here

    api.logs_in()
    answer = api.raw("GET", "/runs/default/recording")
    assert 'attachment; filename="default.trace.ndjson"' == dict(answer.headers)["content-disposition"]
    file = tmp_path / "default.trace.ndjson"
    file.write_bytes(answer.body)
    assert len(api.lab.journal) == len(read_trace(file).entries)
    assert "trace" == json.loads(answer.body.splitlines()[0])["kind"]


def test_the_server_says_how_it_is(api: Api) -> None:
    """Life, readiness, version and settings, each at its address."""
    assert {"status": "alive"} == api.ask("GET", "/health")[1]
    assert {"status": "ready, 1 run"} == api.ask("GET", "/ready")[1]
    assert ["callbook"] == list(api.ask("GET", "/version")[1])
    assert {"seed": 1} == api.ask("GET", "/settings")[1]
