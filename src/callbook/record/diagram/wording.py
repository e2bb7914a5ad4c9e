"""Each entry of the journal in one line of words."""

from __future__ import annotations

from callbook.core import (
    ActionTaken,
    Entry,
    MessageSent,
    Noted,
    ScreenShown,
    StateChanged,
    StepEnded,
)
from callbook.record.diagram.extraction import rungs


def described(entry: Entry) -> str:  # noqa: PLR0911 - one line per kind of entry
    """Say in one line what the entry tells, without its time."""
    match entry:
        case MessageSent(sender=sender, receiver=receiver):
            return f"{sender} -> {receiver}: {entry.name}"
        case StateChanged(subject=subject, before=before, event=event, after=after, machine=machine):
            return f"{machine} {subject}: {before} -> {after} ({event})"
        case ScreenShown(agent=agent):
            return f"{agent}'s screen changes"
        case ActionTaken(actor="", action=action):
            return f"arranged: {action}"
        case StepEnded(outcome="passed"):
            return "the step has passed"
        case Noted(actor=actor, topic=topic, text=text):
            return f"{actor}, {topic}: {text}"
        case _:
            return " / ".join(rung.label for rung in rungs([entry]))
