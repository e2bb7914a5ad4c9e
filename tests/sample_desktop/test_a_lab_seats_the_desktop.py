"""The adapter keeps the desktop up to date, and apart: configuration, time, and other contact centres."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import pytest

from callbook.configuration import Level
from callbook.lab import Lab
from callbook.workspace import Action, CallbackState, ChannelState, Refused
from sample_desktop.adapter import Maker, sample

if TYPE_CHECKING:
    from callbook.lab.seats import DesktopMaker

BELL = "webcallback.ringing-bell"


def test_a_change_of_the_configuration_is_known_at_once(make: DesktopMaker) -> None:
    """What is offered follows the queue that an administrator sets, though nothing has happened at the desk."""
    lab = Lab(desktops=make)
    anna = lab.desktop("Anna")
    anna.perform(Action.LOG_IN)
    callback = lab.schedule(lab.contact("Maria"))
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(10_000)
    assert Action.ONE_STEP_TRANSFER not in anna.actions(callback)
    lab.configuration.set_option(Level.APPLICATION, "Workspace", "webcallback.park-queue", "parked")
    assert Action.ONE_STEP_TRANSFER in anna.actions(callback)


def test_it_wants_one_timer_at_most(make: DesktopMaker) -> None:
    """A bell and a countdown are two reasons to be woken: the earlier one counts, then the later; then none."""
    lab = Lab(desktops=make)
    for option, value in (
        ("webcallback.auto-answer", "true"),
        ("webcallback.auto-answer.timer", "10"),
        (BELL, "Gong.wav|1|4000|both"),
    ):
        lab.configuration.set_option(Level.APPLICATION, "Workspace", option, value)
    lab.desktop("Anna").perform(Action.LOG_IN)
    lab.schedule(lab.contact("Maria"))
    start = lab.clock.instant
    seen: list[list[int]] = []
    for _ in range(2):
        seen.append([timer.due - start for timer in lab.clock.pending if "desktop" in timer.label])
        lab.clock.advance_to(start + seen[-1][0])
    assert [[4000], [10_000]] == seen
    assert [] == [timer for timer in lab.clock.pending if "desktop" in timer.label]


def test_two_contact_centres_do_not_meet(make: DesktopMaker) -> None:
    """Each has an office of its own at the desktop."""
    labs = [Lab(desktops=make), Lab(desktops=make)]
    labs[0].desktop("Anna").perform(Action.LOG_IN)
    states = [lab.desktop("Anna").shown().channel for lab in labs]
    assert [ChannelState.READY, ChannelState.LOGGED_OFF] == states


def test_an_office_that_nobody_needs_is_closed() -> None:
    """A long run does not fill the desktop with contact centres that are long gone."""
    with sample() as make:
        assert isinstance(make, Maker)
        lab = Lab(desktops=make)
        lab.desktop("Anna")
        lab.close()
        del lab
        gc.collect()
        Lab(desktops=make).desktop("Anna")
        with pytest.raises(Exception, match="there is no office '1'"):
            make.conversation.ask("GET", "/offices/1/desks/anna")


def test_a_refusal_is_one_of_callbooks(make: DesktopMaker) -> None:
    """With all its parts: who, what, the state, the clause, the way out (P9)."""
    lab = Lab(desktops=make)
    lab.configuration.withhold_privilege("anna", "Can Decline")
    anna = lab.desktop("Anna")
    anna.perform(Action.LOG_IN)
    callback = lab.schedule(lab.contact("Maria"))
    with pytest.raises(Refused) as refused:
        anna.perform(Action.DECLINE)
    assert (
        f"Anna cannot decline {callback} (offered, no call): the privilege 'Can Decline' is missing [P2]. "
        "Accepted: grant 'Can Decline' in a role of the agent or of one of the agent's groups."
    ) == str(refused.value)
    assert [CallbackState.OFFERED] == [each.state for each in anna.shown().interactions]
