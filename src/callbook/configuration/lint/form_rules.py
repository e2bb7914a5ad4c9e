"""CB6xx: how things are written, in our own form and in those of other programs."""

from __future__ import annotations

from collections.abc import Iterator

from callbook.configuration.lint.rule import Fault, Rule, Severity
from callbook.configuration.lint.survey import Survey


def _remarks(survey: Survey, *, left_out: bool) -> Iterator[Fault]:
    for remark, text in survey.environment.source.remarks_together:
        if remark.left_out == left_out:
            yield Fault(position=remark.origin.position, subject=remark.subject, message=text)


def _read_otherwise(survey: Survey) -> Iterator[Fault]:
    yield from _remarks(survey, left_out=False)


def _left_out(survey: Survey) -> Iterator[Fault]:
    yield from _remarks(survey, left_out=True)


RULES = (
    Rule(
        id="CB601",
        name="read-otherwise",
        severity=Severity.NOTE,
        clauses=(),
        summary="Something was read otherwise than it is written, or had to be made up.",
        why="In the product every option is a text, and what a file does not say has to be right all the same.",
        remedy="Write it as it was read; `callbook convert` writes the whole centre so.",
        check=_read_otherwise,
        needs="nothing",
    ),
    Rule(
        id="CB602",
        name="left-out",
        severity=Severity.WARNING,
        clauses=(),
        summary="Something that the channel would read could not be read, and was left out.",
        why="The rest was read without it: what is judged and played is not quite what the file describes.",
        remedy="Put it right where it stands, or take it out.",
        check=_left_out,
        needs="nothing",
    ),
)
