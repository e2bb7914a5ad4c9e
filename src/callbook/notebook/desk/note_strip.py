"""The presenter's note strip: what just happened, a sentence per event, read from the journal."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from callbook.core import (
    ActionTaken,
    Entry,
    MessageSent,
    Noted,
    Refused,
    StateChanged,
    TimerFired,
    Unknown,
    moment_of,
    zone_named,
)
from callbook.lab import ShowInteraction
from callbook.notebook.desk.sentences import (
    ACTIONS_TAKEN,
    CALL_GOES,
    CALLBACK_GOES,
    CHANNEL_GOES,
    DIALS_BY_ITSELF,
    LEADS_AWAY,
    NOTES_TO_AGENT,
    OTHERS_DO,
    Sentence,
)
from callbook.workspace import ACTIONS, Action, CallMoment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callbook.lab import Lab

REMEMBERED = 8
_SAID_BY_THE_ACTION = frozenset({Action.GO_READY, Action.GO_NOT_READY, Action.UNACTIVATE, Action.LOG_OUT})


class NoteStrip:
    """Turns what happens in a lab into sentences; the last few are remembered.

    Attributes:
        notes: ``number``, ``at`` (time of day where the contact centre is), ``text`` and ``clause`` of each, the
            newest first.
    """

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        self._read = len(lab.journal)
        self.notes: deque[dict[str, object]] = deque(maxlen=REMEMBERED)

    def catch_up(self) -> None:
        """Take note of what has happened since the last time."""
        fresh = self._lab.journal.entries[self._read :]
        self._read += len(fresh)
        refused = {entry.cause for entry in fresh if isinstance(entry, Refused)}
        for entry in fresh:
            sentence = None if entry.number in refused else self._sentence(entry)
            if sentence is not None:
                text, clause = sentence
                self.notes.appendleft(
                    {"number": entry.number, "at": self._time(entry.at), "text": text, "clause": clause}
                )

    def _time(self, instant: int) -> str:
        zone = zone_named(self._lab.configuration.contact_center.time_zone)
        return f"{moment_of(instant).astimezone(zone):%H:%M:%S}"

    def _sentence(self, entry: Entry) -> tuple[str, str] | None:  # noqa: PLR0911 - one line per kind of entry
        match entry:
            case Refused(text=text):
                return text, ""  # a refusal names its clause itself
            case ActionTaken(actor="Administrator", action=what):
                return f"The configuration changes: {what}", "C4"
            case ActionTaken():
                return self._of_action(entry)
            case Noted(actor=actor, topic=topic, text=text) if topic in NOTES_TO_AGENT:
                clause = "" if "[" in text else NOTES_TO_AGENT[topic]  # some texts name their clause themselves
                return f"{actor} is told: {text}", clause
            case StateChanged(machine="callback"):
                return self._of_callback(entry)
            case StateChanged(machine="call"):
                return self._of_call(entry)
            case StateChanged(machine="channel"):
                return self._of_channel(entry)
            case StateChanged(machine="place"):
                return self._of_place(entry)
            case _:
                return None

    def _of_action(self, entry: ActionTaken) -> tuple[str, str] | None:
        words = {
            "contact": self._contact(str(entry.details.get("on", ""))),
            "reason": entry.details.get("reason") or "no reason",
            "target": self._other(str(entry.details.get("target", ""))),
            "code": entry.details.get("code", ""),
            "wished_time": entry.details.get("wished_time", ""),
            "operation": entry.details.get("operation", ""),
            "actor": entry.actor,
        }
        if entry.action in ACTIONS_TAKEN:
            return ACTIONS_TAKEN[entry.action].format_map(words), ACTIONS[Action(entry.action)].clause
        return _filled(OTHERS_DO.get(entry.action), **words)

    def _of_callback(self, entry: StateChanged) -> tuple[str, str] | None:
        row = CALLBACK_GOES.get((entry.before, entry.event, entry.after))
        return _filled(row, agent=self._agent(entry), contact=self._contact(entry.subject))

    def _of_call(self, entry: StateChanged) -> tuple[str, str] | None:
        agent, _, number = entry.subject.rpartition(" to ")
        by_itself = entry.event == CallMoment.REQUESTED and not self._asked_for(entry)
        row = DIALS_BY_ITSELF if by_itself else CALL_GOES.get((entry.before, entry.event))
        return _filled(row, agent=agent, other=self._other(number))

    def _of_channel(self, entry: StateChanged) -> tuple[str, str] | None:
        actions = {cause.action for cause in self._lab.journal.causes_of(entry) if isinstance(cause, ActionTaken)}
        row = None if actions & _SAID_BY_THE_ACTION else CHANNEL_GOES.get(entry.after)
        return _filled(row, agent=entry.subject.removesuffix("'s channel"))

    def _of_place(self, entry: StateChanged) -> tuple[str, str] | None:
        if entry.after.startswith(("offered to", "handled by")):
            return None  # the desktops tell of it
        moved = next((clause for begin, clause in LEADS_AWAY.items() if self._mover(entry).startswith(begin)), "F10")
        return f"The callback of {self._contact(entry.subject)} is {entry.after}", moved

    def _mover(self, entry: StateChanged) -> str:
        cause = self._lab.journal.entry(entry.cause) if entry.cause else None
        if isinstance(cause, MessageSent):
            reason = getattr(cause.message, "Reason", None)
            return f"{cause.name} {getattr(reason, 'ReasonSystemName', '')}"
        return cause.timer if isinstance(cause, TimerFired) else ""

    def _asked_for(self, entry: StateChanged) -> bool:
        return bool(entry.cause) and isinstance(self._lab.journal.entry(entry.cause), ActionTaken)

    def _agent(self, entry: StateChanged) -> str:
        message = self._lab.journal.entry(entry.cause) if entry.cause else None
        return message.receiver if isinstance(message, MessageSent) else "The agent"

    def _contact(self, interaction_id: str) -> str:
        try:
            data = self._lab.ask(ShowInteraction(interaction_id)).UserData
        except Unknown:
            return "the contact"  # a voice call alone has no callback
        return str(data.get(self._lab.configuration.contact_center.keys.name, "the contact"))

    def _other(self, number: str) -> str:
        contact = self._lab.people.phone_book.find(number)
        if contact is not None:
            return contact.person.name
        return next((agent.name for agent in self._lab.configuration.agents if agent.dn == number), number)


def _filled(sentence: Sentence | None, **words: object) -> tuple[str, str] | None:
    return None if sentence is None else (sentence.text.format_map(words), sentence.clause)


def in_words(notes: Sequence[dict[str, object]]) -> list[str]:
    """Return notes as lines of text, each with its clause in brackets."""
    return [f"{note['at']} {_with_clause(str(note['text']), str(note['clause']))}" for note in notes]


def _with_clause(text: str, clause: str) -> str:
    return f"{text} [{clause}]." if clause else text
