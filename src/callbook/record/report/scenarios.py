"""One scenario as a report shows it: where it stands in its feature, its steps, what happened."""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import Any, Literal

import msgspec

from callbook.record.cucumber.envelopes import Attachment, milliseconds
from callbook.record.cucumber.reading import RanScenario, RanStep
from callbook.record.report.events import RecordedEvents

NOT_RUN = "not run"
STATUSES = ("PASSED", "FAILED", "SKIPPED", "PENDING", "UNDEFINED", "AMBIGUOUS", "UNKNOWN", "NOT RUN")


Kind = Literal["text", "picture", "file"]


class ReportedAttachment(msgspec.Struct, array_like=True):
    """What a step, or a hook, has attached.

    Attributes:
        kind: how it is shown: as the text that it is, as a picture, or as a file to save.
        name: of the file, or else its media type.
        media_type: without parameters.
        size: in bytes.
        body: a text as it is, everything else in Base64.
    """

    kind: Kind
    name: str
    media_type: str
    size: int
    body: str


class ReportedStep(msgspec.Struct, array_like=True):
    """A step: keyword and text by their numbers in the pool, status by its place in ``STATUSES``, virtual time.

    Attributes:
        argument: the rows of its data table, or its doc string.
        attached: what it has attached.
    """

    keyword: int
    text: int
    status: int
    milliseconds: int
    message: str = ""
    argument: list[list[str]] | str = ""
    attached: list[ReportedAttachment] = []


class ReportedEvents(msgspec.Struct, rename={"start": "at"}):
    """What happened: instants are milliseconds after the start, texts are numbers in the pool.

    Attributes:
        start: milliseconds since the epoch.
        rungs: [instant, sender, receiver, label, kind].
        states: [machine, subject, first state, last state].
        timers: those that ran out: [name, set at, ran out at].
        refusals: [instant, who, what, why].
    """

    start: int
    rungs: list[list[int]]
    states: list[list[int]]
    timers: list[list[int]]
    refusals: list[list[int]]


class ReportedScenario(msgspec.Struct, omit_defaults=True, rename={"events": "happened"}):
    """A scenario.

    Attributes:
        id: file and line.
        feature: the place of its feature among all.
        rule: the name of its rule; empty without one.
        outcome: ``passed``, ``failed``, ``skipped``, ``error`` or ``not run``.
        trace: its recording, relative to the folder of the run.
        events: None without a recording of Callbook's.
    """

    id: str
    feature: int
    rule: str
    name: str
    tags: list[str]
    clauses: list[str]
    outcome: str
    steps: list[ReportedStep]
    trace: str = ""
    events: ReportedEvents | None = None


class Pool:
    """Numbers each text, counting from 0 in the order in which they come.

    Attributes:
        number: gives the number of a text; it is the look-up itself, since a report asks a hundred thousand times.
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self.number: Callable[[str], int] = self._numbers.__getitem__

    @property
    def texts(self) -> list[str]:
        """What was put in so far, in the order of the numbers."""
        return list(self._numbers)


class _Numbers(dict[str, int]):
    def __missing__(self, text: str) -> int:
        number = self[text] = len(self)
        return number


class ScenarioWriter:
    """Writes scenarios for a report; all of one report share a pool of texts.

    Args:
        pool: takes the texts.
    """

    def __init__(self, pool: Pool) -> None:
        self._number = pool.number

    def not_run(self, pickle: dict[str, Any], keywords: dict[str, str]) -> list[ReportedStep]:
        """Return the steps of a scenario that was not run; *keywords* by the ids of the document's steps."""
        return [self._step(step, keywords, "NOT RUN") for step in pickle["steps"]]

    def ran(self, case: RanScenario, keywords: dict[str, str]) -> list[ReportedStep]:
        """Return the steps of one that was run, with the hooks of which there is something to say."""
        return list(self._ran(case, keywords))

    def _ran(self, case: RanScenario, keywords: dict[str, str]) -> Iterator[ReportedStep]:
        yield from self._hooks(case.before)
        for step, ran in zip(case.pickle["steps"], case.steps, strict=True):
            reported = self._step(step, keywords, ran.result.status)
            reported.milliseconds = milliseconds(ran.result.duration)
            reported.message = ran.result.message or ""
            reported.attached = [_attachment(each) for each in ran.attached]
            yield reported
        yield from self._hooks(case.after)

    def _hooks(self, hooks: Iterable[RanStep]) -> Iterator[ReportedStep]:
        """Yield those in which something went wrong, or to which something is attached."""
        for ran in hooks:
            result = ran.result
            if result.status != "PASSED" or ran.attached:
                name = self._number(ran.hook.name if ran.hook else ran.id)
                status, took = STATUSES.index(result.status), milliseconds(result.duration)
                attached = [_attachment(each) for each in ran.attached]
                yield ReportedStep(self._number(""), name, status, took, result.message or "", attached=attached)

    def _step(self, step: dict[str, Any], keywords: dict[str, str], status: str) -> ReportedStep:
        keyword = self._number(keywords[step["astNodeIds"][0]])
        return ReportedStep(keyword, self._number(step["text"]), STATUSES.index(status), 0, "", _argument(step))

    def events(self, found: RecordedEvents) -> ReportedEvents:
        """Return what happened, as numbers of texts and milliseconds after the start."""
        number, start = self._number, found.start
        rungs = [
            [at - start, number(rung.sender), number(rung.receiver), number(rung.label), number(rung.kind)]
            for at, rung in found.rungs
        ]
        states = [
            [number(machine), number(subject), number(first), number(last)]
            for (machine, subject), (first, last) in found.states.items()
        ]
        timers = [[number(timer.name), timer.set_at - start, timer.at - start] for timer in found.timers]
        refusals = [[at - start, number(who), number(what), number(why)] for at, who, what, why in found.refusals]
        return ReportedEvents(start, rungs, states, timers, refusals)


_PICTURES = frozenset({"image/gif", "image/jpeg", "image/png", "image/svg+xml"})
_TEXTS = re.compile(r"text/.*|application/(.*\+)?(json|xml)")


def _attachment(given: Attachment) -> ReportedAttachment:
    content = b64decode(given.body) if given.content_encoding == "BASE64" else given.body.encode()
    media_type = given.media_type.partition(";")[0].strip().lower()
    name, size = given.file_name or media_type, len(content)
    if media_type in _PICTURES:
        return ReportedAttachment("picture", name, media_type, size, b64encode(content).decode())
    if _TEXTS.fullmatch(media_type):
        with suppress(UnicodeDecodeError):
            return ReportedAttachment("text", name, media_type, size, content.decode())
    return ReportedAttachment("file", name, media_type, size, b64encode(content).decode())


def _argument(step: dict[str, Any]) -> list[list[str]] | str:
    argument = step.get("argument", {})
    if "dataTable" in argument:
        return [[cell["value"] for cell in row["cells"]] for row in argument["dataTable"]["rows"]]
    return argument["docString"]["content"] if "docString" in argument else ""
