"""What a lab costs to begin with, and to copy: beside a callback in one that stands, and beside playing it again."""

from __future__ import annotations

from copy import deepcopy

from benchmarks.measure import Figure, in_turn
from benchmarks.whole_callback import Shift
from callbook.configuration import Configuration
from callbook.lab import Lab
from callbook.workspace import Action

_ANSWERED = 6_000


def run() -> tuple[Figure, ...]:
    """Measure both in turn."""
    return (_from_the_start(), _copied())


def _from_the_start() -> Figure:
    standing = Shift()
    center = standing.lab.configuration.contact_center  # with auto-dial: so the first callback is as every other

    def fresh() -> None:
        Shift(Lab(Configuration(center))).callback()

    whole, one, ratio = in_turn(fresh, standing.callback, each=30)
    return Figure(
        "a lab, a login, a callback from the start / a callback in a lab that stands",
        ratio,
        3.0,
        f"{whole:.0f} us against {one:.0f} us",
    )


def _copied() -> Figure:
    lab = _eight_events()
    copying, playing, ratio = in_turn(lambda: deepcopy(lab), _eight_events, each=30)
    detail = f"{copying:.0f} us against {playing:.0f} us for {len(lab.journal)} entries"
    return Figure("a copy of a lab / playing its eight events again", ratio, 0.5, detail)


def _eight_events() -> Lab:
    lab = Lab()
    anna = lab.log_in("Anna")
    maria = lab.contact("Maria")
    lab.schedule(maria)
    anna.perform(Action.ACCEPT)
    anna.perform(Action.DIAL)
    lab.advance(_ANSWERED)
    anna.perform(Action.RELEASE)
    anna.perform(Action.SET_DISPOSITION, code="Resolved")
    return lab
