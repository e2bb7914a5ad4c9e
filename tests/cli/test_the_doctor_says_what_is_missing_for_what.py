"""`callbook doctor` says of each thing whether it is here, what it is needed for, and the line that gets it."""

from __future__ import annotations

import io
import json
import socket
from dataclasses import replace
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfoNotFoundError

import pytest
from rich.console import Console

from callbook.cli import doctor_command
from callbook.cli.doctor_checks import CHECKS, Surroundings, can_listen, requirements_of, surroundings_here

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.cli.conftest import Printed

REQUIREMENTS = (
    "msgspec>=0.21",
    "uvloop>=0.22; sys_platform != 'win32' and extra == 'server'",
    "pandas>=2.3; extra == 'notebooks'",
    "distributed>=2026.3; extra == 'cluster'",
    "tomli>=2; python_version < '3.0'",
)
GOOD = {"msgspec": "0.22.0", "uvloop": "0.23.0", "pandas": "3.0", "distributed": "2026.8", "pytest-xdist": "3.8"}


def _installed(packages: Mapping[str, str]) -> Callable[[str], str]:
    def version_of(name: str) -> str:
        if name not in packages:
            raise PackageNotFoundError(name)
        return packages[name]

    return version_of


@pytest.fixture
def here(tmp_path: Path) -> Surroundings:
    """Give surroundings in which nothing is missing."""
    return Surroundings(
        python=(3, 11, 7),
        folder=tmp_path,
        requirements=REQUIREMENTS,
        version_of=_installed(GOOD),
        program=lambda name: f"/{name}" if name == "firefox" else None,
        can_listen=lambda _: True,
    )


def _said(here: Surroundings) -> tuple[int, dict[str, dict[str, object]]]:
    """Return the exit code, and what is said of each thing."""
    console = Console(file=io.StringIO())
    code = doctor_command.report(console, here, as_json=True)
    assert isinstance(console.file, io.StringIO)
    return code, {each["check"]: each for each in json.loads(console.file.getvalue())}


def _wrong(here: Surroundings) -> tuple[int, dict[str, tuple[object, object]]]:
    """Return the exit code, and what is wrong: how it is called, and what was found."""
    code, said = _said(here)
    return code, {name: (each["status"], each["found"]) for name, each in said.items() if each["status"] != "good"}


def test_where_nothing_is_missing(here: Surroundings) -> None:
    """Everything is good, nothing has to be got."""
    assert (0, {}) == _wrong(here)
    assert {""} == {each["remedy"] for each in _said(here)[1].values()}


def test_a_python_that_is_too_old(here: Surroundings) -> None:
    """Nothing works without: exit code 1."""
    assert (1, {"Python": ("broken", "3.10.13")}) == _wrong(replace(here, python=(3, 10, 13)))


def test_a_package_of_the_core(here: Surroundings) -> None:
    """Missing, or of a version that is not taken."""
    without = {name: version for name, version in GOOD.items() if name != "msgspec"}
    assert (1, {"packages": ("broken", "msgspec is missing")}) == _wrong(replace(here, version_of=_installed(without)))
    old = GOOD | {"msgspec": "0.20.0"}
    found = "msgspec 0.20.0 is not a version that is taken"
    assert (1, {"packages": ("broken", found)}) == _wrong(replace(here, version_of=_installed(old)))


def test_metadata_that_are_not_there(here: Surroundings) -> None:
    """Callbook's folder lies on the path, and nobody has installed it."""
    code, wrong = _wrong(replace(here, requirements=()))
    assert (1, ["packages", "extra server", "extra notebooks", "extra cluster"]) == (code, list(wrong))


def test_a_package_that_nobody_has_installed() -> None:
    """Asks for nothing."""
    assert [] == requirements_of("a-package-that-nobody-has")


def test_time_zones_that_are_not_there(here: Surroundings) -> None:
    """Appointments have zones: nothing works without."""

    def no_zone(name: str) -> object:
        raise ZoneInfoNotFoundError(name)

    wrong = {"time zones": ("broken", "Europe/Berlin is not known")}
    assert (1, wrong) == _wrong(replace(here, zone=no_zone))


def test_extras_are_no_fault(here: Surroundings) -> None:
    """They are missing for what needs them: exit code 0, with the line that installs each."""
    code, said = _said(replace(here, version_of=_installed({"msgspec": "0.22.0"})))
    assert 0 == code
    remedies = {name: each["remedy"] for name, each in said.items() if each["status"] == "missing"}
    assert {
        "extra server": 'pip install "callbook[server]"',
        "extra notebooks": 'pip install "callbook[notebooks]"',
        "extra cluster": 'pip install "callbook[cluster]"',
        "pytest-xdist": "pip install pytest-xdist",
    } == remedies


def test_ports_that_are_taken(here: Surroundings) -> None:
    """Each with the way around it."""

    def only_others(port: int) -> bool:
        return port != 8080

    code, wrong = _wrong(replace(here, can_listen=only_others))
    assert (0, {"port 8080": ("missing", "somebody listens there")}) == (code, wrong)


def test_a_port_is_tried_without_anybody_noticing() -> None:
    """One that somebody listens on is not free, and is afterwards."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        port = listening.getsockname()[1]
        assert not can_listen(port)
    assert can_listen(port)


@pytest.mark.parametrize("made", [False, True])
def test_the_editor_s_file_belongs_to_a_project(here: Surroundings, made: bool) -> None:  # noqa: FBT001 - a case
    """Elsewhere nobody misses it."""
    (here.folder / "features").mkdir()
    if made:
        (here.folder / ".vscode").mkdir()
        (here.folder / ".vscode" / "steps.py").touch()
    wrong = {} if made else {"the editor's file": ("missing", "no .vscode/steps.py")}
    assert (0, wrong) == _wrong(here)


@pytest.mark.parametrize(("browser", "status"), [("", "missing"), ("/our/browser %s", "good")])
def test_a_browser_that_only_the_system_knows(
    here: Surroundings, monkeypatch: pytest.MonkeyPatch, browser: str, status: str
) -> None:
    """Python's own list of browsers is asked where no program is found."""
    monkeypatch.setattr("webbrowser._tryorder", [browser] if browser else [])
    monkeypatch.setattr("webbrowser._browsers", {})

    def no_program(_: str) -> None:
        return None

    code, said = _said(replace(here, program=no_program))
    assert (0, status) == (code, said["a browser"]["status"])


def test_a_folder_that_cannot_be_written(here: Surroundings) -> None:
    """A run leaves recordings."""
    code, wrong = _wrong(replace(here, folder=here.folder / "none"))
    assert (1, {"this folder": ("broken", "cannot be written")}) == (code, wrong)


def test_what_is_missing_stands_below_the_table(here: Surroundings) -> None:
    """With its line, to be copied."""
    console = Console(file=io.StringIO(), width=100)
    code = doctor_command.report(console, replace(here, version_of=_installed({"msgspec": "1"})), as_json=False)
    assert isinstance(console.file, io.StringIO)
    lines = console.file.getvalue().splitlines()
    assert (0, 'extra server: pip install "callbook[server]"') == (code, lines[-4])


def test_it_looks_around_itself(callbook: Callable[..., Printed]) -> None:
    """The command: here nothing of the core is missing."""
    printed = callbook("doctor", "--json")
    assert 0 == printed.code
    assert [check.name for check in CHECKS] == [each["check"] for each in json.loads(printed.out)]
    assert surroundings_here().requirements
