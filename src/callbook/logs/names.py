"""What attributes are called in logs: a table that ships with Callbook, and a user's own that goes before it.

No public log of the desktop holds Open Media messages, so many names are assumed. Each says how well it is known; what
stands in no table is guessed by its likeness to our names, without ``attr_``, ``itx_``, ``actor_``, underscores, case.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final, cast

from callbook.core import BadInput, Unknown
from callbook.logs.places import places_of
from callbook.messages import MESSAGES, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from callbook.messages import Message

_KEPT: Final = "kept"
_DROPPED: Final = ("attribute", "attr", "itx", "actor")
_PREFIX: Final = "Attribute"
_FORM: Final = '["Open Media".own] or ["T-Library".own] with lines such as attr_tck = "TicketId"'


class Basis(StrEnum):
    """How well a name is known."""

    OWN = "own"
    ATTESTED = "attested"
    ASSUMED = "assumed"
    GUESSED = "guessed"


@dataclass(frozen=True, slots=True)
class Name:
    """What a log calls an attribute.

    Attributes:
        places: the paths that may be meant; of a message's own, the first.
        basis: how well that is known.
    """

    places: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, eq=False)
class Names:
    """All names, by protocol.

    Attributes:
        known: the names of each protocol as logs have them.
        kept: attributes that are known and have no place in our messages.
    """

    known: Mapping[Protocol, Mapping[str, Name]]
    kept: Mapping[Protocol, frozenset[str]]
    _read: dict[tuple[type[Message], str], tuple[str, Basis] | None] = field(
        default_factory=dict[tuple[type["Message"], str], "tuple[str, Basis] | None"], compare=False
    )
    _written: dict[tuple[Protocol, str], str] = field(default_factory=dict[tuple[Protocol, str], str], compare=False)

    def place(self, protocol: Protocol, kind: type[Message], name: str) -> tuple[str, Basis] | None:
        """Return where the attribute that the log calls *name* stands in a *kind* of message; None if nowhere."""
        key = (kind, name)
        if key not in self._read:
            if len(self._read) > _MOST:
                self._read.clear()
            self._read[key] = self._looked_up(protocol, kind, name)
        return self._read[key]

    def written(self, protocol: Protocol, path: str) -> str:
        """Return what a log calls the attribute at *path*: the best known of its names that means it first."""
        key = (protocol, path)
        if key not in self._written:
            rows = self.known[protocol].items()
            first = (name for name, row in rows if row.places[0] == path)
            also = (name for name, row in rows if path in row.places)
            by_rule = _PREFIX + path if protocol is Protocol.T_LIBRARY else path
            self._written[key] = next(first, None) or next(also, by_rule)
        return self._written[key]

    def is_kept(self, protocol: Protocol, name: str) -> bool:
        """Return whether an attribute is known to have no place in our messages."""
        return name in self.kept[protocol]

    def _looked_up(self, protocol: Protocol, kind: type[Message], name: str) -> tuple[str, Basis] | None:
        places = places_of(kind)
        row = self.known[protocol].get(name)
        if row is not None:
            return next(((path, row.basis) for path in row.places if path in places), None)
        if protocol is Protocol.T_LIBRARY and name.removeprefix(_PREFIX) in places:
            return name.removeprefix(_PREFIX), Basis.ATTESTED
        if name in self.kept[protocol]:
            return None
        alike = _bare(name)
        return next(((path, Basis.GUESSED) for path in places if alike and alike == _bare(path.split(".")[-1])), None)


_MOST: Final = 20_000
"""So many attributes are looked up once only; a log that has more names than that is none."""


def _bare(name: str) -> str:
    words = [word for word in name.removeprefix(_PREFIX).lower().split("_") if word not in _DROPPED]
    return "".join(words)


@cache
def shipped_names() -> Names:
    """Return the names that ship with Callbook."""
    return _names((tomllib.loads(shipped_text()),))


def shipped_text() -> str:
    """Return the table that ships with Callbook, as it stands in its file."""
    return (files("callbook.logs") / "names.toml").read_text(encoding="utf-8")


def names_with(path: Path | None) -> Names:
    """Return the names that ship with Callbook, those of the user's file *path* before them.

    Raises:
        BadInput: the file cannot be read, or is not in the form of names.toml.
        Unknown: a name stands for no attribute of ours.
    """
    if path is None:
        return shipped_names()
    try:
        own = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise BadInput("--names", str(path), accepted=f"a file that can be read ({error.strerror})") from None
    except ValueError as error:
        raise BadInput("--names", str(path), why=str(error), accepted=f"TOML: {_FORM}") from None
    return _names((own, tomllib.loads(shipped_text())), str(path))


def paths_of(protocol: Protocol) -> frozenset[str]:
    """Return every place that any message of *protocol* has."""
    return frozenset(path for kind in MESSAGES[protocol].values() for path in places_of(kind))


def _names(documents: Iterable[Mapping[str, Any]], where: str = "") -> Names:
    known: dict[Protocol, dict[str, Name]] = {protocol: {} for protocol in Protocol}
    kept: dict[Protocol, set[str]] = {protocol: set() for protocol in Protocol}
    for document in documents:
        for title, table in document.items():
            if not isinstance(table, dict):
                raise BadInput("entry", title, where=where, accepted=_FORM)
            rows = cast("dict[str, object]", table)
            if title == _KEPT:
                for protocol, names in rows.items():
                    kept[_protocol(protocol, where)].update(_texts(names, protocol, where))
            else:
                _add(known[_protocol(title, where)], Protocol(title), rows, where)
    return Names(known, {protocol: frozenset(names) for protocol, names in kept.items()})


def _add(known: dict[str, Name], protocol: Protocol, bases: Mapping[str, object], where: str) -> None:
    for basis, rows in bases.items():
        if basis not in set(Basis) or not isinstance(rows, dict):
            raise BadInput("table", f'["{protocol}".{basis}]', where=where, accepted=_FORM)
        for name, given in cast("dict[str, object]", rows).items():
            places = tuple(_whole(protocol, each, where) for each in _texts(given, name, where))
            known.setdefault(name, Name(places, Basis(basis)))


def _whole(protocol: Protocol, path: str, where: str) -> str:
    """Return a path; the last name of one suffices where only one place is called so.

    Raises:
        Unknown: no message has such a place.
    """
    paths = paths_of(protocol)
    if path in paths:
        return path
    ending = [each for each in paths if each.split(".")[-1] == path]
    if len(ending) != 1:
        raise Unknown("attribute", path, paths, where=where)
    return ending[0]


def _protocol(title: str, where: str) -> Protocol:
    if title not in set(Protocol):
        raise Unknown("table", title, (*Protocol, _KEPT), where=where)
    return Protocol(title)


def _texts(given: object, name: str, where: str) -> tuple[str, ...]:
    texts = cast("list[object]", given) if isinstance(given, list) else [given]
    if not texts or not all(isinstance(each, str) for each in texts):
        raise BadInput("name", name, where=where, accepted='a text such as "TicketId", or a list of texts')
    return tuple(str(each) for each in texts)
