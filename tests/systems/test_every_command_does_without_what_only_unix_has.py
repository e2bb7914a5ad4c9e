"""Every command works without `fork` and `fcntl`, prints in Windows-1252, and reads lines that end in CRLF."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest
from tests.project_metadata import ROOT

from callbook.cli.app import app

RECORDING = "shown.trace.ndjson"
COMMANDS = (
    (("--help",), 0),
    (("--version",), 0),
    (("init", "made"), 0),
    (("demo", "--config", "centre.toml"), 0),
    (("lint", "centre.toml"), 1),
    (("lint", "--sarif", "centre.toml"), 1),
    (("lint", "--explain", "CB408"), 0),
    (("explain", "centre.toml", "--agent", "Zoë 日本"), 0),
    (("explain", "centre.toml", "--agent", "Zoë 日本", "--json"), 0),
    (("whatif", "centre.toml", "--agent", "Zoë 日本", "--set", "webcallback.auto-dial=true"), 0),
    (("set", "centre.toml", "webcallback.auto-dial=true"), 0),
    (("compare", "centre.toml", "as_it_was.toml"), 1),
    (("convert", "agents.yaml", "--output", "converted.toml"), 0),
    (("run", "one.feature", "-q"), 0),
    (("check", "one.feature"), 0),
    (("report",), 0),
    (("report", "--json"), 0),
    (("coverage",), 1),  # one scenario does not show everything
    (("replay", ".callbook/last-run"), 0),
    (("replay", RECORDING), 0),
    (("diff", RECORDING, "other.trace.ndjson"), 1),
    (("export", RECORDING), 0),
    (("export", RECORDING, "--as", "interaction-server-log", "--output", "ixn.log"), 0),
    (("import", "ixn.log", "-o", "log.trace.ndjson", "--config", "centre.toml"), 0),
    (("conform", "log.trace.ndjson", "--config", "centre.toml"), 0),
    (("steps", "--json"), 0),
    (("steps", "--markdown"), 0),
    (("steps", "--editor"), 0),
    (("options",), 0),
    (("privileges",), 0),
    (("assumptions",), 0),
    (("mutants", "--list"), 0),
    (("doctor",), 0),
    (("serve", "--openapi"), 0),
    (("everywhere", "one.feature", "--vary", "Can Decline", "--workers", "1"), 0),
    (("explore", "--depth", "2"), 0),
    (("sweep", "one.feature", "--workers", "1"), 0),
)
"""Each command with its exit code."""

_ALL_OF_THEM = """
import sys
from callbook.cli import main
for number, (command, _) in enumerate({commands!r}):
    try:
        main(list(command))
    except SystemExit as ended:
        print("\\nended:", number, ended.code or 0, flush=True)
"""
FEATURE = """\
Feature: “Déclined” → 日本
  @P2
  Scenario: It waits … 日本
    Given Anna is offered the callback of Maria
    When Anna declines the callback
    Then Anna is not offered to accept the callback of Maria
