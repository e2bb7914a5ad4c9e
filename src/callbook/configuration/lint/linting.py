"""Linting an environment: every rule in turn, each fault once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from callbook.configuration.environment import Environment
from callbook.configuration.lint.ignores import ignores_of, without_ignored
from callbook.configuration.lint.rule import Fault, Finding, Rule
from callbook.configuration.lint.rules import RULES
from callbook.configuration.lint.survey import Survey
from callbook.core import shortened


def lint(environment: Environment, *, rules: Iterable[Rule] = tuple(RULES.values())) -> tuple[Finding, ...]:
    """Return what is wrong with an environment, by file and line; what a comment ignores is left out."""
    survey = Survey(environment)
    found: dict[tuple[object, ...], Finding] = {}
    for rule in rules:
        for fault in rule.check(survey) if rule.judges(survey) else ():
            finding = _finding(rule, fault)
            key = (finding.rule, finding.file, finding.line, finding.subject, finding.message)
            found[key] = _together(found[key], finding) if key in found else finding
    order = {file: number for number, file in enumerate(environment.files)}
    findings = sorted(found.values(), key=lambda each: (order.get(each.file, -1), each.line, each.rule, each.subject))
    return without_ignored(findings, ignores_of(environment))


def rules_passed_over(environment: Environment, rules: Iterable[Rule] = tuple(RULES.values())) -> tuple[Rule, ...]:
    """Return the rules that cannot judge this environment, as no agents, or neither queues nor roles, are described."""
    survey = Survey(environment)
    return tuple(rule for rule in rules if not rule.judges(survey))


def _finding(rule: Rule, fault: Fault) -> Finding:
    return Finding(
        rule=rule.id,
        name=rule.name,
        severity=rule.severity,
        clauses=rule.clauses,
        level=fault.level,
        holder=shortened(fault.holder),
        file=fault.position.file,
        line=fault.position.line,
        subject=shortened(fault.subject),
        message=shortened(fault.message),
        reason=rule.why,
        remedy=shortened(fault.remedy) or rule.remedy,
        agents=fault.agents,
    )


def _together(one: Finding, other: Finding) -> Finding:
    """Return one finding for two at the same place: several objects may share an option export."""
    holders = dict.fromkeys((*one.holder.split(", "), other.holder))
    agents = dict.fromkeys((*one.agents, *other.agents))
    return replace(one, holder=", ".join(holders), agents=tuple(agents))
