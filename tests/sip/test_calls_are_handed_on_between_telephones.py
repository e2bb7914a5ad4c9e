"""Transfers in one step and in two, REFER, and answering by the desktop: with telephones that are registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.sip.story import Story

from callbook.workspace import Action

if TYPE_CHECKING:
    from tests.sip.conftest import Floor


def test_a_transfer_in_one_step(floor: Floor) -> None:
    """The colleague's telephone rings and is answered there; Maria talks to it."""
    story = Story(floor)
    _, ben = story.colleague()
    story.talk()
    story.desk.perform(Action.ONE_STEP_TRANSFER, target=floor.dn("ben"))
    floor.wait()
    assert ("over", "ringing", "up") == (story.anna.state, ben.state, story.maria.state)
    ben.answer()
    floor.wait()
    assert (True, True) == (b"6020" in ben.talks_to, b"6030" in story.maria.talks_to)
    story.maria.hang_up()
    assert ["EventRinging", "EventEstablished", "EventReleased REMOTE_RELEASE"] == story.finish("Ben")
    assert "over" == ben.state


def test_a_transfer_in_two_steps(floor: Floor) -> None:
    """Anna's telephone rings once more for the consultation; in the end Maria and Ben talk."""
    story = Story(floor)
    _, ben = story.colleague()
    story.talk()
    story.desk.perform(Action.START_TRANSFER, target=floor.dn("ben"))
    floor.wait()
    assert ("ringing", "inactive") == (story.anna.state, story.maria.direction)
    story.anna.answer()
    floor.wait()
    ben.answer()
    floor.wait()
    assert b"6010" in ben.talks_to
    story.desk.perform(Action.COMPLETE_TRANSFER)
    floor.wait()
    assert (True, True) == (b"6020" in ben.talks_to, b"6030" in story.maria.talks_to)
    assert "sendrecv" == story.maria.direction
    assert ["EventReleased TRANSFERRED"] * 2 == floor.told("Anna")[-2:]
    ben.hang_up()
    story.finish()
    assert "over" == story.maria.state


def test_a_call_is_referred_at_the_telephone(floor: Floor) -> None:
    """The telephone is told what has become of it, and left."""
    story = Story(floor)
    _, ben = story.colleague()
    story.talk()
    story.anna.refer(floor.dn("ben"))
    floor.wait()
    assert ["202 to 2 REFER", "NOTIFY refer", "BYE", "NOTIFY refer"] == [
        line for line in story.anna.heard if "REFER" in line or "NOTIFY" in line or "BYE" in line
    ]
    assert ("over", "ringing") == (story.anna.state, ben.state)
    ben.answer()
    floor.wait()
    ben.hang_up()
    story.finish()


def test_a_call_is_referred_to_nowhere(floor: Floor) -> None:
    """The call stays, and the telephone is told so."""
    story = Story(floor)
    story.talk()
    story.anna.refer("4711")
    floor.wait()
    assert ("up", "up") == (story.anna.state, story.maria.state)
    assert [b"SIP/2.0 100 Trying\r\n", b"SIP/2.0 603 Decline\r\n"] == [
        data.partition(b"\r\n\r\n")[2] for _, to, data in floor.network.datagrams
        if to == story.anna.peer and data.startswith(b"NOTIFY")
    ]  # fmt: skip
    story.anna.send_in_call("REFER")
    floor.wait()
    assert "400 to 3 REFER" == story.anna.heard[-1]
    story.maria.hang_up()
    story.finish()


def test_the_desktop_lets_the_telephone_answer(floor: Floor) -> None:
    """NOTIFY talk, with the tag of the 180."""
    story = Story(floor)
    desk, ben = story.colleague()
    story.talk()
    story.desk.perform(Action.ONE_STEP_TRANSFER, target=floor.dn("ben"))
    floor.wait()
    desk.perform(Action.ANSWER)
    floor.wait()
    assert ("NOTIFY talk", "up") == (ben.heard[2], ben.state)
    story.maria.hang_up()
    story.finish()


@pytest.mark.parametrize("says", [(180,), (100, 180)])
def test_a_telephone_that_does_not_let_itself_be_asked(floor: Floor, says: tuple[int, ...]) -> None:
    """It is told at the desk, and still rings."""
    story = Story(floor)
    desk, ben = story.colleague()
    ben.takes_talk = False
    ben.says = says
    story.talk()
    story.desk.perform(Action.ONE_STEP_TRANSFER, target=floor.dn("ben"))
    floor.wait()
    desk.perform(Action.ANSWER)
    floor.wait()
    assert ("EventError", "ringing") == (floor.told_of_all("Ben")[-1], ben.state)
    ben.answer()
    floor.wait()
    assert "EventEstablished" == floor.told("Ben")[-1]
    story.maria.hang_up()
    story.finish()


def test_a_telephone_that_refers_and_vanishes(floor: Floor) -> None:
    """Nobody waits for its answers: the call has gone on."""
    story = Story(floor)
    _, ben = story.colleague()
    story.talk()
    story.anna.refer(floor.dn("ben"))
    floor.wait(1)
    floor.network.unplug(story.anna.peer)
    floor.wait(40_000)
    ben.answer()
    floor.wait()
    story.maria.hang_up()
    assert ["EventRinging", "EventEstablished", "EventReleased REMOTE_RELEASE"] == story.finish("Ben")


@pytest.mark.parametrize("says", [(180,), (100, 180)])
def test_the_desktop_answers_before_the_telephone_rings(floor: Floor, says: tuple[int, ...]) -> None:
    """It is asked as soon as its tag is known, and once."""
    story = Story(floor)
    desk, ben = story.colleague()
    ben.says = says
    story.talk()
    story.desk.perform(Action.ONE_STEP_TRANSFER, target=floor.dn("ben"))
    desk.perform(Action.ANSWER)
    floor.wait()
    assert (1, "up") == (ben.heard.count("NOTIFY talk"), ben.state)
    story.maria.hang_up()
    story.finish()
