"""Reads recordings: line by line, or as a whole into memory, also from a lab that is still open.

A file that ends too early is read as far as it goes, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Union, cast

import msgspec

from callbook.core import (
    BadInput,
    CallbookError,
    Entry,
    MessageSent,
    StepBegan,
    StepEnded,
    TimerFired,
    collector_paused,
    counted,
)
from callbook.record.trace.form import ENTRY_KINDS, FORMAT, KIND_NAMES, UNREADABLE, End, Head, instant, line_kind
from callbook.record.trace.writing import head_of

if TYPE_CHECKING:
    from callbook.record.trace.writing import Recorded

_KIND_OF = {line_kind(kind): kind for kind in ENTRY_KINDS}
_LINE = msgspec.json.Decoder(cast("Any", Union)[(*_KIND_OF, End)])
_HEAD = msgspec.json.Decoder(Head)
_BLOCK = 1_000_000  # bytes
READ_FORMATS = f"format {FORMAT}"
"""Which formats are read, in words."""
_ACCEPTED = "a recording of Callbook: NDJSON whose first line has the kind 'trace'"


class OtherFormat(CallbookError):  # noqa: N818 - names what it is
    """A recording whose format this Callbook does not read.

    Attributes:
        format: the recording's, a whole number.
        kit: the version of Callbook that recorded it.

    Args:
        path: the file.
        given: its format.
        kit: who wrote it.
    """

    def __init__(self, path: Path, given: int, kit: str) -> None:
        self.format = given
        self.kit = kit
        way_out = (
            "Update it (pip install --upgrade callbook), or record again with this one."
            if given > FORMAT
            else "Record again with this one: what format 1 held cannot be played again."
        )
        super().__init__(
            f"The recording {str(path)!r} has the format {given}, written by Callbook {kit}; this Callbook reads "
            f"{READ_FORMATS}. {way_out}"
        )


class UnknownKind(CallbookError):  # noqa: N818 - names what it is
    """A recording has an entry of a kind that this Callbook does not know: a later one wrote it."""

    def __init__(self, path: Path, line: int, kind: object) -> None:
        super().__init__(
            f"The recording {str(path)!r} has an entry of the kind {kind!r} in line {line}, which this Callbook does "
            f"not know. Update it: pip install --upgrade callbook"
        )


class TraceReader:
    """A recording that is read as it is iterated over, entry by entry; it may be iterated over once.

    Args:
        path: the file.

    Attributes:
        head: its first line.
        end: the instant at which it ended, None until the last line is read.
        trouble: what is wrong with its end; empty if nothing is.

    Raises:
        BadInput: when there is no such file, or it is no recording.
        OtherFormat: when a kit wrote it whose format this one does not read.
    """

    def __init__(self, path: Path | str) -> None:
        self.path = Path(path)
        self.end: int | None = None
        self.trouble = ""
        self._blocks = self._raw_blocks()
        self.head = self._head(next(self._blocks)[0])

    @property
    def complete(self) -> bool:
        """Whether the last line was read and nothing was missing."""
        return self.end is not None and not self.trouble

    def __iter__(self) -> Iterator[Entry]:
        """Yield the entries in their order.

        Raises:
            BadInput: for a line in the middle that cannot be read, or an entry that is not the next one.
        """
        number = 0
        for block in self._blocks:
            for line in self._read(block, number + 2):
                if isinstance(line, End):
                    self._close(line, number)
                    return
                entry = self._entry_of(line, number + 2)
                number = self._expect(entry, number + 1)
                yield entry
        self.trouble = self.trouble or f"the last line is missing: the recording breaks off after entry {number}"

    def _raw_blocks(self) -> Iterator[list[bytes]]:
        """Yield the first line, then the others in blocks: one call decodes a block."""
        try:
            with self.path.open("rb") as file:
                yield [file.readline()]
                while block := file.readlines(_BLOCK):
                    yield block
        except OSError as error:
            accepted = f"a file that can be read ({error.strerror})"
            raise BadInput("recording", str(self.path), accepted=accepted) from None

    def _head(self, line: bytes) -> Head:
        try:
            decoded: object = msgspec.json.decode(line)
        except UNREADABLE:
            decoded = None
        facts = cast("dict[str, Any]", decoded) if isinstance(decoded, dict) else {}
        version = facts.get("format")
        if facts.get("kind") != "trace" or not isinstance(version, int):
            raise BadInput("recording", str(self.path), where="line 1", accepted=_ACCEPTED)
        if version != FORMAT:
            raise OtherFormat(self.path, version, str(facts.get("kit", "of an unknown version")))
        head: Head = self._decoded(_HEAD, line, 1)
        self._instant(head.start, 1)
        return head

    def _read(self, block: list[bytes], first: int) -> Iterable[msgspec.Struct]:
        """Return the lines of a block, decoded and numbered from *first*; without a last one that is cut off."""
        if not block[-1].endswith(b"\n"):
            block.pop()
            self.trouble = f"line {first + len(block)} is cut off: the recording breaks off there"
        try:
            return cast("list[msgspec.Struct]", _LINE.decode_lines(b"".join(block)))
        except UNREADABLE:  # which line it was is found by decoding one at a time
            return [self._decoded(_LINE, line, number) for number, line in enumerate(block, first)]

    def _decoded(self, decoder: msgspec.json.Decoder[Any], line: bytes, number: int) -> Any:  # noqa: ANN401 - as the decoder
        try:
            return decoder.decode(line)
        except UNREADABLE as error:
            self._know(line, number)
            raise self._changed(number, error) from None

    def _changed(self, number: int, why: object) -> BadInput:
        where = f"line {number}: {why}"
        return BadInput("recording", str(self.path), where=where, accepted="what Callbook wrote, unchanged")

    def _entry_of(self, line: msgspec.Struct, number: int) -> Entry:
        """Return the entry that *line*, of this *number*, holds."""
        place, at, *rest, origin = msgspec.structs.astuple(line)
        kind = _KIND_OF[type(line)]
        if kind is TimerFired:
            rest[-1] = self._instant(rest[-1], number)
        elif kind is MessageSent and not _is_named(rest[-1]):
            raise self._changed(number, "a message without its protocol or its name")
        when = self._instant(at, number)
        if origin is None:  # as in every recording of a lab's own
            return kind(place, when, *rest)
        return kind(place, when, *rest, origin=origin)

    def _instant(self, text: str, number: int) -> int:
        try:
            return instant(text)
        except BadInput as error:
            raise self._changed(number, f"moment {error.given!r} is not {error.accepted}") from None

    def _know(self, line: bytes, number: int) -> None:
        """Make sure that a line which cannot be decoded is at least of a known kind.

        Raises:
            UnknownKind: when it is not.
        """
        with suppress(*UNREADABLE):
            decoded: object = msgspec.json.decode(line)
            kind = cast("dict[str, object]", decoded).get("kind") if isinstance(decoded, dict) else None
            if number > 1 and isinstance(kind, str) and kind not in {*KIND_NAMES, "end"}:
                raise UnknownKind(self.path, number, kind)

    def _expect(self, entry: Entry, number: int) -> int:
        if entry.number != number:
            raise self._changed(number + 1, f"entry {entry.number} stands where {number} should")
        return number

    def _close(self, end: End, number: int) -> None:
        self.end = self._instant(end.at, number + 2)
        if end.entries != number:
            self.trouble = f"the last line counts {counted(end.entries, 'entry')}, there are {number}"


def _is_named(message: object) -> bool:
    """Whether it says what it is; a text is of neither protocol."""
    if not isinstance(message, dict):
        return isinstance(message, str)
    facts = cast("dict[str, object]", message)
    return isinstance(facts.get("protocol"), str) and isinstance(facts.get("message"), str)


@dataclass(frozen=True, slots=True)
class Trace:
    """A recording.

    Attributes:
        head: what it takes to play the same again, and which scenario it was.
        entries: what happened, in order; entry n stands at n - 1.
        end: the instant at which it ended.
        trouble: what is wrong with the end of its file; empty if nothing is.
        file: the file that it was read from; empty for a lab's own.
    """

    head: Head
    entries: tuple[Entry, ...]
    end: int
    trouble: str = ""
    file: str = ""

    def place_of(self, entry: Entry) -> str:
        """Return where an entry stands, in words: the file and its line, or its number where there is no file."""
        return f"{self.file}, line {entry.number + 1}" if self.file else f"entry {entry.number}"

    @property
    def complete(self) -> bool:
        """Whether its file had all its lines."""
        return not self.trouble

    @property
    def name(self) -> str:
        """What to call it: its scenario, or its feature."""
        return self.head.scenario or self.head.feature or "a recording"

    @property
    def names_of_agents(self) -> dict[str, str]:
        """The names of the agents who were there at the start, by their ids."""
        return {agent.id: agent.name for agent in self.head.contact_center.agents}

    def entry(self, number: int) -> Entry:
        """Return the entry with this number.

        Raises:
            BadInput: when there is none.
        """
        if not 1 <= number <= len(self.entries):
            raise BadInput("entry", number, where=self.name, accepted=f"a number from 1 to {len(self.entries)}")
        return self.entries[number - 1]

    @property
    def steps(self) -> tuple[StepBegan, ...]:
        """The steps of its scenario."""
        return tuple(entry for entry in self.entries if isinstance(entry, StepBegan))

    @property
    def failure(self) -> StepEnded | None:
        """The end of the step that failed, None if none did."""
        ends = (entry for entry in self.entries if isinstance(entry, StepEnded))
        return next((entry for entry in ends if entry.outcome == "failed"), None)


def read_trace(path: Path | str) -> Trace:
    """Return the recording in the file *path*, read as a whole.

    Raises:
        BadInput: when there is no such file, it is no recording, or a line in its middle cannot be read.
        OtherFormat: when a later kit wrote it.
    """
    reader = TraceReader(path)
    with collector_paused():
        entries = tuple(reader)
    end = reader.end if reader.end is not None else entries[-1].at if entries else 0
    return Trace(reader.head, entries, end, reader.trouble, str(path))


def trace_of(  # noqa: PLR0913 - the head of a recording has that many parts
    lab: Recorded, *, feature: str = "", scenario: str = "", line: int = 0, tags: Iterable[str] = (), outcome: str = ""
) -> Trace:
    """Return the recording of *lab* as it is now.

    Args:
        lab: whose journal it is.
        feature: the file, where a scenario is recorded.
        scenario: its name.
        line: where it stands in the file, from 1.
        tags: its tags, without the @.
        outcome: ``passed``, ``failed``, ``skipped`` or ``error``; empty where nothing was judged.
    """
    head = head_of(lab, feature=feature, scenario=scenario, line=line, tags=tags, outcome=outcome)
    return Trace(head, tuple(lab.journal.entries), lab.journal.clock.instant)
