"""Makes the recording of a log anonymous: it is read for its originals, read again to replace them, and searched."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import IO, TYPE_CHECKING, Any, Final, cast
from zoneinfo import available_timezones

import msgspec

from callbook.configuration import ContactCenter
from callbook.core import BadInput
from callbook.logs.anonymity.fields import Fields, words_of
from callbook.logs.anonymity.pseudonyms import Kind, Pseudonyms
from callbook.logs.anonymity.search import Search, words_in
from callbook.logs.places import places_of
from callbook.messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callbook.record import Head, LogSource

    Replace = Callable[[Kind, str], str]

NOBODY: Final = "not given"
"""What the contact centre of a recording is called where none was given."""
_SERVERS: Final = frozenset({"Interaction Server", "SIP Server", "T-Server"})
_PARTIES: Final = (Kind.AGENT, Kind.DN, Kind.NUMBER, Kind.PLACE)
"""What a client may be called by, where no configuration says who it is."""
_KNOWN_APPLICATIONS: Final = frozenset({"", "InteractionWorkspace"})
_ENCODER: Final = msgspec.json.Encoder()


@dataclass(frozen=True, slots=True)
class Anonymized:
    """What was done.

    Attributes:
        head: the first line of the recording that is anonymous.
        replaced: how many originals were replaced, by kind.
        short: how many of them are shorter than four characters: replaced in their fields, and not searched for.
        unreserved: how many numbers got one that no authority keeps for fiction.
    """

    head: Head
    replaced: dict[str, int]
    short: int
    unreserved: int


class Anonymizer:
    """Makes one recording anonymous.

    Args:
        key: decides all pseudonyms.
        head: the first line of the recording.
    """

    def __init__(self, key: bytes, head: Head) -> None:
        self._key = key
        self._head = head
        self._fields = Fields(head.contact_center, words_of(head.contact_center, _zones()))
        self._originals: dict[tuple[Kind, str], None] = {}
        self._own: set[str] = set()

    def between(self, entries: IO[bytes], clean: IO[bytes]) -> Anonymized:
        """Write the lines of *entries* to *clean*, anonymous; what is anonymous already, as it is.

        Raises:
            BadInput: an original is left, or the recording was not read in a log.
        """
        log = self._head.log
        if log is None:
            raise BadInput("recording", self._head.scenario, accepted="one that was read in a log")
        if not log.personal_data:
            entries.seek(0)
            clean.writelines(entries)
            return Anonymized(self._head, {}, 0, 0)
        parties: set[str] = set()
        known = self._fields.identifiers
        for line in _lines_of(entries):
            known.note(line["message"])
        for line in _lines_of(entries):
            self._own |= words_in([_keys(line)])
            self._entry(line, self._note)
            parties |= {line["sender"], line["receiver"]}
        for party in sorted(parties):
            self._party(party, self._note)
        region = self._center(self._note).region
        bare = self._anonymous_head(log, lambda _kind, _text: "-")
        own = frozenset(self._own) | _format_words() | words_in([msgspec.to_builtins(bare), *self._fields.kept])
        pseudonyms = Pseudonyms(self._key, self._originals, own, region, known)
        head = self._anonymous_head(log, pseudonyms.of)
        search = Search(self._originals, own, known)
        self._check(search, msgspec.to_builtins(head), "the first line")
        for number, line in enumerate(_lines_of(entries), 1):
            made = self._entry(line, pseudonyms.of)
            self._check(search, made, f"entry {number}")
            clean.write(_ENCODER.encode(made) + b"\n")
        counts: dict[str, int] = {}
        for kind, _ in self._originals:
            counts[kind] = counts.get(kind, 0) + 1
        return Anonymized(head, counts, search.short, pseudonyms.unreserved)

    def _note(self, kind: Kind, text: str) -> str:
        self._originals[kind, text] = None
        return text

    def _entry(self, line: dict[str, Any], replace: Replace) -> dict[str, Any]:
        made = dict(line)
        if replace != self._note:  # whether a client is an agent only all messages together say
            made["sender"], made["receiver"] = (self._party(line[name], replace) for name in ("sender", "receiver"))
        is_sent = line["wire"].startswith(f"{line['sender']} - ")
        ends = (made["sender"], made["receiver"]) if is_sent else (made["receiver"], made["sender"])
        made["wire"] = " - ".join(ends)
        made["message"] = self._fields.message(line["message"], replace)
        origin = dict(line["origin"])
        if "unknown" in origin:
            origin["unknown"] = self._fields.attached(origin["unknown"], replace)
        made["origin"] = origin
        return made

    def _party(self, name: str, replace: Replace) -> str:
        if name in _SERVERS:
            return name
        known = self._fields.kind_of_name(name)
        seen = next((kind for kind in _PARTIES if (kind, name) in self._originals), Kind.HOST)
        return replace(seen if known is Kind.TEXT else known, name)

    def _center(self, replace: Replace) -> ContactCenter:
        center = self._head.contact_center
        agents = tuple(
            msgspec.structs.replace(
                agent,
                name=replace(Kind.AGENT, agent.name),
                id=replace(Kind.AGENT, agent.id),
                place=replace(Kind.PLACE, agent.place),
                dn=replace(Kind.DN, agent.dn),
                agent_groups=tuple(self._fields.keep(each, replace) for each in agent.agent_groups),
                virtual_agent_groups=tuple(self._fields.keep(each, replace) for each in agent.virtual_agent_groups),
                roles=tuple(self._fields.keep(each, replace) for each in agent.roles),
            )
            for agent in center.agents
        )
        named = msgspec.structs.replace(center, agents=())
        plain = self._renamed(msgspec.json.decode(_ENCODER.encode(named)), replace)
        renamed = msgspec.convert(plain, ContactCenter)
        name = center.name if center.name == NOBODY else replace(Kind.TEXT, center.name)
        return msgspec.structs.replace(renamed, name=name, agents=agents)

    def _renamed(self, value: object, replace: Replace) -> object:
        """Return plain data of a configuration: a queue that is named for an agent is named for the pseudonym."""
        if isinstance(value, dict):
            return {key: self._renamed(each, replace) for key, each in cast("dict[str, object]", value).items()}
        if isinstance(value, list):
            return [self._renamed(each, replace) for each in cast("list[object]", value)]
        return self._fields.keep(value, replace) if isinstance(value, str) else value

    def _anonymous_head(self, log: LogSource, replace: Replace) -> Head:
        files = tuple(
            msgspec.structs.replace(
                file,
                name=f"{file.kind}-{number}.log",
                application=file.application if file.application in _KNOWN_APPLICATIONS else f"application {number}",
            )
            for number, file in enumerate(log.files, 1)
        )
        log = msgspec.structs.replace(log, files=files, picked="chosen" if log.picked else "", personal_data=False)
        return msgspec.structs.replace(
            self._head, scenario="Read in logs, made anonymous", contact_center=self._center(replace), log=log
        )

    def _check(self, search: Search, made: dict[str, Any], where: str) -> None:
        left = search.left_in(made)
        if left:
            why = f"{left!r} would still stand in {where}; nothing was written"
            accepted = "another key; or tell us, this is a fault of Callbook's"
            raise BadInput("--anonymize", "the recording", why=why, accepted=accepted)


def _lines_of(file: IO[bytes]) -> Iterator[dict[str, Any]]:
    file.seek(0)
    for line in file:
        yield msgspec.json.decode(line)


def _keys(value: object) -> object:
    """Return only the keys of plain data: the names that a site gives to its data say nothing of a person."""
    if isinstance(value, dict):
        return {str(key): _keys(inner) for key, inner in cast("dict[str, object]", value).items()}
    return [_keys(inner) for inner in cast("list[object]", value)] if isinstance(value, list) else None


@cache
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def _format_words() -> frozenset[str]:
    """Return the words that the format itself has: names of protocols, messages, attributes, fields and servers."""
    kinds = [kind for protocol in MESSAGES.values() for kind in protocol.values()]
    paths = [path for kind in kinds for path in places_of(kind)]
    return words_in([*map(str, MESSAGES), *(kind.__name__ for kind in kinds), *paths, *_SERVERS, *_FIELDS])


_FIELDS: Final = (
    "kind number cause wire sender receiver message protocol origin file line filled masked unknown damaged",
    "the log breaks off within it", "a text in it has lost its end",
)  # fmt: skip
