"""`callbook whatif`: the same callback before and after a change of a team's configuration."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import msgspec
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from syrupy.assertion import SnapshotAssertion
    from tests.cli.conftest import Printed

    WhatIf = Callable[..., Printed]

DIAL = "webcallback.auto-dial=true"
ANSWER = "webcallback.auto-answer=true"


@pytest.fixture
def whatif(callbook: Callable[..., Printed], companies: Path) -> WhatIf:
    """Give `callbook whatif` of the two companies."""

    def run(agent: str, *arguments: str) -> Printed:
        return callbook("whatif", str(companies), "--agent", agent, *arguments)

    return run


@pytest.mark.parametrize(
    ("agent", "arguments"),
    [
        ("Ines Ferreira", ("--set", DIAL)),  # one click less
        ("ines", ("--set", "Can Mark Done=false")),  # lost, and it ends elsewhere
        ("ines", ("--set", "Can Reschedule=true")),  # gained
        ("luca", ("--set", "webcallback.auto-answer=false")),  # no countdown any more
        ("luca", ("--set", "webcallback.auto-answer.timer=2", "--set", DIAL)),  # a countdown that ends first
        ("ines", ("--set", "webcallback.auto-answer.timer=3")),  # does nothing without the other
        ("ines", ("--set", "webcallback.auto-dial=TRUE")),  # not valid
        ("henry", ("--set", DIAL)),  # cannot use the channel
    ],
)
def test_a_usual_callback(
    whatif: WhatIf, companies: Path, snapshot: SnapshotAssertion, agent: str, arguments: tuple[str, ...]
) -> None:
    """What differs of the ladders, the actions that are gained and lost, and what is seen differently."""
    with companies.open("a", encoding="utf-8") as file:
        file.write('[[queues]]\nname = "harbour-inbound"\ntenant = "Harbour"\nstrategy = "any"\n')
        file.write('[[strategies]]\nname = "any"\n')
    printed = whatif(agent, *arguments)
    assert (0, "") == (printed.code, printed.err)
    assert snapshot == printed.out


def test_a_change_at_a_level(whatif: WhatIf) -> None:
    """It reaches the agent from there as far as nothing higher says otherwise; privileges stay the agent's own."""
    at_the_group = whatif("ines", "--set", DIAL, "--set", "Can Decline=false", "--at", "Agent Group:Desk").out
    assert whatif("ines", "--set", DIAL, "--set", "Can Decline=false").out == at_the_group
    elsewhere = whatif("ines", "--set", DIAL, "--at", "agent group: Trainees").lines
    assert ["(no difference)", "", "Nobody notices anything."] == elsewhere[2:]


def test_the_difference_for_machines(whatif: WhatIf) -> None:
    """The same as for people, with nothing shortened."""
    told = msgspec.json.decode(whatif("ines", "--set", "Can Mark Done=false", "--set", ANSWER, "--json").out)
    assert ("a usual callback for Ines Ferreira", [], [], []) == (
        told["callback"],
        told["gained"],
        told["refused"],
        told["warnings"],
    )
    assert [{"agent": "Ines Ferreira", "action": action} for action in ("decline", "mark done")] == told["lost"]
    people = whatif("ines", "--set", "Can Mark Done=false", "--set", ANSWER).lines
    assert told["ladder"] == people[2 : 2 + len(told["ladder"])]
    assert [f"seen: {text}" for text in told["seen"]] == people[-len(told["seen"]) :]


def test_much_that_is_seen_differently_is_shortened(whatif: WhatIf) -> None:
    """Twelve lines, and how many there are besides."""
    withheld = ("--set", "Can Use Web Callback Channel=false")
    told = msgspec.json.decode(whatif("ines", *withheld, "--json").out)
    lines = whatif("ines", *withheld).lines
    seen = [f"seen: {text}" for text in told["seen"]]
    rest = f"seen: and {len(seen) - 12} more differences (all of them: --json)"
    assert [*seen[:12], rest] == lines[-13:]


