"""The desktop's refusals as Callbook's: with the clause that says so and what would be accepted (P9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.configuration import OPTIONS, PRIVILEGES
from callbook.core import BadInput, CallbookError, Unknown, moment_of
from callbook.workspace import Action, Obstacle, ObstacleKind, Refusal, Refused
from sample_desktop.translation import CHANNELS, LINES, STAGES

if TYPE_CHECKING:
    from sample_desktop.plain import Json

_WORDS: Final[dict[str, dict[str, str]]] = {
    "the channel": {word: state.value for word, state in CHANNELS.items()},
    "the callback": {word: state.value for word, state in STAGES.items()},
    "the call": {word: phase.value for word, phase in LINES.items()},
    "the second call": {word: phase.value for word, phase in LINES.items()},
}
_SENTENCES: Final = {
    ("the agent", "at work"): ("O1", "the agent is logged in already", "log out first"),
    ("the agent", "away"): ("O1", "the agent is not logged in", "log in first"),
    ("the telephone", "in use"): ("E7", "a call is up", "release the call first"),
    ("the appointment", "none"): ("P4", "no reschedule is set", "reschedule first"),
}
"""Situations that are told in a sentence of their own: the clause, the sentence, the way out."""

_SETTINGS: Final = {
    "the channel stays open": "the channel may not be logged off",
    "the countdown goes on": "the countdown may not be rejected",
    "nobody would take the callback": "no queue would receive the callback",
    "the call is over": "the disposition can't be changed once the call is released",
    "no outcome is noted": "no disposition is set",
}
_ACCEPTED: Final = {
    "nobody would take the callback": "name a queue in webcallback.park-queue",
    "the call is over": "set interaction.disposition.is-read-only-on-idle to false",
    "no outcome is noted": "set a disposition first",
}
_CLAUSES: Final = {
    Action.LOG_IN: "O1", Action.LOG_OUT: "E7", Action.ACTIVATE: "P1", Action.UNACTIVATE: "O3", Action.GO_READY: "P1",
    Action.GO_NOT_READY: "P1", Action.ACCEPT: "F1", Action.DECLINE: "P2", Action.DIAL: "F3", Action.ANSWER: "F6",
    Action.RELEASE: "F5", Action.HOLD: "F5", Action.RETRIEVE: "F5", Action.ONE_STEP_TRANSFER: "F6",
    Action.START_TRANSFER: "F6", Action.COMPLETE_TRANSFER: "F6", Action.CANCEL_TRANSFER: "F6",
    Action.SET_DISPOSITION: "P3", Action.RESCHEDULE: "P4", Action.CANCEL_RESCHEDULE: "P4", Action.MARK_DONE: "P7",
}  # fmt: skip
"""The clause that says when each action is possible."""

_ASSUMED: Final = "webcallback.park-queue"
"""No page says that a transfer needs a queue to park the callback in (O12)."""

_NUMBER: Final = "a whole number with its country, such as '+46 8 465 004 12'"


def error_of(agent: str, action: Action, explanation: Json, now: int) -> CallbookError:
    """Translate a refusal of *action* at *now*."""
    if explanation["reason"] == "input" and explanation["field"] != "outcome":
        return _bad_input(explanation, now)
    obstacle = _obstacle(action, explanation)
    subject, state = _subject(explanation)
    return Refused(Refusal(agent, action, subject, state, obstacle))


def _subject(explanation: Json) -> tuple[str, str]:
    tab = explanation["tab"]
    if tab is None:
        return "", f"the channel is {CHANNELS[explanation['channel']]}"
    return tab["key"] if tab["callback"] else "the call", f"{STAGES[tab['stage']]}, {LINES[tab['line']]}"


def _obstacle(action: Action, explanation: Json) -> Obstacle:
    match explanation["reason"]:
        case "permission":
            return _permission(explanation)
        case "setting":
            return _setting(explanation)
        case "situation":
            return _situation(action, explanation)
        case _:
            return _unknown_outcome(explanation)


def _permission(explanation: Json) -> Obstacle:
    missing = explanation["permission"]
    return Obstacle(
        ObstacleKind.PRIVILEGE,
        missing,
        PRIVILEGES[missing].clause,
        f"the privilege {missing!r} is missing",
        f"grant {missing!r} in a role of the agent or of one of the agent's groups",
        level=f"roles: {', '.join(explanation['roles']) or 'none'}",
    )


def _setting(explanation: Json) -> Obstacle:
    name, why = explanation["setting"], explanation["why"]
    return Obstacle(
        ObstacleKind.OPTION,
        name,
        OPTIONS[name].clause,
        f"{_SETTINGS[why]}: {name} is {explanation['text']!r}",
        _ACCEPTED.get(why, f"set {name} to true"),
        level=f"{explanation['level']} {explanation['holder']!r}",
        assumed=name == _ASSUMED,
    )


def _situation(action: Action, explanation: Json) -> Obstacle:
    about, is_ = explanation["about"], explanation["is"]
    if (about, is_) in _SENTENCES:
        clause, because, accepted = _SENTENCES[about, is_]
    else:
        clause = _CLAUSES[action]
        what = "the consult call" if about == "the second call" else about
        words = _WORDS[about]
        possible = " or ".join(sorted(words[each] for each in explanation["possible"]))
        because, accepted = f"{what} is {words[is_]}", f"when {what} is {possible}"
    return Obstacle(ObstacleKind.STATE, is_, clause, because, accepted)


def _unknown_outcome(explanation: Json) -> Obstacle:
    code = explanation["given"]
    if code is None:
        return Obstacle(ObstacleKind.INPUT, "", "P3", "no code is given", "a text that is not empty")
    because = f"{code!r} is no disposition of {explanation['list']!r}"
    return Obstacle(ObstacleKind.INPUT, code, "C7", because, ", ".join(explanation["valid"]) or "none")


def _bad_input(explanation: Json, now: int) -> BadInput:
    given = explanation["given"]
    match explanation["field"], explanation["problem"]:
        case "reason", _:
            return Unknown("Not Ready reason", given, explanation["valid"])
        case "moment", "past":
            return BadInput(
                "moment", given, where="reschedule", accepted=f"a moment after {moment_of(now).isoformat()}"
            )
        case "moment", _:
            return BadInput("moment", given, where="reschedule", accepted="a date and time with its time zone")
        case "number", _:
            return BadInput("phone number", given, where="reschedule", accepted=_NUMBER)
        case field, _:
            return BadInput(field, given, accepted="a text that is not empty")
