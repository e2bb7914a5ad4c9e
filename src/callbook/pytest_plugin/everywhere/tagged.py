"""`--callbook-everywhere`: scenarios that are tagged `@everywhere` are decided on every configuration, too.

Such a scenario runs once as always. Then other processes play it on every configuration, and it is red if there is a
finding that nobody has listed. Without the option it is a scenario like any other.
"""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

import msgspec
import pytest

from callbook.core import BadInput, percent
from callbook.lab import small_center
from callbook.pytest_plugin.collect.scenario_facts import FACTS
from callbook.pytest_plugin.own.desktops import is_other
from callbook.pytest_plugin.own.own_configuration import is_own
from callbook.pytest_plugin.run.account import ACCOUNT
from callbook.record import Scenario
from callbook.verification import Everywhere, LocalWorkers, Results, reasons_in, work

if TYPE_CHECKING:
    from callbook.record import Decision

TAG: Final = "everywhere"
SERVING: Final = "callbook.pytest_plugin.everywhere.serving:serve"
_WORKERS: Final = 2


class NotEverywhere(AssertionError):  # noqa: N818 - names what was found
    """A scenario holds here, and there is a finding on another configuration."""


def begin(config: pytest.Config) -> None:
    """Let the tagged scenarios of a run be decided everywhere.

    Raises:
        UsageError: together with another desktop or configuration, or with reasons that cannot be read.
    """
    if is_own(config) or is_other(config):
        text = "--callbook-everywhere plays Callbook's own desktop, from the contact centre of the scenarios:"
        raise pytest.UsageError(f"{text} not together with --callbook-config or --desktop")
    try:
        reasons = reasons_in(config.option.callbook_everywhere_reasons)
    except BadInput as error:
        raise pytest.UsageError(str(error)) from error
    config.pluginmanager.register(DecidesEverywhere(config, reasons))


class DecidesEverywhere:
    """Decides the tagged scenarios of one run.

    Args:
        config: of the run.
        reasons: by clause, why a class of configurations is right that the clause decides.
    """

    def __init__(self, config: pytest.Config, reasons: dict[str, str]) -> None:
        self._config = config
        self._reasons = reasons
        self._tagged: list[str] = []
        self._workers: LocalWorkers | None = None
        self._verdicts: list[Decision] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note which are tagged: whoever plays them collects no others."""
        tagged = (item for item in session.items if FACTS in item.stash and TAG in item.stash[FACTS].tags)
        self._tagged = [item.nodeid for item in tagged]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None]:
        """Decide a tagged scenario once it has held here.

        Raises:
            NotEverywhere: there is an open finding.
        """
        __tracebackhide__ = True
        yield
        if item.nodeid in self._tagged:
            verdict = self._decided(item)
            self._verdicts.append(verdict)
            item.stash[ACCOUNT].decision = msgspec.json.encode(verdict).decode()
            if any(each.is_open for each in verdict.outcomes):
                raise NotEverywhere("\n".join(verdict.lines()))

    def pytest_sessionfinish(self) -> None:
        """Send the processes home."""
        if self._workers is not None:
            self._workers.__exit__(None, None, None)

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say where each holds."""
        if self._verdicts:
            terminalreporter.write_sep("-", "on every configuration")
        for each in self._verdicts:
            holds = sum(outcome.share for outcome in each.outcomes if outcome.holds)
            terminalreporter.write_line(
                f"{each.scenario.place}  holds in {percent(holds)} of {each.configurations:,} configurations"
                f" ({each.runs:,} runs)"
            )

    def _decided(self, item: pytest.Item) -> Decision:
        facts = item.stash[FACTS]
        scenario = Scenario(item.nodeid, facts.feature, facts.scenario, facts.line, facts.clauses)
        job = Everywhere(small_center(), self._reasons)
        self._workers = self._workers or LocalWorkers(_WORKERS, SERVING, self._setup())
        with TemporaryDirectory(prefix="callbook-everywhere-") as folder:
            work(job.of_one(scenario), self._workers, Results(Path(folder), {}))
        (verdict,) = job.verdicts()
        return verdict

    def _setup(self) -> dict[str, Any]:
        root = self._config.rootpath
        return {"paths": [str(root / node) for node in self._tagged], "arguments": [f"--rootdir={root}"]}
