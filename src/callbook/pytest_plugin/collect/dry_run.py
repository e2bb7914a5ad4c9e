"""Looking at feature files without running them: what is wrong, which definitions there are, who uses them."""

from __future__ import annotations

import shlex
from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from _pytest.config.findpaths import load_config_dict_from_file

from callbook.core import BadInput
from callbook.pytest_plugin.asking import SUFFIXES
from callbook.pytest_plugin.catalogue.definition import Definition
from callbook.pytest_plugin.catalogue.entry import CatalogueEntry
from callbook.pytest_plugin.catalogue.snippet import Missing
from callbook.pytest_plugin.collect.plan import PLAN, told_once
from callbook.pytest_plugin.collect.problems import PROBLEMS, FeatureTrouble, Problem
from callbook.pytest_plugin.collect.scenario_facts import DRY_RUN, FACTS
from callbook.pytest_plugin.collect.step_use import STEP_USE


@dataclass(slots=True)
class DryRun:
    """What was found.

    Attributes:
        features: how many feature files can be run.
        scenarios: how many tests they make, each row of an Outline being one.
        problems: of the files that can't.
        missing: the steps that nobody defines.
        entries: all definitions that the features see, with the places where each is used.
        unused: the project's own among them that no feature uses.
        bad_values: option values that are invalid, each once with its places.
    """

    features: int = 0
    scenarios: int = 0
    problems: list[Problem] = field(default_factory=list[Problem])
    missing: list[Missing] = field(default_factory=list[Missing])
    entries: list[CatalogueEntry] = field(default_factory=list[CatalogueEntry])
    unused: list[Definition] = field(default_factory=list[Definition])
    bad_values: list[str] = field(default_factory=list[str])


def dry_run(paths: Iterable[Path]) -> DryRun:
    """Return what is found in the feature files in *paths*; no fixture is set up, so no server starts.

    Without paths, that is in the `testpaths` of pytest's settings, or else in this folder and in none below it.

    Raises:
        BadInput: pytest can't begin; its own words are in the error.
    """
    looking = _Looking()
    quiet = (
        "--collect-only",
        "--assert=plain",
        "-p",
        "no:terminal",
        "-p",
        "no:cacheprovider",
        "-p",
        "no:unraisableexception",
    )
    asked = ("-p", "callbook.pytest_plugin")
    features_only = ("-o", "python_files=", "-o", "addopts=")
    output = StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        code = pytest.main([*asked, *quiet, *features_only, *map(str, paths)], plugins=[looking])
    if code in {pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERNAL_ERROR}:
        raise BadInput("features", " ".join(map(str, paths)), accepted=output.getvalue().strip())
    return looking.found


class _Looking:
    def __init__(self) -> None:
        self.__name__ = DRY_RUN
        self.found = DryRun()

    @pytest.hookimpl(tryfirst=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Take whose contact centre runs start from, and keep pytest from looking through all below this folder."""
        _take_center(config)
        if config.args_source is pytest.Config.ArgsSource.INVOCATION_DIR:
            here = config.invocation_params.dir.glob("*.feature*")
            config.args[:] = sorted(str(each) for each in here if each.name.endswith(SUFFIXES))

    def pytest_exception_interact(self, node: object, call: pytest.CallInfo[object]) -> None:
        """Note why a file can't be collected."""
        error = call.excinfo.value if call.excinfo else None
        if isinstance(error, FeatureTrouble):
            self.found.problems += error.problems
            self.found.missing += error.missing
        else:
            self.found.problems.append(Problem(getattr(node, "nodeid", ""), str(error)))

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Count, and take what the steps were found to use."""
        facts = [item.stash[FACTS] for item in session.items if FACTS in item.stash]
        plans = [item.stash[PLAN] for item in session.items if PLAN in item.stash]
        self.found.bad_values = list(told_once(each for plan in plans for each in plan.bad_values))
        problems = session.config.stash.get(PROBLEMS, list[Problem]())
        self.found.problems += problems
        self.found.missing += [each.missing for each in problems if each.missing]
        use = session.config.stash[STEP_USE]
        use.looked_from(session)  # where there is no feature yet, the kit's own steps can be seen
        self.found.features = len({each.feature for each in facts})
        self.found.scenarios = len(facts)
        self.found.entries = use.entries()
        self.found.unused = use.unused(self.found.entries)


def _take_center(config: pytest.Config) -> None:
    """Take from the settings' `addopts`, which are for runs, whose contact centre scenarios start from."""
    found = (load_config_dict_from_file(config.inipath) if config.inipath else None) or {}
    addopts: Any = found["addopts"].value if "addopts" in found else []
    parser = ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("--callbook-config", nargs="?")
    parser.add_argument("--callbook-cast", action="append", default=[])
    given, _ = parser.parse_known_args(shlex.split(addopts) if isinstance(addopts, str) else list(addopts))
    if given.callbook_config is not None:
        config.option.callbook_config = given.callbook_config
        config.option.callbook_cast = [*config.option.callbook_cast, *given.callbook_cast]
