"""Reading a contact centre strictly: errors name the file, the line and the path within."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from callbook.configuration.complaints import readable
from callbook.configuration.contact_center import ContactCenter
from callbook.configuration.documents.encoding import UTF_8
from callbook.configuration.documents.forms import TOML
from callbook.configuration.documents.structured import Structured
from callbook.configuration.references import Place, check
from callbook.configuration.source import Source


def load(path: Path | str) -> ContactCenter:
    """Return the contact centre in the file at *path*, in TOML, JSON or YAML, or an option export.

    Raises:
        BadInput: when it cannot be used; Unknown where it is a matter of names.
    """
    return _strictly(Source.read(Path(path)))


def loads(text: str, *, where: str = "the text") -> ContactCenter:
    """Return a contact centre from TOML *text*; raise BadInput or Unknown, naming *where*, line and path within."""
    return _strictly(Source.of(Structured(text, UTF_8, TOML, where), Path()))


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
