"""Lints configurations: findings by file, as JSON or as SARIF; says what a rule is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from rich.markdown import Markdown
from rich.text import Text

from callbook.cli.output import print_file, print_json
from callbook.configuration import (
    RULES,
    Environment,
    Finding,
    Rule,
    Severity,
    chosen_rules,
    lint,
    read_environment,
    rule_of,
    rule_page,
    rules_passed_over,
    sarif,
)
from callbook.core import BadInput, counted

if TYPE_CHECKING:
    from rich.console import Console

_COLORS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.NOTE: "bold cyan"}


@dataclass(frozen=True, slots=True)
class LintRequest:
    """What is asked of a run.

    Attributes:
        select, ignore: ids of rules or the beginnings of them.
        strict: notes give exit code 1 as well.
        form: `text`, `json` or `sarif`.
    """

    select: Sequence[str] = ()
    ignore: Sequence[str] = ()
    strict: bool = False
    form: str = "text"


@dataclass(frozen=True, slots=True)
class Linted:
    """One file, linted."""

    environment: Environment
    findings: tuple[Finding, ...]
    passed_over: tuple[Rule, ...]


def run(console: Console, files: Sequence[Path], wanted: LintRequest) -> int:
    """Print what is wrong with the configurations in *files*; return 1 if anything but notes is, else 0.

    Raises:
        BadInput: a file cannot be read, or there is no such rule.
    """
    if not files:
        raise BadInput("files", "", accepted="at least one configuration: callbook lint centre.toml")
    rules = chosen_rules(wanted.select, wanted.ignore)
    found = linted(files, rules)
    findings = [finding for each in found for finding in each.findings]
    if wanted.form == "sarif":
        print_json(console, sarif(findings, rules, version("callbook")))
    elif wanted.form == "json":
        print_json(console, as_mapping(found))
    else:
        for line in finding_lines(found):
            console.print(line, markup=False, highlight=False, soft_wrap=True)
    return 1 if any(wanted.strict or each.severity is not Severity.NOTE for each in findings) else 0


def explain(console: Console, name: str) -> None:
    """Print the page of a rule; raise Unknown when there is none of this id or name."""
    page = rule_page(rule_of(name))
    if console.is_terminal:
        console.print(Markdown(page))
    else:
        print_file(console, page)


def linted(files: Iterable[Path], rules: Sequence[Rule] = tuple(RULES.values())) -> list[Linted]:
    """Return what each of the *files* breaks of these *rules*; raise BadInput for one that cannot be read."""
    environments = map(read_environment, files)
    return [Linted(each, lint(each, rules=rules), rules_passed_over(each, rules)) for each in environments]


def finding_lines(found: Sequence[Linted]) -> Iterable[Text]:
    """Return the findings for people, what matters most first, and how many there are."""
    findings = [finding for each in found for finding in each.findings]
    for finding in sorted(findings, key=_weight):
        yield _line(finding)
        yield Text(f"    {_sentence(finding)}", "dim")
    for each in found:
        if each.environment.passed_over:
            yield Text(each.environment.source.passed_over_in_words)
        if each.passed_over:
            yield Text(_not_judged(each))
    yield _summary(found)


def _weight(finding: Finding) -> int:
    return tuple(Severity).index(finding.severity)


def _line(finding: Finding) -> Text:
    color = _COLORS[finding.severity]
    return Text.assemble((f"{finding.file}:{finding.line}", "bold"), ": ", (finding.rule, color), f" {finding.message}")


def _sentence(finding: Finding) -> str:
    affects = f"{finding.affects[:1].upper()}{finding.affects[1:]}. " if finding.affects else ""
    return f"{affects}{finding.remedy}"


def _not_judged(found: Linted) -> str:
    environment = found.environment
    alone = " was read alone, as options of the Application:" if environment.only_options else " was read alone:"
    read = "" if environment.whole else alone
    known = "no agents are described" if environment.whole else "agents, roles, queues and reasons are unknown"
    rules = ", ".join(rule.id for rule in found.passed_over)
    return f"{environment.file}{read or ':'} {known}, so these rules were passed over: {rules}"


def _summary(found: Sequence[Linted]) -> Text:
    findings = [finding for each in found for finding in each.findings]
    files = len(dict.fromkeys(file for each in found for file in each.environment.files))
    counts = [(severity, sum(each.severity is severity for each in findings)) for severity in Severity]
    of_severities = ", ".join(counted(count, severity.value) for severity, count in counts if count) or "nothing found"
    return Text(f"{of_severities} in {counted(files, 'file')}")


def as_mapping(found: Sequence[Linted]) -> dict[str, object]:
    """Return the findings for machines."""
    return {
        "findings": [msgspec.to_builtins(finding) for each in found for finding in each.findings],
        "files": list(dict.fromkeys(file for each in found for file in each.environment.files)),
        "passed over": {
            each.environment.file: [rule.id for rule in each.passed_over] for each in found if each.passed_over
        },
        "not of the channel": {
            each.environment.file: each.environment.without_a_place for each in found if each.environment.passed_over
        },
    }
