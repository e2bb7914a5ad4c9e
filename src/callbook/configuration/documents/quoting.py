"""Texts between double quotes, as TOML, JSON and YAML all read them; what no file of options can hold."""

from __future__ import annotations

import json
import unicodedata

from callbook.core import BadInput

_IN_NO_LINE = {"Cc", "Cs", "Zl", "Zp"}


def quoted(text: str) -> str:
    """Return *text* between double quotes."""
    return json.dumps(text, ensure_ascii=False)


def check_line(what: str, text: str) -> None:
    """Raise BadInput when *text* cannot stand in one line."""
    if any(unicodedata.category(character) in _IN_NO_LINE for character in text):
        raise BadInput(what, text, accepted="text in one line, without control characters")
