"""What every machine that plays a lab has: the lab, and the story that is told of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import note
from hypothesis.stateful import RuleBasedStateMachine

from callbook.core.errors import CallbookError

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.lab import Lab


class Telling(RuleBasedStateMachine):
    """Plays a lab, and tells the story in the words of a scenario."""

    lab: Lab

    def said(self, step: str) -> None:
        """Tell the story in the words of a scenario."""
        note(step)

    @staticmethod
    def may_be_refused(act: Callable[[], object]) -> None:
        """Do it; a clear refusal is as good as an outcome."""
        try:
            act()
        except CallbookError as refused:
            note(f"Then {refused}")
