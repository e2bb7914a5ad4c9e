"""A sound contact centre of two agents, to be made wrong in one place at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.configuration.environment import Environment, read_environment
from callbook.configuration.lint import Finding, chosen_rules, lint

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOUND = """\
name = "Two desks"
time_zone = "Europe/Berlin"
[application]
"login.webcallback.is-auto-ready" = "true"
"login.webcallback.auto-not-ready-reason" = "lunch"
"login.webcallback.can-unactivate-channel" = "true"
"webcallback.auto-answer" = "false"
"webcallback.auto-answer.timer" = "0"
"webcallback.auto-answer.enable-reject" = "false"
"webcallback.auto-dial" = "false"
"webcallback.callback-information.content" = "reason"
"webcallback.complete-queue" = "done"
"webcallback.park-queue" = "parked"
"webcallback.reschedule-queue" = "later"
"interaction.override-option-key" = "IW_OverrideOptions"
[not_ready_reasons]
lunch = "Lunch"
[dispositions]
DispositionCode = ["Reached"]
[[tenants]]
name = "Harbour"
[[roles]]
name = "Callbacks"
privileges = [
    "Can Use Web Callback Channel",
    "Can Reschedule",
    "Can Set Interaction Disposition",
]
[[roles]]
name = "Voice"
privileges = [
    "Can Use Voice Channel",
    "Can Make Calls",
    "Can Release Call",
    "Can Hold And Retrieve Call",
    "Can One Step Transfer",
    "Can Two Step Transfer",
]
[[agent_groups]]
name = "Claims"
roles = ["Callbacks", "Voice"]
[agent_groups.options]
"webcallback.auto-answer" = "true"
"webcallback.auto-answer.timer" = "10"
[[agents]]
id = "anna"
name = "Anna"
tenant = "Harbour"
place = "1"
dn = "7001"
agent_groups = ["Claims"]
[[agents]]
id = "ben"
name = "Ben"
tenant = "Harbour"
place = "2"
dn = "7002"
roles = ["Callbacks", "Voice"]
[[strategies]]
name = "gold"
attach = { IW_OverrideOptions = "Gold" }
[[queues]]
name = "inbound"
tenant = "Harbour"
strategy = "gold"
[[queues]]
name = "done"
tenant = "Harbour"
[[queues]]
name = "parked"
tenant = "Harbour"
[[queues]]
name = "later"
tenant = "Harbour"
strategy = "gold"
[[transactions]]
name = "Gold"
[transactions.options]
"webcallback.callback-information.frame-color" = "#FF17365D"
"""

JUDGED = chosen_rules(ignore=["CB901"])
"""All rules but the one that notes each option that is set nowhere: whoever adds an option need not set it here."""


def told(finding: Finding) -> tuple[str, int, tuple[str, ...]]:
    """Say the least about a finding: its rule, its line, whom it affects."""
    return finding.rule, finding.line, finding.agents


@pytest.fixture
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Environment]:
    """Give a function that reads a text as a contact centre."""
    monkeypatch.chdir(tmp_path)

    def read(text: str) -> Environment:
        (tmp_path / "centre.toml").write_text(text, encoding="utf-8")
        return read_environment("centre.toml")

    return read


@pytest.fixture
def linted(environment: Callable[[str], Environment]) -> Callable[[str], list[tuple[str, int, tuple[str, ...]]]]:
    """Give a function that lints a text, and says rule, line and agents of each finding."""

    def find(text: str) -> list[tuple[str, int, tuple[str, ...]]]:
        return [told(finding) for finding in lint(environment(text), rules=JUDGED)]

    return find
