"""What `callbook doctor` looks at, a row each: what it is, what it is needed for, and the line that gets it.

None asks a network for anything, and nothing is changed.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import webbrowser
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, entry_points, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from callbook.cli.steps_command import is_project
from callbook.core import counted, shipped_folder
from callbook.missing_modules import install_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

LOWEST_PYTHON: Final = (3, 11)
_LOOPBACK: Final = "127.0.0.1"
_SERVE_PORT: Final = 8080
_JUPYTER_PORT: Final = 8888
_BROWSERS: Final = ("chromium", "chromium-browser", "google-chrome", "chrome", "firefox", "msedge")
_PACKAGE: Final = "callbook"
_ZONE: Final = "Europe/Berlin"


class Found(NamedTuple):
    """What a check has found.

    Attributes:
        good: whether it is as it has to be.
        words: what is there, or what is wrong.
    """

    good: bool
    words: str


def can_listen(port: int) -> bool:
    """Return whether *port* of the loopback address is free; nobody can connect meanwhile."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tried:
        try:
            tried.bind((_LOOPBACK, port))
        except OSError:
            return False
    return True


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the checks look at: the process, what is installed beside it, and the folder.

    Attributes:
        python: the version of Python.
        folder: where the command was given.
        requirements: what Callbook asks for, as its metadata have it.
        version_of: returns the version of an installed package; raises PackageNotFoundError.
        program: returns where a program is, or None.
        can_listen: returns whether a port of the loopback address is free.
        zone: returns a time zone; raises ZoneInfoNotFoundError.
    """

    python: tuple[int, ...]
    folder: Path
    requirements: Sequence[str]
    version_of: Callable[[str], str] = version
    program: Callable[[str], str | None] = shutil.which
    can_listen: Callable[[int], bool] = can_listen
    zone: Callable[[str], object] = ZoneInfo


@dataclass(frozen=True, slots=True)
class Check:
    """A row: something that may be here or not.

    Attributes:
        name: what it is.
        look: finds out.
        needed_for: what does not work without it.
        remedy: the line that gets it.
        is_core: whether nothing works without it.
    """

    name: str
    look: Callable[[Surroundings], Found]
    needed_for: str
    remedy: str
    is_core: bool = False


def requirements_of(package: str) -> list[str]:
    """Return what *package* asks for, as its metadata have it; nothing if it is not installed."""
    try:
        return requires(package) or []
    except PackageNotFoundError:
        return []


def surroundings_here() -> Surroundings:
    """Return this process's own."""
    return Surroundings(tuple(sys.version_info[:3]), Path.cwd(), requirements_of(_PACKAGE))


def _python(here: Surroundings) -> Found:
    return Found(here.python[:2] >= LOWEST_PYTHON, ".".join(map(str, here.python)))


def _packages_of(extra: str) -> Callable[[Surroundings], Found]:
    """Return a check of the packages that Callbook asks for with *extra*, or without any."""

    def look(here: Surroundings) -> Found:
        from packaging.requirements import Requirement  # noqa: PLC0415 - only here

        asked = [
            each
            for each in map(Requirement, here.requirements)
            if _belongs_to(extra, str(each.marker or ""))
            and (not each.marker or each.marker.evaluate({"extra": extra}))
        ]
        wrong = [words for each in asked for words in _wrong_with(each.name, each.specifier.contains, here)]
        return Found(bool(asked) and not wrong, ", ".join(wrong) or counted(len(asked), "package"))

    return look


def _belongs_to(extra: str, marker: str) -> bool:
    return f'extra == "{extra}"' in marker.replace("'", '"') if extra else "extra" not in marker


def _wrong_with(name: str, is_taken: Callable[[str], bool], here: Surroundings) -> Iterable[str]:
    try:
        installed = here.version_of(name)
    except PackageNotFoundError:
        return [f"{name} is missing"]
    return [] if is_taken(installed) else [f"{name} {installed} is not a version that is taken"]


