"""The commands that decide what one run cannot show: every configuration, every order, every desktop."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from callbook.cli.output import console
from callbook.cli.program import Json, app, examples

Workers = Annotated[int, typer.Option(min=1, help="How many processes play at once.")]
Dask = Annotated[
    str,
    typer.Option(metavar="ADDRESS", help="Let the workers of a Dask cluster play; 'local' makes one in this process."),
]
TrustCluster = Annotated[
    bool, typer.Option("--trust-cluster", help="With --dask: take an address that is neither tls:// nor this machine.")
]
Parquet = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write what came out as rows, for pandas, DuckDB and notebooks.")
]
Budget = Annotated[str, typer.Option(help="Stop after this time of a processor: 30s, 10m, 1h.")]
Resume = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Keep results in this folder, and go on with what is there.")
]
Tags = Annotated[str, typer.Option(help='Only scenarios with these tags: --tags="@P5 and not @slow".')]
Deviations = Annotated[int, typer.Option(min=1, help="With --array: so many variables of a row deviate at most.")]
VaryInRows = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="With --array: vary only this privilege or option; may be repeated."),
]


@app.command(
    "everywhere",
    epilog=examples(
        "callbook everywhere features/privileges features/options",
        "callbook everywhere features/flows --budget 10m --resume results",
        "callbook everywhere features/options/auto_dial.feature --examples configurations --html map.html",
        "callbook everywhere features/flows --config centre.toml",
        "callbook everywhere features/flows --dask local --workers 4 --parquet rows.parquet",
        "callbook everywhere features --dask tls://scheduler.example:8786 --resume results",
        'callbook everywhere features --tags="@everywhere" --reasons reasons.toml --json',
    ),
)
def _everywhere(  # noqa: PLR0913 - one argument per option of the command
    paths: Annotated[list[str], typer.Argument(help="Feature files, or folders of feature files.")],
    *,
    tags: Tags = "",
    vary: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Vary only this privilege or option; may be repeated. By default all do."),
    ] = None,
    workers: Workers = 2,
    dask: Dask = "",
    trust_cluster: TrustCluster = False,
    budget: Budget = "",
    resume: Resume = None,
    reasons: Annotated[
        Path | None, typer.Option(help="A TOML file that says why a class is right which a clause decides: O1 = why.")
    ] = None,
    show: Annotated[
        Path | None,
        typer.Option("--examples", metavar="DIR", help="Write a configuration for each outcome into this folder."),
    ] = None,
    config: Annotated[
        Path | None, typer.Option(help="Your contact centre: which single changes would break or mend which scenario?")
    ] = None,
    html: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the configuration map, a page without network or script.")
    ] = None,
    parquet: Parquet = None,
    sabotage: Annotated[str, typer.Option(help="Break one entry of the model's tables.")] = "",
    json: Json = False,
) -> None:
    """Play each scenario on every configuration: where does it hold, where not, and why? Open findings give 1."""
    from callbook.cli import everywhere_command
    from callbook.cli.whoever_works import WorkersWanted

    wanted = everywhere_command.EverywhereRequest(
        paths,
        tags,
        vary or (),
        WorkersWanted(workers, dask, trust_cluster),
        budget,
        resume,
        reasons,
        show,
        sabotage,
        config,
        html,
        parquet,
    )
    raise typer.Exit(everywhere_command.run(console(), wanted, as_json=json))


@app.command(
    "explore",
    epilog=examples(
        "callbook explore",
        "callbook explore --agents 2 --depth 4",
        "callbook explore --faults --losses 1 --budget 10m --resume results",
        "callbook explore --array 2 --depth 6",
        'callbook explore --with "webcallback.auto-answer=true" --output found.feature',
    ),
)
def _explore(  # noqa: PLR0913 - one argument per option of the command
    *,
    agents: Annotated[int, typer.Option(min=1, max=3, help="How many agents.")] = 1,
    callbacks: Annotated[int, typer.Option(min=1, max=3, help="How many contacts want a callback.")] = 1,
    depth: Annotated[int | None, typer.Option(min=1, help="How many events one after another at most.")] = None,
    faults: Annotated[bool, typer.Option("--faults", help="Let servers go down and connections be lost, too.")] = False,
    losses: Annotated[int, typer.Option(min=0, help="How many messages may get lost on their way.")] = 0,
    exact_times: Annotated[
        bool, typer.Option("--exact-times", help="Tell states apart by how long timers run, not by their order alone.")
    ] = False,
    configured: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="NAME=VALUE", help="A privilege or an option that is not as usual; repeat it."),
    ] = None,
    array: Annotated[
        int, typer.Option(help="A search for each row of a covering array: any 2 (or 3) variables, every combination.")
    ] = 0,
    deviations: Deviations = 5,
    vary: VaryInRows = None,
    workers: Workers = 2,
    dask: Dask = "",
    trust_cluster: TrustCluster = False,
    budget: Budget = "",
    resume: Resume = None,
    output: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write the scenario of a violation here, its recording beside.")
    ] = None,
    sabotage: Annotated[str, typer.Option(help="Break one entry of the model's tables.")] = "",
    json: Json = False,
) -> None:
    """Let everything happen in every order; what must never be is told as a scenario, and gives exit code 1."""
    from callbook.cli import explore_command
    from callbook.cli.whoever_works import WorkersWanted
    from callbook.verification import Setting

    given = tuple((name, value) for name, _, value in (text.partition("=") for text in configured or ()))
    setting = Setting(agents, callbacks, given, faults, losses, exact_times, sabotage)
    wanted = explore_command.ExploreRequest(
        setting,
        depth,
        array,
        deviations,
        vary or (),
        WorkersWanted(workers, dask, trust_cluster),
        budget,
        resume,
        output,
    )
    raise typer.Exit(explore_command.run(console(), wanted, as_json=json))


@app.command(
    "sweep",
    epilog=examples(
        "callbook sweep features --configs day.toml --configs night.toml --seeds 1,2,3",
        "callbook sweep features --desktop model,sample --array 2",
        'callbook sweep features --desktop model,sample --array 3 --tags="@P5" --resume results',
        "callbook sweep features --seeds 1,2,3,4 --dask tcp://127.0.0.1:8786",
    ),
)
def _sweep(  # noqa: PLR0913 - one argument per option of the command
    paths: Annotated[list[str], typer.Argument(help="Feature files, or folders of feature files.")],
    *,
    configs: Annotated[
        list[Path] | None, typer.Option(metavar="FILE", help="A contact centre of yours; may be repeated.")
    ] = None,
    seeds: Annotated[str, typer.Option(help="What decides identifiers and contacts: 1,2,3.")] = "1",
    desktop: Annotated[
        str, typer.Option(metavar="A,B", help="Desktops that agents have; each is compared with the first.")
    ] = "model",
    array: Annotated[
        int, typer.Option(help="Rows of a covering array: any 2 (or 3) variables have every combination.")
    ] = 0,
    deviations: Deviations = 5,
    vary: VaryInRows = None,
    tags: Tags = "",
    workers: Workers = 2,
    dask: Dask = "",
    trust_cluster: TrustCluster = False,
    budget: Budget = "",
    resume: Resume = None,
    parquet: Parquet = None,
    json: Json = False,
) -> None:
    """Play whole runs on many configurations, seeds and desktops: a matrix, and where desktops differ, and why."""
    from callbook.cli import sweep_command
    from callbook.cli.whoever_works import WorkersWanted

    wanted = sweep_command.SweepRequest(
        paths,
        configs or (),
        sweep_command.seeds_in(seeds),
        [name.strip() for name in desktop.split(",")],
        array,
        deviations,
        vary or (),
        tags,
        WorkersWanted(workers, dask, trust_cluster),
        budget,
        resume,
        parquet,
    )
    raise typer.Exit(sweep_command.run(console(), wanted, as_json=json))
