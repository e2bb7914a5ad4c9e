"""A contact centre as a text in our own form, TOML or JSON: read again, it is equal."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import msgspec

from callbook.configuration.contact_center import ContactCenter
from callbook.configuration.documents.text import quoted

_DELETE = "\x7f"


def toml_text(contact_center: ContactCenter) -> str:
    """Return a contact centre as TOML: what has its default is left out, and a table stands under each name."""
    return "\n".join(_table(_said(contact_center), ())).strip("\n") + "\n"


def json_text(contact_center: ContactCenter) -> str:
    """Return a contact centre as JSON, indented."""
    return json.dumps(_said(contact_center), ensure_ascii=False, indent=2) + "\n"


OWN_TEXTS: Mapping[str, Callable[[ContactCenter], str]] = {".toml": toml_text, ".json": json_text}
"""How a contact centre is written, by the suffix of the file."""


def _said(contact_center: ContactCenter) -> dict[str, Any]:
    """Return the data of a contact centre without what is empty."""
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(contact_center))
    for things in plain.values():
        for thing in things if _is_tables(things) else ():
            _drop_empty(thing)
    _drop_empty(plain)
    return plain


def _drop_empty(table: dict[str, Any]) -> None:
    for name in [name for name, value in table.items() if value in (None, [], {})]:
        del table[name]


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    """Yield the lines of a table: what stands in one line first, then tables, then lists of tables."""
    for name, value in table.items():
        if not _is_table(value) and not _is_tables(value):
            yield f"{_key(name)} = {_value(value)}"
    for name, value in table.items():
        if _is_table(value):
            yield from ("", f"[{_header(*path, name)}]", *_table(value, (*path, name)))
    for name, value in table.items():
        for thing in value if _is_tables(value) else ():
            yield from ("", f"[[{_header(*path, name)}]]", *_table(thing, (*path, name)))


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and isinstance(next(iter(cast("list[object]", value)), None), dict)


def _header(*names: str) -> str:
    return ".".join(map(_key, names))


def _key(name: str) -> str:
    return name if name.isascii() and name.replace("_", "").isalnum() else _text(name)


def _value(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_value, cast('list[object]', value)))}]"
    return _text(value) if isinstance(value, str) else str(value)


def _text(text: str) -> str:
    return quoted(text).replace(_DELETE, "\\u007f")
