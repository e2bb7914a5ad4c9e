"""The whole plugin: what a run of feature files needs, loaded where the project asks for it."""

from __future__ import annotations

import sys
from collections.abc import Generator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest

from callbook.pytest_plugin import entry_point
from callbook.pytest_plugin.asking import SUFFIXES
from callbook.pytest_plugin.collect import selection
from callbook.pytest_plugin.collect.bound import plan_bound
from callbook.pytest_plugin.collect.collecting import FeatureFile, refuse_left_out
from callbook.pytest_plugin.collect.kit_steps import KIT_STEPS, KitSteps
from callbook.pytest_plugin.collect.scenario_facts import IS_BY_LOOP
from callbook.pytest_plugin.collect.step_names import NAMES_OF_RUN, NamesOfRun
from callbook.pytest_plugin.collect.step_use import STEP_USE, StepUse
from callbook.pytest_plugin.collect.tags import TAG_MARKERS, TagMarkers
from callbook.pytest_plugin.options import add_options, add_short_names
from callbook.pytest_plugin.own import desktops, own_configuration
from callbook.pytest_plugin.own.differences import Differences
from callbook.pytest_plugin.result.bad_values import BadValues
from callbook.pytest_plugin.result.cucumber_json import cucumber_json
from callbook.pytest_plugin.result.message_stream import FOLDER, MessageStream, RefusedFeatures
from callbook.pytest_plugin.result.missing_steps import MissingSteps
from callbook.pytest_plugin.result.summary import relative, write_summary
from callbook.pytest_plugin.result.terminal_encoding import print_whatever_comes
from callbook.pytest_plugin.run import loop
from callbook.pytest_plugin.run.account import ACCOUNTS, Accounts
from callbook.pytest_plugin.run.crashed import CrashedScenarios
from callbook.pytest_plugin.run.fixture_hooks import FIXTURE_HOOKS, FixtureHooks
from callbook.pytest_plugin.run.garbage import CollectedStays
from callbook.pytest_plugin.run.goldens import Goldens
from callbook.pytest_plugin.run.listener import StepListener
from callbook.pytest_plugin.run.recording import Recorder
from callbook.pytest_plugin.run.run_folder import RunFolder
from callbook.pytest_plugin.run.scenario_results import SCENARIO_RESULTS, ScenarioResults
from callbook_steps import STEP_MODULES

if TYPE_CHECKING:
    from callbook.pytest_plugin.result.progress import LiveProgress

_OF_RUN = ("at_end", "attaching", "doors", "mocked", "own_lab")
_PARTS = (*(f"run.{name}" for name in _OF_RUN), "own.desktops", "own.own_configuration", "everywhere.asked")
LOADED_WITH_IT = ("callbook_steps.stage", *(f"callbook.pytest_plugin.{name}" for name in _PARTS))
"""Plugins before any conftest.py, so that their fixtures are seen everywhere and yield to it."""
pytest.register_assert_rewrite(*STEP_MODULES, *LOADED_WITH_IT)

STREAM = pytest.StashKey[MessageStream]()


def pytest_plugin_registered(plugin: object, manager: pytest.PytestPluginManager) -> None:
    """Load what belongs to this plugin with it.

    Not as `pytest_plugins`: for each name there pytest reads the metadata of every package that is installed.
    """
    if plugin is sys.modules[__name__]:
        for name in LOADED_WITH_IT:
            if not manager.has_plugin(name):
                manager.register(import_module(name), name)


def pytest_addoption(parser: pytest.Parser, pluginmanager: pytest.PytestPluginManager) -> None:
    """Add Callbook's options; their short names come after the conftest files, where somebody can wait for these."""
    add_options(parser)
    conftests_are_read = any(name.endswith("conftest.py") for name, _ in pluginmanager.list_name_plugin())
    if conftests_are_read and not pluginmanager.is_registered(entry_point):
        add_short_names(cast("pytest.Config", pluginmanager.getplugin("pytestconfig")), parser)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Put the parts of the plugin to work for this run, once pytest's reporter is there."""
    print_whatever_comes(config)
    folder = _folder_of(config)
    config.stash[TAG_MARKERS] = TagMarkers(config)
    kit = config.stash[KIT_STEPS] = KitSteps(config.pluginmanager)
    config.stash[STEP_USE] = StepUse(config, kit)
    config.stash[NAMES_OF_RUN] = NamesOfRun(config)
    is_by_loop = config.stash[IS_BY_LOOP] = loop.is_written_for()
    if is_by_loop:
        config.add_cleanup(loop.install())
    else:
        kit.load()  # pytest-bdd asks nobody before it looks for a definition
    # What is broken on purpose, or not Callbook's own, plays otherwise than recorded: scenarios notice by themselves.
    broken_or_assumed = config.option.callbook_sabotage or config.option.callbook_assumptions
    plays_otherwise = broken_or_assumed or desktops.is_other(config) or own_configuration.is_own(config)
    goldens = None if plays_otherwise else Goldens(renew=config.option.callbook_renew_goldens)
    accounts = config.stash[ACCOUNTS] = Accounts()
    fixture_hooks = config.stash[FIXTURE_HOOKS] = FixtureHooks(accounts, config)
    results = config.stash[SCENARIO_RESULTS] = ScenarioResults(is_worker=hasattr(config, "workerinput"))
    refused = RefusedFeatures()
    stream = config.stash[STREAM] = MessageStream(config, folder, refused)
    always = (
        Recorder(folder),
        refused,
        stream,
        accounts,
        results,
        config.stash[TAG_MARKERS],
        config.stash[STEP_USE],
        selection.Selection(config),
        CrashedScenarios(config.rootpath),
        CollectedStays(),
        MissingSteps(),
        BadValues(),
    )
    of_loop = fixture_hooks if is_by_loop else StepListener()
    differences = Differences(config, folder, stream) if desktops.is_other(config) else None
    for part in (*always, of_loop, cucumber_json(config, stream), goldens, differences, live_progress(config)):
        if part is not None:
            config.pluginmanager.register(part)


def _folder_of(config: pytest.Config) -> RunFolder:
    told: str | None = getattr(config, "workerinput", {}).get(FOLDER)
    return RunFolder(config.rootpath / str(config.option.callbook_traces), told=told)


def live_progress(config: pytest.Config) -> LiveProgress | None:
    """Return a live display when somebody watches: a terminal, and no other verbosity asked for."""
    reporter: pytest.TerminalReporter | None = config.pluginmanager.get_plugin("terminalreporter")
    if reporter is None or not reporter.isatty or config.get_verbosity() != 0:
        return None
    from rich.console import Console

    from callbook.pytest_plugin.result.progress import LiveProgress

    return LiveProgress(Console(), reporter)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Collect feature files."""
    if not file_path.name.casefold().endswith(SUFFIXES):
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
    return plan_bound(collector, report)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say what the scenarios of this run have shown."""
    stream = config.stash[STREAM]
    write_summary(terminalreporter, stream.tally, relative(stream.folder.path, config.rootpath))
