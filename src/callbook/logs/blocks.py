"""Finds the records of messages in a log by searching bytes; the other lines are never looked at.

A record begins at a line that a head of the grammar describes and ends before the next line with a stamp. What is found
is not parsed here: whoever needs only one agent's looks for the agent's bytes first.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

import msgspec

from callbook.logs.stamps import CHECK_POINT, NEXT_STAMP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from callbook.logs.grammar import Head, LogKind

_LONGEST: Final = 1 << 20
"""So long may a record be; what is longer has lost its end."""
_NEVER: Final = 1 << 62
_GROUPS: Final = ("name", "peer", "client", "application")
_CHECK_POINT: Final = b"Check point "


class Block(msgspec.Struct, frozen=True, gc=False):
    """The bytes of one record.

    Attributes:
        text: from its first line to its last, without the last line end.
        line: its first line's number in the file, from 1.
        head: which head of the grammar it begins with; None for a check point.
        name: the message's name.
        peer: to whom or from whom, as the log says; empty where it does not.
        client: the client's number at a server; empty where the log does not say.
        application: what the client calls itself.
        body: where in the text the attributes begin.
        is_cut: whether its end is missing.
        is_last: whether the log ends with it.
    """

    text: bytes
    line: int
    head: Head | None
    name: str = ""
    peer: str = ""
    client: str = ""
    application: str = ""
    body: int = 0
    is_cut: bool = False
    is_last: bool = False


_Known = tuple["Head", tuple[str | int, ...]]
"""A head, and which of its groups say message, peer, client and application; 0 where none does."""


class Finder:
    """Finds the records of one log.

    Args:
        kind: what kind of log it is.

    Attributes:
        lines: how many lines were seen.
    """

    def __init__(self, kind: LogKind) -> None:
        self._heads: dict[bytes, list[_Known]] = {_CHECK_POINT: []}
        for head in kind.heads:
            groups = tuple(group if group in head.pattern.groupindex else 0 for group in _GROUPS)
            self._heads.setdefault(head.literal, []).append((head, groups))
        self.lines = 0

    def blocks(self, chunks: Iterable[bytes]) -> Iterator[Block]:
        """Yield the records in the order of the file."""
        rest, line = b"", 1
        for chunk in chunks:
            buffer = rest + chunk
            used = 0
            for block, used in self._in(buffer, line, whole=False):  # noqa: B007 - the last one counts
                if block is not None:
                    yield block
            line += buffer.count(b"\n", 0, used)
            rest = buffer[used:]
        for block, _ in self._in(rest, line, whole=True):
            if block is not None:
                yield block
        self.lines = line + rest.count(b"\n") - (not rest or rest.endswith(b"\n"))

    def _in(self, buffer: bytes, line: int, *, whole: bool) -> Iterator[tuple[Block | None, int]]:
        """Yield what is found in *buffer*, each with how many bytes are done with then; at last None."""
        hits = dict.fromkeys(self._heads, -1)
        at = counted = begin = last = 0
        failed: set[bytes] = set()  # of the line at hand: a long one may hold any number of them
        while True:
            for literal, hit in hits.items():
                if hit < at:
                    found = buffer.find(literal, at)
                    hits[literal] = _NEVER if found < 0 else found
            literal = min(hits, key=hits.__getitem__)
            hit = hits[literal]
            if hit == _NEVER:
                yield None, len(buffer) if whole else max(at, buffer.rfind(b"\n") + 1, len(buffer) - _LONGEST)
                return
            newline = buffer.rfind(b"\n", last, hit)
            last = hit
            if newline >= 0:
                begin = newline + 1
                failed.clear()
            if literal in failed:
                at = hit + len(literal)
                continue
            end, is_cut = _end(buffer, hit, whole=whole)
            if end is None:
                yield None, begin
                return
            line += buffer.count(b"\n", counted, begin)
            counted = begin
            block = self._block(buffer[begin:end], literal, line, is_cut=is_cut)
            if block is not None and whole and end == len(buffer):
                block = msgspec.structs.replace(block, is_last=True)
            if block is None:
                failed.add(literal)
                at = hit + len(literal)
            else:
                at = end
                yield block, end

    def _block(self, text: bytes, literal: bytes, line: int, *, is_cut: bool) -> Block | None:
        if literal is _CHECK_POINT:
            return Block(text, line, None) if CHECK_POINT.search(text.partition(b"\n")[0]) else None
        for head, groups in self._heads[literal]:
            match = head.pattern.match(text)
            if match is not None:
                name, peer, client, application = [_decoded(match[each] or b"") if each else "" for each in groups]
                body = text.find(b"\n", match.end()) + 1 or len(text)
                return Block(text, line, head, name, peer, client, application, body, is_cut)
        return None


@lru_cache(maxsize=4096)
def _decoded(text: bytes) -> str:
    return text.decode("utf-8", "replace")


def _end(buffer: bytes, hit: int, *, whole: bool) -> tuple[int | None, bool]:
    """Return where the record around *hit* ends, and whether its end is missing; None where that is yet to be read."""
    found = NEXT_STAMP.search(buffer, hit, hit + _LONGEST)
    if found is not None:
        return found.start(), False
    if len(buffer) - hit > _LONGEST:
        return hit + _LONGEST, True
    if not whole:
        return None, False
    return len(buffer), not buffer.endswith(b"\n")
