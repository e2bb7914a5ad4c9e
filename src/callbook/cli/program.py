"""The program: what every command shares."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="callbook",
    help="A test harness for the Web Callback channel of Workspace Desktop Edition.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
Centre = Annotated[
    Path | None,
    typer.Option(
        "--config", help="A contact centre: TOML, JSON, YAML, .cfg; without it, the example that ships with the kit."
    ),
]
ConfigurationFile = Annotated[
    Path, typer.Argument(metavar="FILE", help="A configuration: TOML, JSON, YAML, or an export of options.")
]


def examples(*lines: str) -> str:
    """Write the examples at the end of a command's help."""
    return "\n\n".join(("[bold]Examples[/bold]", *(f"  [cyan]{line}[/cyan]" for line in lines)))
