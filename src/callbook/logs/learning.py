"""Proposes what unknown attributes of a log are: by the messages they stand in, their values, and what else has these.

A name says nothing here. An attribute that stands in every EventInvite and every RequestAccept and is a number is the
ticket; one whose values are those of the queues that agents put callbacks into is a queue. Each proposal has a score,
and is written as the user's own name: a person looks at it before it is used.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from callbook.logs.assembling import fits
from callbook.logs.attributes import NOTE, attributes_in
from callbook.logs.blocks import Finder
from callbook.logs.grammar import Direction
from callbook.logs.names import Names, shipped_names
from callbook.logs.opening import decoded, open_logs
from callbook.logs.places import Form, places_of
from callbook.logs.protocols import ProtocolFinder
from callbook.logs.survey import surveyed
from callbook.messages import MEDIA_TYPE, MESSAGES, Message, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from callbook.configuration import ContactCenter
    from callbook.logs.places import Place
    from callbook.logs.survey import Segment

_MOST_VALUES: Final = 200
_LEAST: Final = 0.0
_STAMP: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?Z?")
_IDENTIFIER: Final = re.compile(r"[0-9A-Za-z]{16}|[0-9A-Za-z]{32}")
_NUMBER: Final = re.compile(r"\+?[\d ()-]{5,}")
_SPACED: Final = re.compile(r"\S+ \S+.*", re.DOTALL)
_WORD: Final = re.compile(r"[A-Z]\w*")

HINTS: Final[Mapping[str, tuple[float, re.Pattern[str]]]] = {
    "MediaType": (3, re.compile(rf"{MEDIA_TYPE}|chat|email|sms|workitem")),
    "MediaTypeName": (3, re.compile(rf"{MEDIA_TYPE}|chat|email|sms|workitem")),
    "InteractionType": (3, re.compile(r"Inbound|Outbound|Internal")),
    "InteractionSubtype": (3, re.compile(r"(?:Inbound|Outbound|Internal)[A-Z]\w*")),
    "ReasonDescription": (1, _SPACED),
    "ErrorDescription": (2, _SPACED),
    "ErrorMessage": (2, _SPACED),
    "ReasonSystemName": (1, _WORD),
    "DNIS": (1, _NUMBER),
    "CallType": (2, re.compile(r"[0-4]")),
    "EventDialing.ThisDNRole": (3, re.compile(r"1")),
    "EventDialing.OtherDNRole": (3, re.compile(r"2")),
    "EventDialing.CallType": (3, re.compile(r"[134]")),
    "EventNetworkReached.CallType": (3, re.compile(r"3")),
    "EventRinging.ThisDNRole": (3, re.compile(r"2")),
    "EventRinging.OtherDNRole": (3, re.compile(r"1")),
}
"""What values usually look like, by the last name of a place, or in one message only; and how much that counts."""

SELDOM: Final[Mapping[str, float]] = {
    "Extension": 2, "Extensions": 2, "Reasons": 1, "IsOnline": 1, "AbandonedAt": 0.5, "HeldAt": 0.5, "Workbin": 1,
    "ParentId": 0.5, "ThirdPartyDN": 1, "CallState": 1.5, "ProxyClientId": 0.5, "VisibilityMode": 1, "Priority": 0.5,
    "AddedProperties": 1, "DeletedProperties": 1, "IsHeld": 0.5, "PreviousConnID": 0.5, "ReasonCode": 0.5,
    "Location": 1, "Properties": 1,
}  # fmt: skip
"""What stands in few messages of real programs, though it may stand in many; and how much that counts."""


@dataclass
class Stranger:
    """An attribute that nobody knows.

    Attributes:
        name: what the log calls it.
        messages: how often it stands in which kind of message.
        values: some of its values, each with the name of its message.
    """

    name: str
    messages: Counter[type[Message]] = field(default_factory=Counter[type[Message]])
    values: list[tuple[str, Any]] = field(default_factory=list[tuple[str, Any]])

    @cached_property
    def texts(self) -> frozenset[str]:
        """Its values that are no lists, as texts."""
        return frozenset(str(value) for _, value in self.values if not isinstance(value, dict))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an unknown attribute probably is.

    Attributes:
        protocol: of the messages it stands in.
        name: what the log calls it.
        places: where it stands in our messages.
        usual: what it is usually called.
        count: how often it was seen.
        score: how well it fits; two proposals for one name can be compared by it, and nothing else.
        rival: what else it may be; empty where nothing fits nearly as well.
    """

    protocol: Protocol
    name: str
    places: tuple[str, ...]
    usual: str
    count: int
    score: float
    rival: str


@dataclass(frozen=True, slots=True)
class _Row:
    """A name that may be meant: where it stands in each kind of message."""

    usual: str
    places: tuple[str, ...]
    by_kind: dict[type[Message], Place]


