"""Findings as SARIF 2.1.0, which code hosts and editors show beside the lines of a log; paths are relative."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from callbook.configuration import CLAUSES_BY_ID
from callbook.core import sarif_file
from callbook.verification.conformance.verdicts import Verdict
from callbook.verification.conformance.wording import ORDER, shown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.verification.conformance.judging import Conformance
    from callbook.verification.conformance.verdicts import Finding, Place


def sarif(judged: Iterable[Conformance], version: str, *, assumed: bool = True) -> dict[str, Any]:
    """Return one run with a rule for each clause, and a result for each violation and each suspicion."""
    found = [
        (each.trace.file, finding)
        for each in judged
        for finding in shown(each, assumed=assumed)
        if finding.verdict is not Verdict.UNJUDGED
    ]
    clauses = sorted({finding.clause for _, finding in found}, key=lambda clause: ORDER[clause])
    results = [_result(file, finding, clauses.index(finding.clause)) for file, finding in found]
    return sarif_file("callbook conform", version, [_rule(clause) for clause in clauses], results)


def _rule(clause: str) -> dict[str, Any]:
    return {"id": clause, "shortDescription": {"text": CLAUSES_BY_ID[clause].text}}


def _level(finding: Finding) -> str:
    if finding.verdict is Verdict.SUSPECT:
        return "warning"
    return "note" if finding.assumed else "error"


def _result(recording: str, finding: Finding, number: int) -> dict[str, Any]:
    related = [] if finding.invitation is None else [_location(recording, finding.invitation)]
    said: dict[str, Any] = {
        "ruleId": finding.clause,
        "ruleIndex": number,
        "level": _level(finding),
        "message": {"text": str(finding)},
        "locations": [_location(recording, finding.place)],
        "properties": {"agent": finding.agent, "interaction": finding.interaction, "decidedBy": finding.level},
    }
    return {**said, "relatedLocations": related} if related else said


def _location(recording: str, place: Place) -> dict[str, Any]:
    file, line = (place.file, place.line) if place.file else (recording or "recording", place.entry + 1)
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": {"startLine": line}}}


def _uri(file: str) -> str:
    """Return a path as a relative URI: of an absolute one only the name, for it says how a machine is laid out."""
    path = PurePath(file)
    return quote(path.name if path.is_absolute() else path.as_posix())
