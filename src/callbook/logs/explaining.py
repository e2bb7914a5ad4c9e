"""Says how a line of a log is read: the record it stands in, its stamp, and what became of each attribute."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from callbook.core import BadInput, moment_of
from callbook.logs.attributes import attributes_in
from callbook.logs.blocks import Finder
from callbook.logs.grammar import FOREIGN, Direction
from callbook.logs.opening import decoded, open_logs
from callbook.logs.protocols import ProtocolFinder
from callbook.logs.stamps import StampReader
from callbook.logs.survey import runs_of, surveyed
from callbook.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from callbook.configuration import ContactCenter
    from callbook.logs.blocks import Block
    from callbook.logs.grammar import LogKind
    from callbook.logs.names import Names

_MARKS: Final = {
    "F": "a public sample shows this form",
    "R": "a public parser of real logs reads this form",
    "M": "this form is assumed",
}
_WAYS: Final = {
    Direction.SENT: "a message from the client to the server",
    Direction.RECEIVED: "a message from the server to the client",
    Direction.COPY: "a copy of a message, which is passed over",
    Direction.RECIPIENT: "a line that says to whom the event before was sent",
}


def explained(path: Path, line: int, names: Names, center: ContactCenter | None, zone: str = "") -> Iterator[str]:
    """Yield in words how a line of a log is read.

    Args:
        path: the log.
        line: its line, from 1.
        names: what the log calls attributes.
        center: whose zone its stamps have where nothing else says; None where nobody has said.
        zone: of its stamps; empty where the log or the centre says.

    Raises:
        BadInput: there is no such log, or it has no such line.
    """
    segment = surveyed(open_logs([path])[0], [])[0]
    run = runs_of([segment], zone, center)[0]
    yield f"{segment.text.name}: {segment.kind.title}, {segment.text.encoding}, stamps in {run.zone_name}"
    finder, stamps = Finder(segment.kind), StampReader(run.zone, segment.day)
    for block in finder.blocks(segment.text.chunks()):
        if block.line > line:
            break
        reading = stamps.read(block.text)
        if block.head is None:
            stamps.check_point(block.text)
        if line <= block.line + block.text.count(b"\n"):
            yield from _record(block, segment.kind, names, None if reading is None else reading.instant)
            return
    else:
        if not 1 <= line <= finder.lines:
            raise BadInput("line", line, where=segment.text.name, accepted=f"a number from 1 to {finder.lines}")
    yield f"line {line}: in no record of a message: passed over"


def _record(block: Block, kind: LogKind, names: Names, instant: int | None) -> Iterator[str]:
    last = block.line + block.text.count(b"\n")
    when = "no stamp that can be read" if instant is None else moment_of(instant).isoformat(timespec="milliseconds")
    if block.head is None:
        yield f"line {block.line}: a check point, which says the day"
        return
    yield f"lines {block.line} to {last}: {_WAYS[block.head.direction]} ({_MARKS[block.head.mark]}); {when}"
    lines = decoded(block.text[block.body :])[0].replace("\r\n", "\n").split("\n")
    attributes = attributes_in(kind, lines, block.text.count(b"\n", 0, block.body))
    protocol = ProtocolFinder().of(block, attributes, kind)
    message = None if protocol is None else MESSAGES[protocol].get(block.name)
    if protocol is None or message is None:
        known = "of another protocol, or of none that matters here" if FOREIGN.fullmatch(block.name) else "not known"
        yield f"{block.name}: {known}; passed over"
        return
    yield f"{block.name}: {protocol}"
    for attribute in attributes:
        found = names.place(protocol, message, attribute.name)
        kept = "known, without a place in our message" if names.is_kept(protocol, attribute.name) else "not known"
        said = f"{found[0]} ({found[1]})" if found else f"{kept}: kept beside the message"
        yield f"line {block.line + attribute.line}: {attribute.name} is {said}"
