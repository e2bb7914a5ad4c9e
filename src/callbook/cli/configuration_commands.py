"""The commands about a team's own configuration: what applies, what would change, what differs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from callbook.cli.program import ConfigurationFile, Json, app, examples

Who = Annotated[str, typer.Option("--agent", help="The agent's name or id.")]


@app.command(
    "explain",
    epilog=examples(
        "callbook explain centre.toml --agent anna webcallback.auto-answer",
        "callbook explain centre.toml --agent anna",
        "callbook explain centre.toml --agent anna --interaction IW_OverrideOptions=Gold webcallback.auto-answer",
        "callbook explain centre.toml --agent anna --queue vip-inbound --json",
    ),
)
def _explain(  # noqa: PLR0913 - one argument per option of the command
    file: ConfigurationFile,
    option: Annotated[str | None, typer.Argument(help="An option; without one, all options and privileges.")] = None,
    *,
    agent: Who,
    interaction: Annotated[
        list[str] | None,
        typer.Option(help="What an interaction carries: KEY=VALUE, or a file with a JSON object; may be repeated."),
    ] = None,
    queue: Annotated[
        str | None, typer.Option(help="An interaction from this queue: with what its strategy attaches.")
    ] = None,
    json: Json = False,
) -> None:
    """Say which value an option has for an agent and why, level by level; without an option, all that applies."""
    from callbook.cli import explain_command

    data = explain_command.attached(file, interaction or [], queue)
    explain_command.run(Console(), explain_command.Asked(file, agent, option, data), as_json=json)


@app.command(
    "whatif",
    epilog=examples(
        "callbook whatif centre.toml --set webcallback.auto-answer=true --agent anna",
        'callbook whatif centre.toml --set "Can Reschedule=false" --agent anna',
        'callbook whatif centre.toml --set webcallback.auto-dial=true --at "Agent Group:Claims" --agent anna',
        "callbook whatif centre.toml --set webcallback.auto-dial=true --agent anna --scenario my.feature:12",
    ),
)
def _whatif(  # noqa: PLR0913 - one argument per option of the command
    file: ConfigurationFile,
    *,
    settings: Annotated[
        list[str],
        typer.Option("--set", metavar="NAME=VALUE", help="An option, or a privilege with true or false; repeatable."),
    ],
    agent: Who,
    at: Annotated[
        str, typer.Option(help="Where options are set: LEVEL:HOLDER, for example 'Tenant:North'; else the agent's own.")
    ] = "",
    scenario: Annotated[
        str, typer.Option(help="FILE.feature[:LINE]: the agent plays the first agent it names. Else a usual callback.")
    ] = "",
    json: Json = False,
) -> None:
    """Play the same callback before and after a change: the ladders' difference, actions gained and lost."""
    from callbook.cli import whatif_command

    wanted = whatif_command.Wanted(file, agent, tuple(settings), at, scenario)
    whatif_command.run(Console(), wanted, as_json=json)


@app.command(
    "compare",
    epilog=examples("callbook compare before.toml after.toml", "callbook compare staging.yaml production.yaml --json"),
)
def _compare(
    before: Annotated[Path, typer.Argument(help="A configuration.")],
    after: Annotated[Path, typer.Argument(help="Another one.")],
    *,
    json: Json = False,
) -> None:
    """Say what changes for which agents between two configurations; differences give exit code 1."""
    from callbook.cli import compare_command

    raise typer.Exit(compare_command.run(Console(), before, after, as_json=json))
