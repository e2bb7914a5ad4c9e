"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from callbook.configuration.lint.rule import Finding, Rule
from callbook.core import sarif_file


def sarif(findings: Iterable[Finding], rules: Iterable[Rule], version: str) -> dict[str, Any]:
    """Return one run with its rules and results."""
    rules = tuple(rules)
    number = {rule.id: index for index, rule in enumerate(rules)}
    results = [_result(finding, number[finding.rule]) for finding in findings]
    return sarif_file("callbook lint", version, [_rule(rule) for rule in rules], results)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "name": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why},
        "help": {"text": rule.remedy},
        "defaultConfiguration": {"level": rule.severity.value},
        "properties": {"clauses": list(rule.clauses)},
    }


def _result(finding: Finding, number: int) -> dict[str, Any]:
    affects = f" It {finding.affects}." if finding.affects else ""
    where = {"artifactLocation": {"uri": _uri(finding.file)}, "region": {"startLine": finding.line}}
    return {
        "ruleId": finding.rule,
        "ruleIndex": number,
        "level": finding.severity.value,
        "message": {"text": f"{finding.message}.{affects} {finding.remedy}"},
        "locations": [{"physicalLocation": where}],
        "properties": {"level": finding.level, "holder": finding.holder, "agents": list(finding.agents)},
    }


def _uri(file: str) -> str:
    """Return a path as a URI: relative ones stay relative, as code hosts want them."""
    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
