"""The sections of a report, a row each: what it is called, what it is made from, and the script that draws it.

A script lies in ``assets`` and puts a function into ``DRAWINGS`` under the section's name: it is given the section's
data and the whole report, and returns what stands below the heading.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from callbook.record.cucumber.reading import RanScenario
from callbook.record.decisions import Decisions
from callbook.record.report.changes import Changes, EarlierReport, changes_since, keys_of
from callbook.record.report.configurations import ReportedConfigurations, WrittenScenario, reported_configurations
from callbook.record.report.coverage import ReportedCoverage, reported_clauses, reported_coverage
from callbook.record.report.facts import Facts
from callbook.record.report.scenarios import ReportedScenario


class Summary(msgspec.Struct):
    """What whoever signs off reads first.

    Attributes:
        red: the places of the scenarios that failed, or broke down.
        changes: since an earlier report; None if it is held against none.
    """

    red: list[int]
    changes: Changes | None


@dataclass(frozen=True, slots=True)
class Material:
    """What sections are made from.

    Attributes:
        ran: whether there was a run; else there are features alone.
        scenarios: all of the report; other sections name one by its place among them.
        written: these as their files have them.
        played: those that were run, as the stream says them.
        features: the file of each feature, by its place.
        facts: at the head of the report.
        earlier: the report that this one is held against.
        decisions: what a file says of scenarios on every configuration; None without one.
    """

    ran: bool
    scenarios: Sequence[ReportedScenario]
    written: Sequence[WrittenScenario]
    played: Sequence[RanScenario]
    features: Sequence[str]
    facts: Facts
    earlier: EarlierReport | None
    decisions: Decisions | None

    def summary(self) -> Summary:
        """Return what whoever signs off reads first."""
        red = [place for place, each in enumerate(self.scenarios) if each.outcome in {"failed", "error"}]
        return Summary(red, None if self.earlier is None else self._changes(self.earlier))

    def _changes(self, earlier: EarlierReport) -> Changes:
        keys = keys_of((self.features[each.feature], each.rule, each.name) for each in self.scenarios)
        now = ((key, each.outcome, each.id) for key, each in zip(keys, self.scenarios, strict=True))
        return changes_since(earlier, self.facts, now)

    def coverage(self) -> list[ReportedCoverage]:
        """Return what a run has shown; nothing without one."""
        places = {scenario.id: place for place, scenario in enumerate(self.scenarios)}
        return reported_coverage(self.played, places) if self.ran else []

    def configurations(self) -> ReportedConfigurations | None:
        """Return where scenarios hold on every configuration; None if that was decided of none."""
        of_run = (each.decision for each in self.played if each.decision is not None)
        return reported_configurations(self.decisions, of_run, self.written)


@dataclass(frozen=True, slots=True)
class Section:
    """A section.

    Attributes:
        name: in the address of the page, and of its data.
        title: its heading.
        made_from: returns its data, which can be written as JSON; None where the report has no such section.
        drawn_by: its script.
    """

    name: str
    title: str
    made_from: Callable[[Material], object]
    drawn_by: str


SECTIONS = (
    Section("summary", "Summary", Material.summary, "summary.js"),
    Section("scenarios", "Scenarios", lambda material: material.scenarios, "scenarios.js"),
    Section("coverage", "Coverage", Material.coverage, "coverage.js"),
    Section("configurations", "Configurations", Material.configurations, "configurations.js"),
    Section("clauses", "Clauses", lambda _: reported_clauses(), "clauses.js"),
)
