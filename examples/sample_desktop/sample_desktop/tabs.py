"""The tabs of a desk: callbacks that came, and calls without one; which is the newest, and what is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sample_desktop.lines import Lines
from sample_desktop.tab import Stage, Tab

if TYPE_CHECKING:
    from sample_desktop.job import Job
    from sample_desktop.plain import Json
    from sample_desktop.station import Station
    from sample_desktop.telephone import Telephone

REMEMBERED: Final = 50
"""How many callbacks that have left are remembered, to know messages that come late or twice."""


class Tabs:
    """The tabs of one desk."""

    def __init__(self, station: Station, telephone: Telephone) -> None:
        self._station = station
        self._nothing = Tab("", Lines(station, telephone))
        self._jobs: dict[str, Job] = {}
        self._gone: dict[str, Job] = {}
        self._calls: list[Tab] = []
        self._opened = 0

    @property
    def jobs(self) -> list[Job]:
        """The callbacks that are here, the oldest first."""
        return list(self._jobs.values())

    @property
    def shown(self) -> list[Tab]:
        """All tabs that are shown: callbacks, then calls that are up."""
        return [*self._jobs.values(), *(tab for tab in self._calls if tab.lines.busy)]

    def at(self, key: str | None) -> Tab:
        """Give the tab of this key; without one the newest, else what has left last, else one with nothing in it.

        Raises:
            KeyError: when there is no such tab.
        """
        if key is None:
            shown = self.shown
            return shown[-1] if shown else next(reversed(self._gone.values()), self._nothing)
        calls = {tab.key: tab for tab in self._calls}
        return calls[key] if key in calls else self._jobs.get(key) or self._gone[key]

    def job_of(self, message: Json) -> Job | None:
        """Give the callback that is here and that *message* is about, unless it speaks of an earlier stay."""
        interaction = message["Interaction"]
        job = self._jobs.get(interaction["InteractionId"])
        return None if job is None or job.is_older(interaction) else job

    def is_new(self, invitation: Json) -> bool:
        """Say whether an offer is a new one: not told before, nor long over."""
        key = invitation["Interaction"]["InteractionId"]
        known = self._jobs.get(key) or self._gone.get(key)
        if known is None:
            return True
        return known.ticket != invitation["TicketId"] and not known.is_older(invitation["Interaction"])

    def make_room(self, invitation: Json) -> None:
        """What is offered anew is the agent's no longer, whatever the desk has not heard; its call goes on alone."""
        job = self._jobs.get(invitation["Interaction"]["InteractionId"])
        if job is None:
            return
        job.interaction = invitation["Interaction"]
        job.revoked({"what": "offered anew"})
        if job.stage is Stage.CALL_ONLY:
            self.add_call(job.lines)
            self.forget(job)

    def add(self, job: Job) -> None:
        """Open a tab for a callback."""
        self._jobs[job.key] = job

    def add_call(self, lines: Lines) -> None:
        """Open a tab for a call without a callback."""
        self._opened += 1
        self._calls = [*(tab for tab in self._calls if tab.lines.busy), Tab(f"call-{self._opened}", lines)]

    def forget(self, job: Job) -> None:
        """A callback has left."""
        job.stage = Stage.CLOSED
        self._jobs.pop(job.key, None)
        self._gone.pop(job.key, None)
        self._gone[job.key] = job
        for key in [*self._gone][:-REMEMBERED]:
            del self._gone[key]
