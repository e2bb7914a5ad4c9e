"""The commands, and what they take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from callbook.cli import configuration_commands, log_commands, recording_commands, verification_commands
from callbook.cli.output import console, print_file
from callbook.cli.program import LAST_RUN, AssumptionsFile, CenterFile, Json, app, examples

__all__ = ["MORE_COMMANDS", "app"]

MORE_COMMANDS = (configuration_commands, log_commands, recording_commands, verification_commands)
"""Modules that have added commands of their own when they were imported."""


@app.command("demo", epilog=examples("callbook demo", "callbook demo --speed 60", "callbook demo --config centre.toml"))
def _demo(
    config: CenterFile = None,
    speed: Annotated[
        float, typer.Option(help="Virtual seconds per second of real time; 0 does not wait at all.")
    ] = 0.0,
    seed: Annotated[int, typer.Option(help="Seed of all identifiers and people: the same seed, the same run.")] = 1,
    assumptions: AssumptionsFile = None,
) -> None:
    """Run one callback from the web form to Mark Done, and print the ladder as it goes."""
    from callbook.cli import demo
    from callbook.core import read_assumptions

    demo.run(console(), config, speed, seed, read_assumptions(assumptions))


@app.command(
    "init",
    epilog=examples(
        "callbook init our-callbacks",
        "callbook init our-callbacks --config exports/centre.yaml",
        "callbook init . --force",
    ),
)
def _init(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="The folder for the repository; created if it does not exist.")
    ],
    *,
    config: Annotated[
        Path | None, typer.Option(help="Your contact centre, copied in with its exports; else a small sample.")
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="Overwrite the files that exist already, and no others.")
    ] = False,
    json: Json = False,
) -> None:
    """Make a repository for scenarios of your own: features, steps, configuration, notebook, CI, editor settings."""
    from callbook.cli import init_command

    init_command.run(console(), init_command.InitRequest(folder, config, force), as_json=json)


@app.command(
    "run",
    context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    epilog=examples(
        "callbook run features",
        "callbook run features/flows/rescheduled.feature:10 -x",
        'callbook run features --tags="@P5 and not @slow" -n 2',
    ),
)
def _run(
    arguments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATHS]... [PYTEST OPTIONS]...", help="What pytest takes, as it is or after --."),
    ] = None,
) -> None:
    """Run feature files: pytest with Callbook's plugin switched on, in any folder; exit codes are pytest's."""
    from callbook.cli import run_command

    raise typer.Exit(run_command.run(arguments or []))


@app.command(
    "serve",
    epilog=examples(
        "callbook serve",
        "callbook serve --clock real --speed 10 --config centre.toml",
        "callbook serve --port 0 --json --state callbacks.sqlite",
        "callbook serve --openapi > openapi.json",
        "callbook serve --clock real --sip 127.0.0.1:5060",
        "callbook serve --clock real --sip 192.0.2.7:5060 --sip-users users.txt",
        "CALLBOOK_TOKEN=secret callbook serve --host 0.0.0.0 --certificate cert.pem --key key.pem",
    ),
)
def _serve(  # noqa: PLR0913, PLR0917 - each is an option of the command
    config: CenterFile = None,
    host: Annotated[
        str, typer.Option(help="Address to listen on; any but a loopback address needs a token.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")] = 8080,
    clock: Annotated[
        str, typer.Option(help="virtual: time moves when a client says so; real: with real time.")
    ] = "virtual",
    speed: Annotated[float, typer.Option(help="Virtual seconds per second of real time, with --clock real.")] = 1.0,
    seed: Annotated[
        int, typer.Option(min=0, max=2**63 - 1, help="Seed of all identifiers and people: the same seed, the same run.")
    ] = 1,
    token: Annotated[
        str, typer.Option(envvar="CALLBOOK_TOKEN", help="Bearer token that every request must carry.")
    ] = "",
    certificate: Annotated[Path | None, typer.Option(help="Certificate file (PEM), for TLS.")] = None,
    key: Annotated[Path | None, typer.Option(help="Key file (PEM), for TLS.")] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(metavar="ORIGIN", help="Whose pages may ask, besides the server's own: https://ours.example."),
    ] = None,
    state: Annotated[
        Path | None, typer.Option(help="Keep callbacks in this file: a killed server loses none of them.")
    ] = None,
    *,
    assumptions: AssumptionsFile = None,
    journal: Annotated[
        int | None, typer.Option(min=1_000, help="Entries that a run's journal keeps; by default 50,000.")
    ] = None,
    sip: Annotated[
        str,
        typer.Option(metavar="HOST:PORT", help="Serve telephones (SIP, UDP and TCP) here, with --clock real."),
    ] = "",
    sip_users: Annotated[
        Path | None,
        typer.Option(help="Who may register a telephone: a file with number:password in each line."),
    ] = None,
    openapi: Annotated[bool, typer.Option("--openapi", help="Print the API's description (OpenAPI) instead.")] = False,
    json: Json = False,
) -> None:
    """Run Interaction Server, voice switch and website as real network servers, for clients in any language."""
    from callbook.cli import serve_command
    from callbook.network import Socket

    if openapi:
        print_file(console(), f"{serve_command.described()}\n")
        return
    origins = tuple(allow_origin or ())
    where = Socket(host=host, port=port, token=token, certificate=certificate, key=key, origins=origins)
    wanted = serve_command.settings_of(config, clock, speed, seed, assumptions)
    limits = serve_command.limits_of(journal)
    telephones = serve_command.telephones_of(sip, sip_users, wanted)
    serve_command.run(console(), serve_command.Serving(where, wanted, state, json, limits, telephones))


@app.command(
    "coverage", epilog=examples("callbook coverage", "callbook coverage --json", "callbook coverage --run build/traces")
)
def _coverage(
    run: Annotated[Path, typer.Option(help="The folder that a run has written.")] = LAST_RUN, *, json: Json = False
) -> None:
    """Say which clauses, privileges and option values the last acceptance run has shown; holes give exit code 1."""
    from callbook.cli import coverage_command

    raise typer.Exit(coverage_command.run(console(), run, as_json=json))


@app.command("doctor", epilog=examples("callbook doctor", "callbook doctor --json"))
def _doctor(*, json: Json = False) -> None:
    """Say what is here of what Callbook needs, and what is missing for what; a broken core gives exit code 1."""
    from callbook.cli import doctor_command

    raise typer.Exit(doctor_command.run(console(), as_json=json))


@app.command(
    "mutants",
    epilog=examples(
        "callbook mutants",
        "callbook mutants --list",
        "callbook mutants --only privilege --workers 2",
        "callbook mutants --judgements --steps steps --red red",
    ),
)
def _mutants(  # noqa: PLR0913, PLR0917 - one argument per option of the command
    features: Annotated[Path, typer.Argument(help="The features to run against each mutant.")] = Path("features"),
    only: Annotated[str, typer.Option(help="Only the mutants whose names contain this.")] = "",
    workers: Annotated[int, typer.Option(min=1, help="How many to try at once.")] = 2,
    reasons: Annotated[
        Path | None, typer.Option(help="A TOML file that gives the reason for each mutant that may be missed.")
    ] = None,
    show: Annotated[bool, typer.Option("--list", help="Only list their names.")] = False,  # noqa: FBT002 - a flag
    judgements: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--judgements", help="Make each assertion of the steps true instead: do red twins notice?")
    ] = False,
    steps: Annotated[Path, typer.Option(help="With --judgements: the steps, a folder or a file.")] = Path("steps"),
    red: Annotated[
        Path, typer.Option(help="With --judgements: the red twins, scenarios that must fail with the text below them.")
    ] = Path("red"),
    renew: Annotated[  # noqa: FBT002 - a flag
        bool, typer.Option("--renew", help="With --judgements: write below each red twin how it fails now.")
    ] = False,
    json: Json = False,  # noqa: FBT002 - a flag
) -> None:
    """Sabotage each entry of the tables in turn: does the acceptance suite notice? Unexplained misses give 1."""
    from callbook.cli import judgements_command, mutants_command

    if judgements:
        wanted = judgements_command.JudgementsRequest(steps, red, only, reasons, renew)
        raise typer.Exit(judgements_command.run(console(), wanted, as_json=json))
    if show:
        mutants_command.list_names(console(), only, as_json=json)
        return
    raise typer.Exit(mutants_command.run(console(), features, only, workers, reasons, as_json=json))


@app.command("options", epilog=examples("callbook options", "callbook options --json"))
def _options(*, json: Json = False) -> None:
    """List the options with clause, default, valid values, moment of effect, and what is documented or assumed."""
    from callbook.cli import catalogues

    catalogues.options(console(), as_json=json)


@app.command("privileges", epilog=examples("callbook privileges", "callbook privileges --json"))
def _privileges(*, json: Json = False) -> None:
    """List the privileges with clause, what they need, and what is documented or assumed."""
    from callbook.cli import catalogues

    catalogues.privileges(console(), as_json=json)


@app.command("assumptions", epilog=examples("callbook assumptions", "callbook assumptions --json"))
def _assumptions(*, json: Json = False) -> None:
    """List what no public page says, and what the kit assumes."""
    from callbook.cli import catalogues

    catalogues.assumptions(console(), as_json=json)


@app.command(
    "check",
    epilog=examples(
        "callbook check",
        "callbook check features/flows --json",
        "callbook check --allow-unused docs/unused_steps.txt",
    ),
)
def _check(
    paths: Annotated[list[Path] | None, typer.Argument(help="Feature files, or folders of feature files.")] = None,
    allow_unused: Annotated[
        Path | None, typer.Option(help="A file of steps that may be unused; any other unused step gives exit code 1.")
    ] = None,
    json: Json = False,  # noqa: FBT002 - a flag
) -> None:
    """Look at the features without running them: is every step defined, every clause known? Problems give 1."""
    from callbook.cli import check_command

    raise typer.Exit(check_command.run(console(), paths or [], allow_unused, as_json=json))


@app.command(
    "steps",
    epilog=examples(
        "callbook steps", "callbook steps reschedule number", "callbook steps --json", "callbook steps --unused"
    ),
)
def _steps(  # noqa: PLR0913 - one argument per option of the command
    words: Annotated[
        list[str] | None, typer.Argument(help="Words to search for; a step must speak of all of them.")
    ] = None,
    *,
    features: Annotated[
        list[Path] | None,
        typer.Option(
            help="Feature files or folders in which uses are counted, with the steps that conftest files define there."
            " Else features/, or the testpaths of pytest's settings, or the feature files of this folder alone."
        ),
    ] = None,
    unused: Annotated[bool, typer.Option("--unused", help="Only the project's own that no feature uses.")] = False,
    json: Json = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print the page docs/steps.md.")] = False,
    editor: Annotated[
        bool, typer.Option("--editor", help="Print .vscode/steps.py, for the Cucumber extension.")
    ] = False,
) -> None:
    """List the steps: pattern, parameters with types and examples, what each does, how often it is used, and where.

    A search knows other forms and other words, too: `rejected` finds `declines`. One that finds nothing gives exit
    code 1 and names the nearest steps.

    In a project (a conftest.py, a folder features, feature files, or settings of pytest that ask for Callbook) its own
    are among them, as pytest reads them. Anywhere else the kit's own are listed, and no other file is looked at.
    """
    from callbook.cli import steps_command

    chosen = [form for form, wanted in (("json", json), ("markdown", markdown), ("editor", editor)) if wanted]
    form = chosen[0] if chosen else "table"
    raise typer.Exit(steps_command.run(console(), words or [], features or [], unused=unused, form=form))
