"""What a desktop of another make does otherwise, clause by clause: a report instead of a list of failures."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypedDict

import pytest

from callbook.configuration import CLAUSES_BY_ID
from callbook.core import CallbookError
from callbook.pytest_plugin.attribution import NO_CLAUSE, Attributed, attributed
from callbook.pytest_plugin.expectation import expected_and_got
from callbook.pytest_plugin.scenario_facts import FACTS, STEP

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from callbook.pytest_plugin.recording import Recorder, RunLine

FILE: Final = "differences.json"
"""Where the report is kept for machines, in the folder of the recordings."""

_TOLD: Final = "callbook_told_otherwise"
_FAILURES: Final = frozenset("fFaA")
_LONGEST = 160


class Told(TypedDict):
    """How one scenario went otherwise.

    Attributes:
        step: the step that did not hold; empty if it was none.
        expected, got: both sides, in words.
        broken: whether the desktop has broken down rather than done something else.
    """

    step: str
    expected: str
    got: str
    broken: bool


class Differences:
    """The report of one run with another desktop."""

    def __init__(self, config: pytest.Config, recorder: Recorder) -> None:
        self._config = config
        self._recorder = recorder
        self._told: dict[tuple[str, int, str], Told] = {}
        if config.option.tbstyle == "auto":
            config.option.tbstyle = "no"  # whoever wants them says --tb=short

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Tell on the report how the scenario went otherwise."""
        report = yield
        if report.failed and call.excinfo is not None and FACTS in item.stash:
            facts = item.stash[FACTS]
            told = _told_by(item, call.excinfo.value)
            report.__dict__[_TOLD] = (facts.feature, facts.line, facts.scenario, told)
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take what the report tells, here or from a worker."""
        found: tuple[str, int, str, Told] | None = getattr(report, _TOLD, None)
        if found is not None:
            feature, line, scenario, told = found
            self._told.setdefault((feature, line, scenario), told)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Write the report, and keep it for machines."""
        lines = self._recorder.lines
        if not lines:
            return
        found = attributed(lines)
        listed = terminalreporter.reportchars  # pytest's own list of failures: the report has them, by clause
        terminalreporter.reportchars = "".join(char for char in listed if char not in _FAILURES)
        terminalreporter.write_sep("-", f"desktop: {self._config.option.desktop}")
        for text in self._lines(found, lines):
            terminalreporter.write_line(text)
        document = json.dumps(self._plain(found), ensure_ascii=False, indent=2)
        (self._recorder.directory / FILE).write_text(document + "\n", encoding="utf-8")

    def _lines(self, found: tuple[Attributed, ...], lines: list[RunLine]) -> Iterator[str]:
        held = sum(line["outcome"] == "passed" for line in lines)
        yield f"{held} of {len(lines)} scenarios hold"
        if found:
            yield f"it does otherwise, by clause ({len(found)}):"
        for each in found:
            yield f"  {_heading(each)}"
            yield f"    {_counted(len(each.failed), 'scenario')} otherwise, {each.held} of the clause hold"
            for line in each.failed:
                yield from self._account(line)
        if any(told["broken"] for told in self._told.values()):
            yield "what is marked as broken is no difference: the desktop failed; --tb=short shows where"

    def _account(self, line: RunLine) -> Iterator[str]:
        yield f"    {line['feature']}:{line['line']}  {line['scenario']}"
        told = self._of(line)
        yield f"      {'broken' if told['broken'] else 'step':<9} {told['step']}"
        yield f"      expected  {_short(told['expected'])}"
        yield f"      got       {_short(told['got'])}"

    def _of(self, line: RunLine) -> Told:
        nothing = Told(step="", expected="", got="", broken=True)
        return self._told.get((line["feature"], line["line"], line["scenario"]), nothing)

    def _plain(self, found: tuple[Attributed, ...]) -> dict[str, object]:
        return {
            "desktop": self._config.option.desktop,
            "scenarios": len(self._recorder.lines),
            "differences": [
                {
                    "clause": each.clause,
                    "held": each.held,
                    "scenarios": [
                        {"feature": line["feature"], "line": line["line"], "scenario": line["scenario"]}
                        | dict(self._of(line))
                        for line in each.failed
                    ],
                }
                for each in found
            ],
        }


def _told_by(item: pytest.Item, error: BaseException) -> Told:
    step = item.stash.get(STEP, None)
    words = "" if step is None else f"{step.keyword} {step.name}  (line {step.line_number})"
    broken = not isinstance(error, AssertionError | CallbookError)
    if isinstance(error, CallbookError):
        return Told(step=words, expected="it is done", got=f"refused: {error}", broken=False)
    expected, got = expected_and_got(item, error)
    return Told(step=words, expected=expected, got=got, broken=broken)


def _heading(each: Attributed) -> str:
    if each.clause == NO_CLAUSE:
        return "no clause"
    return f"{each.clause}: {CLAUSES_BY_ID[each.clause].text}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 3]}..."


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count} {what}s"
