"""What stands in a tab of the desk: a callback, a telephone call alone, or nothing."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sample_desktop.job import Job
    from sample_desktop.lines import Lines


class Stage(StrEnum):
    """How far a callback has come at this desk."""

    ABSENT = "absent"
    RINGING = "ringing"
    COUNTING = "counting"
    TAKING = "taking"
    PASSING = "passing"
    OPEN = "open"
    SAVING = "saving"
    MOVING = "moving"
    CALL_ONLY = "call only"
    CLOSED = "closed"


class Tab:
    """A tab without a callback: a call that came to this desk alone (F6), or has outlived its callback (E7).

    Attributes:
        key: names it at this desk.
        lines: its calls.
        stage: how far its callback has come.
        job: its callback, if it has one.
    """

    def __init__(self, key: str, lines: Lines) -> None:
        self.key = key
        self.lines = lines
        self.stage = Stage.ABSENT

    @property
    def job(self) -> Job | None:
        """Its callback."""
        return None
