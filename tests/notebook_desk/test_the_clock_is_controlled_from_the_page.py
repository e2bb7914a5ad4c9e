from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.notebook_desk.session_by_hand import Session


def _time(session: Session) -> str:
    return str(session.state()["clock"]["time"])


def test_a_session_begins_paused(session: Session) -> None:
    """The wall's clock goes on, the lab's does not."""
    session.passes(100)
    assert "09:00:00" == _time(session)


def test_a_running_clock_keeps_pace_with_the_wall(session: Session) -> None:
    """Ten seconds of the wall are ten seconds, then at sixty times the pace ten minutes, then it is paused."""
    session.clock("run")
    session.passes(10)
    assert "09:00:10" == _time(session)
    session.clock("speed", speed=60)
    session.passes(10)
    assert "09:10:10" == _time(session)
    session.clock("pause")
    session.passes(10)
    assert "09:10:10" == _time(session)


def test_changing_the_speed_does_not_change_what_has_passed(session: Session) -> None:
    """Seconds that had not been caught up with count at the old speed."""
    session.clock("run")
    session.seconds += 30
    session.clock("speed", speed=600)
    assert "09:00:30" == _time(session)


def test_a_step_is_one_second(session: Session) -> None:
    """Paused or running."""
    session.clock("step")
    assert "09:00:01" == _time(session)
    session.clock("run")
    session.clock("step")
    session.passes(1)
    assert "09:00:03" == _time(session)


def test_a_jump_goes_to_the_next_event(session: Session) -> None:
    """An invitation that nobody answers expires after thirty seconds (E6)."""
    session.contact("schedule", name="Maria")
    assert "in 30 s: delivering-timeout for Maria" == session.state()["clock"]["next"]
    session.clock("jump")
    assert "09:00:30" == _time(session)
    assert "ben" == session.lab.where(session.lab.agent("Ben").shown().interactions[0].id).agent


def test_a_clock_that_jumped_runs_on_from_there(session: Session) -> None:
    """No second is lost or counted twice."""
    session.contact("schedule", name="Maria")
    session.clock("jump")
    session.clock("run")
    session.passes(2)
    assert "09:00:32" == _time(session)


def test_a_jump_to_nowhere_says_so(session: Session) -> None:
    """Nothing is due where no timer runs and nobody is about to call in."""
    assert "" == session.state()["clock"]["next"]
    assert "Nothing is due: no timer runs, and no contact is about to call in." == session.clock("jump")


def test_who_moves_the_labs_clock_behind_the_sessions_back_is_followed(session: Session) -> None:
    """A cell of the notebook lets a minute pass; the session counts on from there."""
    session.clock("run")
    session.lab.advance(60_000)
    session.passes(5)
    assert "09:01:00" == _time(session)
    session.passes(5)
    assert "09:01:05" == _time(session)


def test_what_is_due_is_said_in_hours_minutes_and_seconds(session: Session) -> None:
    """The nearest event, the name instead of the InteractionId."""
    session.contact("schedule", name="Maria", wished_time="in 3 hours")
    assert "in 3 h 0 min" == session.state()["clock"]["next"].partition(":")[0]
    session.clock("step")
    session.lab.advance(2 * 3_600_000)
    assert "in 59 min 59 s" == session.state()["clock"]["next"].partition(":")[0]


def test_the_clock_stands_still_when_the_last_view_is_gone(session: Session) -> None:
    """Nobody looks: nothing goes on in the background."""
    for view in ("one", "two"):
        session.desks.take({"kind": "view", "view": view, "shown": True})
    session.clock("run")
    session.desks.take({"kind": "view", "view": "one", "shown": False})
    assert not session.state()["clock"]["paused"]
    session.desks.take({"kind": "view", "view": "two", "shown": False})
    assert session.state()["clock"]["paused"]


def test_the_bell_can_be_muted(session: Session) -> None:
    """It is still to be seen."""
    session.contact("schedule", name="Maria")
    session.desks.take({"kind": "bell", "muted": True})
    state = session.state()
    assert state["muted"]
    assert "Sounds\\Ring.mp3" == state["desks"][0]["screen"]["interactions"][0]["bell"]
