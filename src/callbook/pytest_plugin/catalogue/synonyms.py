"""What people may have meant by other words than those of the steps; a search and the nearest steps know them.

The steps themselves take the words of the product alone: one word for one thing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from callbook.pytest_plugin.catalogue.words import Word, plain_words, words_of

SYNONYMS: dict[str, tuple[str, ...]] = {
    # what an agent does
    "accept": ("take", "receive"),
    "decline": ("reject", "refuse", "deny", "turn down"),
    "answer": ("pick up", "take", "reply", "response"),
    "dial": ("call", "ring", "phone", "call back", "call the contact", "call the customer"),
    "release": ("hang up", "end", "drop", "disconnect", "finish", "terminate"),
    "hold": ("park", "put on hold", "pause"),
    "retrieve": ("resume", "unhold", "unpark", "take off hold", "take back"),
    "transfer": ("forward", "redirect", "pass on", "hand over"),
    "two-step transfer": ("consultation", "consult call", "warm transfer", "attended transfer", "conference"),
    "transfer the call": ("blind transfer", "one-step transfer", "mute transfer"),
    "log in": ("sign in", "log on"),
    "log out": ("sign out", "sign off", "exit"),
    "log on": ("activate", "sign on"),
    "log off": ("deactivate",),
    "Ready": ("available",),
    "Not Ready": ("unavailable", "busy", "away", "on a break"),
    "reschedule": ("postpone", "defer", "delay", "put off"),
    "take the reschedule back": ("cancel the reschedule", "undo the reschedule"),
    "disposition": ("result code", "outcome", "call result", "wrap-up code"),
    "mark": ("set", "flag", "close"),
    "done": ("complete", "completed", "closed", "finished", "handled"),
    # what a contact does
    "contact": ("customer", "caller", "client"),
    "busy": ("engaged", "on the phone"),
    "reject": ("decline", "refuse", "deny"),
    "answering machine": ("voicemail", "voice mail", "mailbox", "machine"),
    "does not answer": ("no answer", "not reached", "unreachable", "rings out"),
    "schedule": ("request", "book", "order", "ask for"),
    "cancel": ("delete", "withdraw", "revoke"),
    "from now on": ("from here on", "henceforth", "next time"),
    # what an administrator does
    "give": ("assign", "grant"),
    "take": ("revoke", "remove"),
    "at once": ("concurrent", "concurrently", "simultaneous", "simultaneously", "in parallel", "capacity"),
    # what fails
    "lost": ("dropped", "missing", "never arrives"),
    "comes twice": ("is repeated", "is duplicated", "is doubled", "duplicate"),
    "takes": ("is delayed", "is late", "late", "slow"),
    "overtaken": ("out of order", "reordered"),
    "resets the connection": ("breaks the connection", "closes the connection"),
    "goes down": ("crashes", "stops", "dies", "fails", "is unavailable", "outage"),
    "comes back": ("is up again", "recovers", "returns", "starts", "reconnects"),
    "restarts": ("reboots",),
    "loses the connection": ("is disconnected", "network failure"),
    # what is seen
    "has sent": ("sent",),
    "was sent": ("received", "got"),
    "same": ("unchanged", "old"),
    "sees": ("is shown", "looks at", "has on screen"),
    "warned": ("alerted",),
    "told": ("informed", "message"),
    "notification": ("toast", "popup", "pop-up"),
    "bell": ("ringtone", "sound", "tone"),
    "pass": ("elapse", "go by", "wait", "sleep"),
    "waits": ("is queued", "is pending"),
}
"""By the word of the steps, the words that people use for it."""


def readings(words: Sequence[Word]) -> Iterator[list[Word]]:
    """Yield the *words* as they are, and then with each synonym that is among them replaced by what it means."""
    yield list(words)
    plain = [word.plain for word in words]
    for start, first in enumerate(plain):
        for said, meant in _meanings().get(first, ()):
            end = start + len(said)
            if plain[start:end] == said:
                yield [*words[:start], *meant, *words[end:]]


@cache
def words_people_use() -> frozenset[str]:
    """Return all words of synonyms, in their plain form."""
    return frozenset(word for meanings in _meanings().values() for said, _ in meanings for word in said)


@cache
def _meanings() -> dict[str, list[tuple[list[str], list[Word]]]]:
    """Return by the first word of each synonym its words, and those of what it means."""
    found: dict[str, list[tuple[list[str], list[Word]]]] = {}
    for meant, synonyms in SYNONYMS.items():
        for synonym in synonyms:
            said = plain_words(synonym)
            found.setdefault(said[0], []).append((said, words_of(meant)))
    return found
