"""Findings as JUnit XML, which every CI shows: a test for each clause of each interaction.

What violates a clause is a failure; what is suspect, assumed, or cannot be judged is skipped, and says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from callbook.record import xml_element, xml_escaped
from callbook.verification.conformance.verdicts import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from callbook.verification.conformance.judging import Conformance
    from callbook.verification.conformance.verdicts import Finding


def junit(judged: Iterable[Conformance]) -> str:
    """Return the whole file: a suite for each recording."""
    suites = "\n".join(map(_suite, judged))
    return f'<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="callbook conform">\n{suites}\n</testsuites>\n'


def _suite(judged: Conformance) -> str:
    failures = len(judged.failing)
    skipped = sum(not each.fails and each.verdict is not Verdict.CONFORMS for each in judged.findings)
    cases = "\n".join(map(_case, judged.findings))
    return xml_element(
        "testsuite",
        f"\n{cases}\n",
        name_=judged.trace.file or judged.trace.name,
        tests=len(judged.findings),
        failures=failures,
        skipped=skipped,
        errors=0,
    )


def _case(finding: Finding) -> str:
    inside = ""
    if finding.fails:
        text = xml_escaped(str(finding))
        inside = xml_element("failure", text, message=f"{finding.what} at {finding.place}", type=finding.clause)
    elif finding.verdict is not Verdict.CONFORMS:
        inside = xml_element("skipped", message=str(finding))
    name = f"{finding.clause or 'all clauses'}: {finding.what} at {finding.place}"
    return xml_element("testcase", inside, classname=f"{finding.agent}.{finding.interaction or 'session'}", name_=name)
