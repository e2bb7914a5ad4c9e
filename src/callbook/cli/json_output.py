"""Prints JSON, for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from rich.console import Console


def print_json(console: Console, value: object) -> None:
    """Print *value* as JSON, without colour or wrapping."""
    console.file.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
