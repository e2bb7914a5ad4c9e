"""Makes a recording of logs: opens, surveys, reads and merges them, entry by entry, so that memory stays flat."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from callbook.configuration import ContactCenter
from callbook.core import (
    Assumptions,
    BadInput,
    MessageSent,
    Unknown,
    instant_of,
    moment_of,
)
from callbook.logs.anonymity.anonymizer import NOBODY as NO_CENTER
from callbook.logs.merging import measure_skew, merged
from callbook.logs.names import Names, shipped_names
from callbook.logs.opening import MOST, open_logs
from callbook.logs.parties import NOBODY as ANYBODY
from callbook.logs.parties import Parties
from callbook.logs.people import TELLING, People, people_in
from callbook.logs.picking import Pick
from callbook.logs.reading import Run, RunReader, Seen
from callbook.logs.survey import Segment, runs_of, surveyed, zone_of
from callbook.logs.tally import Tally
from callbook.record import Head, LogFile, LogSource

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOBODY: Final = ContactCenter(name=NO_CENTER, time_zone="UTC")
"""The contact centre of a recording where none was given: nobody is known to work there."""
_MOST_OPEN: Final = 10_000
"""So many requests wait for their answers."""


@dataclass(frozen=True, kw_only=True)
class ImportRequest:
    """What is to be read, and what of it.

    Attributes:
        paths: the logs, archives of logs, folders of logs.
        center: the configuration of those who work there; None where nobody has said.
        agent: only this agent's messages, by id or name; empty for everybody's.
        since: from this moment on; empty for the beginning.
        until: up to this moment; empty for the end.
        interaction: only what is about this interaction; empty for all.
        names: what the logs call attributes.
        zone: of the stamps, a name or an offset; empty where the logs, or the configuration, say.
        most: how many bytes the logs may have.
    """

    paths: tuple[Path, ...]
    center: ContactCenter | None = None
    agent: str = ""
    since: str = ""
    until: str = ""
    interaction: str = ""
    names: Names = field(default_factory=shipped_names)
    zone: str = ""
    most: int = MOST


class LogImport:
    """Reads logs as a recording: first its entries, then its head, which says what was damaged.

    Args:
        request: what is to be read.

    Attributes:
        tally: what became of everything.
        segments: the files.
        first: the instant of the first entry, None before it was read.
        last: that of the last one.
        count: how many entries there are.
        people: who is who, as far as the logs themselves tell; asked for only without a configuration.

    Raises:
        BadInput: a file cannot be read or is of no known kind; a moment or a zone is none.
    """

    def __init__(self, request: ImportRequest) -> None:
        self._request = request
        self.tally = Tally()
        texts, passed = open_logs(list(request.paths), request.most)
        self.segments = surveyed(texts, passed)
        for name in passed:
            self.tally.note(f"{name}: passed over, it is no log of a known kind, or an archive in an archive")
        self._runs = runs_of(self.segments, request.zone, request.center)
        self._pick_times = tuple(_instant(text, option, request) for text, option in _times(request))
        self.people = People()
        self._when: dict[int, list[int]] = {}
        self.first: int | None = None
        self.last = 0
        self.count = 0

    def entries(self) -> Iterator[MessageSent]:
        """Yield the entries of the recording.

        Raises:
            BadInput: nothing was found, in words that say why; or a log is longer than is allowed.
        """
        if len(self._runs) > 1:
            self._learn_people()
            measure_skew(self._runs, lambda run: self._reader(run, Tally()).messages())
        answers = Answers()
        readers = [self._reader(run, self.tally).messages() for run in self._runs]
        for number, seen in enumerate(merged(readers, self.tally), 1):
            self._note(seen, number)
            cause = answers.cause(seen, number)
            yield MessageSent(
                number, seen.at, cause, seen.wire, seen.sender, seen.receiver, seen.message, origin=seen.origin
            )
        if not self.count:
            raise self._nothing()

    def head(self) -> Head:
        """Return the first line of the recording, once its entries were read."""
        center = self._request.center
        return Head(
            kit=version("callbook"),
            seed=0,
            start=moment_of(self.first or 0).isoformat(timespec="milliseconds"),
            scenario=f"Read in {', '.join(segment.text.name for segment in self.segments[:3])}"
            + (f" and {len(self.segments) - 3} more" if len(self.segments) > 3 else ""),  # noqa: PLR2004 - as above
            contact_center=NOBODY if center is None else center,
            assumptions=Assumptions(),
            log=self.source,
        )

    @property
    def source(self) -> LogSource:
        """Which logs they are, and what is damaged in them, as far as they were read."""
        return LogSource(
            files=tuple(self._file(run, segment) for segment, run in self._with_runs()),
            spans=tuple(span for run in self._runs for span in run.damage.spans()),
            picked=self._picked(),
        )

    def _with_runs(self) -> list[tuple[Segment, Run]]:
        pairs = [(segment, run) for run in self._runs for segment in run.segments]
        return sorted(pairs, key=lambda pair: pair[0].number)

    def _file(self, run: Run, segment: Segment) -> LogFile:
        first, last = self._when.get(segment.number, [None, None])
        return LogFile(
            name=segment.text.name.rsplit("/", 1)[-1],
            kind=segment.kind.name,
            application=segment.application,
            zone=run.zone_name,
            skew=run.skew,
            first="" if first is None else moment_of(first).isoformat(timespec="milliseconds"),
            last="" if last is None else moment_of(last).isoformat(timespec="milliseconds"),
        )

    def _learn_people(self) -> None:
        """Learn from the logs which DN is whose, where no configuration says."""
        if self._request.center is None:
            pick = Pick(names=TELLING)
            self.people = people_in(self._runs, lambda run: self._reader(run, Tally(), pick).messages())
            for text in self.people.untold:
                self.tally.note(text)

    def _reader(self, run: Run, tally: Tally, pick: Pick | None = None) -> RunReader:
        request = self._request
        switch = (request.center or NOBODY).switch
        desk = self.people.desks.get(run.segments[0].number, ANYBODY)
        parties = Parties(run.segments[0].kind, request.center, switch, self.people.by_dn, desk)
        agent = parties.agent_called(request.agent)
        since, until = self._pick_times
        own = Pick(agent, self._signs(agent), since, until, request.interaction, run.segments[0].kind)
        return RunReader(run, request.names, parties, pick or own, tally)

    def _signs(self, agent: str) -> tuple[bytes, ...]:
        """Return bytes of which each record has one that names the agent: in quotes, as both forms write texts."""
        known = () if self._request.center is None else self._request.center.agents
        found = [text for each in known if agent in each.names for text in (each.id, each.name, each.dn, each.place)]
        told = [dn for dn, who in self.people.by_dn.items() if who == agent]
        found += [agent, *told] if told else []
        return tuple(text.encode() for text in (found or [self._request.agent]))

    def _note(self, seen: Seen, number: int) -> None:
        self.first = seen.at if self.first is None else self.first
        self.last, self.count = seen.at, number
        self._when.setdefault(seen.origin.file, [seen.at, seen.at])[1] = seen.at

    def _picked(self) -> str:
        request = self._request
        parts = (("agent", request.agent), ("from", request.since), ("to", request.until),
                 ("interaction", request.interaction))  # fmt: skip
        return ", ".join(f"{name} {value}" for name, value in parts if value)

    def _nothing(self) -> BadInput:
        """Return the error that says why there is no entry."""
        request = self._request
        if request.agent and (known := self._agents()):
            return Unknown("agent in these logs", request.agent, known)
        if request.agent or request.since or request.until or request.interaction:
            return BadInput(
                "choice", self._picked(), why="no message in these logs fits", accepted="less to be chosen by"
            )
        kind = self.segments[0].kind
        why = f"of the kind {kind.title}, without a message that can be read"
        accepted = f"a log that holds messages; they are logged with: {kind.option}"
        return BadInput("log", self.segments[0].text.name, why=why, accepted=accepted)

    def _agents(self) -> tuple[str, ...]:
        """Return everybody whose messages stand in the logs, whatever was asked for."""
        tally = Tally()
        for run in self._runs:
            run.damage = type(run.damage)()
            reader = self._reader(run, tally, Pick())
            for _ in reader.messages():
                pass
        return tuple(name for name in tally.agents if name != self._request.agent)


class Answers:
    """Knows which entry a request was, until it is answered."""

    def __init__(self) -> None:
        self._open: OrderedDict[tuple[str, str, int], int] = OrderedDict()

    def cause(self, seen: Seen, number: int) -> int:
        """Return the number of the entry that *seen* answers, 0 for none; remember a request."""
        message = seen.message
        reference = int(getattr(message, "ReferenceId", 0) or getattr(message, "ReferenceID", 0) or 0)
        if not reference:
            return 0
        if not message.name.startswith("Request"):
            return self._open.get((seen.wire, seen.receiver, reference), 0)
        self._open[seen.wire, seen.sender, reference] = number
        if len(self._open) > _MOST_OPEN:
            self._open.popitem(last=False)
        return 0


def _times(request: ImportRequest) -> tuple[tuple[str, str], ...]:
    return ((request.since, "--from"), (request.until, "--to"))


def _instant(text: str, option: str, request: ImportRequest) -> int | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        accepted = "a moment such as 2026-03-02T08:00 or 2026-03-02T08:00:30+01:00"
        raise BadInput(option, text, accepted=accepted) from None
    zone = zone_of(request.zone, None, request.center)[1]
    return instant_of(moment if moment.tzinfo else moment.replace(tzinfo=zone))
