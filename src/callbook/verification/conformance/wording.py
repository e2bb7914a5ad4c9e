"""What was found, for people and as plain data."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from callbook.configuration import CLAUSES
from callbook.core import counted
from callbook.verification.conformance.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.verification.conformance.judging import Conformance
    from callbook.verification.conformance.settling import Settled
    from callbook.verification.conformance.verdicts import Finding, Place

ORDER = {clause.id: number for number, clause in enumerate(CLAUSES)}
"""The place of each clause in the register."""


def shown(judged: Conformance, *, assumed: bool) -> list[Finding]:
    """Return the findings that are printed one by one, the gravest first; without *assumed* no assumed violation."""
    verdicts = (Verdict.VIOLATES, Verdict.SUSPECT, Verdict.UNJUDGED)
    found = [each for verdict in verdicts for each in judged.of(verdict) if assumed or not each.assumed]
    return sorted(found, key=lambda each: (verdicts.index(each.verdict), each.assumed))


def finding_lines(finding: Finding) -> Iterator[str]:
    """Yield one finding in lines: what is said of which clause and where; then what was expected, and why."""
    assumed = " (assumed)" if finding.assumed else ""
    about = f"{finding.verdict} {finding.clause}".rstrip()
    interaction = f", {finding.interaction}" if finding.interaction else ""
    yield f"{about}{assumed}: {finding.what} at {finding.place} ({finding.agent}{interaction})"
    parts = (
        ("expected", finding.expected),
        ("got", finding.got),
        ("decided by", finding.level),
        ("why", finding.why),
        ("invited at", "" if finding.invitation is None else str(finding.invitation)),
    )
    yield from (f"    {name} {text}" for name, text in parts if text)


def summary_lines(judged: Conformance) -> Iterator[str]:
    """Yield what conforms, by clause, and how much was judged."""
    conforming = Counter(each.clause for each in judged.of(Verdict.CONFORMS))
    in_order = sorted(conforming, key=lambda clause: ORDER[clause])
    if conforming:
        yield f"conforms: {', '.join(f'{clause} x {conforming[clause]}' for clause in in_order)}"
    counts = [f"{len(judged.of(verdict))} {verdict}" for verdict in Verdict]
    yield (
        f"{counted(judged.stays, 'callback')} at {counted(len(judged.agents), 'desktop')}, {judged.judged} judged: "
        f"{', '.join(counts)}"
    )


def as_mapping(judged: Conformance, settled: Iterable[Settled] = (), *, assumed: bool = True) -> dict[str, Any]:
    """Return everything that was found as plain data."""
    verdicts = Counter((each.clause, each.verdict) for each in judged.findings if each.clause)
    clauses = sorted({clause for clause, _ in verdicts}, key=lambda clause: ORDER[clause])
    said: dict[str, Any] = {
        "recording": judged.trace.file or judged.trace.name,
        "agents": list(judged.agents),
        "callbacks": judged.stays,
        "judged": judged.judged,
        "clauses": {
            clause: {str(verdict): count for verdict in Verdict if (count := verdicts[clause, verdict])}
            for clause in clauses
        },
        "findings": [
            _plain(each)
            for each in judged.findings
            if each.verdict is not Verdict.CONFORMS and (assumed or not each.assumed)
        ],
    }
    rows = [
        {
            "assumption": each.row.name,
            "clause": each.row.clause,
            "value": each.row.value,
            "answer": str(each.answer),
            "instead": each.value,
            "places": list(map(str, each.places)),
        }
        for each in settled
    ]
    return {**said, "assumptions": rows} if rows else said


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "verdict": str(finding.verdict),
        "clause": finding.clause,
        "assumed": finding.assumed,
        "agent": finding.agent,
        "interaction": finding.interaction,
        "place": _place(finding.place),
        "invitation": None if finding.invitation is None else _place(finding.invitation),
        "what": finding.what,
        "expected": finding.expected,
        "got": finding.got,
        "level": finding.level,
        "why": finding.why,
    }


def _place(place: Place) -> dict[str, Any]:
    return {"entry": place.entry, "file": place.file, "line": place.line}
