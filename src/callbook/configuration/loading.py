"""Reading a contact centre from a TOML file, with errors that name the file and the path within."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, cast

import msgspec

from callbook.configuration.complaints import readable
from callbook.configuration.contact_center import ContactCenter
from callbook.configuration.references import WITH_OPTIONS, check
from callbook.errors import BadInput

_QUOTED = 'a text, under the option\'s name in quotes: "webcallback.auto-answer" = "true"'


def load(path: Path | str) -> ContactCenter:
    """Read the contact centre in the TOML file at *path*; raise BadInput or Unknown when it cannot be used."""
    try:
        text = Path(path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise BadInput("contact centre file", str(path), accepted="a TOML file in UTF-8") from error
    except OSError as error:
        accepted = f"a TOML file that can be read ({error.strerror})"
        raise BadInput("contact centre file", str(path), accepted=accepted) from error
    return loads(text, where=str(path))


def loads(text: str, *, where: str = "the text") -> ContactCenter:
    """Read a contact centre from TOML *text*; raise BadInput or Unknown, naming *where* and the path within."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput("contact centre file", where, accepted=f"TOML ({error})") from error
    _check_option_texts(raw, where)
    try:
        contact_center = msgspec.convert(raw, ContactCenter)
    except msgspec.ValidationError as error:
        raise readable(error, raw, where) from error
    check(contact_center, where)
    return contact_center


def _check_option_texts(raw: Mapping[str, Any], where: str) -> None:
    for path, texts in _option_tables(raw):
        for name, value in texts.items():
            if not isinstance(value, str):
                raise BadInput("option value", value, where=f"{where}: {path}.{name}", accepted=_QUOTED)


def _option_tables(raw: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    application: object = raw.get("application")
    if isinstance(application, dict):
        yield "application", cast("dict[str, Any]", application)
    for collection in WITH_OPTIONS:
        for index, thing in enumerate(_tables(raw.get(collection))):
            options: object = thing.get("options")
            if isinstance(options, dict):
                yield f"{collection}[{index}].options", cast("dict[str, Any]", options)


def _tables(things: object) -> list[dict[str, Any]]:
    """Give the tables of an array, with an empty one for anything else: msgspec complains about that later."""
    entries = cast("list[object]", things) if isinstance(things, list) else []
    return [cast("dict[str, Any]", entry) if isinstance(entry, dict) else {} for entry in entries]
