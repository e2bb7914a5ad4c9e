"""Desktops that deviate, one for each privilege and each option: what a log shows of it, and what no log can.

A row says how a contact centre is configured, and what the deviating desktop goes by instead. The desktop plays a story
in a lab that is configured as it believes, and its recording is judged by what it should have gone by. Where a
deviation never crosses a wire the row says why. The documentation prints this table, and a test tries it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, cast

import msgspec

from callbook.configuration import APPLICATION_NAME, Level, changes, options, privileges
from callbook.core import Assumptions, MessageSent
from callbook.lab import Lab, small_center
from callbook.record import trace_of
from callbook.verification.conformance.case import Policy
from callbook.verification.conformance.judging import NO_PERSON, conform
from callbook.workspace import Action
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from callbook.configuration import ContactCenter, Option, Privilege, Value
    from callbook.core import Entry
    from callbook.messages import Message
    from callbook.record import Trace
    from callbook.verification.conformance.judging import Conformance
    from callbook.verification.conformance.verdicts import Finding
    from callbook.workspace import Workspace

SECOND: Final = 1_000
_ANNA, _BEN = "Anna", "1002"
_SCREEN: Final = "What a window shows, and in which colour, crosses no wire."


class Story:
    """An agent with a callback, in a lab: as much of it as a row needs.

    Args:
        center: the contact centre as the deviating desktop believes it to be.
    """

    def __init__(self, center: ContactCenter) -> None:
        assumptions = Assumptions(transfer_needs_park_queue=False)
        self.lab = Lab(center, assumptions=assumptions)
        self.anna: Workspace = self.lab.agent(_ANNA)
        self.do(Action.LOG_IN)
        self.contact = self.lab.contact(behaviour=behaves("answers"))

    def do(self, action: Action, **details: object) -> None:
        """Do something, and let time pass."""
        self.anna.perform(action, None, **details)
        self.pause()

    def pause(self, seconds: int = 3) -> None:
        """Let time pass."""
        self.lab.clock.advance(seconds * SECOND)

    def logged_in_again(self) -> None:
        """Log out, and in again."""
        self.do(Action.LOG_OUT)
        self.do(Action.LOG_IN)

    def logged_off(self) -> None:
        """Log off the channel."""
        self.do(Action.UNACTIVATE)

    def offered(self, seconds: int = 3) -> None:
        """Be offered a callback."""
        self.pause()
        self.lab.schedule(self.contact)
        self.pause(seconds)

    def declined(self) -> None:
        """Decline it."""
        self.offered()
        self.do(Action.DECLINE)

    def accepted(self) -> None:
        """Accept it."""
        self.offered(5)
        self.do(Action.ACCEPT)

    def accepts_itself(self) -> None:
        """Be offered a callback that the desktop accepts."""
        self.offered(40)

    def talked(self) -> None:
        """Call the contact, and talk."""
        self.accepted()
        self.do(Action.DIAL)
        self.pause(20)

    def released(self) -> None:
        """The same, until the agent hangs up."""
        self.talked()
        self.do(Action.RELEASE)

    def held(self) -> None:
        """Put the contact on hold."""
        self.talked()
        self.do(Action.HOLD)

    def disposed(self) -> None:
        """Set a disposition."""
        self.released()
        self.do(Action.SET_DISPOSITION, code="Resolved")
        self.do(Action.MARK_DONE)

    def done(self) -> None:
        """Mark it done."""
        self.released()
        self.do(Action.MARK_DONE)

    def rescheduled(self, phone_number: str | None = None) -> None:
        """Call, and then agree upon another day."""
        self.released()
        self._later(phone_number)

    def rescheduled_on_new_number(self) -> None:
        """The same, and another number."""
        self.rescheduled("+441214960042")

    def rescheduled_at_once(self) -> None:
        """Agree upon another day without a call."""
        self.accepted()
        self._later(None)

    def _later(self, phone_number: str | None) -> None:
        moment = self.lab.clock.now().replace(day=3)
        self.do(Action.RESCHEDULE, moment=moment, phone_number=phone_number)
        self.do(Action.MARK_DONE)

    def transferred(self) -> None:
        """Hand the call to somebody else in one step."""
        self._colleague()
        self.talked()
        self.do(Action.ONE_STEP_TRANSFER, target=_BEN)

    def transferred_in_two_steps(self) -> None:
        """Begin to hand it over in two steps."""
        self._colleague()
        self.talked()
        self.do(Action.START_TRANSFER, target=_BEN)

    def _colleague(self) -> None:
        self.lab.log_in("Ben").perform(Action.GO_NOT_READY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """One row: what a desktop does otherwise, and how it is found.

    Attributes:
        name: the privilege or the option, or a few words.
        clause: the clause that it breaks.
        does: what the desktop does, in words.
        play: the story in which it shows; None where no wire shows it.
        configured: what administrators have said: options of the application.
        believed: what the desktop goes by instead.
        without: the privilege that the agent does not have, and the desktop does not ask for.
        changed: makes the desktop's messages in the recording those of a deviating one.
        unseeable: why no log shows it; empty if one does.
    """

    name: str
    clause: str
    does: str
    play: Callable[[Story], None] | None = None
    configured: Mapping[str, str] | None = None
    believed: Mapping[str, str] | None = None
    without: Privilege | None = None
    changed: Callable[[Trace], Trace] | None = None
    unseeable: str = ""

    @property
    def judged_by(self) -> ContactCenter:
        """The contact centre as it is configured."""
        center = _with_options(small_center(), self.configured or {})
        if self.without is not None:
            center = changes.without_privilege(center, "anna", self.without.name)
        return center

    def recording(self) -> Trace:
        """Return what the deviating desktop leaves when it plays the story."""
        story = Story(_with_options(small_center(), {**(self.configured or {}), **(self.believed or {})}))
        cast("Callable[[Story], None]", self.play)(story)
        trace = trace_of(story.lab)
        return trace if self.changed is None else self.changed(trace)

    def judged(self, trace: Trace) -> Conformance:
        """Return what is said of a recording by what is configured; nobody in it answers within 150 ms."""
        return conform(trace, self.judged_by, policy=Policy(reaction=NO_PERSON))

    def found(self, trace: Trace) -> Finding | None:
        """Return the finding about the clause that the desktop breaks; None if it is not found."""
        result = self.judged(trace)
        grave = (each for each in result.findings if each.verdict in {"violates", "suspect"})
        return next((each for each in grave if each.clause == self.clause), None)


def _with_options(center: ContactCenter, said: Mapping[str, str]) -> ContactCenter:
    for option, value in said.items():
        center = changes.with_option(center, Level.APPLICATION, APPLICATION_NAME, option, value)
    return center


def _missing(privilege: Privilege, does: str, play: Callable[[Story], None]) -> Deviation:
    return Deviation(name=privilege.name, clause=privilege.clause, does=does, play=play, without=privilege)


def _otherwise(  # noqa: PLR0913, PLR0917 - the columns of a row
    option: Option[Value],
    does: str,
    play: Callable[[Story], None],
    configured: str,
    believed: str,
    beside: Mapping[str, str] | None = None,
) -> Deviation:
    return Deviation(
        name=option.name,
        clause=option.clause,
        does=does,
        play=play,
        configured={**(beside or {}), option.name: configured},
        believed={option.name: believed},
    )


def _unseeable(option: Option[Value], does: str, why: str) -> Deviation:
    return Deviation(name=option.name, clause=option.clause, does=does, unseeable=why)


def _message_changed(kind: str, change: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[Trace], Trace]:
    """Return what changes every message of a kind in a recording."""

    def changed(trace: Trace) -> Trace:
        return replace(trace, entries=tuple(map(of_entry, trace.entries)))

    def of_entry(entry: Entry) -> Entry:
        if not isinstance(entry, MessageSent) or entry.name != kind:
            return entry
        message = cast("Message", entry.message)
        return msgspec.structs.replace(entry, message=msgspec.structs.replace(message, **change(_plain(message))))

    return changed


def _plain(message: Message) -> dict[str, Any]:
    plain: dict[str, Any] = msgspec.to_builtins(message)
    return plain


def _past(message: dict[str, Any]) -> dict[str, Any]:
    saved = message.get("ChangedProperties", {})
    moved = {"start_time": "2026-03-01T08:00:00Z"} if "start_time" in saved else {}
    return {"ChangedProperties": {**saved, **moved}}


_CALLED = _message_changed("RequestMakeCall", lambda _message: {"OtherDN": "+441214960042"})
_BARE = _message_changed("RequestMakeCall", lambda _message: {"UserData": {}})
_MOVED = _message_changed("RequestChangeProperties", _past)
_COUNTS: Final = {options.AUTO_ANSWER.name: "true"}
_PRIVILEGES: Final = (
    _missing(privileges.CAN_USE_WEB_CALLBACK_CHANNEL, "opens the channel without it", Story.accepted),
    _missing(privileges.CAN_DECLINE, "lets the agent decline without it", Story.declined),
    _missing(privileges.CAN_SET_INTERACTION_DISPOSITION, "lets the agent set a disposition without it", Story.disposed),
    _missing(privileges.CAN_RESCHEDULE, "lets the agent reschedule without it", Story.rescheduled),
    _missing(privileges.CAN_RESCHEDULE_BEFORE_CALL, "does so before any call without it", Story.rescheduled_at_once),
    _missing(privileges.CAN_RESCHEDULE_ON_NEW_NUMBER, "takes a new number without it", Story.rescheduled_on_new_number),
    _missing(privileges.CAN_MARK_DONE, "lets the agent mark done without it", Story.done),
    _missing(privileges.CAN_USE_VOICE_CHANNEL, "opens the voice channel without it", Story.talked),
    _missing(privileges.CAN_MAKE_CALLS, "dials without it", Story.talked),
    _missing(privileges.CAN_RELEASE_CALL, "lets the agent hang up without it", Story.released),
    _missing(privileges.CAN_HOLD_AND_RETRIEVE_CALL, "holds the call without it", Story.held),
    _missing(privileges.CAN_ONE_STEP_TRANSFER, "transfers in one step without it", Story.transferred),
    _missing(privileges.CAN_TWO_STEP_TRANSFER, "begins a transfer without it", Story.transferred_in_two_steps),
)
_OPTIONS: Final = (
    _otherwise(options.IS_AUTO_READY, "puts the channel Ready all the same", Story.logged_in_again, "false", "true"),
    _otherwise(
        options.AUTO_NOT_READY_REASON,
        "gives no reason at login",
        Story.logged_in_again,
        "Lunch",
        "",
        {options.IS_AUTO_READY.name: "false"},
    ),
    _otherwise(options.CAN_UNACTIVATE_CHANNEL, "lets the agent log the channel off", Story.logged_off, "false", "true"),
    _otherwise(options.AUTO_ANSWER, "leaves the acceptance to the agent", Story.accepted, "true", "false"),
    _otherwise(options.AUTO_ANSWER_TIMER, "counts down for longer", Story.accepts_itself, "5", "20", _COUNTS),
    _otherwise(
        options.AUTO_ANSWER_ENABLE_REJECT,
        "lets the agent reject in the countdown",
        Story.declined,
        "false",
        "true",
        {**_COUNTS, options.AUTO_ANSWER_TIMER.name: "20"},
    ),
    _otherwise(options.AUTO_DIAL, "leaves the dialling to the agent", Story.talked, "true", "false"),
    _unseeable(options.CALLBACK_INFORMATION_CONTENT, "shows other data", _SCREEN),
    _unseeable(options.CALLBACK_INFORMATION_FRAME_COLOR, "draws another frame", _SCREEN),
    _unseeable(options.CALLBACK_INFORMATION_HEADER_FOREGROUND_COLOR, "writes in another colour", _SCREEN),
    _otherwise(options.COMPLETE_QUEUE, "stops the processing", Story.done, "done", ""),
    _otherwise(options.PARK_QUEUE, "puts the callback back where it came from", Story.transferred, "parked", ""),
    _otherwise(
        options.RESCHEDULE_QUEUE, "puts the callback back where it came from", Story.rescheduled, "rescheduled", ""
    ),
    _unseeable(options.RINGING_BELL, "rings otherwise, or not at all", "What can be heard crosses no wire."),
)
_FLOWS: Final = (
    Deviation(name="the number", clause="F3", does="dials another number", play=Story.talked, changed=_CALLED),
    Deviation(name="the data", clause="F3", does="dials without the callback's data", play=Story.talked, changed=_BARE),
    Deviation(
        name="the moment", clause="F7", does="takes a moment that is over", play=Story.rescheduled, changed=_MOVED
    ),
    Deviation(name="the notification", clause="F1", does="shows no case information", unseeable=_SCREEN),
    Deviation(name="the window", clause="F2", does="opens no window", unseeable=_SCREEN),
    Deviation(name="what is left", clause="F4", does="does not say why nobody was reached", unseeable=_SCREEN),
    Deviation(
        name="the end",
        clause="F5",
        does="does not offer what comes after a call",
        unseeable="What is offered and not used crosses no wire.",
    ),
)

DEVIATIONS: Final = (*_PRIVILEGES, *_OPTIONS, *_FLOWS)
"""Every row: the privileges, the options, then what of the flows is not shown by one of these."""
