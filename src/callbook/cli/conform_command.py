"""Judges recordings, or logs, by a configuration: what a desktop did, clause by clause."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from callbook.cli.output import print_file, print_json, print_table
from callbook.cli.replay_command import recordings
from callbook.cli.their_configuration import their_configuration
from callbook.cli.whole_file import write_whole
from callbook.core import BadInput, read_assumptions
from callbook.logs import ImportRequest, LogImport, names_with
from callbook.record import Trace, read_trace
from callbook.verification import (
    NO_PERSON,
    Policy,
    Verdict,
    as_mapping,
    conform,
    conformance_page,
    finding_lines,
    junit,
    sarif,
    settings_text,
    settle,
    summary_lines,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from rich.console import Console

    from callbook.configuration import ContactCenter
    from callbook.core import Assumptions
    from callbook.verification import Conformance, Settled

CONFORMS, VIOLATES, NOTHING = 0, 1, 3
"""The exit codes; 2 is bad input, as everywhere."""
_BEGINS: Final = b'{"kind":"trace",'
"""With what a recording begins; anything else is a log."""
_SHOWN: Final = ("show", "hide")
_COLORS: Final = {Verdict.VIOLATES: "red", Verdict.SUSPECT: "yellow", Verdict.UNJUDGED: "dim"}
_FORMS: Final = ("text", "json", "junit", "sarif")


@dataclass(frozen=True, slots=True, kw_only=True)
class ConformRequest:
    """What is asked.

    Attributes:
        paths: recordings, folders of recordings, or logs.
        names: what the logs call attributes; None for the names that are known.
        zone: of the stamps of logs; empty where the logs, or the configuration, say.
        config: the configuration; None for that of each recording.
        agents: whose desktops, by name or id; all by default.
        tolerance: seconds that two instants may be apart that should be one.
        assumed: whether violations that rest on an assumption are printed.
        assumptions: the file of what is assumed; None for that of each recording.
        settle: whether it is said what the log says of each assumption.
        settings: the file that takes that over; None for none.
        page: the page to write; None for none.
        form: ``text``, ``json``, ``junit`` or ``sarif``.
    """

    paths: Sequence[Path]
    names: Path | None = None
    zone: str = ""
    config: Path | None = None
    agents: Sequence[str] = ()
    tolerance: float = 2.0
    assumed: str = "show"
    assumptions: Path | None = None
    settle: bool = False
    settings: Path | None = None
    page: Path | None = None
    form: str = "text"


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is said of one recording."""

    found: Conformance
    settled: tuple[Settled, ...]


def run(console: Console, wanted: ConformRequest) -> int:
    """Print what is said of each recording; return 1 if one violates a clause, 3 if nothing could be judged, else 0.

    Raises:
        BadInput: a recording, a configuration or a setting cannot be used.
        Unknown: for an agent whom nobody knows.
    """
    if wanted.assumed not in _SHOWN:
        raise BadInput("assumed", wanted.assumed, where="--assumed", accepted=" or ".join(_SHOWN))
    if not 0 <= wanted.tolerance < float("inf"):
        raise BadInput("tolerance", wanted.tolerance, where="--tolerance", accepted="a number of seconds, 0 or more")
    center = None if wanted.config is None else their_configuration(wanted.config).contact_center
    assumptions = None if wanted.assumptions is None else read_assumptions(wanted.assumptions)
    judged = [_judged(console, trace, center, assumptions, wanted) for trace in _traces(wanted, center)]
    _write(judged, wanted)
    _print(console, judged, wanted)
    if any(each.found.failing for each in judged):
        return VIOLATES
    return CONFORMS if any(each.found.anything_judged for each in judged) else NOTHING


def _traces(wanted: ConformRequest, center: ContactCenter | None) -> Iterator[Trace]:
    """Yield each recording; logs are read as one."""
    if all(map(_holds_recordings, wanted.paths)):
        for path in recordings(wanted.paths):
            trace = read_trace(path)
            if center is None and trace.head.log is not None and not trace.head.contact_center.roles:
                raise _lack_of_center("recording", str(path))  # it was imported without one
            yield trace
        return
    if center is None:
        raise _lack_of_center("logs", ", ".join(map(str, wanted.paths)))
    names = names_with(wanted.names)
    logs = LogImport(ImportRequest(paths=tuple(wanted.paths), center=center, names=names, zone=wanted.zone))
    entries = tuple(logs.entries())
    yield Trace(logs.head(), entries, logs.last, file=str(wanted.paths[0]))


