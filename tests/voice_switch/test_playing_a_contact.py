"""A trainer plays a contact by hand: answers now, rejects the call now, hangs up now (F3, F4, F5)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.core.errors import BadInput
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from tests.voice_switch.conftest import Floor


def test_answer_and_hang_up(floor: Floor, anna: str) -> None:
    """What the contact would have done by itself does not happen any more."""
    floor.plays(anna, behaves("does not answer"))
    desk = floor.desk("7001")
    desk.dial(anna)
    floor.wait(1_000)
    floor.switch.hear("08-465 004 12", "answers")
    floor.wait(120_000)
    floor.switch.hear(anna, "hangs up")
    assert ["EventDialing", "EventNetworkReached", "EventEstablished", "EventReleased REMOTE_RELEASE"] == desk.seen()
    assert floor.nothing_left()


def test_nothing_to_answer(floor: Floor, anna: str, bo: str, nobody: str) -> None:
    """The refusal says where a call rings."""
    floor.desk("7001").dial(bo)
    floor.wait(1_000)
    for number in (anna, nobody, "gurk"):
        with pytest.raises(BadInput) as refusal:
            floor.switch.hear(number, "answers")
        assert (
            f"phone number '{number}' in voice switch cannot be used. Accepted: a number where a call rings: {bo}."
        ) == str(refusal.value)


def test_reject(floor: Floor, anna: str) -> None:
    """The call is over at once, as with a busy line; what the contact would have done does not happen any more."""
    desk = floor.desk("7001")
    desk.dial(anna)
    floor.wait(1_000)
    floor.switch.hear(anna, "declines")
    floor.wait(120_000)
    assert ["EventDialing", "EventNetworkReached", "EventReleased BUSY"] == desk.seen()
    assert floor.nothing_left()


def test_nothing_to_reject(floor: Floor, anna: str, bo: str) -> None:
    """The refusal says where a call rings; who talks has nothing to reject."""
    floor.desk("7001").dial(bo)
    for milliseconds in (500, 60_000):
        floor.wait(milliseconds)
        for number in (anna, bo):
            with pytest.raises(BadInput) as refusal:
                floor.switch.hear(number, "declines")
            assert (
                f"phone number '{number}' in voice switch cannot be used. "
                "Accepted: a number where a call rings: none, there are none yet."
            ) == str(refusal.value)


def test_nobody_to_hang_up(floor: Floor, anna: str) -> None:
    """A contact whose telephone only rings can't hang up; the refusal says that nobody talks."""
    floor.desk("7001").dial(anna)
    floor.wait(1_000)
    with pytest.raises(BadInput) as refusal:
        floor.switch.hear(anna, "hangs up")
    assert (
        f"phone number '{anna}' in voice switch cannot be used. "
        "Accepted: a number where somebody talks: none, there are none yet."
    ) == str(refusal.value)


def test_not_reached_yet(floor: Floor, anna: str) -> None:
    """Nobody can answer before the telephone rings."""
    floor.desk("7001").dial(anna)
    with pytest.raises(BadInput):
        floor.switch.hear(anna, "answers")
