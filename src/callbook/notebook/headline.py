"""The head of a recording's page: which scenario, how it ended and why, then when and how much of it there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.core import MessageSent, StepBegan, counted
from callbook.notebook import html_parts
from callbook.notebook.recording import step_of
from callbook.record import day_text, time_of_day, xml_element, xml_escaped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.record import Trace

_NO_SCENARIO = "Recording"


def headline(trace: Trace) -> str:
    """Return it as markup: verdict and cause stand before all that is only good to know."""
    return xml_element("header", "".join(_parts(trace)), class_="headline")


def _parts(trace: Trace) -> Iterator[str]:
    head, failure = trace.head, trace.failure
    place = f"{head.feature}:{head.line}" if head.feature else _NO_SCENARIO
    yield _paragraph(place, "eyebrow")
    yield xml_element("h1", xml_escaped(trace.name))
    if failure is not None:
        yield _paragraph(f"failed at: {step_of(trace, failure)}", "verdict bad")
        yield _paragraph(failure.error, "cause")
    elif head.outcome:
        yield _paragraph(head.outcome, f"verdict {html_parts.outcome(head.outcome)}")
    if trace.trouble:
        yield _paragraph(trace.trouble, "cause")
    if head.log is not None and head.log.personal_data:
        yield _paragraph("Read in logs of real people: this page holds personal data.", "cause")
    yield _paragraph(" · ".join(_to_know(trace)), "soft")


def _to_know(trace: Trace) -> Iterator[str]:
    entries = trace.entries
    yield _from_to(entries[0].at if entries else trace.end, trace.end)
    steps = sum(isinstance(entry, StepBegan) for entry in entries)
    if steps:
        yield counted(steps, "step")
    messages = sum(isinstance(entry, MessageSent) for entry in entries)
    yield f"{counted(messages, 'message')} among {counted(len(entries), 'entry')}"
    yield f"seed {trace.head.seed}"
    if trace.head.tags:
        yield " ".join(f"@{tag}" for tag in trace.head.tags)


def _from_to(start: int, end: int) -> str:
    """Return a stretch of time in words, the second day only where it is another."""
    last_day = "" if day_text(start) == day_text(end) else f"{day_text(end)}, "
    return f"{day_text(start)}, {time_of_day(start)} to {last_day}{time_of_day(end)} UTC"


def _paragraph(words: str, kind: str) -> str:
    return xml_element("p", xml_escaped(words), class_=kind)
