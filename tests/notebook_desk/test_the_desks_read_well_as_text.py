from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.configuration.levels import Level
from callbook.notebook.desk.plain_text import desks_text

if TYPE_CHECKING:
    from tests.notebook_desk.session_by_hand import Session


def test_two_desks_at_the_beginning(session: Session) -> None:
    """Who is there, what is offered, what just happened."""
    assert """\
Monday 2 March 2026, 09:00:00 (Europe/Stockholm), paused, x1

Anna: Ready
  offered: log out, log off the channel, go Not Ready
  no interaction

Ben: Ready
  offered: log out, log off the channel, go Not Ready
  no interaction

What just happened, the newest first:
  09:00:00 Ben's channel is Ready [O1].
  09:00:00 Ben logs in [O1].
  09:00:00 Anna's channel is Ready [O1].
  09:00:00 Anna logs in [O1].""" == desks_text(session.state())


def test_a_countdown_a_call_and_a_refusal(session: Session) -> None:
    """Ben counts down, Anna has talked and agreed on a new time, and was refused something."""
    lab = session.lab
    session.contact("schedule", name="Maria")
    callback = session.newest
    for action in ("accept", "dial"):
        session.do(action, callback)
    lab.advance(10_000)
    session.do("set the disposition", callback, code="Resolved")
    session.do("reschedule", callback, date="2026-03-05", time="09:30", zone="UTC")
    session.contact("hang up", on=callback)
    lab.stop_voice_switch()
    session.do("go Not Ready", reason="Lunch")
    session.do("hold", callback)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer", "true")
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.auto-answer.timer", "7")
    session.contact("schedule", name="Noor")
    session.clock("speed", speed=60)
    session.clock("run")
    text = desks_text(session.state())
    assert """\
Monday 2 March 2026, 09:00:10 (Europe/Stockholm), running, x60

Anna: Not Ready (Lunch), no voice
  offered: log out, log off the channel, go Ready, go Not Ready
  window: Maria, +447700900931, in hand
    call: over, released by the contact
    disposition: Resolved
    rescheduled: Thu 5 Mar 2026, 09:30 (Europe/London) on +447700900931
    offered: dial, set the disposition, reschedule, take the reschedule back, mark done, new number
  Anna cannot hold 4UR9HGNS00000001 (in hand, over): the call is over [F5]. Accepted: when the call is connected.

Ben: Ready, no voice
  offered: log out, log off the channel, go Not Ready
  notification: Noor, +441214960042, counting down
    countdown: 7 s left
    bell: Sounds\\Ring.mp3
    call: no call
    offered: accept""" == text.partition("\n\nWhat just")[0]


def test_an_agent_with_nothing_to_do(session: Session) -> None:
    """A desk where nothing is offered says so; a session where nothing has happened has no list of it."""
    state = session.state()
    state["notes"] = []
    state["desks"] = state["desks"][:1]
    state["desks"][0]["offers"][""] = {"log in": "no"}
    assert (
        "Monday 2 March 2026, 09:00:00 (Europe/Stockholm), paused, x1\n\nAnna: Ready\n  offered: nothing\n"
        "  no interaction" == desks_text(state)
    )
