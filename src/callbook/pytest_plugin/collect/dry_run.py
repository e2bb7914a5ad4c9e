"""Looking at feature files without running them: what is wrong, which definitions there are, who uses them."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import pytest

from callbook.core import BadInput
from callbook.pytest_plugin.asking import SUFFIXES
from callbook.pytest_plugin.catalogue.definition import Definition
from callbook.pytest_plugin.catalogue.entry import CatalogueEntry
from callbook.pytest_plugin.catalogue.snippet import Missing
from callbook.pytest_plugin.collect.plan import PLAN, told_once
from callbook.pytest_plugin.collect.problems import PROBLEMS, FeatureTrouble, Problem
from callbook.pytest_plugin.collect.scenario_facts import FACTS
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
    features_only = ("-o", "python_files=", "-o", "addopts=", "-o", "callbook_config=")
    output = StringIO()
    with redirect_stdout(output), redirect_stderr(output):
        code = pytest.main([*asked, *quiet, *features_only, *map(str, paths)], plugins=[looking])
    if code in {pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERNAL_ERROR}:
        raise BadInput("features", " ".join(map(str, paths)), accepted=output.getvalue().strip())
    return looking.found


class _Looking:
    def __init__(self) -> None:
        self.found = DryRun()

    def pytest_configure(self, config: pytest.Config) -> None:
        """Keep pytest from looking through all that lies below this folder."""
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
