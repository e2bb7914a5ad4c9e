"""`callbook set` changes one option in the file in which it stands, and says where; all other bytes stay."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from callbook.cli.only_writer import only_writer
from callbook.configuration import read_environment
from callbook.core import BadInput

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Printed

BANK = Path(__file__).parents[2] / "examples" / "configurations" / "multi_tenant_bank"


@pytest.fixture
def bank(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the bank's configuration, copied into the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "exports").mkdir()
    for file in ("centre.yaml", *(f"exports/{each.name}" for each in (BANK / "exports").iterdir())):
        (tmp_path / file).write_bytes((BANK / file).read_bytes())
    return "centre.yaml"


def test_at_the_application(callbook: Callable[..., Printed], bank: str) -> None:
    """In the export that holds its options; nothing else is touched."""
    before = {path: path.read_bytes() for path in Path().rglob("*.*")}
    printed = callbook("set", bank, "webcallback.auto-dial=true")
    assert (0, "exports/application.cfg:11: webcallback.auto-dial = 'true' (was 'false')\n") == (
        printed.code,
        printed.out,
    )
    changed = {path for path, data in before.items() if data != path.read_bytes()}
    assert {Path("exports/application.cfg")} == changed
    wanted = before[Path("exports/application.cfg")].replace(
        b"webcallback.auto-dial = false", b"webcallback.auto-dial = true"
    )
    assert wanted == Path("exports/application.cfg").read_bytes()
    assert before.keys() == set(Path().rglob("*.*"))


@pytest.mark.parametrize("at", ["Agent Group:Weekend", "agent group: Weekend"])
def test_at_a_group(callbook: Callable[..., Printed], bank: str, at: str) -> None:
    """The level in any case; what was not there is added."""
    printed = callbook("set", bank, "webcallback.auto-answer.timer=12", "--at", at)
    assert "centre.yaml:60: webcallback.auto-answer.timer = '12' (not set there before)\n" == printed.out
    lines = Path(bank).read_text(encoding="utf-8").splitlines()
    assert '      webcallback.auto-answer.timer: "12"' == lines[59]
    assert BANK.joinpath(bank).read_text(encoding="utf-8").splitlines() == lines[:59] + lines[60:]


def test_into_another_file(callbook: Callable[..., Printed], bank: str) -> None:
    """The old one stays."""
    printed = callbook("set", bank, "webcallback.park-queue=done", "--at", "Tenant:Cards", "--output", "new.cfg")
    assert printed.out.endswith("(was 'cards-parked'); written to new.cfg\n")
    assert BANK.joinpath("exports/cards.cfg").read_bytes() == Path("exports/cards.cfg").read_bytes()
    assert b"webcallback.park-queue = done" in Path("new.cfg").read_bytes()


def test_permissions_are_kept(callbook: Callable[..., Printed], bank: str) -> None:
    """Whoever might not read the file before still may not."""
    Path(bank).chmod(0o600)
    assert 0 == callbook("set", bank, "webcallback.auto-dial=true", "--at", "Person:flurin").code
    assert 0o600 == Path(bank).stat().st_mode & 0o777


def test_an_export_alone(callbook: Callable[..., Printed], bank: str) -> None:
    """Whether there is such a queue nobody can tell."""
    printed = callbook("set", "exports/retail.cfg", "webcallback.park-queue=anywhere", "--at", "Application:Workspace")
    assert "exports/retail.cfg:4: webcallback.park-queue = 'anywhere' (not set there before)\n" == printed.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("centre.yaml", "webcallback.auto-dial"), "Accepted: an option and its value: webcallback.auto-answer=true."),
        (("centre.yaml", "webcallback.auto-dail=true"), "There is no option 'webcallback.auto-dail'. Did you mean"),
        (("centre.yaml", "webcallback.auto-dial=TRUE"), "boolean 'TRUE' cannot be used. Accepted: true or false."),
        (("centre.yaml", "webcallback.park-queue=nowhere"), "interaction queue 'nowhere' cannot be used."),
        (
            ("centre.yaml", "webcallback.callback-information.content=reason,shoe"),
            "entry of webcallback.callback-information.content 'shoe' cannot be used. Accepted: names from this list",
        ),
        (("exports/retail.cfg", "webcallback.auto-dial=1"), "boolean '1' cannot be used."),
        (("centre.yaml", "webcallback.auto-dial=true", "--at", "Group:X"), "There is no level 'Group'."),
        (("centre.yaml", "webcallback.auto-dial=true", "--at", "Default"), "There is no level 'Default'."),
        (
            ("centre.yaml", "webcallback.auto-dial=true", "--at", "Tenant"),
            'Accepted: the name of the object as well: "Te',
        ),
        (("centre.yaml", "webcallback.auto-dial=true", "--at", "Tenant:X"), "There is no tenant 'X'. Accepted: Cards,"),
        (("none.toml", "webcallback.auto-dial=true"), "a file that can be read"),
        (("centre.yaml", "webcallback.auto-dial=true", "--output", "exports"), "--output 'exports' cannot be used."),
    ],
)
def test_what_cannot_be_set(callbook: Callable[..., Printed], bank: str, arguments: tuple[str, ...], told: str) -> None:
    """One line, exit code 2, and no file has changed."""
    before = {path: path.read_bytes() for path in Path().rglob("*.*")}
    printed = callbook("set", *arguments)
    assert (2, "", 1) == (printed.code, printed.out, printed.err.count("\n"))
    assert told in printed.err
    assert before == {path: path.read_bytes() for path in Path().rglob("*.*")}


def test_several_at_once(callbook: Callable[..., Printed], bank: str) -> None:
    """Each change is applied to the newest text: all are there, and no lock is left behind."""
    before = set(Path().rglob("*.*"))
    wanted = {
        "webcallback.auto-answer": "true",
        "webcallback.auto-answer.timer": "7",
        "webcallback.auto-dial": "true",
        "webcallback.park-queue": "cards-parked",
    }
    commands = [
        [sys.executable, "-m", "callbook", "set", bank, f"{option}={value}", "--at", "Person:flurin"]
        for option, value in wanted.items()
    ]
    with ThreadPoolExecutor() as at_once:
        ended = list(at_once.map(partial(subprocess.run, check=False, capture_output=True, text=True), commands))
    assert [(0, "")] * 4 == [(process.returncode, process.stderr) for process in ended]
    flurin = next(agent for agent in read_environment(bank).contact_center.agents if agent.id == "flurin")
    assert wanted == {name: flurin.options.get(name) for name in wanted}
    assert before == set(Path().rglob("*.*"))


def test_somebody_else_does_not_stop_writing(bank: str) -> None:
    """Then an error says whose lock it is; the lock stays theirs."""
    with (
        only_writer(Path(bank), what="file"),
        pytest.raises(BadInput, match=r"after 0 s .*centre\.yaml\.lock is still held, try again"),
        only_writer(Path(bank), what="file", wait=0),
    ):
        pass
    assert not Path("centre.yaml.lock").exists()


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("nowhere/new.yaml", "a file in a folder that is there"),
        ("centre.yaml/new.yaml", "a file in a folder that is there"),
        ("new.yaml", "a file that can be locked (Is a directory)"),
    ],
)
def test_no_lock_can_be_made(callbook: Callable[..., Printed], bank: str, output: str, reason: str) -> None:
    """In a folder that is not there, and will not be made; or something else has the lock's name."""
    Path("new.yaml.lock").mkdir()
    printed = callbook("set", bank, "webcallback.auto-dial=true", "--output", output)
    told = f"callbook: --output '{output}' cannot be used. Accepted: {reason}.\n"
    assert (2, "", told) == (printed.code, printed.out, printed.err)
    assert not Path("nowhere").exists()


def test_an_option_in_another_programs_file(callbook: Callable[..., Printed], tmp_path: Path) -> None:
    """It is set where it stands there."""
    file = tmp_path / "options.json"
    file.write_text('{"interaction-workspace": {"webcallback.auto-answer": true}}', encoding="utf-8")
    printed = callbook("set", str(file), "webcallback.auto-answer=false")
    assert (0, [f"{file}:1: webcallback.auto-answer = 'false' (was 'true')"]) == (printed.code, printed.lines)
    assert '{"interaction-workspace": {"webcallback.auto-answer": "false"}}' == file.read_text(encoding="utf-8")
