"""One scenario as a report tells it: where it stands in its feature, its steps, what happened."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from callbook.configuration import CLAUSES
from callbook.record.cucumber.envelopes import milliseconds
from callbook.record.cucumber.reading import RanCase, RanStep
from callbook.record.report.happenings import Happenings
from callbook.record.report.pool import Pool

NOT_RUN = "not run"
STATUSES = ("PASSED", "FAILED", "SKIPPED", "PENDING", "UNDEFINED", "AMBIGUOUS", "UNKNOWN", "NOT RUN")
FATES = ("pending", "fired", "cancelled")


class StepTold(msgspec.Struct, array_like=True):
    """A step: keyword and text by their numbers in the pool, status by its place in ``STATUSES``, virtual time.

    Attributes:
        argument: the rows of its data table, or its doc string.
    """

    keyword: int
    text: int
    status: int
    milliseconds: int
    message: str = ""
    argument: list[list[str]] | str = ""


class HappeningsTold(msgspec.Struct, rename={"start": "at"}):
    """What happened: instants are milliseconds after the start, texts are numbers in the pool.

    Attributes:
        start: milliseconds since the epoch.
        rungs: [instant, sender, receiver, label, kind].
        states: [machine, subject, first state, last state].
        timers: [name, set at, due, place in ``FATES``, ended at or -1].
        refusals: [instant, who, what, why].
    """

    start: int
    rungs: list[list[int]]
    states: list[list[int]]
    timers: list[list[int]]
    refusals: list[list[int]]


class ScenarioTold(msgspec.Struct, omit_defaults=True):
    """A scenario.

    Attributes:
        id: file and line.
        feature: the place of its feature among all.
        rule: the name of its rule; empty without one.
        outcome: ``passed``, ``failed``, ``skipped``, ``error`` or ``not run``.
        trace: its recording, relative to the folder of the run.
        happened: None without a recording of Callbook's.
    """

    id: str
    feature: int
    rule: str
    name: str
    tags: list[str]
    clauses: list[str]
    outcome: str
    steps: list[StepTold]
    trace: str = ""
    happened: HappeningsTold | None = None


class Teller:
    """Tells scenarios; all of one report share a pool of texts.

    Args:
        pool: takes the texts.
    """

    def __init__(self, pool: Pool) -> None:
        self._number = pool.number

    def not_run(self, pickle: dict[str, Any], keywords: dict[str, str]) -> list[StepTold]:
        """Tell the steps of a scenario that was not run; *keywords* by the ids of the document's steps."""
        return [self._step(step, keywords, "NOT RUN") for step in pickle["steps"]]

    def ran(self, case: RanCase, keywords: dict[str, str]) -> list[StepTold]:
        """Tell the steps of one that was run, with set-up and clean-up where something went wrong there."""
        return list(self._ran(case, keywords))

    def _ran(self, case: RanCase, keywords: dict[str, str]) -> Iterator[StepTold]:
        if case.set_up:
            yield self._hook(case.set_up)
        for step, ran in zip(case.pickle["steps"], case.steps, strict=True):
            told = self._step(step, keywords, ran.result.status)
            told.milliseconds = milliseconds(ran.result.duration)
            told.message = ran.result.message or ""
            yield told
        if case.clean_up:
            yield self._hook(case.clean_up)

    def _hook(self, ran: RanStep) -> StepTold:
        result = ran.result
        name, status = self._number(ran.id), STATUSES.index(result.status)
        return StepTold(self._number(""), name, status, milliseconds(result.duration), result.message or "")

    def _step(self, step: dict[str, Any], keywords: dict[str, str], status: str) -> StepTold:
        keyword = self._number(keywords[step["astNodeIds"][0]])
        return StepTold(keyword, self._number(step["text"]), STATUSES.index(status), 0, "", _argument(step))

    def happened(self, found: Happenings) -> HappeningsTold:
        """Tell what happened."""
        number, start = self._number, found.start
        rungs = [
            [at - start, number(rung.sender), number(rung.receiver), number(rung.label), number(rung.kind)]
            for at, rung in found.rungs
        ]
        states = [
            [number(machine), number(subject), number(first), number(last)]
            for (machine, subject), (first, last) in found.states.items()
        ]
        timers = [
            [number(timer.name), timer.set_at - start, timer.due - start, FATES.index(timer.fate), ended]
            for timer in found.timers.values()
            for ended in (-1 if timer.ended_at is None else timer.ended_at - start,)
        ]
        refusals = [[at - start, number(who), number(what), number(why)] for at, who, what, why in found.refusals]
        return HappeningsTold(start, rungs, states, timers, refusals)


def clauses_among(tags: list[str]) -> list[str]:
    """Pick the clauses among *tags*, in the register's order."""
    claimed = set(tags)
    return [clause.id for clause in CLAUSES if clause.id in claimed]


def _argument(step: dict[str, Any]) -> list[list[str]] | str:
    argument = step.get("argument", {})
    if "dataTable" in argument:
        return [[cell["value"] for cell in row["cells"]] for row in argument["dataTable"]["rows"]]
    return argument["docString"]["content"] if "docString" in argument else ""
