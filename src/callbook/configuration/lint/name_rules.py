"""CB1xx: names and values of options."""

from __future__ import annotations

from collections.abc import Iterator

from callbook.configuration.levels import Problem
from callbook.configuration.lint.rule import Fault, Rule, Severity
from callbook.configuration.lint.survey import Survey
from callbook.configuration.options import OPTIONS
from callbook.configuration.values import OF_NAMES
from callbook.core import Unknown


def _unknown_option(survey: Survey) -> Iterator[Fault]:
    for misfit in survey.environment.misfits:
        if misfit.kind != "option":
            continue
        level, holder = survey.holder_of(misfit.path)
        near = Unknown("option", misfit.given, OPTIONS).nearest
        yield Fault(
            position=survey.environment.position(misfit.path),
            level=level.label,
            holder=holder,
            subject=str(misfit.given),
            message=f"There is no option {misfit.given!r}",
            remedy=f"Did you mean {' or '.join(map(repr, near))}?" if near else "",
            agents=survey.affected(level, holder),
        )


def _bad_value(survey: Survey) -> Iterator[Fault]:
    for option, problem in survey.problems:
        if option.kind not in OF_NAMES:
            yield fault_of(survey, problem)


def fault_of(survey: Survey, problem: Problem) -> Fault:
    """Return what is wrong with a value, and whom it affects."""
    at = problem.contribution
    return Fault(
        position=survey.at(at),
        level=at.level.label,
        holder=at.holder,
        subject=at.option,
        message=_said(problem),
        remedy=f"Valid: {problem.valid}.",
        agents=survey.affected(at.level, at.holder),
    )


def _said(problem: Problem) -> str:
    at = problem.contribution
    if problem.entry is not None:
        return f"{at.option} names {problem.entry!r}, which is left out"
    return f"{at.option} is {at.raw!r}, which is not valid"


def _option_twice(survey: Survey) -> Iterator[Fault]:
    for doubled in survey.environment.doubled:
        if doubled.option in OPTIONS:
            yield Fault(
                position=doubled.again,
                subject=doubled.option,
                message=f"{doubled.option} stands in line {doubled.first.line} already; only this line counts",
            )


RULES = (
    Rule(
        id="CB101",
        name="unknown-option",
        severity=Severity.ERROR,
        clauses=("C1",),
        summary="An option of the Web Callback channel has a name that nobody knows.",
        why="Workspace passes over names that it does not know: the option has no effect, and nothing says so.",
        remedy="Write the name as `callbook options` lists it.",
        check=_unknown_option,
        needs="nothing",
    ),
    Rule(
        id="CB102",
        name="bad-value",
        severity=Severity.ERROR,
        clauses=("C5",),
        summary="An option has a value that is not valid.",
        why="The value is ignored, and the next lower level that is valid applies: seldom what was meant.",
        remedy="Write a value that `callbook options` calls valid.",
        check=_bad_value,
        needs="nothing",
    ),
    Rule(
        id="CB103",
        name="option-twice",
        severity=Severity.WARNING,
        clauses=("C1",),
        summary="An option stands twice in one option export.",
        why="Only the last line counts; whoever changes the other one wonders why nothing happens.",
        remedy="Delete the line that does not count.",
        check=_option_twice,
        needs="nothing",
    ),
)
