"""Whose configuration scenarios start from: the kit's small one, or a team's own.

A team's own is named on the command line (``--callbook-config FILE``) or in the project's settings (`callbook_config`).

With a team's own a rehearsal comes first: which scenarios cannot hold under it, and because of what. In the run itself
these are left out, each with its reason; all others must pass.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

import pytest
from _pytest.pathlib import bestrelpath

from callbook.core import BadInput, counted, read_assumptions
from callbook.pytest_plugin.collect.scenario_facts import CENTER, CENTER_IS_UNREADABLE, DRY_RUN, READS, SEED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callbook.configuration import ContactCenter, Environment, Reads
    from callbook.lab import Cast
    from callbook.pytest_plugin.own.rehearsal import Rehearsal

CANNOT_HOLD: Final = "cannot hold under your configuration"
_NAMED = 3


def pytest_configure(config: pytest.Config) -> None:
    """Read the configuration and cast it, before anything runs."""
    path: str | None = config.option.callbook_config or _of_project(config)
    config.option.callbook_config = path
    try:
        read_assumptions(config.option.callbook_assumptions)
        wanted = _wanted(config)
        if path is not None:
            config.pluginmanager.register(_part(config, path, wanted))
    except BadInput as error:
        if config.pluginmanager.has_plugin(DRY_RUN):
            config.stash[CENTER_IS_UNREADABLE] = True
            return
        raise pytest.UsageError(str(error)) from error


def _part(config: pytest.Config, path: str, wanted: dict[str, str]) -> Rehearsal | OwnConfiguration:
    """Return what plays the scenarios on the configuration in *path*, and let them start from it."""
    from callbook.configuration import read_environment
    from callbook.lab import cast, small_center
    from callbook.pytest_plugin.own.rehearsal import Rehearsal

    environment = read_environment(path)
    environment.check_whole()
    found = cast(environment.contact_center, small_center(), wanted)
    config.stash[CENTER] = found.center
    out: str | None = config.option.callbook_rehearsal
    return Rehearsal(config, found, Path(out)) if out else OwnConfiguration(config, found, _left_out(environment))


def _left_out(environment: Environment) -> tuple[str, ...]:
    """Return what of the files is not played: what does not fit, and what has no place in the channel."""
    return tuple(filter(None, (environment.left_out, environment.source.passed_over_in_words)))


def _of_project(config: pytest.Config) -> str | None:
    """Return the project's own configuration, as a path from where pytest was started."""
    named: str = config.getini("callbook_config")
    stands_in = config.inipath.parent if config.inipath else config.rootpath
    return bestrelpath(config.invocation_params.dir, stands_in / named) if named else None


def is_own(config: pytest.Config) -> bool:
    """Return whether the scenarios start from a team's own configuration."""
    return config.option.callbook_config is not None


@pytest.fixture
def callbook_center(request: pytest.FixtureRequest) -> ContactCenter:
    """Return the contact centre that scenarios start from."""
    from callbook.lab import small_center

    stash = request.config.stash
    if CENTER not in stash:
        stash[CENTER] = small_center()
    return stash[CENTER]


@pytest.fixture
def callbook_reads(request: pytest.FixtureRequest) -> Reads | None:
    """Return what notes the reads of this scenario, where it is played on every configuration; None elsewhere."""
    return request.config.stash.get(READS, None)


@pytest.fixture
def callbook_seed(request: pytest.FixtureRequest) -> int:
    """Return what decides identifiers and contacts: 1, but for the runs of `callbook sweep --seeds`."""
    return request.config.stash.get(SEED, 1)


def _wanted(config: pytest.Config) -> dict[str, str]:
    wanted = dict[str, str]()
    for text in config.option.callbook_cast:
        if not is_own(config):
            accepted = "it only together with --callbook-config"
            raise BadInput("option", "--callbook-cast", accepted=accepted)
        part, found, agent = text.partition("=")
        if not (part and found and agent):
            raise BadInput("part", text, where="--callbook-cast", accepted="PART=AGENT, for example Anna=j.smith")
        if part in wanted:
            accepted = f"each part once: {part} is played by {wanted[part]!r} already"
            raise BadInput("part", text, where="--callbook-cast", accepted=accepted)
        wanted[part] = agent
    return wanted


