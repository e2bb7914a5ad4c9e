"""The sections of a report, a row each: what it is called, what it is made from, and the script that draws it.

A script lies in ``assets`` and puts a function into ``DRAWINGS`` under the section's name: it is given the section's
data and the whole report, and returns what stands below the heading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from callbook.record.cucumber.reading import RanScenario
from callbook.record.report.coverage import ReportedCoverage, reported_clauses, reported_coverage
from callbook.record.report.scenarios import ReportedScenario


@dataclass(frozen=True, slots=True)
class Material:
    """What sections are made from.

    Attributes:
        ran: whether there was a run; else there are features alone.
        scenarios: all of the report; other sections name one by its place among them.
        played: those that were run, as the stream says them.
    """

    ran: bool
    scenarios: Sequence[ReportedScenario]
    played: Sequence[RanScenario]

    def coverage(self) -> list[ReportedCoverage]:
        """Return what a run has shown; nothing without one."""
        places = {scenario.id: place for place, scenario in enumerate(self.scenarios)}
        return reported_coverage(self.played, places) if self.ran else []


@dataclass(frozen=True, slots=True)
class Section:
    """A section.

    Attributes:
        name: in the address of the page, and of its data.
        title: its heading.
        made_from: returns its data, which can be written as JSON.
        drawn_by: its script.
    """

    name: str
    title: str
    made_from: Callable[[Material], object]
    drawn_by: str


SECTIONS = (
    Section("scenarios", "Scenarios", lambda material: material.scenarios, "scenarios.js"),
    Section("coverage", "Coverage", Material.coverage, "coverage.js"),
    Section("clauses", "Clauses", lambda _: reported_clauses(), "clauses.js"),
)
