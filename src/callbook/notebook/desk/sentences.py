"""The presenter's sentences, as tables: what happened, in words that an audience understands, with the clause."""

from __future__ import annotations

from dataclasses import dataclass

from callbook.workspace import PLACEMENTS, Action, CallPhase, ChannelState, Reason
from callbook.workspace import CallbackEvent as On
from callbook.workspace import CallbackState as Is
from callbook.workspace import CallMoment as Call


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with places to fill in, and the clause that it shows (empty for none)."""

    text: str
    clause: str


ACTIONS_TAKEN: dict[str, str] = {
    Action.LOG_IN: "{actor} logs in",
    Action.LOG_OUT: "{actor} logs out",
    Action.GO_READY: "{actor} goes Ready",
    Action.GO_NOT_READY: "{actor} goes Not Ready ({reason})",
    Action.ACTIVATE: "{actor} logs on to the channel",
    Action.UNACTIVATE: "{actor} logs off the channel",
    Action.ACCEPT: "{actor} accepts the callback of {contact}",
    Action.DECLINE: "{actor} declines the callback of {contact}",
    Action.DIAL: "{actor} dials the number of {contact}",
    Action.ANSWER: "{actor} answers the call",
    Action.RELEASE: "{actor} hangs up",
    Action.HOLD: "{actor} puts the call on hold",
    Action.RETRIEVE: "{actor} takes the call back from hold",
    Action.ONE_STEP_TRANSFER: "{actor} transfers the call to {target}",
    Action.START_TRANSFER: "{actor} puts the call on hold and consults {target}",
    Action.COMPLETE_TRANSFER: "{actor} completes the transfer",
    Action.CANCEL_TRANSFER: "{actor} cancels the transfer",
    Action.SET_DISPOSITION: "{actor} sets the disposition {code}",
    Action.RESCHEDULE: "{actor} and {contact} agree on a new time; it counts once the callback is marked done",
    Action.CANCEL_RESCHEDULE: "{actor} takes the new time back",
    Action.MARK_DONE: "{actor} marks the callback of {contact} done",
}
"""What agents do; the clause is that of the action's row in the table of actions."""

OTHERS_DO: dict[str, Sentence] = {
    "schedule a callback": Sentence("{actor} schedules a callback on the website ({wished_time})", "E1"),
    "cancel the callback": Sentence("{contact} cancels the callback on the website", "F10"),
    "send a SOAP request": Sentence("Another system asks {actor}: {operation}", "E1"),
    "reject": Sentence("{actor} rejects the call", "F4"),
    "hang up": Sentence("{actor} hangs up", "F5"),
    "stop Interaction Server": Sentence("Interaction Server goes down", "E2"),
    "start Interaction Server": Sentence("Interaction Server comes back", "E2"),
    "stop the voice switch": Sentence("The voice switch goes down", "E3"),
    "start the voice switch": Sentence("The voice switch comes back", "E3"),
    "lose the link to the switch": Sentence("The voice switch loses its link", "E3"),
    "restore the link to the switch": Sentence("The voice switch has its link back", "E3"),
}
"""What contacts and operators do."""

CALLBACK_GOES: dict[tuple[str, str, str], Sentence] = {
    (Is.NEW, On.INVITED, Is.OFFERED): Sentence(
        "{agent} is offered the callback of {contact}: notification and bell", "F1"
    ),
    (Is.NEW, On.INVITED, Is.COUNTDOWN): Sentence(
        "{agent} is offered the callback of {contact}, and a countdown begins: at its end it is accepted", "O5"
    ),
    (Is.NEW, On.INVITED, Is.ACCEPTING): Sentence("{agent}'s desktop accepts the callback of {contact} at once", "O4"),
    (Is.COUNTDOWN, On.COUNTDOWN_OVER, Is.ACCEPTING): Sentence(
        "The countdown is over: the callback of {contact} is accepted for the agent", "O5"
    ),
    **{
        (Is.ACCEPTING, taken, Is.IN_HAND): Sentence(
            "{agent} has the callback of {contact} in hand: the window opens, the bell stops", "F2"
        )
        for taken in (On.ACKNOWLEDGED, On.PARTY_ADDED)
    },
    (Is.OFFERED, On.REVOKED, Is.CLOSED): Sentence("{agent} loses the offer of {contact}'s callback", "E6"),
    (Is.COUNTDOWN, On.REVOKED, Is.CLOSED): Sentence(
        "{agent} loses the offer of {contact}'s callback before the countdown is over", "F9"
    ),
    **{
        (Is.IN_HAND, taken, Is.TAKEN_AWAY): Sentence(
            "The callback of {contact} is taken away, but the call goes on", "E7"
        )
        for taken in (On.REVOKED, On.PARTY_REMOVED, On.LOST)
    },
}
"""What becomes of a callback at a desktop; transitions that another sentence tells of have no row."""

CALL_GOES: dict[tuple[str, str], Sentence] = {
    (CallPhase.DIALING, Call.REACHED): Sentence("It rings at {other}", "F3"),
    (CallPhase.NONE, Call.RINGING): Sentence("It rings at {agent}: the call comes with its data", "F6"),
    **{
        (phase, Call.ESTABLISHED): Sentence("{agent} and {other} are talking", "F3")
        for phase in (CallPhase.DIALING, CallPhase.REACHED)
    },
    (CallPhase.RINGING, Call.ESTABLISHED): Sentence("{agent} has the call", "F6"),
    **{(phase, Call.BUSY): Sentence("{other} is busy", "F4") for phase in (CallPhase.DIALING, CallPhase.REACHED)},
    **{
        (phase, Call.RELEASED): Sentence("The call of {agent} with {other} is over", "F5")
        for phase in (CallPhase.TALKING, CallPhase.HELD)
    },
    (CallPhase.RINGING, Call.ABANDONED): Sentence("It no longer rings at {agent}", "F6"),
}
"""What becomes of a call: the phase before, and what moved it."""

DIALS_BY_ITSELF = Sentence("{agent}'s desktop dials {other} by itself", "O7")

CHANNEL_GOES: dict[str, Sentence] = {
    ChannelState.READY: Sentence("{agent}'s channel is Ready", "O1"),
    ChannelState.NOT_READY: Sentence("{agent}'s channel is Not Ready", "O2"),
    ChannelState.LOGGED_OFF: Sentence("{agent}'s channel is logged off", "O3"),
    ChannelState.OUT_OF_SERVICE: Sentence("{agent}'s channel is out of service: no Interaction Server", "E2"),
}
"""Where the channel is after it has moved by itself, or at login."""

LEADS_AWAY: dict[str, str] = {
    "delivering-timeout": "E6",
    "handling-timeout": "E7",
    "RequestReject": "P2",
    "RequestAgentLogout": "E7",
    "RequestSubmit": "E5",
    **{f"RequestPlaceInQueue {row.reason}": row.clause for row in PLACEMENTS.values()},
    f"RequestStopProcessing {Reason.DONE}": "O11",
}
"""What moved a callback to another place, as its entry begins, and the clause; everything else shows F10."""

NOTES_TO_AGENT: dict[str, str] = {"voice": "F4", "trouble": "F10", "warning": "C3"}
"""What a desktop tells its agent, by topic."""
