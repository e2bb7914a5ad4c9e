"""Reads logs as a recording, proposes names for what they call otherwise, and says how a line was read."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from callbook.cli.output import print_json
from callbook.cli.their_configuration import their_configuration
from callbook.cli.whole_file import write_whole
from callbook.core import BadInput, counted
from callbook.logs import ImportRequest, LogImport, explained, names_with, proposed_names, write_import

if TYPE_CHECKING:
    from rich.console import Console

    from callbook.configuration import ContactCenter
    from callbook.logs import Anonymized, Counted
    from callbook.record import LogSource

KEY_VARIABLE: Final = "CALLBOOK_ANONYMIZE_KEY"
_SHORTEST_KEY: Final = 16
_SHOWN: Final = 12
"""So many rows of a list are shown; --json has all."""
_PERSONAL: Final = "It holds personal data, and only you can read it"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the command; each attribute is an option of it."""

    logs: tuple[Path, ...]
    output: Path | None
    config: Path | None
    agent: str
    since: str
    until: str
    interaction: str
    names: Path | None
    zone: str
    key: Path | None
    most: int
    as_json: bool

    @property
    def center(self) -> ContactCenter | None:
        """The contact centre of the logs; None where none was given."""
        return None if self.config is None else their_configuration(self.config).configuration().contact_center


def run(console: Console, wanted: Wanted, *, anonymize: bool) -> None:
    """Write the recording, and say what became of everything in the logs.

    Raises:
        BadInput: something cannot be read or written, or an option is missing.
    """
    if not wanted.logs or wanted.output is None:
        missing = "LOGS" if not wanted.logs else "--output"
        raise BadInput(missing, "", accepted="at least one log, and where to write the recording: LOGS... -o RECORDING")
    key = _key(wanted.key) if anonymize else b""
    logs = LogImport(
        ImportRequest(
            paths=wanted.logs, center=wanted.center, agent=wanted.agent, since=wanted.since, until=wanted.until,
            interaction=wanted.interaction, names=names_with(wanted.names), zone=wanted.zone, most=wanted.most,
        )
    )  # fmt: skip
    done = write_import(wanted.output, logs, key)
    if wanted.as_json:
        print_json(console, _plain(logs, wanted.output, done))
    else:
        _print(console, logs, wanted.output, done)


def learn(console: Console, log: Path, wanted: Wanted) -> None:
    """Write proposals for the unknown attributes of *log* into the file of names.

    Raises:
        BadInput: the log cannot be read, or the file is there already.
    """
    path = wanted.names or Path("names.toml")
    if path.exists():
        raise BadInput("--names", str(path), accepted="a file that is not there yet: proposals overwrite nothing")
    text, count = proposed_names(log, wanted.center)
    if not count:
        _say(console, f"{log}: every attribute is known; nothing was written")
        return
    write_whole(path, text, what="--names")
    _say(console, f"{path}: {counted(count, 'proposal')}; look at each, then: callbook import ... --names {path}")
    _say(console, text)


def explain(console: Console, place: str, wanted: Wanted) -> None:
    """Say how a line of a log is read.

    Raises:
        BadInput: *place* is no FILE:LINE, or there is no such line.
    """
    name, _, line = place.rpartition(":")
    if not name or not line.isdecimal():
        raise BadInput("--explain", place, accepted="FILE:LINE, such as wde.log:412")
    for text in explained(Path(name), int(line), names_with(wanted.names), wanted.center, wanted.zone):
        _say(console, text)


def _key(path: Path | None) -> bytes:
    if path is None:
        key = os.environ.get(KEY_VARIABLE, "").encode()
    else:
        try:
            key = path.read_bytes().strip()
        except OSError as error:
            raise BadInput("--key", str(path), accepted=f"a file that can be read ({error.strerror})") from None
    if len(key) < _SHORTEST_KEY:
        accepted = f"a key of at least {_SHORTEST_KEY} characters, in a file (--key) or in {KEY_VARIABLE}"
        raise BadInput("--anonymize", "the key", why="too short, or not given", accepted=accepted)
    return key


def _print(console: Console, logs: LogImport, output: Path, done: Anonymized | None) -> None:
    tally, source = logs.tally, logs.source
    _say(console, f"{output}: {counted(logs.count, 'message')} of {counted(tally.lines, 'line')}")
    for file in source.files:
        zone = f"stamps in {file.zone}" + (f", clock {file.skew / 1000:+.3f} s" if file.skew else "")
        _say(console, f"  {file.name}: {file.kind} {file.application}".rstrip() + f", {zone}")
    _print_counted(console, "read", tally.read)
    if tally.both:
        _say(console, f"stood in two logs: {counted(tally.both, 'message')}, each is in the recording once")
    _print_counted(console, "passed over", tally.passed)
    _print_counted(console, "not understood", tally.unread)
    _print_counted(console, "names guessed (correct them with --names)", tally.guessed)
    _print_damage(console, source)
    for note in tally.notes:
        _say(console, note)
    if done is None:
        _say(console, f"{_PERSONAL}; --anonymize makes one to be shown to others.")
    else:
        replaced = ", ".join(f"{count} x {kind}" for kind, count in done.replaced.items())
        _say(console, f"anonymous, and searched for every original: {replaced}")
        _say_of(console, done.short, "shorter than 4 characters: replaced in their fields, not searched for")
        _say_of(console, done.unreserved, "of countries without numbers reserved for fiction: may be somebody's")


def _say_of(console: Console, count: int, what: str) -> None:
    if count:
        _say(console, f"  {counted(count, 'original')} {what}")


def _print_counted(console: Console, title: str, found: Counted) -> None:
    if not found.total:
        return
    _say(console, f"{title}: {found.total}")
    for row in found.plain()[:_SHOWN]:
        _say(console, f"  {row['count']:>6} {row['name']} (first {row['first']})")
    if len(found.counts) > _SHOWN:
        _say(console, f"         and {len(found.counts) - _SHOWN} kinds more: --json lists all")


def _print_damage(console: Console, source: LogSource) -> None:
    if source.spans:
        _say(console, f"damaged: {counted(len(source.spans), 'place')}; nothing around them will be judged")
    for span in source.spans[:_SHOWN]:
        lines = f"after line {span.first_line}" + (f" and before {span.last_line}" if span.last_line else "")
        _say(console, f"  {source.files[span.file].name}, {lines}: {span.why}")


def _plain(logs: LogImport, output: Path, done: Anonymized | None) -> dict[str, Any]:
    tally = logs.tally
    return {
        "recording": str(output),
        "messages": logs.count,
        "lines": tally.lines,
        "log": logs.source if done is None else done.head.log,
        "read": tally.read.plain(),
        "passed_over": tally.passed.plain(),
        "not_understood": tally.unread.plain(),
        "guessed": tally.guessed.plain(),
        "in_two_logs": tally.both,
        "notes": tally.notes,
        "anonymized": None
        if done is None
        else {"replaced": done.replaced, "short": done.short, "unreserved": done.unreserved},
    }


def _say(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False, soft_wrap=True)
