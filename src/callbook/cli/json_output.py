"""Prints JSON, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from rich.console import Console

    from callbook.configuration import Contribution


def print_json(console: Console, value: object) -> None:
    """Print *value* as JSON, without colour or wrapping."""
    console.file.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")


def applying(said: Contribution, *, valid: bool) -> dict[str, object]:
    """Return the text of an option that applies, and who says it; None for the text where nothing valid is said."""
    return {
        "value": said.raw if valid else None,
        "level": said.level.label,
        "holder": said.holder,
        "assumed": said.assumed,
    }
