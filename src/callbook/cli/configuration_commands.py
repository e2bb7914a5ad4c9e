"""The commands about a team's own configuration: what it says, what is wrong, what applies, what would change."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from callbook.cli.output import console
from callbook.cli.program import AssumptionsFile, ConfigurationFile, Json, app, examples

Who = Annotated[str, typer.Option("--agent", help="The agent's name or id.")]


@app.command(
    "lint",
    epilog=examples(
        "callbook lint centre.toml",
        "callbook lint exports/claims.cfg exports/travel.cfg",
        "callbook lint centre.yaml --ignore CB9 --strict",
        "callbook lint centre.json --sarif > lint.sarif",
        "callbook lint --explain CB303",
    ),
)
def _lint(  # noqa: PLR0913 - one argument per option of the command
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="Contact centres: TOML, JSON, YAML, other exports, folders; or options."),
    ] = None,
    *,
    select: Annotated[
        list[str] | None, typer.Option(metavar="RULE", help="Only these rules: ids, or how they begin, such as CB3.")
    ] = None,
    ignore: Annotated[list[str] | None, typer.Option(metavar="RULE", help="All rules except these.")] = None,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with code 1 for notes as well.")] = False,
    explain: Annotated[str, typer.Option(metavar="RULE", help="Say what a rule is about, with examples.")] = "",
    sarif: Annotated[bool, typer.Option("--sarif", help="Print SARIF 2.1.0, for code hosts and editors.")] = False,
    json: Json = False,
) -> None:
    """Find what is wrong with a configuration, by file and line; errors and warnings give 1, unreadable files 2."""
    from callbook.cli import lint_command

    if explain:
        lint_command.explain(console(), explain)
    else:
        form = "sarif" if sarif else "json" if json else "text"
        wanted = lint_command.LintRequest(select or (), ignore or (), strict, form)
        raise typer.Exit(lint_command.run(console(), files or [], wanted))


@app.command(
    "convert",
    epilog=examples(
        "callbook convert export.json -o centre.toml",
        "callbook convert simulator/data -o centre.toml",
        "callbook convert agents.yaml agent-groups.yaml cluster-options.yaml -o centre.toml --force",
        "callbook convert export.json -o centre.json --json",
    ),
)
def _convert(
    files: Annotated[
        list[Path], typer.Argument(help="Files of one contact centre, in the forms of other programs; or a folder.")
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write: .toml or .json.")],
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that is there.")] = False,
    json: Json = False,
) -> None:
    """Write a contact centre in Callbook's own form, with all that the channel reads; list what has no place in it."""
    from callbook.cli import convert_command

    convert_command.run(console(), files, output, force=force, as_json=json)


@app.command(
    "set",
    epilog=examples(
        "callbook set centre.toml webcallback.auto-answer=true",
        'callbook set centre.yaml webcallback.auto-answer.timer=10 --at "Agent Group:Claims"',
        "callbook set exports/claims.cfg webcallback.park-queue=claims-park --output changed.cfg",
    ),
)
def _set(
    file: Annotated[Path, typer.Argument(help="A contact centre: TOML, JSON, YAML, or an option export (.cfg).")],
    assignment: Annotated[str, typer.Argument(metavar="OPTION=VALUE", help="An option and its new value.")],
    at: Annotated[
        str, typer.Option(help='Where it stands: "Application", or level and name: "Agent Group:Claims".')
    ] = "Application",
    output: Annotated[
        Path | None, typer.Option(help="Write the changed file here and leave the old one as it is.")
    ] = None,
) -> None:
    """Set one option in the file in which it stands; every other byte of the file stays as it is."""
    from callbook.cli import set_command

    set_command.run(console(), file, assignment, at, output)


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

    asked = explain_command.Asked(file, agent, option, tuple(interaction or ()), queue)
    explain_command.run(console(), asked, as_json=json)


@app.command(
    "whatif",
    epilog=examples(
        "callbook whatif centre.toml --set webcallback.auto-answer=true --agent anna",
        'callbook whatif centre.toml --set "Can Reschedule=false" --agent anna',
        'callbook whatif centre.toml --set webcallback.auto-dial=true --at "Agent Group:Claims" --agent anna',
        "callbook whatif centre.toml --set webcallback.auto-dial=true --agent anna --scenario my.feature:12",
        "callbook whatif centre.toml --set webcallback.auto-dial=true --agent anna --html before_and_after.html",
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
    html: Annotated[
        Path | None,
        typer.Option(metavar="PAGE", help="Write a page with both desks side by side; it opens offline."),
    ] = None,
    assumptions: AssumptionsFile = None,
    json: Json = False,
) -> None:
    """Play the same callback before and after a change: the ladders' difference, actions gained and lost."""
    from callbook.cli import whatif_command

    wanted = whatif_command.WhatIfRequest(file, agent, tuple(settings), at, scenario, assumptions)
    whatif_command.run(console(), wanted, as_json=json, page=html)


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

    raise typer.Exit(compare_command.run(console(), before, after, as_json=json))
