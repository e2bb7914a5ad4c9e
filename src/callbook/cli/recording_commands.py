"""The commands about what a run leaves: playing recordings again, comparing them, pages of them, the report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from callbook.cli.output import console, print_json
from callbook.cli.program import LAST_RUN, AssumptionsFile, Json, app, examples


@app.command(
    "replay",
    epilog=examples(
        "callbook replay features/flows/rescheduled.trace.ndjson",
        "callbook replay .callbook/last-run",
        'callbook replay features --sabotage "placement: Done leaves the status as it was"',
    ),
)
def _replay(
    recordings: Annotated[list[Path], typer.Argument(help="Recordings, or folders with recordings.")],
    sabotage: Annotated[
        str | None, typer.Option(help="Break one entry of the model's tables (names: callbook mutants --list).")
    ] = None,
    show: Annotated[int, typer.Option(min=0, help="How many divergences to draw as ladders.")] = 3,
    assumptions: AssumptionsFile = None,
    json: Json = False,  # noqa: FBT002 - a flag
) -> None:
    """Run today's model on what was recorded from outside; the first divergence is shown, and gives exit code 1."""
    from callbook.cli import replay_command

    raise typer.Exit(replay_command.run(console(), recordings, sabotage, show, assumptions, as_json=json))


@app.command("diff", epilog=examples("callbook diff before.ndjson after.ndjson", "callbook diff A B --json"))
def _diff(
    one: Annotated[Path, typer.Argument(help="The first recording.")],
    other: Annotated[Path, typer.Argument(help="The second one.")],
    *,
    json: Json = False,
) -> None:
    """Compare two recordings: what was added, is missing, has moved or says something else; differences give 1."""
    from callbook.cli import diff_command

    raise typer.Exit(diff_command.run(console(), one, other, as_json=json))


@app.command(
    "export",
    epilog=examples(
        "callbook export features/flows/rescheduled.trace.ndjson",
        "callbook export notebooks/01_first_callback.ipynb --output first.html",
        "callbook export features/flows/rescheduled.trace.ndjson --static",
        "callbook export features/flows/rescheduled.trace.ndjson --as wde-log --agent Anna",
        "callbook export telephones.ndjson --pcap telephones.pcap",
    ),
)
def _export(  # noqa: PLR0913 - one argument per option of the command
    what: Annotated[Path, typer.Argument(help="A recording, or a notebook, which is run first.")],
    output: Annotated[
        Path | None, typer.Option(help="The file; by default the recording's name with .html or .log, in this folder.")
    ] = None,
    *,
    static: Annotated[bool, typer.Option("--static", help="A page for print and PDF, without the player.")] = False,
    form: Annotated[
        str,
        typer.Option("--as", metavar="LOG", help="A log instead: wde-log, tserver-log or interaction-server-log."),
    ] = "",
    agent: Annotated[str, typer.Option(help="With --as wde-log: whose desktop, where several have one.")] = "",
    zone: Annotated[str, typer.Option(help="With --as: the zone of its stamps; else the contact centre's.")] = "",
    pcap: Annotated[
        Path | None, typer.Option(metavar="FILE", help="A network capture instead: what telephones sent by SIP.")
    ] = None,
) -> None:
    """Write a recording or a notebook as one HTML file that works offline, or a recording as a log or a capture."""
    from callbook.cli import export_command

    if pcap is not None:
        export_command.write_capture(console(), what, pcap)
    elif form:
        export_command.write_log(console(), what, output, export_command.LogForm(form, agent, zone))
    else:
        export_command.run(console(), what, output, static=static)


@app.command(
    "report",
    epilog=examples(
        "callbook report",
        'callbook report build/traces --output acceptance.html --title "Release 4"',
        "callbook report --since callbook-report.html --output new.html",
        "callbook report --features features",
        "callbook everywhere features --json > everywhere.json",
        "callbook report --everywhere everywhere.json",
    ),
)
def _report(  # noqa: PLR0913 - one argument per option of the command
    run: Annotated[Path, typer.Argument(help="The folder that a run has written.")] = LAST_RUN,
    output: Annotated[Path, typer.Option(help="The page to write.")] = Path("callbook-report.html"),
    features: Annotated[
        list[Path] | None,
        typer.Option(help="Without any run: report these features, files or folders, as a specification."),
    ] = None,
    title: Annotated[str, typer.Option(help="Title at the top of the page.")] = "",
    since: Annotated[
        Path | None,
        typer.Option(help="Say what has changed since an earlier report: its page, or the folder of its run."),
    ] = None,
    *,
    everywhere: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Show where scenarios hold on every configuration: what `callbook everywhere --json` has printed.",
        ),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print what the page would say as JSON; write no page.")] = False,
) -> None:
    """Write what a run has shown as one HTML file that works offline and prints: failures first, then all the rest."""
    from callbook.cli import report_command

    contents = report_command.contents_of(run, features, since, everywhere)
    if json:
        print_json(console(), contents.plain())
    else:
        report_command.write(console(), contents, output, title)