def _plugin(_: Surroundings) -> Found:
    found = [each.value for each in entry_points(group="pytest11", name=_PACKAGE)]
    return Found(bool(found), found[0] if found else "pytest is not told of it")


def _shipped(_: Surroundings) -> Found:
    features = len(list(shipped_folder("features").rglob("*.feature")))
    return Found(features > 0, counted(features, "feature"))


def _zones(here: Surroundings) -> Found:
    try:
        here.zone(_ZONE)
    except ZoneInfoNotFoundError:
        return Found(good=False, words=f"{_ZONE} is not known")
    return Found(good=True, words=f"such as {_ZONE}")


def _folder(here: Surroundings) -> Found:
    good = os.access(here.folder, os.W_OK)
    return Found(good, "can be written" if good else "cannot be written")


def _package(name: str) -> Callable[[Surroundings], Found]:
    """Return a check of one package that no extra brings."""

    def look(here: Surroundings) -> Found:
        try:
            return Found(good=True, words=here.version_of(name))
        except PackageNotFoundError:
            return Found(good=False, words="not installed")

    return look


def _browser(here: Surroundings) -> Found:
    found = next((name for name in _BROWSERS if here.program(name)), "")
    return Found(good=True, words=found) if found else _usual_browser()


def _usual_browser() -> Found:
    try:
        return Found(good=True, words=f"{webbrowser.get().__class__.__name__}, the system's own")
    except webbrowser.Error:
        return Found(good=False, words="none is known")


def _editor(here: Surroundings) -> Found:
    if not is_project(here.folder):
        return Found(good=True, words="this folder is no project")
    good = (here.folder / ".vscode" / "steps.py").is_file()
    return Found(good, ".vscode/steps.py" if good else "no .vscode/steps.py")


def _port(number: int) -> Callable[[Surroundings], Found]:
    """Return a check of whether a port is free on the loopback address."""

    def look(here: Surroundings) -> Found:
        good = here.can_listen(number)
        return Found(good, "free" if good else "somebody listens there")

    return look


CHECKS: Final = (
    Check("Python", _python, "everything", "install Python 3.11 or newer, and Callbook with it", is_core=True),
    Check("packages", _packages_of(""), "everything", "pip install --upgrade callbook", is_core=True),
    Check("pytest's plugin", _plugin, "running features", "pip install --force-reinstall callbook", is_core=True),
    Check("what ships", _shipped, "running features", "pip install --force-reinstall callbook", is_core=True),
    Check("time zones", _zones, "appointments", "pip install --upgrade tzdata", is_core=True),
    Check("this folder", _folder, "recordings, reports", "cd to a folder that you may write", is_core=True),
    Check(
        "extra server", _packages_of("server"), "callbook serve, callbook.mocked, --door http", install_line("server")
    ),
    Check(
        "extra notebooks",
        _packages_of("notebooks"),
        "notebooks, desks, tables, callbook export of a notebook",
        install_line("notebooks"),
    ),
    Check(
        "extra cluster",
        _packages_of("cluster"),
        "callbook everywhere, sweep and explore with --dask; --parquet",
        install_line("cluster"),
    ),
    Check("pytest-xdist", _package("pytest-xdist"), "several scenarios at once: -n 4", "pip install pytest-xdist"),
    Check("a browser", _browser, "reports, exported pages, JupyterLab", "any will do; Debian: apt install chromium"),
    Check(
        "the editor's file",
        _editor,
        "Visual Studio Code to find steps",
        "callbook steps --editor > .vscode/steps.py",
    ),
    Check(f"port {_SERVE_PORT}", _port(_SERVE_PORT), "callbook serve", "callbook serve --port 0 takes any free one"),
    Check(
        f"port {_JUPYTER_PORT}", _port(_JUPYTER_PORT), "jupyter lab", "jupyter lab takes another one, and says which"
    ),
)
"""What is looked at, in this order."""
