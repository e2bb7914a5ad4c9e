"""Each assumption that the desktop reads changes what it does when another value is assumed."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import callbook
import callbook_mocks
from callbook.configuration import PRIVILEGES
from callbook.core.assumptions import Assumptions, assumption_rows
from callbook.core.clock import MILLISECOND
from callbook.core.faults import Fault, Mishap
from callbook.workspace import Action, CallbackState, CallPhase, ChannelState

if TYPE_CHECKING:
    from tests.workspace.conftest import Office

COUNTDOWN = {"webcallback.auto-answer": "true", "webcallback.auto-answer.timer": "10"}
REJECTABLE = {**COUNTDOWN, "webcallback.auto-answer.enable-reject": "true"}
both = pytest.mark.parametrize("assumed", [False, True])


@pytest.mark.parametrize("name", [row.name for row in assumption_rows()])
def test_somebody_reads_it(name: str) -> None:
    """An assumption that nobody reads would promise something that replacing it does not do."""
    packages = (Path(package.__file__ or "").parent for package in (callbook, callbook_mocks))
    sources = [path.read_text(encoding="utf-8") for package in packages for path in package.rglob("*.py")]
    assert any(f"assumptions.{name}" in source for source in sources)


@both
def test_a_call_that_never_connected_unlocks_rescheduling_or_not(offices: type[Office], *, assumed: bool) -> None:
    """Without P5 Anna needs a call that was over; whether one that was busy counts is assumed (F4)."""
    office = offices(Assumptions(unconnected_call_unlocks_reschedule=assumed), without=("Can Reschedule Before Call",))
    anna = office.in_hand("busy")
    anna.perform(Action.DIAL)
    office.lab.advance(20_000)
    assert CallPhase.OVER is office.callback.phase
    assert assumed == (Action.RESCHEDULE in anna.actions(office.callback.id))


@both
def test_a_call_that_is_up_forbids_rescheduling_or_not(offices: type[Office], *, assumed: bool) -> None:
    """With P4 and P5 Anna may reschedule before the call; whether during it, too, is assumed (P5)."""
    office = offices(Assumptions(reschedule_during_call=assumed))
    anna = office.talking()
    assert assumed == (Action.RESCHEDULE in anna.actions(office.callback.id))
    anna.perform(Action.RELEASE)
    assert Action.RESCHEDULE in anna.actions(office.callback.id)


@both
def test_a_transfer_needs_a_park_queue_or_not(offices: type[Office], *, assumed: bool) -> None:
    """Without one the transfer is refused, or else the callback goes back to where it came from (O12)."""
    office = offices(Assumptions(transfer_needs_park_queue=assumed))
    anna = office.talking()
    callback = office.callback
    assert assumed == (anna.why_not(Action.ONE_STEP_TRANSFER, target="1002") is not None)
    if not assumed:
        office.lab.log_in("Ben").perform(Action.GO_NOT_READY)
        anna.perform(Action.GO_NOT_READY)
        anna.perform(Action.ONE_STEP_TRANSFER, target="1002")
        assert "waiting for an agent, in the strategy 'any ready agent'" == str(office.lab.where(callback.id))
        assert () == anna.callbacks


@both
def test_a_countdown_can_be_cut_short_or_not(offices: type[Office], *, assumed: bool) -> None:
    """Whether Accept stays clickable is assumed (O5)."""
    office = offices(Assumptions(accept_during_countdown=assumed), options=COUNTDOWN)
    office.offered()
    assert CallbackState.COUNTDOWN is office.callback.state
    assert assumed == (Action.ACCEPT in office.anna.actions(office.callback.id))


@both
def test_rejecting_in_the_countdown_needs_can_decline_or_not(offices: type[Office], *, assumed: bool) -> None:
    """The option enables it; whether the privilege is needed as well is assumed (O6)."""
    assumptions = Assumptions(reject_in_countdown_needs_decline=assumed)
    office = offices(assumptions, options=REJECTABLE, without=("Can Decline",))
    anna = office.offered()
    assert assumed == (Action.DECLINE not in anna.actions(office.callback.id))
    if not assumed:
        anna.perform(Action.DECLINE)
        assert () == anna.callbacks


def test_without_a_countdown_declining_needs_can_decline(offices: type[Office]) -> None:
    """What is assumed of the countdown is not assumed of an offer that waits (P2)."""
    office = offices(Assumptions(reject_in_countdown_needs_decline=False), without=("Can Decline",))
    assert Action.DECLINE not in office.offered().actions(office.callback.id)


def test_in_a_countdown_the_channel_s_privilege_is_needed_all_the_same(offices: type[Office]) -> None:
    """Only Can Decline is waived, not what it needs itself (P1)."""
    assumptions = Assumptions(reject_in_countdown_needs_decline=False, privileges_read_at_login=False)
    office = offices(assumptions, options=REJECTABLE)
    anna = office.offered()
    office.lab.configuration.withhold_privilege("anna", "Can Use Web Callback Channel")
    refusal = anna.why_not(Action.DECLINE)
    assert refusal is not None
    assert "Can Use Web Callback Channel" == refusal.obstacle.name


@pytest.mark.parametrize(
    ("assumed", "expected"), [(True, (ChannelState.READY, "")), (False, (ChannelState.NOT_READY, "Lunch"))]
)
@pytest.mark.parametrize("way", ["at login", "by hand"])
def test_a_reason_is_ignored_where_the_channel_is_put_ready_or_not(
    offices: type[Office], way: str, *, assumed: bool, expected: tuple[ChannelState, str]
) -> None:
    """O1 says Ready and O2 gives a reason: which one wins is assumed, at login and when the channel is logged on."""
    options = {"login.webcallback.is-auto-ready": "true", "login.webcallback.auto-not-ready-reason": "Lunch"}
    office = offices(Assumptions(reason_ignored_when_auto_ready=assumed), options=options)
    office.anna.perform(Action.LOG_IN)
    if way == "by hand":
        office.anna.perform(Action.UNACTIVATE)
        office.anna.perform(Action.ACTIVATE)
    assert expected == (office.anna.channel.state, office.anna.channel.reason)


@both
def test_privileges_are_read_at_login_or_always(offices: type[Office], *, assumed: bool) -> None:
    """A privilege that is taken away is missing at once, or after the next login (C6)."""
    office = offices(Assumptions(privileges_read_at_login=assumed))
    anna = office.offered()
    office.lab.configuration.withhold_privilege("anna", "Can Decline")
    assert assumed == (Action.DECLINE in anna.actions(office.callback.id))
    anna.perform(Action.LOG_OUT)
    office.offered()
    assert Action.DECLINE not in anna.actions(office.callback.id)


@both
def test_the_channel_comes_back_as_it_was_or_as_at_login(offices: type[Office], *, assumed: bool) -> None:
    """Anna was at lunch when the server went down (E2)."""
    office = offices(Assumptions(channel_state_survives_outage=assumed))
    office.anna.perform(Action.LOG_IN)
    office.anna.perform(Action.GO_NOT_READY, reason="Lunch")
    office.lab.stop_interaction_server()
    assert ChannelState.OUT_OF_SERVICE is office.anna.channel.state
    office.lab.start_interaction_server()
    expected = (ChannelState.NOT_READY, "Lunch") if assumed else (ChannelState.READY, "")
    assert expected == (office.anna.channel.state, office.anna.channel.reason)


@pytest.mark.parametrize("patience", [30_000, 1_000])
def test_patience_ends_when_it_is_assumed_to(offices: type[Office], patience: int) -> None:
    """The server's answer to Mark Done is lost; the callback stays with Anna, who is told (F10)."""
    office = offices(Assumptions(answer_timeout=patience))
    anna = office.in_hand()
    office.lab.wire("Anna", "Interaction Server").disturb("Interaction Server", Fault(Mishap.DROPPED, "EventAck"))
    anna.perform(Action.MARK_DONE)
    office.lab.advance((patience - 1) * MILLISECOND)
    assert CallbackState.SAVING is office.callback.state
    office.lab.advance(MILLISECOND)
    assert (CallbackState.IN_HAND, "Interaction Server does not answer") == (
        office.callback.state,
        office.callback.trouble,
    )


def test_assumptions_are_replaced_one_by_one() -> None:
    """Whoever replaces one keeps the others, and no privilege is an assumption."""
    assert Assumptions(answer_timeout=1) == replace(Assumptions(), answer_timeout=1)
    assert not {row.name for row in assumption_rows()} & set(PRIVILEGES)


@pytest.mark.parametrize(("assumed", "heard"), [(3_000, True), (1_000, False)])
def test_a_sound_lasts_as_long_as_is_assumed(offices: type[Office], assumed: int, *, heard: bool) -> None:
    """A bell that plays its sound once is heard until the sound is over (O14)."""
    office = offices(Assumptions(sound_lasts=assumed), options={"webcallback.ringing-bell": "Gong.wav|5|0"})
    office.offered()
    office.lab.advance(2_000)
    [shown] = office.anna.shown().interactions
    assert ("Gong.wav" if heard else "") == shown.bell
