"""The kinds of logs as data: how each is recognized, where its records begin, who sent them, how attributes look.

Marks as in ``docs/real-logs.md``: F, a public sample shows it; R, a public parser of real logs reads it so; D,
documented; M, assumed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from callbook.logs.stamps import ANY_STAMP


class Direction(StrEnum):
    """Which way a message went, seen from the client."""

    SENT = "sent"
    RECEIVED = "received"
    COPY = "copy"
    """Written a second time: copied to a backup, passed between switches, or already handled."""
    RECIPIENT = "recipient"
    """No message: it says to whom the event before was sent."""


@dataclass(frozen=True, slots=True)
class Head:
    """How a record of a message begins.

    Attributes:
        literal: what is searched for.
        pattern: what the line, with the next one where need be, must look like; the groups are ``name``, ``peer``,
            ``client`` and ``application``.
        direction: which way the message went.
        mark: how well this is known.
    """

    literal: bytes
    pattern: re.Pattern[bytes]
    direction: Direction
    mark: str


@dataclass(frozen=True, slots=True)
class LogKind:
    """One kind of log.

    Attributes:
        name: as a recording has it.
        title: as people have it.
        marks: what only such a log has; found in its first part.
        heads: how its records begin.
        attribute: how an attribute looks, one line; the groups are ``indent``, ``key``, ``name``, ``type``, ``value``.
        option: which option of the program lets it log messages.
    """

    name: str
    title: str
    marks: tuple[re.Pattern[bytes], ...]
    heads: tuple[Head, ...]
    attribute: re.Pattern[str]
    option: str


def _head(literal: str, rest: str, direction: Direction, mark: str) -> Head:
    return Head(literal.encode(), re.compile(ANY_STAMP + rest.encode()), direction, mark)


_NAMED: Final = r"'(?P<name>\w+)'"
_TYPED: Final = re.compile(
    r"(?P<indent>[\t ]*)(?:'(?P<key>[^\n]*?)'|(?P<name>\w+)) *(?:\[(?P<type>\w+)\])? *= ?(?P<value>.*)", re.DOTALL
)
"""``Name [type] = value``, in lists ``'key' [type] = value``; a structure has no type (F)."""
_TABBED: Final = re.compile(
    r"(?P<indent>\t+)(?:'(?P<key>[^\n]*?)'(?P<type>\(list\))?|(?P<name>\w+))(?:\t(?P<value>.*))?", re.DOTALL
)
"""A tab, the name, a tab, the value; in lists a tab more and the key in quotes (F)."""
_CLIENT: Final = r"\[(?P<client>\d+)\] \(\w+ (?P<application>[^\n]*?)(?: [\d.:\[\]a-fA-F]+)?\)"

WDE: Final = LogKind(
    "wde",
    "Workspace Desktop Edition",
    (re.compile(rb"InteractionWorkspace - Version:"), re.compile(rb" - Proxy got message '"),
     re.compile(rb" - Sending message to \S")),
    (
        _head(" - Proxy got message '", rf"[^\n]* - Proxy got message {_NAMED}", Direction.RECEIVED, "F"),
        _head(" - Sending message to ", r"[^\n]* - Sending message to (?P<peer>[^\n]*?)(?: - [^\n]*)?\r?\n" + _NAMED,
              Direction.SENT, "F"),
        _head(" - Completed handling ", r"[^\n]* - Completed handling '?(?P<name>\w+)", Direction.COPY, "R"),
    ),
    _TYPED,
    "log.verbose = all, section interaction-workspace",
)  # fmt: skip

T_SERVER: Final = LogKind(
    "tserver",
    "T-Server or SIP Server",
    (re.compile(rb"Application type: +(?:\d+ )?\(?(?:T-?Server|SIP|TServer)"),
     re.compile(rb"distribute_event: message "),
     re.compile(rb" Trc 04541 (?:Message )?Request\w+ received from \["), re.compile(rb"\n@\d\d:\d\d:\d\d\.\d{4} \[")),
    (
        _head("event: message ", r"[^\n]*?distribute[_ a-z/]*event: message (?P<name>\w+)", Direction.RECEIVED, "F"),
        _head("send_to_client: message ", r"[^\n]*?send_to_client: message (?P<name>\w+)", Direction.RECEIVED, "F"),
        _head(" received from [", rf"[^\n]*? 04541 (?:Message )?(?P<name>\w+) received from {_CLIENT}",
              Direction.SENT, "F"),
        _head(" sent to [", rf"[^\n]*? 04542 (?P<name>\w+) sent to {_CLIENT}", Direction.RECIPIENT, "F"),
        _head("[BSYNC] ", r"[^\n]*\[BSYNC\] [^\n]*\r?\nmessage (?P<name>\w+)", Direction.COPY, "F"),
        _head("[ISCC] ", r"[^\n]*\[ISCC\] [^\n]*message (?P<name>\w+)", Direction.COPY, "F"),
    ),
    _TABBED,
    "verbose = all, section log",
)  # fmt: skip

_IDS: Final = r"(?:2410[12]|2601[569]|26020|2620[12]|3000[46]|3001[03])"
_IXN_CLIENT: Final = r"(?P<peer>[^\n:']*?)(?: '(?P<application>[^'\n]*)')? (?P<client>\d+:\d+): "

_ELSE: Final = rf"[^\n]*? {_IDS} [^\n]*?[Mm]essage {_NAMED}[^\n]*"
_OTHER_CLIENT: Final = r"(?:client|server) '(?P<client>[^'\n]*)'"

INTERACTION_SERVER: Final = LogKind(
    "interaction-server",
    "Interaction Server",
    (re.compile(rb"Application type: +(?:\d+ )?\(?Interaction ?Server"),
     re.compile(rb" " + _IDS.encode() + rb" (?:Received from|Sending to) "),
     re.compile(rb" " + _IDS.encode() + rb" [^\n]*message '\w+'")),
    (
        _head(" Received from ", rf"[^\n]*? {_IDS} Received from {_IXN_CLIENT}{_NAMED}", Direction.SENT, "R"),
        _head(" Sending to ", rf"[^\n]*? {_IDS} Sending to {_IXN_CLIENT}{_NAMED}", Direction.RECEIVED, "R"),
        _head("essage '", rf"{_ELSE} from {_OTHER_CLIENT}", Direction.SENT, "R"),
        _head("essage '", rf"{_ELSE} to {_OTHER_CLIENT}", Direction.RECEIVED, "R"),
    ),
    _TYPED,
    "verbose = all, section log",
)  # fmt: skip

KINDS: Final = {kind.name: kind for kind in (WDE, T_SERVER, INTERACTION_SERVER)}
"""The kinds, by their names."""

FOREIGN: Final = re.compile(
    r"EventStatistic\w*|EventInfo|Event3rdServer\w*|Request3rdServer\w*|EventObject\w*|EventACK|EventCall\w+"
    r"|EventO[nf]f?Hook|EventMute\w*|EventPartyDeleted|EventServerInfo|EventPing|RequestPing|EventDNDO\w+"
    r"|EventAddressInfo|EventPrimaryChanged|EventHardwareError|EventMonitoring\w+|RequestOpenStatistic\w*"
    r"|RequestCloseStatistic|RequestGetStatistic\w*|RequestReadObjects\w*|RequestQueryAddress|EventQueued|EventDiverted"
    r"|EventRouteRe\w+|EventNetworkCallStatus|EventForwardSet|EventForwardCancel|EventMessageWaiting\w+"
)
"""Messages of other protocols, and of these that say nothing of a callback: passed over (R)."""


def kind_of(beginning: bytes) -> LogKind | None:
    """Return the kind of log that begins so; None where nothing says."""
    for kind in KINDS.values():
        if any(mark.search(beginning) for mark in kind.marks):
            return kind
    return None
