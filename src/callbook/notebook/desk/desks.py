"""A session at the agents' desks: desks on one lab, a trainer who plays the rest, and a clock that can run."""

from __future__ import annotations

import time
from datetime import datetime
from threading import RLock
from typing import TYPE_CHECKING, Any

import msgspec

from callbook.core import BadInput, CallbookError, on_the_clock, zone_named
from callbook.notebook.desk.arrivals import Arrivals
from callbook.notebook.desk.note_strip import NoteStrip
from callbook.notebook.desk.pace import Pace
from callbook.notebook.desk.page_messages import ClockControl, ContactPlays, Details, FromPage, Mute, Perform, View
from callbook.notebook.desk.session_state import state_of
from callbook.notebook.desk.trainer import Trainer
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.lab import Lab

_SECOND = 1_000
_NOBODY_SAID = {"ask": 0, "text": ""}


class Desks:
    """One agent's desk, or several side by side. Plain Python: a page is one way to show it, a test is another.

    Whatever touches the lab does so under ``lock``: pages may speak from any thread (``ipykernel`` has several).

    Args:
        lab: the contact centre.
        agents: whose desks are shown.
        speed: virtual seconds in one second of the wall.
        paused: whether time stands still at first.
        contacts_every: virtual seconds between two contacts who call in by themselves, on average; 0 for nobody.
        queue: where contacts' callbacks go; the first queue with a strategy by default.
        muted: whether the bell is only seen.
        wall: gives the wall's seconds.

    Raises:
        Unknown: when nobody of such a name works in the lab.
        BadInput: for a speed that is not above 0.

    Attributes:
        answers: for each agent what the desk last said: ``text``, empty when all went well, and ``ask``, the number
            that came with what was asked.
        said: what the trainer was last told, empty when all went well.
    """

    def __init__(  # noqa: PLR0913 - all keyword-only, all with a default
        self,
        lab: Lab,
        *agents: str,
        speed: float = 1,
        paused: bool = True,
        contacts_every: int = 90,
        queue: str | None = None,
        muted: bool = False,
        wall: Callable[[], float] = time.monotonic,  # noqa: TID251 - a live session keeps pace with the wall
    ) -> None:
        self.lab = lab
        self.lock = RLock()
        self.desks = {name: lab.agent(name) for name in agents}
        self.notes = NoteStrip(lab)
        queue = queue or _queue_with_a_strategy(lab)
        self.arrivals = Arrivals(lab, queue, contacts_every)
        self.trainer = Trainer(lab, queue, self.arrivals)
        self.pace = Pace(lab.clock, speed, wall, paused=paused)
        self.muted = muted
        self.answers = dict.fromkeys(self.desks, _NOBODY_SAID)
        self.said = ""
        self._views: set[str] = set()

    def take(self, given: object) -> None:
        """Do what a page asks for; nothing that a page says raises an error, the page is told instead.

        Args:
            given: a message as ``page_messages`` describes them, as plain data.
        """
        with self.lock:
            self.said = ""
            try:
                self._do(msgspec.convert(given, FromPage))
            except (CallbookError, msgspec.ValidationError) as error:
                self.said = str(error)

    def catch_up(self) -> None:
        """Let the lab's clock go to where the wall says that it should be."""
        with self.lock:
            if not self.pace.paused:
                self._told(self._move_to, self.pace.due())

    def pause(self) -> None:
        """Let time stand still."""
        with self.lock:
            self.pace.pause()

    def state(self) -> dict[str, Any]:
        """Return everything that a page shows, as plain data."""
        with self.lock:
            self.notes.catch_up()
            return state_of(self)

    def _do(self, message: FromPage) -> None:
        match message:
            case Perform():
                self._perform(message)
            case ClockControl():
                self._control(message)
            case ContactPlays():
                self.trainer.play(message)
            case Mute(muted=muted):
                self.muted = muted
            case View(view=view, shown=True):
                self._views.add(view)
            case _:
                self._gone(message.view)

    def _perform(self, message: Perform) -> None:
        if message.agent not in self.desks:
            raise BadInput("agent", message.agent, where="this session", accepted=", ".join(self.desks))
        text = ""
        try:
            details = _details(message.action, message.details)
            self.desks[message.agent].perform(message.action, message.on or None, **details)
        except CallbookError as error:
            text = str(error)
        self.answers[message.agent] = {"ask": message.ask, "text": text}

    def _control(self, message: ClockControl) -> None:
        match message.do:
            case "run":
                self.pace.run()
            case "pause":
                self.catch_up()
                self.pause()
            case "speed":
                self.catch_up()
                self.pace.set_speed(message.speed)
            case "step":
                self._move_to(self.lab.clock.instant + _SECOND)
            case _:  # jump
                self._jump()
        self.pace.follow()

    def _jump(self) -> None:
        deadline, arrivals = self.lab.clock.next_deadline, self.arrivals
        if arrivals.wanted and (deadline is None or arrivals.next <= deadline):
            self._move_to(arrivals.next)
        elif not self.lab.clock.jump():
            self.said = "Nothing is due: no timer runs, and no contact is about to call in."

    def _move_to(self, instant: int) -> None:
        clock, arrivals = self.lab.clock, self.arrivals
        while arrivals.wanted and arrivals.next <= instant:
            clock.advance_to(arrivals.next)
            self._told(arrivals.call_in)
        clock.advance_to(instant)

    def _told(self, do: Callable[..., None], *arguments: object) -> None:
        try:
            do(*arguments)
        except CallbookError as error:
            self.said = str(error)

    def _gone(self, view: str) -> None:
        self._views.discard(view)
        if not self._views:
            self.pause()  # nobody looks


def _queue_with_a_strategy(lab: Lab) -> str:
    queues = lab.configuration.contact_center.queues
    return next((queue.name for queue in queues if queue.strategy is not None), "callbacks")


def _details(action: Action, details: Details) -> Mapping[str, Any]:
    given = {name: value for name, value in msgspec.structs.asdict(details).items() if value is not None}
    if action is not Action.RESCHEDULE:
        return given
    moment = _moment(given.pop("date", ""), given.pop("time", ""), given.pop("zone", "UTC"))
    return {"moment": moment, **given}


def _moment(day: str, clock: str, zone: str) -> datetime:
    try:
        local = datetime.fromisoformat(f"{day}T{clock}")
    except ValueError:
        raise BadInput("moment", f"{day} {clock}", where="reschedule", accepted="a date and a time") from None
    return on_the_clock(local.replace(tzinfo=None), zone_named(zone, where="reschedule"), where="reschedule")
