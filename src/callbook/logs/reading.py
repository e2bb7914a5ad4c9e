"""Reads one run of one program, all segments of its log, as messages with their instants, in the order of the log."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Final

import msgspec

from callbook.core import Origin
from callbook.logs.assembling import Sought, assembled
from callbook.logs.attributes import attributes_in
from callbook.logs.blocks import Finder
from callbook.logs.damage import DamageLog
from callbook.logs.foreign import ForeignMedia
from callbook.logs.grammar import FOREIGN, T_SERVER, WDE, Direction
from callbook.logs.opening import decoded
from callbook.logs.protocols import ProtocolFinder
from callbook.logs.stamps import StampReader
from callbook.messages import MESSAGES, Message, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import tzinfo

    from callbook.logs.assembling import Assembled
    from callbook.logs.attributes import Attribute
    from callbook.logs.blocks import Block
    from callbook.logs.names import Names
    from callbook.logs.parties import Parties
    from callbook.logs.picking import Pick
    from callbook.logs.survey import Segment
    from callbook.logs.tally import Tally

_REPEATED: Final = 20
"""A message that is said to have been handled was read among so many before."""
_NAMES: Final = frozenset(name for kinds in MESSAGES.values() for name in kinds)
_EARLY: Final = 20_000
"""So many records are looked at to learn whose desktop it is."""
_TRUE_TIME: Final = re.compile(rb"\tAttributeTimeinSecs\t(\d{9,10})\b")
_QUARTER: Final = 900_000
_NEAR: Final = 60_000
_DAY: Final = 86_400_000
_BEGIN: Final = re.compile(r"Request|Event")


class Seen(msgspec.Struct, frozen=True, gc=False):
    """A message that a log holds.

    Attributes:
        at: when, in milliseconds since the epoch.
        wire: the wire: its client, then its server.
        sender: who sent it.
        receiver: to whom.
        message: what it says.
        origin: where it was read.
    """

    at: int
    wire: str
    sender: str
    receiver: str
    message: Message
    origin: Origin


@dataclass
class Run:
    """All segments of one run of one program.

    Attributes:
        segments: its files, in their order.
        zone: of its stamps.
        zone_name: in words.
        skew: by how many milliseconds its clock is ahead.
        damage: what is damaged in it.
    """

    segments: list[Segment]
    zone: tzinfo
    zone_name: str
    skew: int = 0
    damage: DamageLog = field(default_factory=DamageLog)


class RunReader:
    """Reads a run.

    Args:
        run: which one.
        names: what the log calls attributes.
        parties: who speaks there.
        pick: what is wanted of it.
        tally: where it is counted what became of everything.
    """

    def __init__(self, run: Run, names: Names, parties: Parties, pick: Pick, tally: Tally) -> None:
        self._run = run
        self._kind = run.segments[0].kind
        self._names = names
        self._parties = parties
        self._pick = pick
        self._tally = tally
        self._protocols = ProtocolFinder()
        self._foreign = ForeignMedia()
        self._recent: deque[str] = deque(maxlen=_REPEATED)
        self._pending: tuple[Block, int, Assembled, Protocol] | None = None
        self._last_at = 0
        self._segment = run.segments[0]
        self._old_bytes = 0
        self._may_mask = True

    def messages(self) -> Iterator[Seen]:
        """Yield what is wanted, in the order of the log; instants never go back."""
        if self._kind is WDE:
            self._find_agent()
        stamps = StampReader(self._run.zone, self._run.segments[0].day)
        for segment in self._run.segments:
            self._segment = segment
            if segment.day is not None and not stamps.has_dates and stamps.day != segment.day:
                stamps = StampReader(self._run.zone, segment.day)
            finder = Finder(self._kind)
            for block in finder.blocks(segment.text.chunks()):
                seen = self._seen(block, stamps)
                if seen is not None:
                    yield seen
            self._tally.lines += finder.lines
            self._end_of(segment)

    def _end_of(self, segment: Segment) -> None:
        if segment.text.trouble:
            self._run.damage.breaks_off(segment.number, segment.text.trouble)
        if self._old_bytes:
            self._tally.note(f"{segment.text.name}: some of it is Windows-1252 and the rest UTF-8; both were read")
            self._old_bytes = 0

    def _find_agent(self) -> None:
        """Learn whose desktop it is: what comes before the login has nobody's name."""
        stamps = StampReader(self._run.zone, self._run.segments[0].day)
        blocks = Finder(self._kind).blocks(self._run.segments[0].text.chunks())
        for block in islice(blocks, _EARLY):
            found = self._protocol_and_kind(block, self._attributes(block)) if block.name in _NAMES else None
            if found is not None:
                reading = stamps.read(block.text)
                made = self._assembled(found[0], found[1], self._attributes(block), reading.instant if reading else 0)
                self._parties.client(block, found[0], made.message)
            if self._parties.here:
                break
        self._run.segments[0].text.trouble = ""

    def _seen(self, block: Block, stamps: StampReader) -> Seen | None:
        """Return the message in a record; None where there is none, or none that is wanted."""
        if block.head is None:
            stamps.check_point(block.text)
            return None
        reading = stamps.read(block.text)
        if reading is None:
            self._lost(block, "a stamp that no calendar has, or without a day")
            return None
        instant = self._true_instant(block, reading.instant, stamps) if self._kind is T_SERVER else reading.instant
        at = max(instant - self._run.skew, self._last_at)
        self._last_at = at
        if self._kind is T_SERVER and block.head.direction is Direction.RECEIVED:
            self._run.damage.event(self._segment.number, block.line, at, block.text)
        if block.head.direction is Direction.RECIPIENT:
            return self._recipient(block)
        return self._message(block, at) if self._pick.may_want(block, at, self._parties) else None

    def _true_instant(self, block: Block, instant: int, stamps: StampReader) -> int:
        """Return the true instant of an event that says it; if its stamp is of another zone, so are all that follow."""
        said = _TRUE_TIME.search(block.text)
        away = 0 if said is None else instant - int(said[1]) * 1_000
        quarters = round(away / _QUARTER)
        if not quarters or abs(away - quarters * _QUARTER) > _NEAR or abs(away) > _DAY:
            return instant
        stamps.shift(quarters * _QUARTER)
        self._tally.note(f"{self._place(block)}: the stamps are of another zone from here on, as the true times say")
        return instant - quarters * _QUARTER

    def _message(self, block: Block, at: int) -> Seen | None:
        attributes = self._attributes(block)
        if self._passes(block, attributes):
            return None
        found = self._protocol_and_kind(block, attributes)
        if found is None:
            self._tally.unread.add(f"message {block.name}", self._place(block))
            return None
        protocol, kind = found
        made = self._assembled(protocol, kind, attributes, at)
        reason = self._foreign.of(made.message, block.client)
        if reason:
            self._tally.passed.add(reason, self._place(block))
            return None
        self._count(block, made)
        if self._kind is T_SERVER and "ThisDN" not in made.message and block.head and not block.client:
            self._pending = (block, at, made, protocol)  # to whom it went the next lines say
            return None
        self._pending = None
        return self._picked(block, at, made, protocol, self._parties.client(block, protocol, made.message))

    def _recipient(self, block: Block) -> Seen | None:
        if self._pending is None or self._pending[0].name != block.name:
            return None
        event, at, made, protocol = self._pending
        return self._picked(event, at, made, protocol, self._parties.of_client(block))

    def _picked(self, block: Block, at: int, made: Assembled, protocol: Protocol, client: str) -> Seen | None:
        self._tally.agents.setdefault(client)
        if made.typed is None or not self._pick.wants(client, made.message):
            return None
        server = self._parties.server(protocol)
        sent = block.head is not None and block.head.direction is Direction.SENT
        self._tally.read.add(block.name, self._place(block))
        origin = self._origin(block, made)
        if not origin.damaged:
            self._run.damage.sound(self._segment.number, block.line, at)
        return Seen(
            at,
            f"{client} - {server}",
            client if sent else server,
            server if sent else client,
            made.typed,
            origin,
        )

    def _origin(self, block: Block, made: Assembled) -> Origin:
        is_cut = block.is_cut or (block.is_last and bool(self._segment.text.trouble))
        damaged = "the log breaks off within it" if is_cut else ""
        if is_cut:
            self._run.damage.breaks_off(self._segment.number, "the log breaks off within a message", block.line)
        return Origin(
            file=self._segment.number,
            line=block.line,
            filled=tuple(made.filled),
            masked=tuple(dict.fromkeys(made.masked)),
            unknown=made.unknown,
            damaged=damaged or made.damaged,
        )

    def _passes(self, block: Block, attributes: list[Attribute]) -> bool:
        """Return whether the record is a copy, or of no interest here."""
        if block.head is not None and block.head.direction is Direction.COPY:
            if self._kind is not WDE or not attributes or block.name in self._recent:
                self._tally.passed.add(f"copy of {block.name}" if block.name in _NAMES else "copy", self._place(block))
                return True
        elif self._kind is WDE:
            self._recent.append(block.name)
        if block.name not in _NAMES and (FOREIGN.fullmatch(block.name) or not _BEGIN.match(block.name)):
            self._tally.passed.add(f"other protocol: {block.name}", self._place(block))
            return True
        return False

    def _attributes(self, block: Block) -> list[Attribute]:
        text, is_old = decoded(block.text[block.body :])
        self._old_bytes += is_old
        self._may_mask = "*" in text
        lines = (text.replace("\r\n", "\n") if "\r\n" in text else text).rstrip("\r").split("\n")
        return attributes_in(self._kind, lines, block.text.count(b"\n", 0, block.body))

    def _protocol_and_kind(self, block: Block, attributes: list[Attribute]) -> tuple[Protocol, type[Message]] | None:
        protocol = self._protocols.of(block, attributes, self._kind)
        kind = None if protocol is None else MESSAGES[protocol].get(block.name)
        return None if protocol is None or kind is None else (protocol, kind)

    def _assembled(self, protocol: Protocol, kind: type[Message], attributes: list[Attribute], at: int) -> Assembled:
        made = assembled(self._names, Sought(protocol, kind, at, self._parties.switch, self._may_mask), attributes)
        if attributes and attributes[-1].is_open:
            made.damaged = "a text in it has lost its end"
        return made

    def _count(self, block: Block, made: Assembled) -> None:
        place = self._place(block)
        for name, taken in made.guessed.items():
            self._tally.guessed.add(f"{name} as {taken}", place)
        for name in made.strange:
            self._tally.unread.add(f"attribute {name} of {block.name}", place)

    def _lost(self, block: Block, why: str) -> None:
        self._tally.unread.add(why, self._place(block))
        self._run.damage.unreadable(self._segment.number, block.line, why)

    def _place(self, block: Block) -> str:
        return f"{self._segment.text.name}:{block.line}"
