"""Reading a contact centre strictly: errors name the file, the line and the path within."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec

from callbook.configuration import contact_center as shapes
from callbook.configuration.contact_center import ContactCenter
from callbook.configuration.documents import DataPath
from callbook.configuration.documents.forms import TOML
from callbook.configuration.documents.structured import Structured
from callbook.configuration.documents.text import UTF_8
from callbook.configuration.reading import read_source, source_of
from callbook.configuration.references import Place, check
from callbook.configuration.source import Source
from callbook.core import BadInput, Unknown

_COMPLAINT = re.compile(r"(?P<message>.*?)(?: - at `\$\.?(?P<path>.*)`)?", re.DOTALL)
_STEP = re.compile(r"\w+")
_STEP_OR_REST = re.compile(r"\w+|\.\.\.")
_UNKNOWN_KEY = re.compile(r"Object contains unknown field `(.*)`")
_MISSING_KEY = re.compile(r"Object missing required field `(.*)`")
_WRONG_TYPE = re.compile(r"Expected (.*), got (.*)")
_NO_SUCH_WORD = re.compile(r"Invalid enum value .*")

_CLASS_OF: dict[str, type[msgspec.Struct]] = {
    "tenants": shapes.Tenant,
    "roles": shapes.Role,
    "agent_groups": shapes.AgentGroup,
    "virtual_agent_groups": shapes.VirtualAgentGroup,
    "agents": shapes.Agent,
    "queues": shapes.Queue,
    "strategies": shapes.Strategy,
    "transactions": shapes.Transaction,
    "attached_keys": shapes.AttachedKeys,
}
"""What the tables of a collection, and single tables, describe."""


def readable(error: msgspec.ValidationError, raw: Mapping[str, Any], place: Place) -> BadInput:
    """Return a complaint about *raw* as an error with the place, what stands there and what would be accepted."""
    found = _COMPLAINT.fullmatch(str(error))
    message, written = (found["message"], found["path"] or "") if found else (str(error), "")
    path = _steps(written)
    if unknown := _UNKNOWN_KEY.fullmatch(message):
        return Unknown("key", unknown[1], _fields(written), where=place((*path, unknown[1])))
    return BadInput("entry", _at(raw, written), where=place(path), accepted=_accepted(message, written))


def _steps(written: str) -> DataPath:
    return tuple(int(step) if step.isdecimal() else step for step in _STEP_OR_REST.findall(written))


def _accepted(message: str, path: str) -> str:
    if missing := _MISSING_KEY.fullmatch(message):
        return f"a table with the key {missing[1]!r}"
    if wrong := _WRONG_TYPE.fullmatch(message):
        return f"{wrong[1]}, not {wrong[2]}"
    if _NO_SUCH_WORD.fullmatch(message):
        words: tuple[str, ...] = get_args(_fields(path)[_STEP.findall(path)[-1]])
        return " or ".join(map(repr, words))
    return message.removeprefix("Expected ")


def _fields(path: str) -> dict[str, Any]:
    """Return the keys, and their types, of the table in which *path* ends or whose key it names."""
    described = _CLASS_OF.get(next(iter(_STEP.findall(path)), ""), shapes.ContactCenter)
    types = get_type_hints(described)
    return {name: types[name] for name in described.__struct_fields__}


def _at(raw: Mapping[str, Any], path: str) -> object:
    """Return what stands at *path*, or the nearest table around it: msgspec names no keys of free tables."""
    found: Any = raw
    for step in _STEP.findall(path):
        found = found[int(step) if step.isdecimal() else step]
    return found


def load(path: Path | str) -> ContactCenter:
    """Return the contact centre in the file at *path*, in our own form or another program's; or in the folder there.

    Raises:
        BadInput: when it cannot be used; Unknown where it is a matter of names.
    """
    return _strictly(read_source(Path(path)))


def loads(text: str, *, where: str = "the text") -> ContactCenter:
    """Return a contact centre from TOML *text*; raise BadInput or Unknown, naming *where*, line and path within."""
    return _strictly(source_of(Structured(text, UTF_8, TOML, where), Path()))


def converted(values: Mapping[str, Any], place: Place) -> ContactCenter:
    """Return a contact centre made of data, whether or not it hangs together.

    Raises:
        BadInput: where the data is of another shape.
    """
    try:
        return msgspec.convert(values, ContactCenter)
    except msgspec.ValidationError as error:
        raise readable(error, values, place) from error


def _strictly(source: Source) -> ContactCenter:
    contact_center = converted(source.values, source.place)
    check(contact_center, source.place)
    return contact_center