class OwnConfiguration:
    """A run on a team's own configuration.

    Args:
        config: of the run.
        found: who plays whom.
        left_out: what of the configuration is not played, in sentences.
    """

    def __init__(self, config: pytest.Config, found: Cast, left_out: tuple[str, ...]) -> None:
        self._config = config
        self._cast = found
        self._left_out = left_out
        self._is_worker = hasattr(config, "workerinput")
        self._reasons: dict[str, list[str]] | None = None
        self._refused: dict[str, str] = {}
        if self._is_worker:
            self._reasons = config.workerinput["callbook_reasons"]  # type: ignore[attr-defined]

    def pytest_sessionstart(self) -> None:
        """Rehearse, before workers are sent to work."""
        option = self._config.option
        if not (self._is_worker or option.collectonly or option.callbook_no_rehearsal):
            self._say(f"rehearsing on {option.callbook_config}: which scenarios can hold? ...")
            self._reasons, self._refused = rehearse(self._config)

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: object) -> None:
        """Tell a worker of pytest-xdist what the rehearsal has shown."""
        node.workerinput["callbook_reasons"] = self._reasons or {}  # type: ignore[attr-defined]

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Leave out what cannot hold, with its reason."""
        reasons = self._reasons or {}
        for item in items:
            if item.nodeid in reasons:
                # Not to hide a failure: the rehearsal has played it, and it passes where nothing is the team's own.
                why = "; ".join(reasons[item.nodeid])
                item.add_marker(pytest.mark.skip(reason=f"{CANNOT_HOLD}: {why}"))

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say who played whom, which scenarios hold and which cannot, and because of what."""
        terminalreporter.write_sep("-", f"your configuration: {self._config.option.callbook_config}")
        for line in (*self._left_out, *account(self._cast, self._reasons, self._refused)):
            terminalreporter.write_line(line)

    def _say(self, text: str) -> None:
        reporter = self._config.pluginmanager.getplugin("terminalreporter")
        if isinstance(reporter, pytest.TerminalReporter) and reporter.verbosity >= 0:
            reporter.write_line(text)


def account(
    found: Cast, reasons: dict[str, list[str]] | None, refused: Mapping[str, str] = MappingProxyType({})
) -> Iterator[str]:
    """Yield lines: a paragraph for each set of reasons, those of most scenarios first; then what is refused.

    Args:
        found: who plays whom.
        reasons: why scenarios cannot hold; None: not rehearsed.
        refused: scenarios that ask for a name which the configuration does not have, with what they were told.
    """
    yield "played by: " + ", ".join(f"{part} by {agent!r}" for part, agent in found.played_by.items())
    if reasons is None:
        return
    if not reasons and not refused:
        yield "no scenario fails because of it"
    if reasons:
        yield f"{counted(len(reasons), 'scenario')} cannot hold under it:"
    because = defaultdict[tuple[str, ...], list[str]](list)
    for scenario, words in reasons.items():
        because[tuple(words)].append(scenario)
    for why, scenarios in sorted(because.items(), key=lambda each: -len(each[1])):
        yield from _paragraph(why, scenarios)
    if refused:
        yield f"{counted(len(refused), 'scenario')} asked for a name that it does not have:"
    yield from (f"  {scenario}: {told}" for scenario, told in refused.items())


def _paragraph(words: tuple[str, ...], scenarios: list[str]) -> Iterator[str]:
    first, *rest = words
    yield f"  {len(scenarios)}, because {first}"
    yield from (f"      and {word}" for word in rest)
    yield from (f"    {scenario}" for scenario in scenarios[:_NAMED])
    if len(scenarios) > _NAMED:
        yield f"    ... {len(scenarios) - _NAMED} more"


def rehearse(config: pytest.Config) -> tuple[dict[str, list[str]] | None, dict[str, str]]:
    """Return why scenarios cannot hold, and why others are refused: played once, in a process of their own.

    Returns:
        Both by node id; None for the first where no scenario could be played: the run itself says why.

    Raises:
        UsageError: when the rehearsal breaks down.
    """
    with tempfile.TemporaryDirectory(prefix="callbook-rehearsal-") as folder:
        out = Path(folder) / "reasons.json"
        finished = subprocess.run(  # noqa: S603 - our own command
            _command(config, Path(folder), out),
            cwd=config.invocation_params.dir,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        if finished.returncode == pytest.ExitCode.INTERNAL_ERROR or not out.is_file():
            raise pytest.UsageError(f"The rehearsal has broken down:\n{finished.stdout}")
        written = json.loads(out.read_text(encoding="utf-8"))
        reasons: dict[str, list[str]] = written["reasons"]
        refused: dict[str, str] = written["refused"]
        return (reasons if written["played"] else None), refused


def _command(config: pytest.Config, folder: Path, out: Path) -> list[str]:
    quiet = ["-q", "--callbook-traces", str(folder / "traces"), "--callbook-rehearsal", str(out)]
    alone = ["-n", "0"] if hasattr(config.option, "numprocesses") else []  # pytest-xdist is there
    return [sys.executable, "-m", "pytest", *config.invocation_params.args, *alone, *quiet]