class Learner:
    """Learns the names of one log.

    Args:
        names: those that are known already.
        center: whose names of agents, places and queues may stand in the log; None where nobody has said.
    """

    def __init__(self, names: Names, center: ContactCenter | None = None) -> None:
        self._names = names
        self._vocabulary = _vocabulary(center)
        self._seen: dict[Protocol, Counter[type[Message]]] = {protocol: Counter() for protocol in Protocol}
        self._strangers: dict[Protocol, dict[str, Stranger]] = {protocol: {} for protocol in Protocol}
        self._known: dict[Protocol, set[str]] = {protocol: set() for protocol in Protocol}
        self._values: defaultdict[str, set[str]] = defaultdict(set)

    def read(self, segment: Segment) -> None:
        """Read a log for its unknown attributes."""
        protocols = ProtocolFinder()
        for block in Finder(segment.kind).blocks(segment.text.chunks()):
            if block.head is None or block.head.direction not in {Direction.SENT, Direction.RECEIVED}:
                continue
            lines = decoded(block.text[block.body :])[0].replace("\r\n", "\n").split("\n")
            attributes = attributes_in(segment.kind, lines, 0)
            protocol = protocols.of(block, attributes, segment.kind)
            kind = None if protocol is None else MESSAGES[protocol].get(block.name)
            if protocol is None or kind is None:
                continue
            self._seen[protocol][kind] += 1
            for attribute in attributes:
                self._attribute(protocol, kind, attribute.name, attribute.value)

    def _attribute(self, protocol: Protocol, kind: type[Message], name: str, value: Any) -> None:  # noqa: ANN401
        found = self._names.place(protocol, kind, name)
        if found is not None:
            self._known[protocol].add(found[0])
            self._remember(found[0], value)
        elif name != NOTE and not self._names.is_kept(protocol, name):
            stranger = self._strangers[protocol].setdefault(name, Stranger(name))
            stranger.messages[kind] += 1
            if len(stranger.values) < _MOST_VALUES:
                stranger.values.append((kind.__name__, value))

    def _remember(self, path: str, value: Any) -> None:  # noqa: ANN401 - whatever stands there
        if not isinstance(value, dict):
            self._values[_family(path)].add(str(value))

    @property
    def strange(self) -> int:
        """How many attributes nobody knows."""
        return sum(len(strangers) for strangers in self._strangers.values())

    def proposals(self) -> Iterator[Proposal]:
        """Yield what unknown attributes probably are, the surest first."""
        for protocol, strangers in self._strangers.items():
            yield from self._matched(protocol, dict(strangers))

    def _matched(self, protocol: Protocol, strangers: dict[str, Stranger]) -> Iterator[Proposal]:
        rows = [row for row in _rows(protocol) if not set(row.places[:1]) & self._known[protocol]]
        pairs = [(stranger, row) for stranger in strangers.values() for row in rows]
        alone = {(stranger.name, row.usual): self._score(protocol, stranger, row) for stranger, row in pairs}
        while strangers and rows:
            scores = {
                (name, row.usual): alone[name, row.usual] + self._shared(stranger, row)
                for name, stranger in strangers.items()
                for row in rows
            }
            leads = _Leads(scores)
            (name, usual), score = max(scores.items(), key=lambda item: (leads.of(item[0]), item[1]))
            if score <= _LEAST:
                return
            row = next(row for row in rows if row.usual == usual)
            rival = self._rival(name, usual, scores)
            stranger = strangers.pop(name)
            rows.remove(row)
            for _, value in stranger.values:
                self._remember(row.places[0], value)
            yield Proposal(protocol, name, row.places, usual, stranger.messages.total(), round(score, 1), rival)

    def _rival(self, name: str, usual: str, scores: Mapping[tuple[str, str], float]) -> str:
        best = scores[name, usual]
        near = {row: each for (other, row), each in scores.items() if other == name and row != usual}
        second = max(near, key=near.__getitem__, default="")
        return second if second and near[second] > best - _NEARLY else ""

    def _score(self, protocol: Protocol, stranger: Stranger, row: _Row) -> float:
        score = 0.0
        for kind, count in self._seen[protocol].items():
            place, there = row.by_kind.get(kind), stranger.messages[kind] / count
            if place is None:
                score -= 6 * bool(there)
            elif place.needed:
                score += 2 - 4 * (1 - there)
            else:
                score += there
        place = next(iter(row.by_kind.values()))
        return score / max(len(stranger.messages), 1) + _of_values(stranger.values, place)

    def _shared(self, stranger: Stranger, row: _Row) -> float:
        """Return how much the values are those that stand elsewhere in the log, or in the configuration."""
        family = _family(row.places[0])
        known = self._values[family], self._vocabulary.get(family, frozenset[str]())
        return sum(2 * bool(stranger.texts & words) for words in known)


