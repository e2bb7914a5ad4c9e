"""Whether an action is possible now, read from the table of actions; if not, what stands in the way (P9).

What an action asks for beyond states and privileges is a question each, answered by an obstacle or None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from callbook.configuration import options, privileges
from callbook.workspace.actions_table import Condition
from callbook.workspace.names import Action, CallbackState, CallPhase
from callbook.workspace.numbers import LONGEST_NUMBER, is_contacts_number
from callbook.workspace.refusal import Obstacle, ObstacleKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from collections.abc import Set as AbstractSet

    from callbook.configuration import Denial, Option, Problem, Value
    from callbook.workspace.actions_table import ActionRule
    from callbook.workspace.callback import Callback
    from callbook.workspace.calls import Calls
    from callbook.workspace.channel import Channel
    from callbook.workspace.desk import Desk
    from callbook.workspace.voice import VoiceChannel

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
        """Return the actions that are possible on *window* now, or on the desktop itself.

        Privileges are asked for last: only those that decide whether something is offered in this state are read.
        """
        callback, about_window = None if window is None else window.callback, window is not None
        return frozenset(
            action
            for action, rule in self._desk.rules.actions.items()
            if (rule.callback is not None) == about_window
            and not self._by_state(rule, window)
            and not self._by_privilege(rule, callback)
            and not self._by_condition(rule, callback, NO_DETAILS)
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
                return self._conditions.missing(denial, assumed=_is_reject_in_countdown(denial, callback))
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


def _passed_over(problem: Problem) -> str:
    at = problem.contribution
    return f": at {at.where} it is {at.raw!r}, which is not valid"


def _is_reject_in_countdown(denial: Denial, callback: Callback | None) -> bool:
    """Return whether Can Decline is asked for in the countdown: that it is needed there is assumed (O6)."""
    in_countdown = callback is not None and callback.state is CallbackState.COUNTDOWN
    return in_countdown and denial.missing == privileges.CAN_DECLINE.name


class Window(Protocol):
    """An interaction window: that of a callback, or of a voice call that has no callback here."""

    @property
    def id(self) -> str:
        """Its name at this desktop."""
        ...

    @property
    def calls(self) -> Calls:
        """Its calls."""
        ...

    @property
    def state(self) -> CallbackState:
        """Where the callback is; NONE for a voice call."""
        ...

    @property
    def phase(self) -> CallPhase:
        """Where the call is."""
        ...

    @property
    def consult_phase(self) -> CallPhase:
        """Where the consult call is."""
        ...

    @property
    def callback(self) -> Callback | None:
        """The callback, if it has one."""
        ...


class Conditions:
    """Asks the questions for one desk.

    Args:
        desk: the agent's desk.
        channel: the agent's Web Callback channel.
        voice: the agent's voice channel.
    """

    def __init__(self, desk: Desk, channel: Channel, voice: VoiceChannel) -> None:
        self._desk = desk
        self._channel = channel
        self._voice = voice

    def ask(self, condition: Condition, callback: Callback | None, details: Mapping[str, object]) -> Obstacle | None:
        """Return what stands in the way, or None; of a voice call alone only the desktop's questions are asked."""
        if condition in self._of_desktop:
            return self._of_desktop[condition](self)
        return None if callback is None else self._of_callback[condition](self, callback, details)

    def waived(self, denial: Denial, callback: Callback | None) -> bool:
        """Return whether what is missing is not needed here: Can Decline in the countdown, where so assumed (O6)."""
        needed = self._desk.assumptions.reject_in_countdown_needs_decline
        return not needed and _is_reject_in_countdown(denial, callback)

    def missing(self, denial: Denial | None, *, assumed: bool = False) -> Obstacle | None:
        """Return a denied privilege as an obstacle (P9); *assumed*: that it is needed here."""
        return None if denial is None else missing_privilege(denial, assumed=assumed)

    def _is_logged_out(self) -> Obstacle | None:
        if not self._channel.logged_in:
            return None
        return _state("logged in", "O1", "the agent is logged in already", "log out first")

    def _is_logged_in(self) -> Obstacle | None:
        if self._channel.logged_in:
            return None
        return _state("logged out", "O1", "the agent is not logged in", "log in first")

    def _no_call_up(self) -> Obstacle | None:
        if not self._voice.calls:
            return None
        return _state("call up", "E7", "a call is up", "release the call first")

    def _may_unactivate(self) -> Obstacle | None:
        option = options.CAN_UNACTIVATE_CHANNEL
        if self._desk.settings.read(option):
            return None
        return self._option(option, "the channel may not be logged off", None)

    def _accept_in_countdown(self, callback: Callback, _details: Mapping[str, object]) -> Obstacle | None:
        if callback.state is not CallbackState.COUNTDOWN or self._desk.assumptions.accept_during_countdown:
            return None
        return _state("counting down", "O5", "the countdown accepts by itself", "wait for its end", assumed=True)

    def _reject_in_countdown(self, callback: Callback, _details: Mapping[str, object]) -> Obstacle | None:
        option = options.AUTO_ANSWER_ENABLE_REJECT
        if callback.state is not CallbackState.COUNTDOWN or callback.read(option):
            return None
        return self._option(option, "the countdown may not be rejected", callback)

    def _before_call(self, callback: Callback, _details: Mapping[str, object]) -> Obstacle | None:
        calls, assumptions = callback.calls, self._desk.assumptions
        ended = calls.connected_and_ended or (assumptions.unconnected_call_unlocks_reschedule and calls.tried_and_ended)
        if ended and not calls.up:
            return None
        denial = self._desk.settings.denial(privileges.CAN_RESCHEDULE_BEFORE_CALL)
        missing = self.missing(denial, assumed=calls.tried_and_ended and not calls.connected_and_ended)
        if missing is None and calls.up and not assumptions.reschedule_during_call:
            return _state(callback.phase, "P5", "a call is up", "release the call first", assumed=True)
        return missing

    def _number(self, callback: Callback, _details: Mapping[str, object]) -> Obstacle | None:
        if callback.number_to_call():
            return None
        key = self._desk.keys.number
        attached = callback.data.get(key, "")
        if isinstance(attached, dict):
            because = f"{key} is a list"
        else:
            length = len(str(attached))
            because = f"{key} has {length} characters" if length else f"no {key} is attached"
        accepted = f"a text of 1 to {LONGEST_NUMBER} characters as {key} in the attached data"
        return Obstacle(ObstacleKind.INPUT, key, "F3", because, accepted)

    def _new_number(self, callback: Callback, details: Mapping[str, object]) -> Obstacle | None:
        number, configuration = details.get("phone_number"), self._desk.settings.configuration
        if number is None or is_contacts_number(str(number), callback.data, configuration):
            return None
        return self.missing(self._desk.settings.denial(privileges.CAN_RESCHEDULE_ON_NEW_NUMBER))

    def _rescheduled(self, callback: Callback, _details: Mapping[str, object]) -> Obstacle | None:
        if callback.reschedule is not None:
            return None
        return _state("not rescheduled", "P4", "no reschedule is set", "reschedule first")

    def _writable_disposition(self, callback: Callback, _details: Mapping[str, object]) -> Obstacle | None:
        option = options.DISPOSITION_IS_READ_ONLY_ON_IDLE
        if callback.phase is not CallPhase.OVER or not callback.read(option):
            return None
        return self._option(option, "the disposition can't be changed once the call is released", callback)

    def _known_disposition(self, callback: Callback, details: Mapping[str, object]) -> Obstacle | None:
        code = details.get("code")
        if code is None:
            return None
        attribute = callback.read(options.DISPOSITION_VALUE_BUSINESS_ATTRIBUTE)  # None where no such list exists
        codes = self._desk.settings.configuration.contact_center.dispositions.get(str(attribute), ())
        if code in codes:
            return None
        why = f"{code!r} is no disposition" + ("" if attribute is None else f" of {attribute!r}")
        return Obstacle(ObstacleKind.INPUT, str(code), "C7", why, ", ".join(codes) or "none: the list is empty")

    def _disposition_given(self, callback: Callback, _details: Mapping[str, object]) -> Obstacle | None:
        option = options.DISPOSITION_IS_MANDATORY
        if callback.disposition is not None or not callback.read(option):
            return None
        # Without that privilege nobody can set one: the way out is another (P3, P9).
        missing = self.missing(self._desk.settings.denial(privileges.CAN_SET_INTERACTION_DISPOSITION))
        because, accepted = "no disposition is set", "set a disposition first"
        if missing is not None:
            because, accepted = f"{because}, and {missing.because} [{missing.clause}]", missing.accepted
        return self._option(option, because, callback, accepted=accepted)

    def _park_queue(self, callback: Callback, _details: Mapping[str, object]) -> Obstacle | None:
        option = options.PARK_QUEUE
        if not self._desk.assumptions.transfer_needs_park_queue or callback.read(option):
            return None
        return self._option(
            option,
            "no queue would receive the callback",
            callback,
            accepted=f"name a queue in {option}",
            assumed=True,
        )

    def _option(
        self,
        option: Option[Value],
        because: str,
        callback: Callback | None,
        *,
        accepted: str = "",
        assumed: bool = False,
    ) -> Obstacle:
        settings = self._desk.settings
        found = settings.explain(option) if callback is None else callback.explain(option)
        return Obstacle(
            ObstacleKind.OPTION,
            option.name,
            option.clause,
            f"{because}: {option} is {found.winner.raw!r}",
            (accepted or f"set {option} to true") + "".join(map(_passed_over, found.invalid)),
            level=found.winner.where,
            assumed=assumed or found.winner.assumed,
        )

    _of_desktop: ClassVar[Mapping[Condition, Callable[..., Obstacle | None]]] = {
        Condition.LOGGED_OUT: _is_logged_out,
        Condition.LOGGED_IN: _is_logged_in,
        Condition.NO_CALL_UP: _no_call_up,
        Condition.MAY_UNACTIVATE: _may_unactivate,
    }
    _of_callback: ClassVar[Mapping[Condition, Callable[..., Obstacle | None]]] = {
        Condition.ACCEPT_IN_COUNTDOWN: _accept_in_countdown,
        Condition.REJECT_IN_COUNTDOWN: _reject_in_countdown,
        Condition.BEFORE_CALL: _before_call,
        Condition.NUMBER: _number,
        Condition.NEW_NUMBER: _new_number,
        Condition.RESCHEDULED: _rescheduled,
        Condition.WRITABLE_DISPOSITION: _writable_disposition,
        Condition.KNOWN_DISPOSITION: _known_disposition,
        Condition.DISPOSITION_GIVEN: _disposition_given,
        Condition.PARK_QUEUE: _park_queue,
    }


def missing_privilege(denial: Denial, *, assumed: bool = False) -> Obstacle:
    """Return a denied privilege as an obstacle (P9); *assumed*: that it is needed here."""
    return Obstacle(
        ObstacleKind.PRIVILEGE,
        denial.missing,
        denial.clause,
        f"the privilege {denial.missing!r} is missing",
        f"grant {denial.missing!r} in a role of the agent or of one of the agent's groups",
        level=f"roles: {', '.join(denial.roles) or 'none'}",
        assumed=assumed,
    )


def _state(name: str, clause: str, because: str, accepted: str, *, assumed: bool = False) -> Obstacle:
    return Obstacle(ObstacleKind.STATE, name, clause, because, accepted, assumed=assumed)
