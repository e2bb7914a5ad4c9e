from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.conftest import serving, until

from callbook.network.web.clock import beat

if TYPE_CHECKING:
    import pytest
    from tests.web.conftest import Api


def test_a_run_is_looked_at_when_something_is_due(api: Api) -> None:
    """Not later than the next deadline, and twenty times a second at least."""
    api.ask("POST", "/runs", {"name": "real", "clock": "real"})
    run = api.service.runs.get("real")
    fired = list[int]()
    run.lab.clock.call_later(20, lambda: fired.append(run.lab.clock.instant), "soon")
    assert (0.02, 0.05) == (beat(api.service, run), beat(api.service, api.run))
    api.seconds = 0.03
    assert 0.05 == beat(api.service, run)
    assert 1 == len(fired)


def test_an_error_stops_the_clock_of_its_run_alone(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    """It stands in the log, and the run's clock stands still."""
    api.ask("POST", "/runs", {"name": "real", "clock": "real"})
    run = api.service.runs.get("real")
    run.lab.clock.call_later(1, _break, "broken")
    api.seconds = 1.0
    beat(api.service, run)
    assert run.pacer is not None
    assert run.pacer.paused
    assert "run real: the clock is stopped by an error" in caplog.text


def test_nobody_has_to_ask(api: Api) -> None:
    """While the server runs, a timer fires when the wall says so."""
    api.ask("POST", "/runs", {"name": "real", "clock": "real"})
    run, fired = api.service.runs.get("real"), list[int]()
    run.lab.clock.call_later(5, lambda: fired.append(1), "soon")
    with serving(api.service):
        api.seconds = 1.0
        until(lambda: bool(fired))  # the timekeeper's next beat
    assert [1] == fired


def _break() -> None:
    raise ZeroDivisionError
