"""Whatever instant or length of time a client gives, nothing is there that cannot be shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from tests.web.conftest import Api

from callbook.core.errors import BadInput
from callbook.core.pacing import Pacer
from callbook.network.web.clock import beat

if TYPE_CHECKING:
    from syrupy.assertion import SnapshotAssertion

HUGE = 10**18
YEAR = 366 * 24 * 3_600_000
STARTS = (
    "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z",
    "3000-01-01T00:00:00Z", "2999-12-31T23:59:59-14:00",
)  # fmt: skip


@pytest.mark.parametrize("start", STARTS)
@pytest.mark.parametrize("clock", ["virtual", "real", "led"])
def test_a_run_that_cannot_be_shown_is_not_made(api: Api, start: str, clock: str) -> None:
    """400, and the list of runs is as before."""
    assert 400 == api.ask("POST", "/runs", {"name": "far", "start": start, "clock": clock})[0]
    status, runs = api.ask("GET", "/runs")
    assert (200, ["default"]) == (status, [run["name"] for run in runs])


def test_what_is_accepted_is_said(api: Api, snapshot: SnapshotAssertion) -> None:
    """From when to when a run can begin, how long an assumption may be."""
    assert snapshot == [
        api.ask("POST", "/runs", {"start": STARTS[0]}),
        api.ask("POST", "/runs", {"assumptions": {"network_gives_up_ringing": HUGE}}),
    ]


@pytest.mark.parametrize("start", ["1970-01-01T00:00:00Z", "2999-12-31T23:59:59Z"])
def test_the_first_and_the_last_moment_are_shown(api: Api, start: str) -> None:
    """The clock stands there, and moves on no further than it can."""
    assert 201 == api.ask("POST", "/runs", {"name": "edge", "start": start})[0]
    status, problem = api.ask("POST", "/runs/edge/clock/advance", {"milliseconds": YEAR})
    assert (200 if start < "2000" else 400, 200) == (status, api.ask("GET", "/runs/edge/clock")[0])
    assert (start < "2000") is ("accepted" not in problem)


ACTS: tuple[dict[str, Any], ...] = (
    {"act": "stop", "server": "Interaction Server", "milliseconds": HUGE},
    {"act": "stop", "server": "Interaction Server", "milliseconds": -1},
    {"act": "cut", "client": "Anna", "server": "Interaction Server", "mend_after": HUGE},
    {"act": "disturb", "client": "Anna", "server": "Interaction Server", "sender": "Anna", "mishap": "delayed",
     "milliseconds": HUGE},
    {"act": "disturb", "client": "Anna", "server": "Interaction Server", "sender": "Anna", "mishap": "dropped",
     "times": HUGE},
    {"act": "add contact", "behaviour": {"kind": "answers", "after": HUGE}},
    {"act": "add contact", "behaviour": {"kind": "answers", "after": 1, "hangs_up_after": HUGE}},
)  # fmt: skip


@pytest.mark.parametrize("act", ACTS)
def test_no_act_waits_longer_than_the_calendar(api: Api, act: dict[str, Any]) -> None:
    """It is refused before anything of it is done."""
    assert (400, 0) == (api.ask("POST", "/runs/default/acts", act)[0], api.lab.journal.last)
    assert 200 == api.ask("GET", "/runs/default/clock")[0]


def test_who_leads_a_clock_leads_it_no_further(api: Api) -> None:
    """Nor anywhere before it began."""
    api.ask("POST", "/runs", {"name": "led", "clock": "led"})
    for instant in (str(HUGE), "9" * 5_000, "0"):
        assert 400 == api.ask("GET", "/runs/led/clock", None, callbook_instant=instant)[0]
    assert 200 == api.ask("GET", "/runs")[0]


def test_a_real_clock_stands_at_the_end(api: Api) -> None:
    """However fast it runs: it does not fail, and can be shown."""
    api.ask("POST", "/runs", {"name": "fast", "clock": "real", "speed": 1_000_000})
    run = api.service.runs.get("fast")
    api.seconds = 1e9
    beat(api.service, run)
    assert (200, "3000-01-01T00:00:00.000+00:00") == (
        api.ask("GET", "/runs")[0], api.ask("GET", "/runs/fast/clock")[1]["now"],
    )  # fmt: skip
    assert isinstance(run.pacer, Pacer)
    assert not run.pacer.paused


def test_no_timer_is_due_after_the_calendar(api: Api) -> None:
    """What is waited for until the last year can be shown; longer is refused."""
    clock = api.lab.clock
    last = 253_402_297_200_000 - clock.instant
    clock.call_later(last, _nothing, "the end")
    assert "9999-12-31T23:00:00.000+00:00" == api.get("/clock")["timers"][0]["due"]
    with pytest.raises(BadInput) as refused:
        clock.call_later(last + 1, _nothing, "after the end")
    assert "0 or more milliseconds, up to the year 9999" == refused.value.accepted
    assert 400 == api.ask("POST", "/runs/default/clock/step")[0]


def _nothing() -> None: ...
