"""Without any extra: features run, and everything that is about configurations and recordings works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.project_metadata import ROOT

from callbook.missing_modules import EXTRA_OF

if TYPE_CHECKING:
    from pathlib import Path

    from tests.extras.conftest import CoreOnly

CENTRE = str(ROOT / "examples" / "contact_center.toml")
RECORDING = str(ROOT / "features" / "privileges" / "can_decline.trace.ndjson")
FEATURE = """\
Feature: Declined
  @P2
  Scenario: A callback that is declined waits
    Given Anna is offered the callback of Maria
    When Anna declines the callback
    Then Anna is not offered to accept the callback of Maria
"""

COMMANDS = (
    (("--help",), 0),
    (("demo",), 0),
    (("lint", CENTRE), 1),  # it is an example with something to find
    (("explain", CENTRE, "--agent", "anna"), 0),
    (("whatif", CENTRE, "--agent", "anna", "--set", "webcallback.auto-dial=true"), 0),
    (("whatif", CENTRE, "--agent", "anna", "--set", "webcallback.auto-dial=true", "--html", "pair.html"), 0),
    (("replay", RECORDING), 0),
    (("diff", RECORDING, RECORDING), 0),
    (("export", RECORDING), 0),
    (("run", "one.feature", "-q"), 0),
    (("report",), 0),
    (("steps", "decline"), 0),
    (("check", "one.feature"), 0),
    (("serve", "--help"), 0),
)
"""Commands, and the exit code of each."""

_ALL_OF_THEM = """
import sys
from callbook.cli import main
for command, _ in {commands!r}:
    try:
        main(list(command))
    except SystemExit as ended:
        print("ended:", command[0], ended.code or 0, flush=True)
print("loaded:", *sorted(name for name in {packages!r} if name in sys.modules))
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Path:
    """Give a folder with one feature."""
    (tmp_path / "one.feature").write_text(FEATURE, encoding="utf-8")
    return tmp_path


@pytest.mark.measures_processes
def test_commands_that_need_no_extra_work(core_only: CoreOnly, folder: Path) -> None:
    """In one process, one after the other; none of them has loaded what an extra brings."""
    assert set(EXTRA_OF) - {"uvloop"} <= core_only.hidden
    code = _ALL_OF_THEM.format(commands=COMMANDS, packages=list(EXTRA_OF))
    finished = core_only.python("-c", code, folder=folder)
    ended = [line for line in finished.stdout.splitlines() if line.startswith(("ended: ", "loaded:"))]
    assert [*(f"ended: {command[0]} {code}" for command, code in COMMANDS), "loaded:"] == ended, finished.stderr
    assert (folder / "can_decline.trace.html").is_file()
    assert (folder / "callbook-report.html").is_file()


def test_pytest_has_the_plugin(core_only: CoreOnly, folder: Path) -> None:
    """Where a project asks for it, as everywhere."""
    (folder / "pytest.ini").write_text("[pytest]\ncallbook = true\n", encoding="utf-8")
    finished = core_only.python("-m", "pytest", "one.feature", "-q", folder=folder)
    assert 0 == finished.returncode, finished.stdout + finished.stderr
    assert " passed in " in finished.stdout
