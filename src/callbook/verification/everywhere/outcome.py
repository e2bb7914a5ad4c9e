"""How a run of a scenario ended, as far as two runs are told apart by it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

import msgspec

if TYPE_CHECKING:
    from callbook.verification.everywhere.space import Assignment

Cause = Literal["", "difference", "refusal", "breakdown", "skip", "invariant"]
"""Why it does not hold: something else was found, the product refused, the kit broke down, a step of the project has
skipped the scenario, so that nothing was shown, or an invariant did not hold."""


class Outcome(msgspec.Struct, frozen=True, gc=False):
    """An ending; the one with no cause is that the scenario holds.

    Attributes:
        cause: why it does not hold; empty if it does.
        step: at which it failed, with its line.
        clause: of the refusal; empty for any other cause.
        reason: what stood in the way, in a few words.
    """

    cause: Cause = ""
    step: str = ""
    clause: str = ""
    reason: str = ""

    @property
    def holds(self) -> bool:
        """Whether the scenario holds."""
        return not self.cause

    def __str__(self) -> str:
        if self.holds:
            return "holds"
        clause = f", {self.clause}" if self.clause else ""
        words = {"refusal": f"refused{clause}", "difference": "not so", "breakdown": "broken down", "skip": "skipped"}
        reason = f": {self.reason}" if self.reason else ""
        return f"{words.get(self.cause, 'an invariant does not hold')} at {self.step}{reason}"


HOLDS = Outcome()


class Played(msgspec.Struct, frozen=True, gc=False):
    """One run.

    Attributes:
        outcome: how it ended.
        reads: the names of the privileges and options that it read, in order.
        set_by_run: the names of those that it set by itself.
    """

    outcome: Outcome
    reads: tuple[str, ...]
    set_by_run: tuple[str, ...] = ()


Play = Callable[["Assignment"], Played]
"""Plays a scenario on the configuration in which some variables have these values, all others the usual ones."""