def _lack_of_center(what: str, given: str) -> BadInput:
    accepted = "--config with the contact centre of these logs: they do not say who may do what"
    return BadInput(what, given, accepted=accepted)


def _holds_recordings(path: Path) -> bool:
    """Return whether a path is a recording, or a folder with recordings; who reads one that is not there says so."""
    if path.is_dir():
        return any(path.rglob("*.ndjson"))
    try:
        with path.open("rb") as file:
            return file.read(len(_BEGINS)) == _BEGINS
    except OSError:
        return True


def _judged(
    console: Console,
    trace: Trace,
    center: ContactCenter | None,
    assumptions: Assumptions | None,
    wanted: ConformRequest,
) -> _Judged:
    policy = Policy(tolerance=round(wanted.tolerance * 1000), reaction=0 if trace.head.log is None else NO_PERSON)
    with ExitStack() as stack:
        found = conform(
            trace,
            center,
            agents=wanted.agents,
            policy=policy,
            assumptions=assumptions,
            progress=_progress(console, stack, wanted),
        )
    asked = wanted.settle or wanted.settings is not None
    return _Judged(found, settle(found, wanted.agents, policy=policy, center=center) if asked else ())


def _progress(console: Console, stack: ExitStack, wanted: ConformRequest) -> Callable[[int, int], None] | None:
    """Return what shows how far the judging is; None where nobody watches."""
    if not console.is_terminal or wanted.form != "text":
        return None
    columns = (TextColumn("judging"), BarColumn(), MofNCompleteColumn())
    shown = stack.enter_context(Progress(*columns, console=console, transient=True))
    task = shown.add_task("judging", total=None)
    return lambda done, total: shown.update(task, completed=done, total=total)


def _write(judged: Sequence[_Judged], wanted: ConformRequest) -> None:
    for option, path in (("--html", wanted.page), ("--settings", wanted.settings)):
        if path is not None and len(judged) != 1:
            accepted = f"one recording with {option}: here are {len(judged)}"
            raise BadInput("recordings", ", ".join(map(str, wanted.paths)), where=option, accepted=accepted)
    if wanted.page is not None:
        page = conformance_page(judged[0].found, judged[0].settled, assumed=wanted.assumed == "show")
        write_whole(wanted.page, page, what="--html")
    if wanted.settings is not None:
        source = judged[0].found.trace.file.replace("\\", "/").rpartition("/")[2] or judged[0].found.trace.name
        write_whole(wanted.settings, settings_text(judged[0].settled, source), what="--settings")


def _print(console: Console, judged: Sequence[_Judged], wanted: ConformRequest) -> None:
    assumed = wanted.assumed == "show"
    if wanted.form == "json":
        print_json(console, [as_mapping(each.found, each.settled, assumed=assumed) for each in judged])
    elif wanted.form == "sarif":
        print_json(console, sarif((each.found for each in judged), version("callbook"), assumed=assumed))
    elif wanted.form == "junit":
        print_file(console, junit(each.found for each in judged))
    else:
        for each in judged:
            _print_one(console, each, assumed=assumed)


def _print_one(console: Console, judged: _Judged, *, assumed: bool) -> None:
    found = judged.found
    _say(console, f"{found.trace.file or found.trace.name}")
    for verdict in (Verdict.VIOLATES, Verdict.SUSPECT, Verdict.UNJUDGED):
        for finding in found.of(verdict, assumed=assumed):
            first, *rest = finding_lines(finding)
            _say(console, first, _COLORS[verdict])
            for line in rest:
                _say(console, line)
    for line in summary_lines(found):
        _say(console, line)
    if judged.settled:
        rows = [
            (each.row.clause, each.row.name, str(each.row.value), _answer(each), ", ".join(map(str, each.places[:3])))
            for each in judged.settled
        ]
        print_table(console, ("clause", "assumption", "value", "this log", "at"), rows)


def _answer(settled: Settled) -> str:
    return str(settled.answer) if settled.value is None else f"{settled.answer}: {str(settled.value).lower()}"


def _say(console: Console, text: str, style: str | None = None) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True, style=style)
