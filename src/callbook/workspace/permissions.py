"""Whether an action is possible now, read from the table of actions; if not, what stands in the way (P9)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.workspace.names import Action, CallbackState, CallPhase
from callbook.workspace.refusal import Obstacle, ObstacleKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from callbook.workspace.actions_table import ActionRule
    from callbook.workspace.callback import Callback
    from callbook.workspace.channel import Channel
    from callbook.workspace.conditions import Conditions, Window
    from callbook.workspace.desk import Desk

NO_DETAILS: Mapping[str, object] = {}


class Permissions:
    """Answers for one desk.

    Args:
        desk: the agent's desk.
        conditions: the questions beyond states and privileges.
        channel: the agent's Web Callback channel.
    """

    def __init__(self, desk: Desk, conditions: Conditions, channel: Channel) -> None:
        self._desk = desk
        self._conditions = conditions
        self._channel = channel

    def obstacle(
        self, action: Action, window: Window | None, details: Mapping[str, object] = NO_DETAILS
    ) -> Obstacle | None:
        """Return what stands in the way of *action* on *window*: first privileges, then the state, then conditions."""
        rule = self._desk.rules.actions[action]
        callback = None if window is None else window.callback
        return (
            self._by_privilege(rule, callback)
            or self._by_state(rule, window)
            or self._by_condition(rule, callback, details)
        )

    def offered(self, window: Window | None) -> frozenset[Action]:
        """Return the actions that are possible on *window* now, or on the desktop itself."""
        about_window = window is not None
        return frozenset(
            action
            for action, rule in self._desk.rules.actions.items()
            if (rule.callback is not None) == about_window and self.obstacle(action, window) is None
        )

    def _by_state(self, rule: ActionRule, window: Window | None) -> Obstacle | None:
        phase, consult = (CallPhase.NONE, CallPhase.NONE) if window is None else (window.phase, window.consult_phase)
        return (
            _outside("the channel", self._channel.state, rule.channel, rule)
            or _outside("the callback", CallbackState.NONE if window is None else window.state, rule.callback, rule)
            or _outside("the call", phase, rule.call, rule)
            or _outside("the consult call", consult, rule.consult, rule)
        )

    def _by_privilege(self, rule: ActionRule, callback: Callback | None) -> Obstacle | None:
        for privilege in rule.privileges:
            denial = self._desk.settings.denial(privilege)
            if denial is not None and not self._conditions.waived(denial, callback):
                return self._conditions.missing(denial)
        return None

    def _by_condition(
        self, rule: ActionRule, callback: Callback | None, details: Mapping[str, object]
    ) -> Obstacle | None:
        for condition in rule.conditions:
            obstacle = self._conditions.ask(condition, callback, details)
            if obstacle is not None:
                return obstacle
        return None


def _outside(what: str, state: str, possible: AbstractSet[str] | None, rule: ActionRule) -> Obstacle | None:
    if possible is None or state in possible:
        return None
    states = " or ".join(sorted(possible))
    return Obstacle(ObstacleKind.STATE, state, rule.clause, f"{what} is {state}", f"when {what} is {states}")
