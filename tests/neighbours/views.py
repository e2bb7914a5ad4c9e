"""One run, seen from five sides: pytest's own counts, the event stream, the report, Cucumber JSON and JUnit XML.

A *result* is how a scenario ended in the end; an attempt that was to be repeated is none. *Attempts* are all that ran.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from defusedxml import ElementTree
from tests.neighbours.lamp_project import counted_by_pytest
from tests.neighbours.runs import STREAM, Messages, messages_of

JSON, JUNIT = "cucumber.json", "junit.xml"
WRITING_ALL = ("--cucumberjson", JSON, "--junitxml", JUNIT)
"""The options that let pytest write what is looked at here."""

_BAD = {"failed", "error", "undefined", "ambiguous"}
_OPEN = {"skipped", "pending", "xfailed"}


class Totals(NamedTuple):
    """How many scenarios ended how."""

    passed: int
    failed: int
    skipped: int

    def __str__(self) -> str:
        """Return them as they stand in a table."""
        return "/".join(map(str, self))


class Views(NamedTuple):
    """What the five sides say of one run.

    Attributes:
        totals: by the name of the side; a side that could not be read has none.
        attempts: by the name of the side, of those that know of attempts.
        scenarios: how many scenarios (pickles) were run.
        trouble: why a side could not be read.
    """

    totals: dict[str, Totals]
    attempts: dict[str, int]
    scenarios: int
    trouble: list[str]


def views_of(folder: Path, report: str) -> Views:
    """Return what the five sides say of the run in *folder*; *report* is what `callbook report --json` printed."""
    readers: dict[str, Callable[[], tuple[Totals, int | None]]] = {
        "runner": lambda: _runner(counted_by_pytest(folder)),
        "stream": lambda: _stream(messages_of(folder / STREAM)),
        "report": lambda: (_count(each["outcome"] for each in json.loads(report)["scenarios"]), None),
        "JSON": lambda: (_count(_elements(json.loads((folder / JSON).read_bytes()))), None),
        "JUnit": lambda: _junit(folder / JUNIT),
    }
    totals, attempts, trouble = dict[str, Totals](), dict[str, int](), list[str]()
    for name, read in readers.items():
        try:
            totals[name], number = read()
        except (OSError, ValueError, KeyError, SyntaxError) as error:  # there is none, or it is no JSON or XML
            trouble.append(f"{name}: {type(error).__name__}: {error}")
        else:
            if number is not None:
                attempts[name] = number
    pickles = {case["pickleId"] for case in _each(messages_of(folder / STREAM), "testCase")}
    return Views(totals, attempts, len(pickles), trouble)


def _count(outcomes: Iterable[str]) -> Totals:
    counted = Counter(_outcome((each,)) for each in outcomes)
    return Totals(counted["passed"], counted["failed"], counted["skipped"])


def _outcome(statuses: Iterable[str]) -> str:
    """Return how a scenario ended whose parts ended with *statuses*."""
    found = {status.lower() for status in statuses}
    return "failed" if found & _BAD else "skipped" if found & _OPEN else "passed"


def _runner(counted: dict[str, int]) -> tuple[Totals, int]:
    known = {"passed", "xpassed", "failed", "error", "skipped", "xfailed"}
    totals = Counter[str]()
    for name, number in counted.items():
        if name in known:
            totals[_outcome((name,))] += number
    return Totals(totals["passed"], totals["failed"], totals["skipped"]), totals.total() + counted.get("rerun", 0)


def _stream(messages: Messages) -> tuple[Totals, int]:
    statuses: dict[str, list[str]] = {each["id"]: [] for each in _each(messages, "testCaseStarted")}
    for each in _each(messages, "testStepFinished"):
        statuses[each["testCaseStartedId"]].append(each["testStepResult"]["status"])
    finals = [
        statuses[each["testCaseStartedId"]] for each in _each(messages, "testCaseFinished") if not each["willBeRetried"]
    ]
    return _count(map(_outcome, finals)), len(statuses)


def _each(messages: Messages, kind: str) -> Iterator[dict[str, Any]]:
    return (envelope[kind] for envelope in messages if kind in envelope)


def _elements(features: list[dict[str, Any]]) -> Iterator[str]:
    for feature in features:
        for element in feature["elements"]:
            parts = (*element.get("before", ()), *element["steps"], *element.get("after", ()))
            yield _outcome(part["result"]["status"] for part in parts)


def _junit(file: Path) -> tuple[Totals, int]:
    """Return the totals of JUnit XML: pytest's own, which has an element for each attempt, and counts the results."""
    suite = next(ElementTree.parse(file).iter("testsuite"))
    tests, failures, errors, skipped = (int(suite.attrib[each]) for each in ("tests", "failures", "errors", "skipped"))
    bad = failures + errors
    return Totals(tests - bad - skipped, bad, skipped), len(list(suite.iter("testcase")))
