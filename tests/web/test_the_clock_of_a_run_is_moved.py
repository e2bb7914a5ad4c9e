from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion
    from tests.web.conftest import Api

WHOLE = {"prefer": "return=representation"}


@pytest.fixture
def offered(api: Api) -> str:
    """Give the callback that Anna is offered."""
    api.logs_in()
    return api.lab.schedule(api.lab.contact())


def _clock(api: Api, deed: str = "", payload: object = None, **headers: str) -> tuple[int, Any]:
    return api.ask("POST", f"/runs/default/clock{deed}", payload, **headers)


def test_the_clock_says_what_time_it_is_and_what_is_due(api: Api, offered: str) -> None:
    """The timers that are set stand there, the next one first."""
    shown = api.get("/clock")
    assert ("virtual", "2026-03-02T08:00:00.000+00:00", 0.0, False) == (
        shown["kind"], shown["now"], shown["speed"], shown["paused"],
    )  # fmt: skip
    assert api.lab.clock.instant == shown["instant"]
    assert "2026-03-02T08:00:30.000+00:00" == shown["timers"][0]["due"]


def test_time_passes_with_everything_that_falls_due(api: Api, offered: str) -> None:
    """After the delivering-timeout the callback is no longer offered (E6)."""
    assert (200, api.lab.journal.last) != _clock(api, "/advance", {"milliseconds": 29_999})
    assert "offered to 'anna'" == str(api.lab.where(offered))
    status, acted = _clock(api, "/advance", {"milliseconds": 1})
    assert (200, {"entry": api.lab.journal.last}) == (status, acted)
    assert "waiting for an agent, in the strategy 'any ready agent'" == str(api.lab.where(offered))


def test_what_it_led_to_is_told_if_asked_for(api: Api, offered: str) -> None:
    """With a preference for the whole, the entries come with the answer, in the form of a recording."""
    before = api.lab.journal.last
    _, acted = _clock(api, "/step", None, **WHOLE)
    assert list(range(before + 1, acted["entry"] + 1)) == [entry["number"] for entry in acted["entries"]]
    assert ["timer fired", "message"] == [acted["entries"][0]["kind"], acted["entries"][1]["kind"]]


def test_until_idle_is_until_no_timer_is_left(api: Api, offered: str) -> None:
    """An hour at most, if no more is allowed."""
    begin = api.lab.clock.instant
    assert 200 == _clock(api, "/run-until-idle", {"at_most": 3_600_000})[0]
    assert 0 < api.lab.clock.instant - begin <= 3_600_000


def test_a_real_clock_is_paced_paused_and_run_on(api: Api) -> None:
    """Only a clock that stands still may be moved by hand."""
    api.ask("POST", "/runs", {"name": "real", "clock": "real"})
    run = api.service.runs.get("real")
    begin = run.lab.clock.instant
    assert 8.0 == api.ask("PATCH", "/runs/real/clock", {"speed": 8})[1]["speed"]
    api.seconds = 1.0
    _, shown = api.ask("PATCH", "/runs/real/clock", {"paused": True})
    assert (begin + 8_000, True) == (shown["instant"], shown["paused"])
    api.seconds = 9.0
    assert 200 == api.ask("POST", "/runs/real/clock/advance", {"milliseconds": 5})[0]
    assert begin + 8_005 == run.lab.clock.instant
    assert not api.ask("PATCH", "/runs/real/clock", {"paused": False})[1]["paused"]


def test_what_no_clock_can_do_is_refused(api: Api, snapshot: SnapshotAssertion) -> None:
    """Each refusal says what would be accepted."""
    api.ask("POST", "/runs", {"name": "real", "clock": "real"})
    assert snapshot == [
        _clock(api, "/advance", {"milliseconds": -1}),
        _clock(api, "/advance", {"hours": 1}),
        _clock(api, "/advance", {"milliseconds": 10**15}),
        api.ask("PATCH", "/runs/default/clock", {"speed": 2}),
        api.ask("PATCH", "/runs/real/clock", {"speed": 0}),
        api.ask("POST", "/runs/real/clock/advance", {"milliseconds": 1}),
        _clock(api, "/step", None, callbook_instant="soon"),
        _clock(api, "/step", None, callbook_instant="5"),
    ]
