"""One callback from the web form to Mark Done, with the ladder printed as it goes."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from callbook.cli.catalogues import configuration_of
from callbook.core import BadInput, Pacer
from callbook.lab import Lab, UsualCallback, advance_until, agent_and_queue
from callbook.record import Rung, head_line, ladder_lines, rungs

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rich.console import Console

    from callbook.core import Assumptions
    from callbook.lab import Waiting

_WIDEST = " RequestCancelNotReadyForMedia "


class Presenter:
    """Prints each rung as soon as it has happened."""

    def __init__(self, console: Console, lab: Lab, actors: tuple[str, ...]) -> None:
        self._console = console
        self._lab = lab
        self._actors = actors
        self._printed = 0
        self._print(head_line(actors, [Rung(0, 0, "a", "b", _WIDEST)]))

    def catch_up(self) -> None:
        """Print what has happened since the last time."""
        fresh = self._lab.journal.entries[self._printed :]
        self._printed += len(fresh)
        ruler = Rung(0, 0, self._actors[0], self._actors[1], _WIDEST)
        for line in list(ladder_lines([*rungs(fresh), ruler], self._actors))[:-1]:
            self._print(line)

    def _print(self, line: str) -> None:
        self._console.print(line, markup=False, highlight=False, soft_wrap=True)


def run(console: Console, config: Path | None, speed: float, seed: int, assumptions: Assumptions) -> None:
    """Play one callback, paced by the wall if *speed* is above 0.

    Raises:
        BadInput: when *speed* is negative or no number, or nobody in the contact centre can take a callback and call.
    """
    if not (isfinite(speed) and speed >= 0):
        raise BadInput("speed", speed, accepted="0 (do not wait) or more")
    lab = Lab(configuration_of(config), seed=seed, assumptions=assumptions)
    agent_id, queue = agent_and_queue(lab.configuration)
    actors = ("Website", "Interaction Server", lab.configuration.agent(agent_id).name, lab.switch)
    presenter = Presenter(console, lab, actors)
    usual = UsualCallback(lab, _shown(lab, presenter, Pacer(lab.clock, speed).advance_to if speed else None))
    usual.play(agent_id, queue)
    person = usual.contact.person
    console.print(
        f"\nThe callback of {person.name} ({person.phone_number}): {lab.place_in_words(lab.where(usual.callback))}",
        markup=False,
        highlight=False,
        soft_wrap=True,
    )
    lab.check()


def _shown(lab: Lab, presenter: Presenter, advance_to: Callable[[int], None] | None) -> Waiting:
    """Let time pass, on the wall or not, and show what happens: the same at any speed."""

    def pass_and_show(instant: int) -> None:
        (advance_to or lab.clock.advance_to)(instant)
        presenter.catch_up()

    def wait(done: Callable[[], bool], latest: int) -> None:
        presenter.catch_up()
        advance_until(lab, done, latest, pass_and_show)

    return wait
