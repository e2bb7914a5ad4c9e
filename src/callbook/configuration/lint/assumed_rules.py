"""CB9xx: what rests on an assumption of this kit."""

from __future__ import annotations

from collections.abc import Iterator

from callbook.configuration.clause_sources import ASSUMED
from callbook.configuration.levels import APPLICATION_NAME, Level
from callbook.configuration.lint.pair_rules import without_park_queue
from callbook.configuration.lint.rule import Fault, Rule, Severity, by_cause
from callbook.configuration.lint.survey import Survey
from callbook.configuration.options import OPTIONS


def _assumed_default(survey: Survey) -> Iterator[Fault]:
    assumed = [option for option in OPTIONS.values() if option.default_basis == ASSUMED]
    used = by_cause(
        (option, situation.agents)
        for option in assumed
        for situation in survey.plain
        for found in [survey.of(option, situation)]
        if found.winner.level is Level.DEFAULT and not found.invalid and not without_park_queue(option, situation)
    )
    for option, agents in used.items():
        yield Fault(
            position=survey.environment.position(("application",)),
            level=Level.APPLICATION.label,
            holder=APPLICATION_NAME,
            subject=option.name,
            message=f"{option} is set nowhere for some agents, and its default, {option.default!r}, is assumed",
            agents=agents,
        )


RULES = (
    Rule(
        id="CB901",
        name="assumed-default",
        severity=Severity.NOTE,
        clauses=("C1",),
        summary="An option is set nowhere, and no public page says what its default is.",
        why="What this kit shows for these agents rests on an assumption; the product may do something else.",
        remedy="Set the option, at the Application for instance.",
        check=_assumed_default,
    ),
)
