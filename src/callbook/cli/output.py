"""Where commands print: at the terminal, or JSON for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console


def console(*, stderr: bool = False) -> Console:
    """Return the terminal: only a command that prints something waits for what can."""
    from rich.console import Console

    return Console(stderr=stderr)


def print_json(console: Console, value: object) -> None:
    """Print *value* as JSON, without colour or wrapping."""
    import msgspec

    console.file.write(msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n")
