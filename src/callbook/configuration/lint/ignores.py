"""CB0xx: findings that a comment asks to ignore, with the reason: `callbook: ignore CB303 - reason`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from callbook.configuration.documents import Position
from callbook.configuration.documents.option_export import OptionExport
from callbook.configuration.documents.structured import Structured
from callbook.configuration.environment import Environment
from callbook.configuration.lint.rule import Fault, Finding, Rule, Severity
from callbook.configuration.lint.survey import Survey

_MARK = "callbook:"
_COMMENT = re.compile(
    r"(?P<before>.*?)(?:^|(?<=\s))(?P<sign>[#;]).*?callbook:\s*ignore\b"
    r"(?P<rules>[\s,]*(?:[A-Z]{2}[0-9]+[\s,]*)*)(?:[-\u2013\u2014:]\s*(?P<reason>.*))?.*"
)
_RULE = re.compile(r"[A-Z]{2}[0-9]+")


@dataclass(frozen=True, slots=True)
class Ignore:
    """A comment that asks to ignore findings.

    Attributes:
        position: where the comment stands.
        rules: the ids of the rules.
        reason: why; empty where nobody says so.
        lines: the lines whose findings it speaks of.
    """

    position: Position
    rules: tuple[str, ...]
    reason: str
    lines: tuple[int, ...]


def ignores_of(environment: Environment) -> tuple[Ignore, ...]:
    """Return the comments in the files that can have some: all but JSON."""
    return tuple(
        ignore
        for document in environment.source.documents
        if _MARK in document.text and not (isinstance(document, Structured) and document.form.name == "JSON")
        for ignore in _in(document)
    )


def _in(document: Structured | OptionExport) -> Iterator[Ignore]:
    lines = re.split(r"\r\n|\r|\n", document.text)
    for number, line in enumerate(lines, start=1):
        found = _COMMENT.fullmatch(line)
        whole = found is not None and not found["before"].strip()
        if found is None or not (whole or (isinstance(document, Structured) and found["sign"] == "#")):
            continue
        below = next((n for n in range(number, len(lines)) if not _is_comment(lines[n])), len(lines) - 1)
        rules = tuple(_RULE.findall(found["rules"]))
        reason = (found["reason"] or "").strip()
        yield Ignore(Position(document.where, number), rules, reason, (below + 1,) if whole else (number,))


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith(("#", ";"))


def without_ignored(findings: Collection[Finding], ignores: Collection[Ignore]) -> tuple[Finding, ...]:
    """Return the findings without what a comment asks to ignore."""
    ignored = {
        (ignore.position.file, line, rule) for ignore in ignores for line in ignore.lines for rule in ignore.rules
    }
    return tuple(each for each in findings if (each.file, each.line, each.rule) not in ignored)


def _without_reason(survey: Survey) -> Iterator[Fault]:
    for ignore in ignores_of(survey.environment):
        if not ignore.rules:
            yield Fault(position=ignore.position, message="The comment names no rule to ignore")
        elif not ignore.reason:
            yield Fault(position=ignore.position, message=f"{', '.join(ignore.rules)} is ignored without a reason")


RULES = (
    Rule(
        id="CB001",
        name="ignore-without-reason",
        severity=Severity.ERROR,
        clauses=(),
        summary="A comment ignores a rule, but does not say why.",
        why="In a year nobody knows whether the reason still holds.",
        remedy="Write it behind a hyphen: callbook: ignore CB303 - the server waits 60 s here.",
        check=_without_reason,
        needs="nothing",
    ),
)
