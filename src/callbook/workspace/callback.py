"""A callback at one agent's desktop, from its invitation to its closing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, TypeAlias

from callbook.configuration import options
from callbook.messages import open_media_events
from callbook.messages.open_media import RequestAccept, RequestChangeProperties
from callbook.workspace.bell import RingingBell
from callbook.workspace.callback_table import CallbackEffect, CallbackGuard
from callbook.workspace.calls import CallsOfCallback
from callbook.workspace.information import RememberedInformation
from callbook.workspace.interaction_server_link import Awaiting
from callbook.workspace.invitation import DECLINED, OVERDUE, Invitation
from callbook.workspace.leaving import Leaving
from callbook.workspace.machine import Implementation, Machine
from callbook.workspace.names import CallbackEvent, CallbackState, CallPhase
from callbook.workspace.numbers import LONGEST_NUMBER, attached, is_contacts_number, number_to_dial
from callbook.workspace.trouble import in_words, says_not_ours, says_ticket_is_spent

if TYPE_CHECKING:
    from callbook.configuration import Explanation, Option, T_co, Value
    from callbook.core import Timer
    from callbook.messages import Interaction, KVList, Message
    from callbook.workspace.action_handlers import Reschedule
    from callbook.workspace.calls import VoiceCall
    from callbook.workspace.desk import Desk
    from callbook.workspace.interaction_server_link import InteractionServerLink
    from callbook.workspace.placement_table import Reason
    from callbook.workspace.voice import VoiceChannel

SECOND = 1_000
AboutInteraction: TypeAlias = (
    open_media_events.EventInvite
    | open_media_events.EventRevoked
    | open_media_events.EventPartyAdded
    | open_media_events.EventPartyRemoved
    | open_media_events.EventPropertiesChanged
)
"""Events that carry an interaction with its properties."""


class Host(Protocol):
    """What a callback asks of the desktop that it is on."""

    def auto_dial(self, callback: Callback) -> None:
        """Dial by itself, if the agent may (O7, P8)."""
        ...

    def closed(self, callback: Callback) -> None:
        """Learn that the callback has left the desktop."""
        ...

    def accepted_late(self, callback: Callback) -> None:
        """Learn that the server acknowledges an acceptance after the desktop has given up waiting."""
        ...

    def reopened(self, callback: Callback) -> None:
        """Learn that the callback is on the desktop again."""
        ...

    def call_over(self, callback: Callback, call: VoiceCall) -> None:
        """Learn that a call of the callback is over."""
        ...

    def consult_over(self, callback: Callback) -> None:
        """Learn that a consult call of the callback is over."""
        ...


class Callback:
    """One callback.

    Args:
        desk: the agent's desk.
        link: the link to Interaction Server.
        invitation: the EventInvite that offered it.
        voice: the agent's voice channel.
        host: the desktop that it is on.

    Attributes:
        calls: makes and remembers the calls of this callback.
        interaction: its properties as last seen.
        offered: the configuration when it was offered (C4).
        information: the Callback Information view for the recording.
        seconds_left: of the countdown (O5), 0 where none runs.
        disposition: the code set by the agent, if any.
        reschedule: what was agreed with the contact, if anything.
        trouble: what the agent was last told about it.
        window: whether the interaction window is open.
    """

    def __init__(
        self,
        desk: Desk,
        link: InteractionServerLink,
        invitation: open_media_events.EventInvite,
        voice: VoiceChannel,
        host: Host,
    ) -> None:
        self._desk = desk
        self._link = link
        self._awaiting = Awaiting(link, self._answered, self._unanswered, self._answered_late)
        self._host = host
        self._invitation = Invitation(desk, invitation, self._overdue)
        self.calls: CallsOfCallback = CallsOfCallback(desk, voice, self)
        self.interaction: Interaction = invitation.Interaction
        self.offered = desk.settings.now()
        self.information = RememberedInformation(desk.settings, self.offered)
        self.bell = RingingBell(desk)
        self.disposition: str | None = None
        self.reschedule: Reschedule | None = None
        self.trouble = ""
        self.window = False
        self._opened = False
        self._accepted = False
        self._countdown: Timer | None = None
        self._leaving = Leaving(desk, self)
        self._answer: Message | None = None
        self._machine: Machine[Callback, CallbackState] = Machine(
            desk.rules.callback, self.id, CallbackState.NEW, self, self._IMPLEMENTATION, desk.journal
        )

    @property
    def id(self) -> str:
        """The InteractionId."""
        return self.interaction.InteractionId

    @property
    def ticket(self) -> int:
        """The TicketId of the invitation."""
        return self._invitation.ticket

    @property
    def state(self) -> CallbackState:
        """Where the callback is."""
        return self._machine.state

    @property
    def phase(self) -> CallPhase:
        """Where its call is."""
        return self.calls.phase

    @property
    def consult_phase(self) -> CallPhase:
        """Where the consult call of a two-step transfer is."""
        return self.calls.consult_phase

    @property
    def callback(self) -> Callback:
        """Itself: a window of a callback has one."""
        return self

    @property
    def seconds_left(self) -> int:
        """Seconds of the countdown that are left."""
        return 0 if self._countdown is None else -((self._desk.clock.instant - self._countdown.due) // SECOND)

    @property
    def waits(self) -> bool:
        """Whether the desktop waits for an answer of Interaction Server about it, or for its countdown."""
        return self._awaiting.waits or self._countdown is not None

    @property
    def data(self) -> KVList:
        """The attached data."""
        return self.interaction.UserData

    def read(self, option: Option[T_co]) -> T_co:
        """Return the value of an option for this callback, a strategy's override included."""
        return self._desk.settings.read(option, offered=self.offered, data=self.data)

    def peek(self, option: Option[T_co]) -> T_co:
        """Return the same as ``read``, where nobody reads it: it only is shown elsewhere."""
        return self._desk.settings.peek(option, offered=self.offered, data=self.data)

    def explain(self, option: Option[Value]) -> Explanation:
        """Return where the value of an option for this callback comes from."""
        return self._desk.settings.explain(option, offered=self.offered, data=self.data)

    def fire(self, event: CallbackEvent) -> None:
        """Let something happen to the callback."""
        self._machine.fire(event)

    def leave(self, reason: Reason, event: CallbackEvent) -> None:
        """Send the callback away for *reason*, on *event*."""
        self._leaving.reason = reason
        self.fire(event)

    def server_says(self, event: CallbackEvent, message: Message, interaction: Interaction) -> None:
        """Let something happen that Interaction Server told in *message*, with the new properties."""
        self._answer = message
        self.interaction = interaction
        self.fire(event)

    def is_past(self, event: AboutInteraction) -> bool:
        """Return whether *event* is about an earlier stay of the interaction, before it was routed here."""
        return (event.Interaction.SubmittedToRouterAt or "") < (self.interaction.SubmittedToRouterAt or "")

    def was_invited_by_then(self, event: open_media_events.EventInvite) -> bool:
        """Return whether *event* is its own invitation or an earlier one: of one routing the lower ticket."""
        theirs = (event.Interaction.SubmittedToRouterAt or "", event.TicketId)
        return theirs <= (self.interaction.SubmittedToRouterAt or "", self.ticket)

    def tell(self, trouble: str) -> None:
        """Show the agent what went wrong with the callback, though it did not move."""
        self.trouble = trouble
        self._desk.note("trouble", trouble)

    def set_disposition(self, code: str) -> None:
        """Remember the disposition, and attach it at once where the option says so (P3, C7)."""
        self.disposition = code
        if self.read(options.DISPOSITION_USE_ATTACHED_DATA):
            self._change(self._leaving.disposition())

    def count_attempt(self, result: int) -> None:
        """Write into the callback record how a call ended (F3, F4)."""
        attempts = self.data.get("attempts", 0)
        count = attempts + 1 if isinstance(attempts, int) else 1
        self._change({"attempts": count, "call_result": result})

    # What its calls ask of it, and tell it.

    def number_to_call(self) -> str:
        """Return the contact's number as it is dialed; empty where there is none that could be."""
        configuration = self._desk.settings.configuration
        number = number_to_dial(attached(self.data, configuration), configuration)
        return number if len(number) <= LONGEST_NUMBER else ""

    def has_number(self, text: str) -> bool:
        """Return whether *text* is the contact's number, in whatever spelling."""
        return is_contacts_number(text, self.data, self._desk.settings.configuration)

    def data_for_call(self) -> KVList:
        """Return the attached data that a call carries (F3), without the key that names overrides of this one (C8)."""
        overrides = self.read(options.OVERRIDE_OPTION_KEY)
        carried = {name: value for name, value in self.data.items() if name != overrides}
        return {**carried, "ParentInteractionId": self.id}

    def call_over(self, call: VoiceCall) -> None:
        """Learn that a call is over."""
        self._host.call_over(self, call)

    def consult_over(self) -> None:
        """Learn that a consult call is over."""
        self._host.consult_over(self)

    # What its table asks of it.

    def _accepts_at_once(self) -> bool:
        return self._auto_answers() and self._countdown_seconds() == 0

    def _counts_down(self) -> bool:
        return self._auto_answers() and self._countdown_seconds() > 0

    def _auto_dials(self) -> bool:
        return self.read(options.AUTO_DIAL)

    def _call_is_up(self) -> bool:
        return self.calls.up

    def _auto_answers(self) -> bool:
        return self.read(options.AUTO_ANSWER)

    def _countdown_seconds(self) -> int:
        return self.read(options.AUTO_ANSWER_TIMER)

    def _is_gone(self) -> bool:
        return says_not_ours(self._answer)

    def _ticket_is_spent(self) -> bool:
        return says_ticket_is_spent(self._answer)

    def _notify(self) -> None:
        data, keys = self.data, self._desk.keys
        self._desk.note(
            "notification", f"callback {self.id} from {data.get(keys.name, '?')}, {data.get(keys.number, '?')}"
        )

    def _ring(self) -> None:
        self._invitation.wait()
        self.bell.ring(self.read(options.RINGING_BELL))

    def _stop_bell(self) -> None:
        self._invitation.stop()
        self.bell.stop()

    def _start_countdown(self) -> None:
        seconds = self._countdown_seconds()
        self._countdown = self._desk.clock.call_later(seconds * SECOND, self._countdown_over, f"countdown of {self.id}")

    def _countdown_over(self) -> None:
        self._countdown = None
        self.fire(CallbackEvent.COUNTDOWN_OVER)

    def _stop_countdown(self) -> None:
        if self._countdown is not None:
            self._desk.clock.cancel(self._countdown)
            self._countdown = None

    def _send_accept(self) -> None:
        self._accepted = True
        self._awaiting.ask(self._invitation.accept(self._link.reference()))

    def _send_reject(self) -> None:
        self._awaiting.ask(self._invitation.reject(self._link.reference(), DECLINED))

    def _overdue(self) -> None:
        self.fire(CallbackEvent.OVERDUE)

    def _give_back(self) -> None:
        seconds = self._desk.assumptions.invitation_timeout // SECOND
        self.tell(f"callback {self.id}: neither answered nor taken back within {seconds} s (assumed), so it goes back")
        self._awaiting.ask(self._invitation.reject(self._link.reference(), OVERDUE))

    def _ask(self) -> None:
        # Changes nothing: only an agent who has the interaction may ask, and is acknowledged.
        self._awaiting.ask(RequestChangeProperties(ReferenceId=self._link.reference(), InteractionId=self.id))

    def _reopen(self) -> None:
        self._host.reopened(self)

    def _never_opened(self) -> bool:
        return self._accepted and not self._opened

    def _open_window(self) -> None:
        self.window = self._opened = True

    def _auto_dial(self) -> None:
        self._host.auto_dial(self)

    def _save(self) -> None:
        self._awaiting.ask(self._with_changed(self._leaving.properties()))

    def _place(self) -> None:
        self._awaiting.ask(self._leaving.request(self._link.reference()))

    def _tell(self) -> None:
        self.trouble = in_words(self._answer)
        self._desk.note("trouble", f"callback {self.id}: {self.trouble}")

    def _close(self) -> None:
        self.window = False
        self.calls.give_up()
        self._awaiting.stop()
        self._host.closed(self)

    def _change(self, changed: KVList) -> None:
        self._link.ask(self._with_changed(changed))

    def _with_changed(self, changed: KVList) -> RequestChangeProperties:
        reference = self._link.reference()
        return RequestChangeProperties(ReferenceId=reference, InteractionId=self.id, ChangedProperties=changed)

    def _answered(self, answer: Message) -> None:
        self._answer = answer
        refused = isinstance(answer, open_media_events.EventError)
        self.fire(CallbackEvent.REFUSED if refused else CallbackEvent.ACKNOWLEDGED)

    def _answered_late(self, request: Message, answer: Message) -> None:
        if isinstance(request, RequestAccept) and isinstance(answer, open_media_events.EventAck):
            self._host.accepted_late(self)
        else:
            self._link.ignore(answer)

    def _unanswered(self) -> None:
        self._answer = None
        self.fire(CallbackEvent.UNANSWERED)

    _IMPLEMENTATION: ClassVar[Implementation[Callback]] = Implementation(
        effects={
            CallbackEffect.NOTIFY: _notify,
            CallbackEffect.RING: _ring,
            CallbackEffect.STOP_BELL: _stop_bell,
            CallbackEffect.START_COUNTDOWN: _start_countdown,
            CallbackEffect.STOP_COUNTDOWN: _stop_countdown,
            CallbackEffect.SEND_ACCEPT: _send_accept,
            CallbackEffect.ASK: _ask,
            CallbackEffect.REOPEN: _reopen,
            CallbackEffect.SEND_REJECT: _send_reject,
            CallbackEffect.GIVE_BACK: _give_back,
            CallbackEffect.OPEN_WINDOW: _open_window,
            CallbackEffect.AUTO_DIAL: _auto_dial,
            CallbackEffect.SAVE: _save,
            CallbackEffect.PLACE: _place,
            CallbackEffect.TELL: _tell,
            CallbackEffect.CLOSE: _close,
        },
        guards={
            CallbackGuard.ACCEPTS_AT_ONCE: _accepts_at_once,
            CallbackGuard.COUNTS_DOWN: _counts_down,
            CallbackGuard.AUTO_DIALS: _auto_dials,
            CallbackGuard.CALL_IS_UP: _call_is_up,
            CallbackGuard.NEVER_OPENED: _never_opened,
            CallbackGuard.TICKET_IS_SPENT: _ticket_is_spent,
            CallbackGuard.NO_LONGER_OURS: _is_gone,
        },
    )
