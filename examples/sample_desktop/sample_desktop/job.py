"""One callback at this desk, from the offer to the moment when it leaves (F1, F2, F5 to F9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sample_desktop.bell import Bell
from sample_desktop.call import TRANSFERRED, Call
from sample_desktop.departure import Departure, Why
from sample_desktop.lines import Lines
from sample_desktop.requests_sent import Question
from sample_desktop.tab import Stage, Tab

if TYPE_CHECKING:
    from collections.abc import Callable

    from sample_desktop.alarms import Alarm
    from sample_desktop.departure import Appointment
    from sample_desktop.environment import Setting
    from sample_desktop.plain import Json
    from sample_desktop.requests_sent import Requests
    from sample_desktop.station import Station
    from sample_desktop.telephone import Telephone

SECOND: Final = 1_000
_NOT_OURS: Final = frozenset({43, 101, 102})
"""Errors by which Interaction Server says that the callback is gone, or another agent's."""

_LEAVING: Final = frozenset({Stage.SAVING, Stage.MOVING})


class Job(Tab):
    """A callback.

    Args:
        station: where it is.
        requests: what is asked of Interaction Server.
        telephone: makes its calls.
        invitation: the EventInvite that offered it.
        may_dial: dials by itself where O7 says so and the agent may.
        on_closed: is told when it has left.

    Attributes:
        ticket: the number of the offer.
        interaction: its properties, as last seen.
        came_under: the environment when it was offered (C4).
        is_open: whether the agent works on it in a window of its own.
        outcome: the disposition code; empty for none.
        appointment: the new time and number that were agreed.
        countdown: accepts it by itself (O5).
        trouble: what went wrong last.
    """

    def __init__(  # noqa: PLR0913, PLR0917 - what it stands on is handed in
        self,
        station: Station,
        requests: Requests,
        telephone: Telephone,
        invitation: Json,
        may_dial: Callable[[Job], None],
        on_closed: Callable[[Job], None],
    ) -> None:
        interaction: Json = invitation["Interaction"]
        super().__init__(interaction["InteractionId"], Lines(station, telephone, on_end=self._call_ended))
        self._station = station
        self._requests = requests
        self._question = Question(station, requests, self._answered, self._unanswered)
        self._may_dial = may_dial
        self._on_closed = on_closed
        self._departure = Departure(station, self, Why.DONE)
        self.ticket: int = invitation["TicketId"]
        self.interaction = interaction
        self.came_under = station.environment
        self.bell = Bell(station)
        self.is_open = False
        self.outcome = ""
        self.appointment: Appointment | None = None
        self.countdown: Alarm | None = None
        self.trouble: Json | None = None

    @property
    def job(self) -> Job:
        """It is one itself."""
        return self

    @property
    def data(self) -> Json:
        """The attached data."""
        data: Json = self.interaction.get("UserData", {})
        return data

    def setting(self, name: str) -> Setting:
        """Give an option as it was when the callback came, with what its routing strategy says (C2, C4)."""
        return self.came_under.setting(name, self._station.agent_id, self.data)

    def is_older(self, interaction: Json) -> bool:
        """Say whether news of *interaction* are of an earlier stay, before the routing that brought it here."""
        mine, other = (each.get("SubmittedToRouterAt") or "" for each in (self.interaction, interaction))
        return other < mine

    # What the agent does.

    def arrive(self) -> None:
        """Be offered (F1), or be accepted at once (O4), or by and by (O5)."""
        seconds = self.setting("webcallback.auto-answer.timer").value or 0
        by_itself = self.setting("webcallback.auto-answer").value
        if by_itself and not seconds:
            self.take()
            return
        self.stage = Stage.COUNTING if by_itself else Stage.RINGING
        self.bell.ring(self.setting("webcallback.ringing-bell").value)
        if by_itself:
            self.countdown = self._station.later(seconds * SECOND, self.take)

    def take(self) -> None:
        """Accept it."""
        self._stop_countdown()
        self.stage = Stage.TAKING
        self._question.ask("RequestAccept", TicketId=self.ticket, InteractionId=self.key)

    def pass_on(self) -> None:
        """Decline it (P2)."""
        self._quieten()
        self.stage = Stage.PASSING
        why = {"ReasonSystemName": "Declined", "ReasonDescription": "the agent has passed it on"}
        self._question.ask("RequestReject", TicketId=self.ticket, InteractionId=self.key, Reason=why)

    def dial(self) -> None:
        """Call the contact; the call carries the data of the callback (F3)."""
        self.lines.dial(str(self.data.get("customer_number", "")), {**self.data, "ParentInteractionId": self.key})

    def note(self, outcome: str) -> None:
        """Note how it went (P3, C7)."""
        self.outcome = outcome
        if self.setting("interaction.disposition.use-attached-data").value:
            self._change(self.outcome_data)

    def finish(self) -> None:
        """Be done with it: F7 or F8."""
        self._leave(Why.RESCHEDULED if self.appointment is not None else Why.DONE)

    @property
    def outcome_data(self) -> Json:
        """The outcome as attached data."""
        return {self.setting("interaction.disposition.key-name").value: self.outcome} if self.outcome else {}

    # What Interaction Server says.

    def added(self) -> None:
        """The server names the agent as party."""
        if self.stage is Stage.TAKING:
            self._open()

    def removed(self, operation: str) -> None:
        """The server names the agent as party no longer."""
        if self.stage is Stage.MOVING:
            self._close()
        elif self.stage in {Stage.SAVING, Stage.OPEN}:
            self._lose({"what": "taken off", "operation": operation})

    def revoked(self, trouble: Json) -> None:
        """The server takes it back (E6, E7), or does as if it had."""
        if self.stage is Stage.PASSING:
            self._close()
        else:
            self._lose(trouble)

    def cut_off(self) -> None:
        """The server is lost, and with it whatever the agent has (E7)."""
        self._lose({"what": "server lost"})

    def _answered(self, answer: Json) -> None:
        if answer["message"] == "EventError":
            self._refused(answer)
        elif self.stage is Stage.TAKING:
            self._open()
        elif self.stage is Stage.SAVING:
            self.stage = Stage.MOVING
            name, fields = self._departure.request()
            self._question.ask(name, **fields)
        elif self.stage in {Stage.PASSING, Stage.MOVING}:
            self._close()

    def _refused(self, answer: Json) -> None:
        trouble = {"what": "refused", "code": answer["ErrorCode"], "text": answer["ErrorDescription"]}
        if self.stage in _LEAVING and answer["ErrorCode"] not in _NOT_OURS:
            self._stay(trouble)
        else:
            self._lose(trouble)

    def _unanswered(self) -> None:
        trouble = {"what": "no answer"}
        if self.stage in _LEAVING:
            self._stay(trouble)
        else:
            self._lose(trouble)

    # What follows.

    def _open(self) -> None:
        self._question.drop()
        self._quieten()
        self.stage = Stage.OPEN
        self.is_open = True
        if self.setting("webcallback.auto-dial").value:
            self._may_dial(self)

    def _leave(self, why: Why) -> None:
        self._departure = Departure(self._station, self, why)
        self.stage = Stage.SAVING
        changed = self._departure.properties()
        self._question.ask("RequestChangeProperties", InteractionId=self.key, ChangedProperties=changed)

    def _stay(self, trouble: Json) -> None:
        self._complain(trouble)
        self.stage = Stage.OPEN

    def _lose(self, trouble: Json) -> None:
        """It is the agent's no longer; a call that is up goes on without it."""
        if self.stage is Stage.CALL_ONLY:
            return
        self._complain(trouble)
        if self.stage is Stage.OPEN and self.lines.busy:
            self.stage = Stage.CALL_ONLY
        else:
            self._close()

    def _complain(self, trouble: Json) -> None:
        self.trouble = trouble
        self._station.tell("trouble", tab=self.key, **trouble)

    def _close(self) -> None:
        self._quieten()
        self._question.drop()
        self.stage = Stage.CLOSED
        self.is_open = False
        self._on_closed(self)

    def _quieten(self) -> None:
        self._stop_countdown()
        self.bell.stop()

    def _stop_countdown(self) -> None:
        self._station.alarms.stop(self.countdown)
        self.countdown = None

    def _call_ended(self, call: Call, main: bool) -> None:  # noqa: FBT001 - what Lines tells
        if self.stage is Stage.CALL_ONLY:
            if not self.lines.busy:
                self._close()
        elif main and self.stage is Stage.OPEN:
            self._count(call)
            if call.result == TRANSFERRED:
                self._leave(Why.TRANSFERRED)

    def _count(self, call: Call) -> None:
        attempts = self.data.get("attempts", 0)
        count = attempts + 1 if isinstance(attempts, int) else 1
        self._change({"attempts": count, "call_result": call.result})

    def _change(self, changed: Json) -> None:
        self._requests.send("RequestChangeProperties", InteractionId=self.key, ChangedProperties=changed)
