"""The commands about logs of a real installation: reading them, judging what they show."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from callbook.cli.output import console
from callbook.cli.program import AssumptionsFile, Json, app, examples

_GB = 10**9


@app.command(
    "import",
    epilog=examples(
        "callbook import wde.log -o morning.ndjson --config centre.toml",
        "callbook import wde.20260302_080000_000.log ixn.zip sip.log.gz -o morning.ndjson --config centre.toml",
        "callbook import ixn.log -o anna.ndjson --config centre.toml --agent anna --from 2026-03-02T08:00",
        "callbook import --learn wde.log --names names.toml",
        "callbook import --explain wde.log:412 --names names.toml",
        "callbook import wde.log -o safe.ndjson --config centre.toml --anonymize --key key.txt",
    ),
)
def _import(  # noqa: PLR0913, PLR0917 - one argument per option of the command
    logs: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[LOGS]...",
            help="Logs of Workspace Desktop Edition, T-Server, SIP Server, Interaction Server: plain, .gz, .zip.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The recording to write; only you can read it.")
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="The contact centre of the logs: it gives agents and places their names.")
    ] = None,
    agent: Annotated[str, typer.Option(help="Only this agent's messages: name or id.")] = "",
    since: Annotated[str, typer.Option("--from", help="Only from this moment on: 2026-03-02T08:00.")] = "",
    until: Annotated[str, typer.Option("--to", help="Only up to this moment.")] = "",
    interaction: Annotated[str, typer.Option(help="Only what is about this interaction, by its id.")] = "",
    names: Annotated[
        Path | None, typer.Option(help="Your names of attributes (TOML); with --learn, where the proposals go.")
    ] = None,
    zone: Annotated[
        str, typer.Option(help="Of the stamps: Europe/Berlin or +01:00; else the log's own, the centre's, UTC.")
    ] = "",
    learn: Annotated[
        Path | None, typer.Option(metavar="LOG", help="Propose names for the unknown attributes of a log.")
    ] = None,
    explain: Annotated[str, typer.Option(metavar="FILE:LINE", help="Say how a line of a log is read.")] = "",
    anonymize: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--anonymize", help="Replace people, numbers, texts and hosts, by the key.")
    ] = False,
    key: Annotated[
        Path | None,
        typer.Option(help="A file with the key for --anonymize; else the environment variable CALLBOOK_ANONYMIZE_KEY."),
    ] = None,
    max_size: Annotated[
        float, typer.Option(min=0.001, help="How many GB the logs may have altogether, unpacked.")
    ] = 20,
    json: Json = False,  # noqa: FBT002 - a flag
) -> None:
    """Read logs of the real product as a recording; say what was read, passed over and not understood.

    A recording of a log holds personal data and is written for its owner alone. --learn and --explain write none.
    """
    from callbook.cli import import_command

    wanted = import_command.Wanted(
        logs=tuple(logs or ()), output=output, config=config, agent=agent, since=since, until=until,
        interaction=interaction, names=names, zone=zone, key=key, most=round(max_size * _GB), as_json=json,
    )  # fmt: skip
    if explain:
        import_command.explain(console(), explain, wanted)
    elif learn is not None:
        import_command.learn(console(), learn, wanted)
    else:
        import_command.run(console(), wanted, anonymize=anonymize)


@app.command(
    "conform",
    epilog=examples(
        "callbook conform features/flows/rescheduled.trace.ndjson",
        "callbook conform monday.ndjson --config centre.toml --agent anna --html conformance.html",
        "callbook conform monday.ndjson --config centre.toml --settle --settings settled.toml",
        "callbook conform wde.log tserver.log --config centre.toml --sarif > conformance.sarif",
    ),
)
def _conform(  # noqa: PLR0913 - one argument per option of the command
    recordings: Annotated[
        list[Path], typer.Argument(metavar="RECORDING|LOGS...", help="Recordings, folders with recordings, or logs.")
    ],
    config: Annotated[
        Path | None,
        typer.Option("--config", metavar="CENTER", help="What the desktops should have gone by; else the recording's."),
    ] = None,
    agent: Annotated[
        list[str] | None, typer.Option(help="Only this agent's desktop, by name or id; may be repeated.")
    ] = None,
    tolerance: Annotated[float, typer.Option(help="Seconds that two instants may be apart that should be one.")] = 2.0,
    *,
    names: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Of logs: what they call attributes, see `callbook import`.")
    ] = None,
    zone: Annotated[str, typer.Option(help="Of logs: the zone of their stamps, a name or an offset.")] = "",
    assumed: Annotated[
        str, typer.Option(metavar="show|hide", help="Whether violations of what is only assumed are printed.")
    ] = "show",
    assumptions: AssumptionsFile = None,
    settings: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the log's answers as a file for --assumptions.")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="PAGE", help="Write a page: clauses by verdicts, with the ladders.")
    ] = None,
    settle: Annotated[
        bool, typer.Option("--settle", help="Say which assumptions the log confirms, contradicts, does not touch.")
    ] = False,
    json: Json = False,
    junit: Annotated[bool, typer.Option("--junit", help="Print JUnit XML, for CI.")] = False,
    sarif: Annotated[bool, typer.Option("--sarif", help="Print SARIF, for code hosts and editors.")] = False,
) -> None:
    """Judge what real desktops did, clause by clause: 0 conforms, 1 violates a clause, 3 nothing could be judged.

    The model's desktop is handed what the servers said, at the instants of the recording; what the desktop asked is
    compared with what the model asks, and what it was not allowed to ask is found. What is lost, masked or begun before
    is not judged, and what rests on an assumption fails nothing.
    """
    from callbook.cli import conform_command

    chosen = [form for form, is_asked in (("json", json), ("junit", junit), ("sarif", sarif)) if is_asked]
    wanted = conform_command.ConformRequest(
        paths=recordings,
        names=names,
        zone=zone,
        config=config,
        agents=agent or [],
        tolerance=tolerance,
        assumed=assumed,
        assumptions=assumptions,
        settle=settle,
        settings=settings,
        page=html,
        form=chosen[0] if chosen else "text",
    )
    raise typer.Exit(conform_command.run(console(), wanted))
