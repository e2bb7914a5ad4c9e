"""The program: what every command shares, its options and its JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from callbook.configuration import Contribution


app = typer.Typer(
    name="callbook",
    help="A test harness for the Web Callback channel of Workspace Desktop Edition.",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
LAST_RUN = Path(".callbook/last-run")
"""Where a run leaves its recordings if nobody says otherwise."""

Json = Annotated[bool, typer.Option("--json", help="Print JSON, for machines.")]
CenterFile = Annotated[
    Path | None,
    typer.Option(
        "--config", help="A contact centre: TOML, JSON, YAML, .cfg; without it, the example that ships with the kit."
    ),
]
AssumptionsFile = Annotated[
    Path | None,
    typer.Option(
        "--assumptions",
        metavar="FILE",
        help="What is assumed otherwise than by the kit: TOML, as `callbook conform --settle` writes it.",
    ),
]
ConfigurationFile = Annotated[
    Path,
    typer.Argument(metavar="FILE", help="A configuration: TOML, JSON, YAML, another export, or a folder."),
]


def examples(*lines: str) -> str:
    """Return the examples for the end of a command's help."""
    return "\n\n".join(("[bold]Examples[/bold]", *(f"  [cyan]{line}[/cyan]" for line in lines)))


def applying(said: Contribution, *, valid: bool) -> dict[str, object]:
    """Return the text of an option that applies, and who says it; None for the text where nothing valid is said."""
    return {
        "value": said.raw if valid else None,
        "level": said.level.label,
        "holder": said.holder,
        "assumed": said.assumed,
    }
