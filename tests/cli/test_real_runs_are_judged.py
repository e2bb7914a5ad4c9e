"""`callbook conform`: exit codes, forms, files that it writes, and what it does not take."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
import pytest
from rich.console import Console

from callbook.cli.conform_command import ConformRequest, run
from callbook.cli.serve_command import settings_of
from callbook.configuration import APPLICATION_NAME, Level, changes
from callbook.core import Assumptions, read_assumptions
from callbook.lab import Lab, small_center
from callbook.logs import log_of
from callbook.record import read_trace
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Printed

    from callbook.configuration import ContactCenter


@pytest.fixture
def monday(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the name of a recording in the current folder: Anna transfers a call, and there is no park queue."""
    monkeypatch.chdir(tmp_path)
    lab = Lab(assumptions=Assumptions(transfer_needs_park_queue=False))
    anna = lab.log_in("Anna")
    lab.log_in("Ben").perform(Action.GO_NOT_READY)
    lab.schedule(lab.contact("Maria"))
    for action, details in ((Action.ACCEPT, {}), (Action.DIAL, {}), (Action.ONE_STEP_TRANSFER, {"target": "1002"})):
        lab.advance(20_000)
        anna.perform(action, None, **details)
    lab.advance(5_000)
    lab.write("monday.ndjson", scenario="Monday")
    return "monday.ndjson"


def configured(folder: Path, center: ContactCenter) -> str:
    """Write a configuration, and return its name."""
    (folder / "centre.json").write_bytes(msgspec.json.encode(center))
    return "centre.json"


@pytest.fixture
def withheld(tmp_path: Path) -> str:
    """Return the name of a configuration in which Anna may not transfer."""
    center = changes.with_option(
        small_center(), Level.APPLICATION, APPLICATION_NAME, "webcallback.park-queue", "parked"
    )
    return configured(tmp_path, changes.without_privilege(center, "anna", "Can One Step Transfer"))


@pytest.fixture
def kits(tmp_path: Path) -> str:
    """Return the name of a file with the kit's assumption about transfers."""
    (tmp_path / "kits.toml").write_text("[assumptions]\ntransfer_needs_park_queue = true\n", encoding="utf-8")
    return "kits.toml"


def test_what_conforms_gives_0(callbook: Callable[..., Printed], monday: str) -> None:
    """The clauses are counted, and how much was judged."""
    printed = callbook("conform", monday)
    assert (printed.code, printed.err) == (0, "")
    assert printed.lines[0] == monday
    assert printed.lines[1].startswith("conforms: E4 x 1, P1 x ")
    assert printed.lines[2].startswith("2 callbacks at 2 desktops, 2 judged: 0 violates, 0 suspect, ")


def test_what_violates_gives_1(callbook: Callable[..., Printed], monday: str, withheld: str) -> None:
    """With clause, place, and the privilege that is missing."""
    printed = callbook("conform", monday, "--config", withheld)
    assert printed.code == 1
    assert printed.lines[1].startswith("violates P8: transferred the call at entry ")
    assert printed.lines[2] == ("    expected that it is refused: the privilege 'Can One Step Transfer' is missing")


def test_what_is_only_assumed_fails_nothing(callbook: Callable[..., Printed], monday: str, kits: str) -> None:
    """It is marked as assumed, and can be hidden."""
    printed = callbook("conform", monday, "--assumptions", kits)
    assert printed.code == 0
    assert printed.lines[1].startswith("violates O12 (assumed): transferred the call at entry ")
    hidden = callbook("conform", monday, "--assumptions", kits, "--assumed", "hide")
    assert (hidden.code, "O12 (assumed)" in hidden.out) == (0, False)


def test_where_nothing_can_be_judged_it_is_3(callbook: Callable[..., Printed], tmp_path: Path, monday: str) -> None:
    """A recording without a message, for example."""
    lines = (tmp_path / monday).read_bytes().splitlines(keepends=True)
    (tmp_path / "empty.ndjson").write_bytes(lines[0])
    printed = callbook("conform", "empty.ndjson")
    assert (printed.code, printed.lines[-1].startswith("0 callbacks at 0 desktops")) == (3, True)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--assumed", "perhaps"), "assumed 'perhaps' in --assumed cannot be used. Accepted: show or hide."),
        (
            ("--tolerance", "-1"),
            "tolerance -1.0 in --tolerance cannot be used. Accepted: a number of seconds, 0 or more.",
        ),
        (("--agent", "Nobody"), "There is no agent 'Nobody'"),
        (("--config", "none.toml"), "none.toml"),
        (("monday.ndjson", "--html", "page.html"), "Accepted: one recording with --html: here are 2."),
    ],
)
def test_what_it_does_not_take_is_2(
    callbook: Callable[..., Printed], monday: str, arguments: tuple[str, ...], says: str
) -> None:
    """As bad input is everywhere; nothing is printed."""
    printed = callbook("conform", monday, *arguments)
    assert (printed.code, printed.out) == (2, "")
    assert says in printed.err.replace("\n", " ")


def test_one_agent_is_judged(callbook: Callable[..., Printed], monday: str) -> None:
    """By name or id."""
    printed = callbook("conform", monday, "--agent", "ben", "--json")
    assert (printed.code, json.loads(printed.out)[0]["agents"]) == (0, ["ben"])


