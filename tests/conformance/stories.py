"""Small stories of one agent, judged: what is said of each clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from msgspec import structs
from tests.conformance.damaged import with_messages

from callbook.configuration import APPLICATION_NAME, Level, changes
from callbook.core import MessageSent, Origin
from callbook.lab import small_center
from callbook.record import LogFile, LogSource, trace_of
from callbook.verification import Policy, Verdict, conform
from callbook.verification.conformance.deviations import Story
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from callbook.configuration import ContactCenter
    from callbook.core import Entry
    from callbook.record import Trace
    from callbook.verification import Conformance

AUTO_ANSWER = {"webcallback.auto-answer": "true"}
COUNTDOWN = {**AUTO_ANSWER, "webcallback.auto-answer.timer": "20"}
AUTO_DIAL = {"webcallback.auto-dial": "true"}
IN_LOGS = Policy(reaction=150)
LOG = LogSource(files=(LogFile(name="wde.log", kind="wde"),))


def center(options: Mapping[str, str] | None = None, *, without: Iterable[str] = ()) -> ContactCenter:
    """Return the small contact centre with options of the application, and without privileges of Anna."""
    made = small_center()
    for name, value in (options or {}).items():
        made = changes.with_option(made, Level.APPLICATION, APPLICATION_NAME, name, value)
    for privilege in without:
        made = changes.without_privilege(made, "anna", privilege)
    return made


def played(play: Callable[[Story], None], options: Mapping[str, str] | None = None) -> Trace:
    """Return the recording of a story at a desktop that goes by these options."""
    story = Story(center(options))
    play(story)
    return trace_of(story.lab)


def ready(story: Story) -> None:
    """Go Not Ready, and Ready again."""
    story.do(Action.GO_NOT_READY)
    story.do(Action.GO_READY)


def said(judged: Conformance) -> dict[str, str]:
    """Return the gravest verdict of each clause, as text."""
    return {clause: str(verdict) for clause, verdict in judged.clauses.items()}


def judged(
    trace: Trace,
    options: Mapping[str, str] | None = None,
    *,
    without: Iterable[str] = (),
    policy: Policy | None = None,
) -> Conformance:
    """Return what is said of a recording by a contact centre with these options."""
    return conform(trace, center(options, without=without), policy=policy)


def why(found: Conformance, clause: str) -> str:
    """Return why a clause is suspect or cannot be judged; empty where it is neither."""
    given = (each for each in found.findings if each.clause == clause and each.verdict is not Verdict.CONFORMS)
    return next((each.why for each in given), "")


def number_of(trace: Trace, name: str, which: int = 0) -> int:
    """Return the number of the entry of a message of Anna's by its name; of several the one counted from 0."""
    own = [each for each in trace.entries if isinstance(each, MessageSent) and "Anna" in {each.sender, each.receiver}]
    return [each.number for each in own if each.name == name][which]


def altered(trace: Trace, name: str, **attributes: object) -> Trace:
    """Return a recording in which messages of a name have other attributes; None takes one away."""

    def change(message: dict[str, Any]) -> dict[str, Any]:
        if message["message"] != name:
            return message
        return {key: value for key, value in {**message, **attributes}.items() if value is not None}

    return with_messages(trace, change)


def moved(trace: Trace, number: int, milliseconds: int) -> Trace:
    """Return a recording in which what happened from an entry on happened later."""
    entries = (
        structs.replace(each, at=each.at + (milliseconds if each.number >= number else 0)) for each in trace.entries
    )
    return replace(trace, entries=tuple(entries))


def as_log(trace: Trace, marks: Callable[[MessageSent], Origin] | None = None, **source: Any) -> Trace:  # noqa: ANN401 - as LogSource takes it
    """Return a recording as one that was read in a log: entry n stands in line 10 n."""
    log = structs.replace(LOG, **source)
    entries = tuple(_with_origin(each, marks) for each in trace.entries if isinstance(each, MessageSent))
    return replace(trace, head=structs.replace(trace.head, log=log), entries=entries)


def _with_origin(entry: MessageSent, marks: Callable[[MessageSent], Origin] | None) -> Entry:
    origin = Origin(file=0, line=10 * entry.number) if marks is None else marks(entry)
    return structs.replace(entry, origin=origin)
