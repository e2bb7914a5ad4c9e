"""A lab in which much is going on."""

from __future__ import annotations

import pytest

from callbook.configuration import Level
from callbook.core.faults import Fault, Mishap
from callbook.lab import INTERACTION_SERVER, Lab
from callbook.workspace import Action
from callbook_mocks.contacts import behaves

_OPTIONS = {
    "webcallback.park-queue": "parked",
    "webcallback.auto-answer": "true",
    "webcallback.auto-answer.timer": "20",
    "webcallback.auto-answer.enable-reject": "true",
}


@pytest.fixture
def busy_lab() -> Lab:
    """Return a lab with timers of every kind.

    Two agents talk and one of them consults; Clara has declined one callback and counts down for another; one is due
    tomorrow; a message is late, a fault has still to strike, a wire is mended later, and there is a capture point.
    """
    lab = Lab()
    anna, ben, clara = (lab.log_in(name) for name in ("Anna", "Ben", "Clara"))
    clara.perform(Action.GO_NOT_READY)
    for desk in (anna, ben):
        lab.schedule(lab.contact(behaviour=behaves("answers", after=1_000, hangs_up_after=3_600_000)))
        desk.perform(Action.ACCEPT)
        desk.perform(Action.DIAL)
    lab.advance(5_000)
    for option, value in _OPTIONS.items():
        lab.configuration.set_option(Level.APPLICATION, "Workspace", option, value)
    anna.perform(Action.START_TRANSFER, target="+46 8 465 004 12")
    clara.perform(Action.GO_READY)
    lab.schedule(lab.contact("Declined"))
    clara.perform(Action.DECLINE)
    lab.schedule(lab.contact("Counting Down"))
    lab.schedule(lab.contact("Later"), "tomorrow at 09:30")
    lab.capture_point("shop")
    lab.disturb("Ben", INTERACTION_SERVER, INTERACTION_SERVER, Fault(Mishap.DELAYED, milliseconds=9_000))
    ben.perform(Action.GO_NOT_READY)
    lab.disturb("Ben", INTERACTION_SERVER, "Ben", Fault(Mishap.DROPPED, percent=50, times=None))
    lab.cut("Website", INTERACTION_SERVER, mend_after=60_000)
    return lab