class _Leads:
    """Knows how far each pair of a name and a row is ahead of the next best of either."""

    def __init__(self, scores: Mapping[tuple[str, str], float]) -> None:
        self._scores = scores
        best: defaultdict[str, list[float]] = defaultdict(list)
        for (name, usual), score in scores.items():
            best[f"name {name}"].append(score)
            best[f"row {usual}"].append(score)
        self._best = {which: sorted(each, reverse=True)[:2] for which, each in best.items()}

    def of(self, pair: tuple[str, str]) -> float:
        """Return how far a pair is ahead; negative where it is not the best of its name and its row."""
        score = self._scores[pair]
        if score <= _LEAST:
            return -1.0
        return score - max(self._other(f"name {pair[0]}", score), self._other(f"row {pair[1]}", score), 0.0)

    def _other(self, which: str, score: float) -> float:
        best = self._best[which]
        return best[0] if score < best[0] else best[1] if len(best) > 1 else 0.0


def _of_values(values: list[tuple[str, Any]], place: Place) -> float:
    """Return how well the values fit a place, by their form and by what usually stands there."""
    fit = sum(fits(place, value) for _, value in values) / len(values)
    texts = {str(value) for _, value in values if not isinstance(value, dict)}
    last = place.path[-1]
    score = -8 * (1 - fit) + (place.form is not Form.TEXT) + 2 * bool(place.pattern) - SELDOM.get(last, 0)
    score += 2 * bool(place.values and place.form is Form.TEXT)
    if place.form is Form.TEXT and not place.pattern and not place.values:
        score -= 2 * all(_STAMP.fullmatch(text) or _IDENTIFIER.fullmatch(text) for text in texts)
    if place.form is Form.FLAG:
        score += texts <= {"0", "1", "true", "false"}
    return score + _hinted(last, values)


def _hinted(last: str, values: list[tuple[str, Any]]) -> float:
    """Return how much the values look as they usually do at a place that is called so."""
    score = 0.0
    for kind in ("", *dict.fromkeys(kind for kind, _ in values)):
        weight, pattern = HINTS.get(f"{kind}.{last}" if kind else last, (0.0, _WORD))
        own = [str(value) for name, value in values if kind in {"", name}]
        if weight:
            score += weight * (2 * sum(bool(pattern.fullmatch(text)) for text in own) / len(own) - 1)
    return score


_NEARLY: Final = 1.0
_FAMILIES: Final = {
    "AssignedTo": "AgentId", "AgentID": "AgentId", "WorkbinAgentId": "AgentId", "WorkbinPlaceId": "PlaceId",
    "MediaTypeName": "MediaType", "ANI": "DN", "ThisDN": "DN", "OtherDN": "DN", "DNIS": "DN", "ThirdPartyDN": "DN",
    "PreviousConnID": "ConnID", "TransferConnID": "ConnID",
}  # fmt: skip


def _family(path: str) -> str:
    """Return what the values at a path are: a queue is a queue wherever it stands."""
    last = path.rsplit(".", maxsplit=1)[-1]
    return _FAMILIES.get(last, last)


def _vocabulary(center: ContactCenter | None) -> dict[str, frozenset[str]]:
    if center is None:
        return {}
    return {
        "AgentId": frozenset(agent.id for agent in center.agents),
        "PlaceId": frozenset(agent.place for agent in center.agents),
        "DN": frozenset(agent.dn for agent in center.agents),
        "TenantId": frozenset(tenant.name for tenant in center.tenants),
        "Queue": frozenset(queue.name for queue in center.queues),
    }


def _rows(protocol: Protocol) -> list[_Row]:
    """Return every name that a log of ours has, with where it stands in each kind of message."""
    names = shipped_names()
    by_name: defaultdict[str, dict[type[Message], Place]] = defaultdict(dict)
    for kind in MESSAGES[protocol].values():
        for path, place in places_of(kind).items():
            if path != "Server":
                by_name[names.written(protocol, path)][kind] = place
    return [
        _Row(name, tuple(dict.fromkeys(place.name for place in kinds.values())), kinds)
        for name, kinds in by_name.items()
    ]


def proposed_names(log: Path, center: ContactCenter | None) -> tuple[str, int]:
    """Return proposals for the unknown attributes of a log in the form of a user's names.toml, and how many there are.

    Raises:
        BadInput: the log cannot be read.
    """
    learner = Learner(shipped_names(), center)
    for segment in surveyed(open_logs([log])[0], []):
        learner.read(segment)
    proposals = list(learner.proposals())
    return in_toml(proposals), len(proposals)


def in_toml(proposals: list[Proposal]) -> str:
    """Return the proposals in the form of a user's names.toml."""
    lines: list[str] = []
    for protocol in Protocol:
        own = [proposal for proposal in proposals if proposal.protocol is protocol]
        if own:
            lines += ["", f'["{protocol}".own]']
        for each in own:
            rival = f"; or {each.rival}" if each.rival else ""
            places = ", ".join(f'"{place}"' for place in each.places)
            lines.append(f"{_quoted(each.name)} = [{places}]  # usually {each.usual}, seen {each.count} times{rival}")
    return "\n".join(["# Proposed by callbook import --learn: look at each before you use it.", *lines]) + "\n"


def _quoted(name: str) -> str:
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'
