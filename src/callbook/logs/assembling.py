"""Makes a message of ours of the attributes of a record: fills in what is missing, keeps beside it what has no place.

A message of ours is strict: an EventInvite has eleven properties that it cannot do without, and unknown ones are
refused. A log gives what it gives. So nothing is lost and nothing is invented unseen: what was filled in is named, and
so is what the log masks.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final, NamedTuple, cast

import msgspec

from callbook.core import moment_of
from callbook.logs.attributes import NOTE
from callbook.logs.names import Basis, shipped_names
from callbook.logs.places import OTHERS, Form, Place, needed_in, places_of
from callbook.messages import Interaction, MalformedMessage, Protocol, from_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from callbook.logs.attributes import Attribute, Value
    from callbook.logs.names import Names
    from callbook.messages import Message

_MASK: Final = re.compile(r"\*{3,}|^\*+$")
_UNFIT: Final = object()
_FLAGS: Final = {"0": False, "1": True, "false": False, "true": True, "no": False, "yes": True}
_STAMP: Final = re.compile(r"(?a)(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.\d+)?Z?")
_NO_ID: Final = "0"
_ID_LENGTH: Final = re.compile(r"\{(\d+)\}")
_SERVER: Final = "Server"
_LONGEST_NAME: Final = 256


@dataclass(slots=True)
class Assembled:
    """A message that was made of a record.

    Attributes:
        message: as plain data, with its protocol.
        typed: the message itself.
        filled: the paths of what was filled in.
        masked: the paths of what the log hides.
        unknown: what has no place in it, by the log's names.
        guessed: the names that were guessed, with the paths that were taken.
        strange: the names that nobody knows.
        damaged: why not all of it can be trusted; empty if it can.
    """

    message: dict[str, Any]
    typed: Message | None = None
    filled: list[str] = field(default_factory=list[str])
    masked: list[str] = field(default_factory=list[str])
    unknown: dict[str, Any] = field(default_factory=dict[str, Any])
    guessed: dict[str, str] = field(default_factory=dict[str, str])
    strange: list[str] = field(default_factory=list[str])
    damaged: str = ""


class Sought(msgspec.Struct, frozen=True, gc=False):
    """What a record is to become.

    Attributes:
        protocol: of the message.
        kind: of the message.
        at: when it was, which fills in what no attribute says of a time.
        server: who sends the events of T-Library.
        may_mask: whether the log may hide something of it: there are asterisks in the record.
    """

    protocol: Protocol
    kind: type[Message]
    at: int
    server: str
    may_mask: bool = True


def assembled(names: Names, sought: Sought, attributes: Iterable[Attribute]) -> Assembled:
    """Return the message that a record holds.

    Args:
        names: what the log calls things.
        sought: which message it is.
        attributes: of the record.
    """
    kind = sought.kind
    places = places_of(kind)
    made = Assembled({"protocol": str(sought.protocol), "message": kind.__name__})
    said: dict[str, object] = {}
    known = _Known(names, sought, _reader_of(names, sought.protocol, kind))
    for attribute in attributes:
        _place(known, attribute, said, made)
    if _SERVER in places:
        said[_SERVER] = sought.server
    _fill(kind, said, made, sought.at)
    made.message.update(_nested(said))
    try:
        made.typed = from_mapping(made.message)
    except MalformedMessage:
        _mend(sought, said, made)
        made.typed = from_mapping(made.message)
    return made


class _Known(NamedTuple):
    """What is known of a record before its attributes are looked at: its names, its message, and what reads it."""

    names: Names
    sought: Sought
    read_before: _Read


def _place(known: _Known, attribute: Attribute, said: dict[str, object], made: Assembled) -> None:
    names, sought, read_before = known
    if attribute.name == NOTE:
        if sought.kind.__name__ == "EventError":
            said.setdefault("ErrorMessage", attribute.value)
        return
    value = attribute.value
    if isinstance(value, dict):
        path, basis, fitted = _read(names, sought.protocol, sought.kind, attribute.name, value)
    else:
        path, basis, fitted = read_before(attribute.name, value)
    if fitted is _UNFIT or (path in said and not _is_note(path, said)):
        made.unknown[attribute.name] = value
        if not path and not names.is_kept(sought.protocol, attribute.name):
            made.strange.append(attribute.name)
        path = attribute.name
    else:
        said[path] = fitted
        if basis is Basis.GUESSED:
            made.guessed[attribute.name] = path
    if sought.may_mask:
        made.masked.extend(_masked(path, value))


def _read(names: Names, protocol: Protocol, kind: type[Message], name: str, value: Value) -> tuple[str, Basis, object]:
    """Return where an attribute stands, how well that is known, and its value as it stands there, or `_UNFIT`."""
    found = names.place(protocol, kind, name)
    if found is None:
        return "", Basis.GUESSED, _UNFIT
    return found[0], found[1], _fitted(names, places_of(kind)[found[0]], value)


_Read = Callable[[str, "Value"], tuple[str, Basis, object]]


@lru_cache(maxsize=1 << 10)
def _reader_of(names: Names, protocol: Protocol, kind: type[Message]) -> _Read:
    """Return what reads texts and numbers of one kind of message, most of which a log has again and again."""
    return cast("_Read", lru_cache(maxsize=1 << 11)(partial(_read, names, protocol, kind)))


def _is_note(path: str, said: Mapping[str, object]) -> bool:
    """Return whether what stands there came from the note below an event, which the attribute says better."""
    return path == "ErrorMessage" and isinstance(said[path], str)


def _masked(path: str, value: Value) -> list[str]:
    if isinstance(value, dict):
        return [name for key, inner in value.items() for name in _masked(f"{path}.{key}", inner)]
    return [path] if isinstance(value, str) and "*" in value and _MASK.search(value) else []


def _fitted(names: Names, place: Place, value: Value) -> object:
    """Return a value as it stands in a message of ours, or `_UNFIT`."""
    fit = _FITS[place.form]
    return fit(names, place, value)


def fits(place: Place, value: Value) -> bool:
    """Return whether a value of a log may stand at a place."""
    return _FITS[place.form](shipped_names(), place, value) is not _UNFIT


def _text(_names: Names, place: Place, value: Value) -> object:
    if isinstance(value, dict):
        return _UNFIT
    text = str(value)
    if place.values:
        found = next((each for each in place.values if str(each.value).lower() == text.lower()), None)
        return _UNFIT if found is None else str(found.value)
    if place.pattern.startswith("(?a)"):  # a stamp
        stamp = _STAMP.fullmatch(text)
        return f"{stamp[1]}T{stamp[2]}Z" if stamp else _UNFIT
    if place.pattern.startswith("^[0-9a-f]"):
        text = text.lower()
    if place.pattern and re.search(place.pattern, text) is None:
        return _UNFIT
    return _UNFIT if place.least and not place.least <= len(text) <= _LONGEST_NAME else text


def _number(_names: Names, place: Place, value: Value) -> object:
    if isinstance(value, dict):
        return _UNFIT
    try:
        number = int(value)
    except ValueError:
        named = next((each for each in place.values if each.name.replace("_", "") == _bare(value)), None)
        return _UNFIT if named is None else int(named)
    if place.values and number not in place.values:
        return _UNFIT
    if place.least is None:
        return number if abs(number) < 2**63 else _UNFIT
    if number == _NO_REFERENCE:
        number = 0
    return number if place.least <= number < 2**31 else _UNFIT


_NO_REFERENCE: Final = 4_294_967_295
"""How T-Servers write that an event answers no request."""


def _bare(value: object) -> str:
    return re.sub(r"[^A-Z0-9]", "", re.sub(r"^(?:CallType|CallState|Role|WorkMode)", "", str(value)).upper())


def _flag(_names: Names, _place: Place, value: Value) -> object:
    return _FLAGS.get(str(value).lower(), _UNFIT)


def _list(_names: Names, place: Place, value: Value) -> object:
    if not isinstance(value, dict):
        return _UNFIT
    return _UNFIT if place.values and not value else value


def _name_list(_names: Names, _place: Place, value: Value) -> object:
    return list(value) if isinstance(value, dict) and all(value) else _UNFIT


def _interactions(names: Names, _place: Place, value: Value) -> object:
    if not isinstance(value, dict) or not all(isinstance(each, dict) for each in value.values()):
        return _UNFIT
    return [_interaction(names, each) for each in value.values()]


def _interaction(names: Names, given: Mapping[str, Value]) -> dict[str, object]:
    """Return an interaction in a list, whose properties have our names; what it lacks is not filled in."""
    places = places_of(Interaction)
    fit = {name: _fitted(names, places[name], value) for name, value in given.items() if name in places}
    others = {name: value for name, value in given.items() if fit.get(name, _UNFIT) is _UNFIT}
    kept = {name: value for name, value in fit.items() if value is not _UNFIT}
    return kept | ({OTHERS: others} if others else {})


def _either(_names: Names, _place: Place, value: Value) -> object:
    return _UNFIT if isinstance(value, dict) or value == "" else value


_FITS: Final = {
    Form.TEXT: _text, Form.NUMBER: _number, Form.FLAG: _flag, Form.LIST: _list, Form.NAMES: _name_list,
    Form.INTERACTIONS: _interactions, Form.EITHER: _either,
}  # fmt: skip


def _fill(kind: type[Message], said: dict[str, object], made: Assembled, at: int) -> None:
    """Fill in what the message, or a part of it that is there, cannot do without."""
    for place in needed_in(kind):
        if place.name not in said and (place.needed or any(path.startswith(f"{place.path[0]}.") for path in said)):
            said[place.name] = _standing_in(place, at)
            made.filled.append(place.name)


def _standing_in(place: Place, at: int) -> object:
    if place.values:
        return place.values[0].value
    if place.form is Form.TEXT:
        if place.pattern.startswith("(?a)"):
            return moment_of(at).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
        length = _ID_LENGTH.findall(place.pattern)
        return _NO_ID * int(length[0]) if length else "-"
    empty: dict[Form, object] = {Form.LIST: {}, Form.EITHER: "-"}
    return empty.get(place.form, place.least or 0)


def _nested(said: Mapping[str, object]) -> dict[str, Any]:
    nested: dict[str, Any] = {}
    for path, value in said.items():
        if "." not in path:
            nested[path] = value
            continue
        into = nested
        *outer, last = path.split(".")
        for name in outer:
            into = into.setdefault(name, {})
        into[last] = value
    return nested


def _mend(sought: Sought, said: Mapping[str, object], made: Assembled) -> None:
    """Take only what the message takes: what it refuses is kept beside it."""
    head = {"protocol": made.message["protocol"], "message": sought.kind.__name__}
    kept: dict[str, object] = {}
    for path, value in said.items():
        if path in made.filled:
            continue
        trial = kept | {path: value}
        _fill(sought.kind, trial, Assembled({}), sought.at)
        try:
            from_mapping(head | _nested(trial))
        except MalformedMessage:
            made.unknown[path] = value
        else:
            kept[path] = value
    made.filled.clear()
    _fill(sought.kind, kept, made, sought.at)
    made.message = head | _nested(kept)