"""
STEP = "Then Anna handles nothing that anybody knows of"
STEPS = '''\
from callbook_steps import Stage
from pytest_bdd import given


@given("日本 is silent")
def silent(stage: Stage) -> None:
    """Say nothing: “日本”."""
'''


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder whose files have lines that end in CRLF, and names that Windows-1252 does not have."""
    centre = (ROOT / "examples/contact_center.toml").read_text(encoding="utf-8").replace("Anna Brandt", "Zoë 日本")
    texts = {
        "centre.toml": centre,
        "as_it_was.toml": centre,
        "agents.yaml": "- {employeeId: zoë, firstName: Zoë 日本}\n",
        "one.feature": FEATURE,
        "conftest.py": STEPS,
        "pytest.ini": "[pytest]\ncallbook = true\n",
        RECORDING: (ROOT / "features/privileges/can_decline.trace.ndjson").read_text(encoding="utf-8"),
        "other.trace.ndjson": (ROOT / "features/options/auto_dial.trace.ndjson").read_text(encoding="utf-8"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_bytes(text.replace("\n", "\r\n").encode())
    return tmp_path


@pytest.fixture
def variables() -> dict[str, str]:
    """Give the variables of a process that has what Windows has as well, at a terminal of Windows-1252."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    return {
        **kept,
        "PYTHONPATH": str(Path(__file__).parent / "as_on_windows"),
        "PYTHONIOENCODING": "cp1252",
        "PYTEST_ADDOPTS": "-p no:schemathesis -p no:cacheprovider",  # the former takes seconds to load
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }


def test_no_command_is_left_out() -> None:
    """Whoever adds one adds it here; `serve` is started below."""
    assert {each.name for each in app.registered_commands} <= {command[0] for command, _ in COMMANDS}


def test_all_commands(folder: Path, variables: dict[str, str]) -> None:
    """In one process, one after the other."""
    code = _ALL_OF_THEM.format(commands=COMMANDS)
    command = (sys.executable, "-W", "ignore", "-c", code)
    finished = subprocess.run(command, cwd=folder, env=variables, capture_output=True, check=False)  # noqa: S603 - ours
    out, err = finished.stdout.decode("utf-8", "replace"), finished.stderr.decode("cp1252")
    ended = [line.rstrip() for line in out.splitlines() if line.startswith("ended:")]
    assert [f"ended: {number} {code}" for number, (_, code) in enumerate(COMMANDS)] == ended, err
    assert "Traceback" not in err
    assert b"\r\n" in (folder / "centre.toml").read_bytes()
    assert b"\n" not in (folder / "centre.toml").read_bytes().replace(b"\r\n", b"")


_REPORT = ("report", "--features", "one.feature", "--json")


@pytest.mark.parametrize(("arguments", "encoding"), [(_REPORT, "ascii"), (("steps", "--editor"), "utf-8")])
def test_what_machines_read(folder: Path, variables: dict[str, str], arguments: tuple[str, ...], encoding: str) -> None:
    """JSON holds nothing that an encoding could lack; a file that is made of the output is in UTF-8."""
    command = (sys.executable, "-m", "callbook", *arguments)
    said = subprocess.run(command, cwd=folder, env=variables, capture_output=True, check=True)  # noqa: S603 - ours
    text = said.stdout.decode(encoding)
    assert "日本" in (str(json.loads(text)) if arguments[-1] == "--json" else text)


def test_the_account_of_a_failure_keeps_its_lines(folder: Path, variables: dict[str, str]) -> None:
    """Only the letters that the terminal does not have are printed as numbers."""
    (folder / "red.feature").write_text(f"Feature: 日本\n  Scenario: 日本\n    {STEP}\n", encoding="utf-8")
    command = (sys.executable, "-m", "pytest", "red.feature", "-q")
    failed = subprocess.run(command, cwd=folder, env=variables, capture_output=True, check=False)  # noqa: S603 - ours
    lines = failed.stdout.decode("cp1252").splitlines()
    assert 1 == failed.returncode
    assert f"red.feature:3  {STEP}" in lines
    assert any(line.startswith("  expected  ") for line in lines)
    assert any("scenario  \\u65e5\\u672c" in line for line in lines)


def test_servers_are_started(folder: Path, variables: dict[str, str]) -> None:
    """And answer."""
    command = (sys.executable, "-m", "callbook", "serve", "--port", "0", "--json", "--state", "kept.sqlite")
    with subprocess.Popen(command, cwd=folder, env=variables, stdout=subprocess.PIPE) as server:  # noqa: S603 - ours
        try:
            assert server.stdout is not None
            address = json.loads(server.stdout.readline())["address"]
            with urlopen(f"{address}/health") as answer:  # noqa: S310 - our own server
                assert 200 == answer.status
        finally:
            server.terminate()
