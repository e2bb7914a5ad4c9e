"""The player as a plain object: where it stands, and what is to be seen there. No page is needed to use it."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING, Any

from callbook.core import BadInput
from callbook.notebook.playing.picture import page_of, picture_of, standalone, stretch_svg, stretch_text
from callbook.notebook.playing.route import Route, words_of
from callbook.notebook.playing.standing import Offers, Standing, Standings
from callbook.record import Picture, duration_text, entry_in_words, place_in_words, time_of_day

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from callbook.core import Entry
    from callbook.notebook.playing.standing import OfDesk
    from callbook.notebook.playing.widget import PlayerView
    from callbook.record import Trace

STANDALONE_MIME = "application/vnd.callbook.player+json"
"""The kind of output that holds all moments: shown only where it is wanted, for it can be large."""

NOTHING = "Nothing has happened."
_STANDALONE = "CALLBOOK_STANDALONE_PLAYERS"
_LADDER = 40
_PLAIN_LADDER = 8
_LONGEST_CHAIN = 12


class Player:
    """Steps through a recording.

    It stands at a moment, from 1 to `count`: a message, an action, a refusal, a timer that ran out, a step that begins.
    At first it stands where a step failed, if one did.

    Args:
        trace: the recording.

    Attributes:
        trace: the same.
        position: where it stands; 0 where nothing has happened at all.
    """

    def __init__(self, trace: Trace) -> None:
        self.trace = trace
        self.route = Route(trace)
        self.position = self.route.failure or min(1, self.count)
        self._standings = Standings(trace.entries)
        self._watchers: list[Callable[[], None]] = []

    @property
    def count(self) -> int:
        """How many moments there are."""
        return len(self.route)

    # Going somewhere. Each gives the player itself, so that a cell that ends with it shows it.

    def forward(self, moments: int = 1) -> Self:
        """Go on by so many *moments*, at most to the end."""
        return self._stand_at(self.position + moments)

    def back(self, moments: int = 1) -> Self:
        """Go back by so many *moments*, at most to the beginning."""
        return self._stand_at(self.position - moments)

    def first(self) -> Self:
        """Go to the beginning."""
        return self._stand_at(1)

    def last(self) -> Self:
        """Go to the end."""
        return self._stand_at(self.count)

    def to(self, position: int) -> Self:
        """Go to the moment at *position*, from 1.

        Raises:
            BadInput: when there is none of that number.
        """
        if not 1 <= position <= self.count:
            raise BadInput("moment", position, where=self.trace.name, accepted=f"a number from 1 to {self.count}")
        return self._stand_at(position)

    def to_entry(self, number: int) -> Self:
        """Go to the moment to which the entry with this number belongs.

        Raises:
            BadInput: when there is none of that number.
        """
        return self._stand_at(self.route.position_of(self.trace.entry(number).number))

    def to_step(self, which: int | str) -> Self:
        """Go to where a step begins; *which* is its number from 1, or a part of its text.

        Raises:
            BadInput: when there is no step of that number.
            Unknown: when none has that text.
        """
        return self._stand_at(self.route.step(which))

    def to_failure(self) -> Self:
        """Go to where a step failed.

        Raises:
            BadInput: when none did.
        """
        if self.route.failure is None:
            raise BadInput("recording", self.trace.name, accepted="one with a step that failed; none did")
        return self._stand_at(self.route.failure)

    def to_state(self, name: str) -> Self:
        """Go to the next moment at which a callback, a call or a channel enters this state, from the start if need be.

        Raises:
            Unknown: when nothing ever enters it.
        """
        return self._stand_at(self.route.state(name, self.position))

    # What is to be seen.

    @property
    def entry(self) -> Entry | None:
        """The entry of this moment, None where nothing has happened."""
        return self.route.entry(self.position) if self.position else None

    @property
    def sentence(self) -> str:
        """What happens at this moment, in one line."""
        return (
            NOTHING
            if self.entry is None
            else f"{time_of_day(self.entry.at)}  {entry_in_words(self.entry, self.trace.names_of_agents)}"
        )

    def _said(self, entry: Entry) -> str:
        return f"{time_of_day(entry.at)}  {entry_in_words(entry, self.trace.names_of_agents)}"

    @property
    def standing(self) -> Standing:
        """How things stand at the end of this moment: screens, places, timers, the step at work."""
        return self._standings.at(self.route.until(self.position) if self.position else 0)

    @property
    def step(self) -> str:
        """The step of the scenario that began last, empty before and without steps."""
        step = self.standing.step
        return "" if step is None else words_of(step)

    @property
    def timers(self) -> list[str]:
        """The timers that run, with the time that is left; where that is not known, those that will run out."""
        now = 0 if self.entry is None else self.entry.at
        running = self._offers.timers_at(self.route.until(self.position)) if self.position else ()
        if running is None:
            running = tuple((timer.timer, timer.at) for timer in self.standing.timers.values())
        return [f"{label}: in {duration_text(due - now)}" for label, due in running]

    @property
    def places(self) -> dict[str, str]:
        """Where Interaction Server has each interaction, by its InteractionId."""
        names = self.trace.names_of_agents
        return {each: place_in_words(where, names) for each, where in self.standing.places.items()}

    @property
    def causes(self) -> list[str]:
        """What led to this moment: the nearest cause first, the last one came from outside."""
        chain = list[str]()
        cause = 0 if self.entry is None else self.entry.cause
        while cause and len(chain) < _LONGEST_CHAIN:
            entry = self.trace.entry(cause)
            chain.append(self._said(entry))
            cause = entry.cause
        return chain

    @property
    def offers(self) -> dict[str, OfDesk]:
        """Why each action is or is not offered, by agent and window (``""`` for the desk itself).

        Each action has ``""`` where it is offered, else the reason why not. Nothing where it is not known: the
        recording is too long to be played again, or today's model does something else by then.
        """
        return self._offers.at(self.route.until(self.position)) if self.position else {}

    def ladder(self, last: int = _LADDER) -> Picture:
        """Return a picture of the ladder so far: its last rungs."""
        here = None if self.entry is None else self.entry.number
        first = max(1, self.position - last + 1)
        svg = stretch_svg(self.route, first, self.position, title=self.trace.name, marked=here)
        return Picture(svg, stretch_text(self.route, first, self.position))

    # The page.

    def picture(self) -> dict[str, Any]:
        """Return what a page shows of this moment, as plain data."""
        return picture_of(self)

    def page(self) -> dict[str, Any]:
        """Return the page of the ladder on which this moment stands: its number, and the picture as SVG."""
        return page_of(self)

    def when_moved(self, watcher: Callable[[], None]) -> None:
        """Call *watcher* each time the player has moved."""
        self._watchers.append(watcher)

    def __repr__(self) -> str:
        lines = [
            f"{self.trace.name}: moment {self.position} of {self.count}",
            f"  step    {self.step or '-'}",
            f"  now     {self.sentence}",
            *(f"  {place}: {each}" for each, place in list(self.places.items())[-3:]),
            *(f"  timer   {timer}" for timer in self.timers[:3]),
        ]
        lines.append(stretch_text(self.route, max(1, self.position - _PLAIN_LADDER + 1), self.position))
        return "\n".join(lines)

    def _repr_mimebundle_(self, **kinds: Any) -> Any:  # noqa: ANN401 - as Jupyter has it
        if os.environ.get(_STANDALONE) and self.count:
            return {STANDALONE_MIME: standalone(self), "text/plain": repr(self)}
        return self._view.bundle(**kinds)

    @cached_property
    def _view(self) -> PlayerView:
        from callbook.notebook.playing.widget import PlayerView  # noqa: PLC0415 - slow, and only a page needs it

        return PlayerView(self)

    @cached_property
    def _offers(self) -> Offers:
        return Offers(self.trace)

    def _stand_at(self, position: int) -> Self:
        self.position = max(min(1, self.count), min(position, self.count))
        for watcher in self._watchers:
            watcher()
        return self


def standalone_wanted() -> dict[str, str]:
    """Return the environment in which players show themselves with all their moments."""
    return {_STANDALONE: "1"}
