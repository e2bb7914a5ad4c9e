"""The pytest plugin: runs feature files by themselves and says what they have shown.

Installed with Callbook (entry point `pytest11`); nothing needs to be switched on. The step language is
loaded with it; a `conftest.py` that defines the same step, or the same fixture, takes precedence. What is public are
types, for whoever answers one of the hooks or brings a desktop along.

Four packages follow a run: `collect` turns feature files into tests, and refuses what would test nothing; `run` gathers
what happens while they run; `result` writes it as the event stream, the one account of the run, and reads from that
what it says at the end; `own` is for a team's own configuration or desktop. One listener (`run.steps`) hears pytest-bdd
speak of steps. What a worker of an xdist run has to say travels on reports to the process that writes.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from importlib import import_module
from pathlib import Path

import pytest

from callbook.pytest_plugin import hooks
from callbook.pytest_plugin.catalogue.definition import Definition
from callbook.pytest_plugin.catalogue.editor import editor_definitions
from callbook.pytest_plugin.catalogue.entry import CatalogueEntry, search_steps
from callbook.pytest_plugin.catalogue.markdown import as_markdown
from callbook.pytest_plugin.catalogue.snippet import definitions_to_paste
from callbook.pytest_plugin.collect import matching, selection
from callbook.pytest_plugin.collect.bound import refuse_bound
from callbook.pytest_plugin.collect.collecting import SUFFIX, FeatureFile, refuse_left_out
from callbook.pytest_plugin.collect.dry_run import DryRun, dry_run
from callbook.pytest_plugin.collect.problems import DEFINE_MISSING_STEPS
from callbook.pytest_plugin.collect.scenario_facts import FACTS, ScenarioFacts
from callbook.pytest_plugin.collect.step_use import STEP_USE, StepUse
from callbook.pytest_plugin.collect.tags import TAG_MARKERS, TagMarkers
from callbook.pytest_plugin.own import desktops, own_configuration
from callbook.pytest_plugin.own.desktops import DesktopOpener
from callbook.pytest_plugin.own.differences import Differences
from callbook.pytest_plugin.result.cucumber_json import cucumber_json
from callbook.pytest_plugin.result.message_stream import MessageStream, RefusedFeatures
from callbook.pytest_plugin.result.progress import live_progress
from callbook.pytest_plugin.result.summary import relative, write_summary
from callbook.pytest_plugin.result.unreported import UnreportedScenarios
from callbook.pytest_plugin.run.crashed import CrashedScenarios
from callbook.pytest_plugin.run.expectation import StepAtWork
from callbook.pytest_plugin.run.failure import SECTION, failure_section, frames_of_steps
from callbook.pytest_plugin.run.garbage import CollectedStays
from callbook.pytest_plugin.run.goldens import Goldens
from callbook.pytest_plugin.run.recording import Recorder
from callbook.pytest_plugin.run.scenario_results import ScenarioResults
from callbook.pytest_plugin.run.steps import StepListener
from callbook.pytest_plugin.run.steps_for_lab import StepsForLab
from callbook_steps import STEP_MODULES

__all__ = [
    "DEFINE_MISSING_STEPS",
    "CatalogueEntry",
    "Definition",
    "DesktopOpener",
    "DryRun",
    "ScenarioFacts",
    "as_markdown",
    "definitions_to_paste",
    "dry_run",
    "editor_definitions",
    "search_steps",
]

_PARTS = ("run.doors", "run.mocked", "run.own_lab", "own.desktops", "own.own_configuration")
LOADED_WITH_IT = (*STEP_MODULES, *(f"callbook.pytest_plugin.{name}" for name in _PARTS))
"""Plugins before any conftest.py, so that their steps and fixtures are seen everywhere and yield to it."""
pytest.register_assert_rewrite(*LOADED_WITH_IT)

STREAM = pytest.StashKey[MessageStream]()


def pytest_plugin_registered(plugin: object, manager: pytest.PytestPluginManager) -> None:
    """Load what belongs to this plugin with it.

    Not as `pytest_plugins`: for each name there pytest reads the metadata of every package that is installed.
    """
    if plugin is sys.modules[__name__]:
        for name in LOADED_WITH_IT:
            if not manager.has_plugin(name):
                manager.register(import_module(name), name)


def pytest_addhooks(pluginmanager: pytest.PytestPluginManager) -> None:
    """Add the hooks that a QA project may answer itself."""
    pluginmanager.add_hookspecs(hooks)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add Callbook's options."""
    group = parser.getgroup("callbook", "Callbook: scenarios of the Web Callback channel")
    group.addoption(
        "--traces",
        metavar="DIR",
        default=".callbook/last-run",
        help="folder for the recordings of this run, relative to the root; emptied first (default: %(default)s)",
    )
    group.addoption(
        "--renew-goldens",
        action="store_true",
        help="write the golden recordings beside the features anew, and show what changed as ladders",
    )
    group.addoption(
        "--sabotage",
        metavar="NAME",
        default=None,
        help="break one entry of the model's tables: do the scenarios notice? (names: callbook mutants --list)",
    )
    group.addoption(
        "--unused-steps", action="store_true", help="list the project's step definitions that no feature uses"
    )
    selection.add_options(group)


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> None:
    """Take the lines out of arguments such as `x.feature:12`: for pytest they are no files."""
    selection.take_lines(early_config, args)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Put the parts of the plugin to work for this run, once pytest's reporter is there."""
    is_worker = hasattr(config, "workerinput")
    directory: str = config.option.traces
    recorder = Recorder(config.rootpath / directory, is_worker=is_worker)
    config.stash[TAG_MARKERS] = TagMarkers(config)
    config.stash[STEP_USE] = StepUse(config)
    matching.install(fits=matching.is_written_for())
    # What is broken on purpose, or not Callbook's own, plays otherwise than recorded: scenarios notice by themselves.
    plays_otherwise = config.option.sabotage or desktops.is_other(config) or own_configuration.is_own(config)
    goldens = None if plays_otherwise else Goldens(renew=config.option.renew_goldens)
    refused = RefusedFeatures()
    stream = config.stash[STREAM] = MessageStream(config, recorder, refused)
    subscribers = (StepAtWork(), StepsForLab(), ScenarioResults(config.rootpath))
    always = (
        recorder,
        refused,
        stream,
        *subscribers,
        StepListener(*subscribers),
        config.stash[TAG_MARKERS],
        config.stash[STEP_USE],
        selection.Selection(config),
        CrashedScenarios(config.rootpath),
        CollectedStays(),
        UnreportedScenarios(),
    )
    differences = Differences(config, recorder, stream) if desktops.is_other(config) else None
    for part in (*always, cucumber_json(config, stream), goldens, differences, live_progress(config)):
        if part is not None:
            config.pluginmanager.register(part)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect feature files."""
    if file_path.suffix.casefold() != SUFFIX:
        return None
    return FeatureFile.beside(parent, file_path)


@pytest.hookimpl(wrapper=True)
def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> Generator[None, bool | None, bool | None]:
    """Refuse to leave feature files out only because of how their folder is called."""
    ignored = yield
    if ignored:
        refuse_left_out(collection_path, config)
    return ignored


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Look as closely at scenarios that a test module binds by itself."""
    report = yield
    return refuse_bound(collector, report)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Add the scenario's own account to the report of its failure, and show only the frames of its steps."""
    is_scenario = FACTS in item.stash
    if is_scenario and call.excinfo is not None and not item.config.option.fulltrace:
        call.excinfo.traceback = frames_of_steps(call.excinfo.traceback)
    report = yield
    if is_scenario and report.failed and call.excinfo is not None:
        report.sections.append((SECTION, failure_section(item, call.excinfo.value)))
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what the scenarios of this run have shown."""
    directory: str = config.option.traces
    write_summary(terminalreporter, config.stash[STREAM].result, relative(config.rootpath / directory, config.rootpath))