def test_forms_for_machines(callbook: Callable[..., Printed], monday: str, withheld: str) -> None:
    """JSON, SARIF and JUnit XML."""
    chosen = ("conform", monday, "--config", withheld)
    (plain,) = json.loads(callbook(*chosen, "--json").out)
    assert plain["recording"] == monday
    found = json.loads(callbook(*chosen, "--sarif").out)["runs"][0]["results"]
    assert [each["ruleId"] for each in found] == ["P8", "O12"]
    location = found[0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location == {"uri": monday}
    assert '<testsuites name="callbook conform">' in callbook(*chosen, "--junit").out


def test_logs_are_judged_where_they_lie(
    callbook: Callable[..., Printed], tmp_path: Path, monday: str, withheld: str
) -> None:
    """By a configuration: a log does not say who may do what."""
    log = tmp_path / "monday.log"
    log.write_text(log_of(read_trace(monday), "wde-log", "Anna"), encoding="utf-8")
    printed = callbook("conform", "monday.log", "--config", withheld)
    assert (printed.code, printed.lines[1].startswith("violates P8: transferred the call at monday.log:")) == (1, True)
    assert callbook("import", "monday.log", "-o", "imported.ndjson").code == 0
    expected = "Accepted: --config with the contact centre of these logs: they do not say who may do what."
    for path in ("monday.log", "imported.ndjson"):
        alone = callbook("conform", path)
        assert (alone.code, expected in alone.err.replace("\n", " ")) == (2, True)


def test_recordings_are_found_in_folders(callbook: Callable[..., Printed], tmp_path: Path, monday: str) -> None:
    """And a path that is not there is named."""
    (tmp_path / "week").mkdir()
    (tmp_path / "week" / monday).write_bytes((tmp_path / monday).read_bytes())
    printed = callbook("conform", "week")
    assert (printed.code, printed.lines[0]) == (0, f"week/{monday}")
    missing = callbook("conform", "none.ndjson")
    assert (missing.code, "recording 'none.ndjson' cannot be used" in missing.err) == (2, True)


def test_assumptions_are_settled_as_a_table_and_as_a_file(
    callbook: Callable[..., Printed], tmp_path: Path, monday: str, kits: str
) -> None:
    """The file is read as it is written."""
    printed = callbook("conform", monday, "--assumptions", kits, "--settle", "--settings", "settled.toml")
    assert printed.code == 0
    assert "contradicted: false" in printed.out
    assert read_assumptions(tmp_path / "settled.toml") == Assumptions(transfer_needs_park_queue=False)


def test_a_page_is_written(callbook: Callable[..., Printed], tmp_path: Path, monday: str, withheld: str) -> None:
    """One file, with the result at its head."""
    assert callbook("conform", monday, "--config", withheld, "--html", "page.html").code == 1
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!DOCTYPE html>")
    assert "violates 2 clauses" in page


def test_whoever_watches_sees_how_far_it_is(tmp_path: Path, monday: str) -> None:
    """At a terminal, and nowhere else."""
    terminal = Console(force_terminal=True, width=100, file=(tmp_path / "seen").open("w", encoding="utf-8"))
    assert run(terminal, ConformRequest(paths=[tmp_path / monday])) == 0
    terminal.file.close()
    assert "judging" in (tmp_path / "seen").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [("demo",), ("replay", "monday.ndjson"), ("conform", "monday.ndjson")],
)
def test_every_command_that_makes_a_lab_takes_assumptions(
    callbook: Callable[..., Printed], tmp_path: Path, monday: str, arguments: tuple[str, ...]
) -> None:
    """And refuses what they cannot be before it does anything."""
    del monday
    (tmp_path / "wrong.toml").write_text("[assumptions]\nreoffer_delay = -1\n", encoding="utf-8")
    printed = callbook(*arguments, "--assumptions", "wrong.toml")
    assert (printed.code, printed.out) == (2, "")
    expected = "reoffer_delay -1 in wrong.toml cannot be used. Accepted: 0 or more milliseconds, a year at most."
    assert expected in printed.err.replace("\n", " ")


def test_a_replay_under_other_assumptions_diverges(callbook: Callable[..., Printed], monday: str, kits: str) -> None:
    """What was recorded otherwise is shown."""
    assert callbook("replay", monday).code == 0
    printed = callbook("replay", monday, "--assumptions", kits)
    assert (printed.code, "1 diverged" in printed.out) == (1, True)


def test_what_if_has_assumptions(callbook: Callable[..., Printed], companies: Path, tmp_path: Path) -> None:
    """Both times the callback is played."""
    (tmp_path / "ours.toml").write_text("[assumptions]\nnetwork_reached_after = 2500\n", encoding="utf-8")
    change = ("whatif", str(companies), "--set", "webcallback.auto-dial=true", "--agent", "ines", "--json")
    usual, ours = (json.loads(callbook(*change, *more).out) for more in ((), ("--assumptions", "ours.toml")))
    assert usual != ours


def test_what_if_with_a_scenario_hands_them_on(
    callbook: Callable[..., Printed], companies: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the pytest that plays it."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTEST_PLUGINS", "pytest_bdd.plugin,callbook.pytest_plugin")
    (tmp_path / "wrong.toml").write_text("[assumptions]\nreoffer_delay = -1\n", encoding="utf-8")
    (tmp_path / "a.feature").write_text("Feature: F\n  Scenario: S\n    Given Anna is Ready\n", encoding="utf-8")
    change = ("whatif", str(companies), "--set", "webcallback.auto-dial=true", "--agent", "keiko")
    printed = callbook(*change, "--scenario", "a.feature", "--assumptions", "wrong.toml")
    assert (printed.code, "reoffer_delay -1 in wrong.toml cannot be used" in printed.err) == (2, True)


def test_a_server_has_them_for_its_first_run(tmp_path: Path) -> None:
    """Without a file the kit's own hold."""
    path = tmp_path / "ours.toml"
    path.write_text("[assumptions]\nreoffer_delay = 1\n", encoding="utf-8")
    settings = settings_of(None, "virtual", 1.0, 1, path)
    assert settings.assumptions == Assumptions(reoffer_delay=1)
    assert settings_of(None, "virtual", 1.0, 1).assumptions is None
