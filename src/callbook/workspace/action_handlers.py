"""What each action does, once it was found to be possible.

What is given to a reschedule (F7), a new date and perhaps a new number, is checked when it is set and carried out at
Mark Done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar, cast

from callbook.core import BadInput, Frozen, Unknown
from callbook.workspace.names import Action, CallbackEvent
from callbook.workspace.numbers import LONGEST_NUMBER, attached, is_contacts_number, new_number, number_to_dial
from callbook.workspace.placement_table import Reason

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.configuration import AttachedKeys
    from callbook.workspace.callback import Callback
    from callbook.workspace.calls import Calls
    from callbook.workspace.channel import Channel
    from callbook.workspace.desk import Desk
    from callbook.workspace.permissions import Window

DETAILS: dict[Action, tuple[str, ...]] = {
    Action.GO_NOT_READY: ("reason",),
    Action.ONE_STEP_TRANSFER: ("target",),
    Action.START_TRANSFER: ("target",),
    Action.SET_DISPOSITION: ("code",),
    Action.RESCHEDULE: ("moment", "phone_number"),
}
"""What can be said with an action; the others take nothing."""


class ActionHandlers:
    """Does what agents ask for.

    Args:
        desk: the agent's desk.
        channel: the agent's channel.
        log_in: logs in to both servers.
        log_out: logs out of both.
    """

    def __init__(self, desk: Desk, channel: Channel, log_in: Callable[[], None], log_out: Callable[[], None]) -> None:
        self._desk = desk
        self._channel = channel
        self._log_in = log_in
        self._log_out = log_out

    def do(self, action: Action, window: Window | None, details: Mapping[str, object]) -> None:
        """Do *action* on *window* with *details*.

        Raises:
            Unknown: when *details* has something that the action does not take.
            BadInput: when something in *details* cannot be used.
        """
        for name in details:
            if name not in DETAILS.get(action, ()):
                raise Unknown("detail", name, DETAILS.get(action, ()), where=f"action {action.value!r}")
        if action in self._on_desktop:
            self._on_desktop[action](self, details)
            return
        # The states that the table asks for are those of a window; most are those of a callback's.
        asked = cast("Window", window)
        if action in self._on_calls:
            self._on_calls[action](self, asked.calls, details)
        else:
            self._on_callback[action](self, cast("Callback", asked.callback), details)

    def _go_not_ready(self, details: Mapping[str, object]) -> None:
        reason = str(details.get("reason") or "")
        known = self._desk.settings.configuration.contact_center.not_ready_reasons
        if reason and reason not in known:
            raise Unknown("Not Ready reason", reason, known)
        self._channel.go_not_ready(reason)

    def _reschedule(self, callback: Callback, details: Mapping[str, object]) -> None:
        number = details.get("phone_number")
        if number is None and callback.reschedule is not None:
            number = callback.reschedule.phone_number  # nothing was said of it, so it stays as agreed (F7, assumed)
        moment = moment_agreed(details.get("moment"), self._desk.clock.now())
        callback.reschedule = Reschedule(moment, self._number_agreed(number, callback.data))

    def _number_agreed(self, number: object, data: Mapping[str, object]) -> str:
        """Return the number as it is to be attached: what the site wrote stays as it was written."""
        configuration = self._desk.settings.configuration
        if number is None or is_contacts_number(str(number), data, configuration):
            return attached(data, configuration)
        return new_number(str(number), data, configuration)

    def _target(self, details: Mapping[str, object]) -> str:
        """Return whom a call is handed to, as it is dialed."""
        target = number_to_dial(_text(details, "target"), self._desk.settings.configuration)
        if len(target) > LONGEST_NUMBER:
            raise BadInput("target", target, accepted=f"a number of at most {LONGEST_NUMBER} characters")
        return target

    @staticmethod
    def _cancel_reschedule(callback: Callback) -> None:
        callback.reschedule = None

    _on_desktop: ClassVar[Mapping[Action, Callable[[ActionHandlers, Mapping[str, object]], None]]] = {
        Action.LOG_IN: lambda self, _details: self._log_in(),
        Action.LOG_OUT: lambda self, _details: self._log_out(),
        Action.ACTIVATE: lambda self, _details: self._channel.activate(),
        Action.UNACTIVATE: lambda self, _details: self._channel.unactivate(),
        Action.GO_READY: lambda self, _details: self._channel.go_ready(),
        Action.GO_NOT_READY: lambda self, details: self._go_not_ready(details),
    }
    _on_calls: ClassVar[Mapping[Action, Callable[[ActionHandlers, Calls, Mapping[str, object]], None]]] = {
        Action.ANSWER: lambda _self, calls, _details: calls.answer(),
        Action.RELEASE: lambda _self, calls, _details: calls.release(),
        Action.HOLD: lambda _self, calls, _details: calls.hold(),
        Action.RETRIEVE: lambda _self, calls, _details: calls.retrieve(),
        Action.ONE_STEP_TRANSFER: lambda self, calls, details: calls.transfer(self._target(details)),
        Action.START_TRANSFER: lambda self, calls, details: calls.start_transfer(self._target(details)),
        Action.COMPLETE_TRANSFER: lambda _self, calls, _details: calls.complete_transfer(),
        Action.CANCEL_TRANSFER: lambda _self, calls, _details: calls.cancel_transfer(),
    }
    _on_callback: ClassVar[Mapping[Action, Callable[[ActionHandlers, Callback, Mapping[str, object]], None]]] = {
        Action.ACCEPT: lambda _self, callback, _details: callback.fire(CallbackEvent.ACCEPT),
        Action.DECLINE: lambda _self, callback, _details: callback.fire(CallbackEvent.DECLINE),
        Action.DIAL: lambda _self, callback, _details: callback.calls.dial(),
        Action.SET_DISPOSITION: lambda _self, callback, details: callback.set_disposition(_text(details, "code")),
        Action.RESCHEDULE: lambda self, callback, details: self._reschedule(callback, details),
        Action.CANCEL_RESCHEDULE: lambda self, callback, _details: self._cancel_reschedule(callback),
        Action.MARK_DONE: lambda _self, callback, _details: callback.leave(Reason.DONE, CallbackEvent.MARK_DONE),
    }


def _text(details: Mapping[str, object], name: str) -> str:
    value = details.get(name)
    if not isinstance(value, str) or not value:
        raise BadInput(name, value, accepted="a text that is not empty")
    return value


STAMP = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class Reschedule(Frozen):
    """What was agreed: the moment (aware, UTC) and the number to call."""

    moment: datetime
    phone_number: str

    def properties(self, keys: AttachedKeys) -> dict[str, str | int]:
        """Return the properties of the callback record that change (facts, section 7)."""
        return {keys.time: self.moment.strftime(STAMP), keys.number: self.phone_number}


def moment_agreed(moment: object, now: datetime) -> datetime:
    """Return when to call, in UTC, once it was checked.

    Raises:
        BadInput: it is not an aware datetime, or not after *now*.
    """
    if not isinstance(moment, datetime) or moment.tzinfo is None:
        raise BadInput("moment", moment, where="reschedule", accepted="a date and time with its time zone")
    if moment <= now:
        raise BadInput("moment", moment.isoformat(), where="reschedule", accepted=f"a moment after {now.isoformat()}")
    return moment.astimezone(UTC)