@pytest.mark.parametrize(
    ("agent", "arguments"),
    [
        ("ines", ("--set", "webcallback.auto-dial")),
        ("ines", ("--set", "webcallback.auto-dail=true")),
        ("ines", ("--set", "Can Declin=true")),
        ("ines", ("--set", "Can Decline=no")),
        ("ines", ("--set", DIAL, "--at", "Group:Desk")),
        ("ines", ("--set", DIAL, "--at", "Tenant")),
        ("ines", ("--set", DIAL, "--at", "Tenant:Harbor")),
        ("ines", ("--set", DIAL, "--at", "Tenant:Harbour", "--scenario", "none.feature")),
        ("henry", ("--set", DIAL)),  # no queue of his tenant has a strategy
        ("keikoo", ("--set", DIAL)),
    ],
)
def test_what_cannot_be_tried(
    whatif: WhatIf, snapshot: SnapshotAssertion, agent: str, arguments: tuple[str, ...]
) -> None:
    """One line, exit code 2: what was given, and what would be accepted."""
    printed = whatif(agent, *arguments)
    assert (2, "", 1) == (printed.code, printed.out, printed.err.count("\n"))
    assert snapshot == printed.err


SCENARIOS = """\
Feature: Declined

  Scenario: Ben declines
    Given Ben is offered the callback of Maria
    When Ben declines the callback

  Scenario: Anna declines
    Given Anna is offered the callback of Maria
    When Anna declines the callback

  Scenario: Only the contact does something
    When Maria schedules a callback
"""


@pytest.fixture
def scenarios(companies: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Write the scenarios; pytest looks for no other plugins: that would take most of the time."""
    companies.with_name("declined.feature").write_text(SCENARIOS, encoding="utf-8")
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_PLUGINS", "pytest_bdd.plugin,callbook.pytest_plugin")


DECLINES = ("--set", "Can Decline=false", "--scenario")


def test_a_scenario_of_another_agent(whatif: WhatIf, scenarios: None, snapshot: SnapshotAssertion) -> None:
    """The agent plays whoever does something first in it, here Ben; what is tried in vain is refused."""
    printed = whatif("keiko", *DECLINES, "declined.feature")
    assert (0, "") == (printed.code, printed.err)
    assert snapshot == printed.out


def test_a_scenario_for_machines(whatif: WhatIf, scenarios: None) -> None:
    """With who plays whom, and with each refusal."""
    told = msgspec.json.decode(whatif("keiko", *DECLINES, "declined.feature:7", "--json").out)
    assert "Anna declines (Anna is keiko)" == told["callback"]
    [refusal] = told["refused"]
    assert ("Anna", "decline", True) == (
        refusal["agent"],
        refusal["action"],
        "the privilege 'Can Decline' is missing [P2]" in refusal["why"],
    )


def test_a_scenario_that_cannot_be_played(whatif: WhatIf, scenarios: None, snapshot: SnapshotAssertion) -> None:
    """Because no agent does anything in it, or because there is none: then with what pytest says."""
    assert snapshot == whatif("keiko", "--set", DIAL, "--scenario", "declined.feature:11").err
    printed = whatif("keiko", "--set", DIAL, "--scenario", "none.feature")
    assert (2, "") == (printed.code, printed.out)
    assert snapshot == re.sub(r"in [0-9.]+s", "in ...", printed.err)


def test_a_page_shows_both_desks(whatif: WhatIf, tmp_path: Path) -> None:
    """It needs no network and no script, says what was tried, and where it is stands last."""
    page = tmp_path / "before_and_after.html"
    printed = whatif("ines", "--set", DIAL, "--html", str(page))
    assert f"Both desks side by side: {page}" == printed.lines[-1]
    markup = page.read_text(encoding="utf-8")
    assert f"<h1>What if {DIAL}: a usual callback for Ines Ferreira</h1>" in markup
    assert ["Before: Ines Ferreira", "After: Ines Ferreira"] == re.findall(r'<p class="side">(.*?)</p>', markup)[:2]
    assert "script-src 'none'" in markup.replace("&#x27;", "'")


def test_a_page_goes_along_with_data_for_machines(whatif: WhatIf, tmp_path: Path) -> None:
    """Nothing but the data is printed."""
    page = tmp_path / "before_and_after.html"
    printed = whatif("ines", "--set", DIAL, "--html", str(page), "--json")
    assert json.loads(printed.out)["callback"] == "a usual callback for Ines Ferreira"
    assert page.stat().st_size > 0
