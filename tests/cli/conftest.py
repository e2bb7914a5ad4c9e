"""The command line, run in this process: its exit code and what it printed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Printed:
    """What a command did."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of the output, without blanks at their ends."""
        return [line.rstrip() for line in self.out.splitlines()]


@pytest.fixture
def callbook(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Printed]:
    """Give a function that runs a command in a terminal of 100 columns, without colour."""
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str) -> Printed:
        with pytest.raises(SystemExit) as ended:
            main(list(arguments))
        printed = capsys.readouterr()
        return Printed(int(ended.value.code or 0), printed.out, printed.err)

    return run


@pytest.fixture
def companies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a configuration of five agents in two tenants, with values at every level, in the current folder."""
    monkeypatch.chdir(tmp_path)
    written = Path("companies.toml")
    written.write_bytes((Path(__file__).parent / "two_companies.toml").read_bytes())
    return written


def varied(path: Path, old: str, new: str) -> str:
    """Write a variant of the configuration at *path* beside it; give its name."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    written = path.with_stem("varied")
    written.write_text(text.replace(old, new), encoding="utf-8")
    return str(written)


@pytest.fixture
def centre() -> str:
    """Give a contact centre of one agent, to be varied by replacing words of its text."""
    return CENTRE


CENTRE = """
name = "One Desk"
time_zone = "Europe/Berlin"
switch = "T-Server"

[application]
"webcallback.auto-answer" = "false"
"webcallback.auto-dial" = "false"
"login.webcallback.is-auto-ready" = "true"

[dispositions]
DispositionCode = ["Reached"]

[[tenants]]
name = "Home"

[[tenants]]
name = "Elsewhere"

[[roles]]
name = "All"
privileges = [
    "Can Use Web Callback Channel",
    "Can Set Interaction Disposition",
    "Can Mark Done",
    "Can Use Voice Channel",
    "Can Make Calls",
    "Can Release Call",
]

[[agent_groups]]
name = "Everybody"

[[agents]]
id = "dora"
name = "Dora"
tenant = "Home"
place = "Place 1"
dn = "2001"
agent_groups = ["Everybody"]
roles = ["All"]

[[agents]]
id = "emil"
name = "Emil"
tenant = "Home"
place = "Place 2"
dn = "2002"

[[strategies]]
name = "route"
target = "any"

[[queues]]
name = "shelf"
tenant = "Home"

[[queues]]
name = "inbound"
tenant = "Home"
strategy = "route"
"""
