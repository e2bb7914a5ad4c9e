"""What the runner adds to a scenario, beside behave and cucumber-js on the same file; with 31 and 601 definitions.

A scenario has six empty steps. Its cost is the processor time that a run of 600 takes longer than one of 100, for each
of these 500, so that starting up does not count; only the growth from 31 to 601 definitions is of whole runs. pytest
loads what a project has that has installed Callbook: pytest-bdd, Faker and Callbook, and no plugin of our own tests.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from tests.report.official.npm_packages import installed, tools_missing

from benchmarks.environments import with_packages
from benchmarks.measure import Figure, seconds_of
from benchmarks.runner_projects import (
    PER_NUMBER,
    write_behave,
    write_cucumber_js,
    write_empty_tests,
    write_pytest,
    write_pytest_bdd,
)

_FEW, _MANY = 100, 600
_ROUNDS = 5
_MILLISECONDS = 1000
_CUCUMBER_JS = {"@cucumber/cucumber": "12.9.0"}
_CACHE = Path(__file__).parents[1] / ".callbook" / "npm-bench"
_BARE = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--disable-plugin-autoload")
_BDD = (*_BARE, "-p", "pytest_bdd.plugin")
_FAKER = ("-p", "faker.contrib.pytest.plugin")
PYTEST = (*_BDD, *_FAKER, "-p", "callbook.pytest_plugin")
"""pytest as a project has it that has installed Callbook, and no more."""

_NG = "pytest-bdd-ng"
_NG_PACKAGES = ("pytest-bdd-ng==2.3.1", "pytest==8.4.2")
"""It does not work with the pytest that we need, so it has an environment of its own."""
_EMPTY = {
    "pytest with plugins": f"{_MANY} empty functions, pytest-bdd's and Faker's plugins loaded as here",
    "pytest": f"{_MANY} empty functions, no plugin loaded",
}
_Writes = Callable[[Path, int, int], None]


@dataclass(frozen=True, slots=True)
class _Contestant:
    """A runner with its project.

    Attributes:
        writes: writes the project.
        command: runs it, in its folder.
        numbers: how many numbers have definitions.
    """

    writes: _Writes
    command: tuple[str, ...]
    numbers: int


def run() -> tuple[Figure, ...]:
    """Measure all that are here, in turn."""
    contestants = {
        "ours": _Contestant(write_pytest, PYTEST, 6),
        "more": _Contestant(write_pytest, PYTEST, 120),
        "pytest-bdd": _Contestant(write_pytest_bdd, _BDD, 6),
        "pytest": _Contestant(write_empty_tests, _BARE, 6),
        "pytest with plugins": _Contestant(write_empty_tests, (*_BDD, *_FAKER), 6),
        _NG: _Contestant(
            write_pytest_bdd,
            (str(with_packages(_NG, *_NG_PACKAGES)), "-m", "pytest", "-q", "-p", "no:cacheprovider"),
            6,
        ),
        "behave": _Contestant(write_behave, (_beside_python("behave"), "--no-capture", "-f", "progress"), 6),
    }
    modules = _cucumber_js()
    if modules is not None:
        contestants["cucumber-js"] = _Contestant(write_cucumber_js, _command_of(modules), 6)
    with tempfile.TemporaryDirectory(prefix="callbook-bench-") as folder:
        few, many = _measured(Path(folder), contestants, modules)
    costs = {name: (many[name] - few[name]) / (_MANY - _FEW) * _MILLISECONDS for name in contestants}
    return (*_figures(costs, many), _beside_cucumber_js(costs))


def _figures(costs: dict[str, float], many: dict[str, float]) -> tuple[Figure, ...]:
    ours = costs["ours"]
    few_definitions, many_definitions = 6 * PER_NUMBER + 1, 120 * PER_NUMBER + 1
    totals = f"{many['more']:.2f} s against {many['ours']:.2f} s for {_MANY} scenarios"
    return (
        Figure("runner: ms for a scenario of 6 steps", ours, None, f"{few_definitions} definitions, start-up left out"),
        _scenario("behave", 1.0, costs),
        _scenario("pytest-bdd", 0.4, costs),
        _process("behave", 2.0, many),
        _process(_NG, 0.3, many),
        _process("pytest with plugins", 1.35, many),
        _process("pytest", None, many),
        Figure(
            f"runner: {many_definitions} definitions / {few_definitions}", many["more"] / many["ours"], 1.05, totals
        ),
        Figure("runner: the same, start-up left out", costs["more"] / ours, None, f"{costs['more']:.2f} ms a scenario"),
        Figure(
            "an empty pytest test / behave's scenario",
            costs["pytest"] / costs["behave"],
            None,
            f"{costs['pytest']:.2f} ms against {costs['behave']:.2f} ms",
        ),
    )


def _scenario(other: str, bar: float, costs: dict[str, float]) -> Figure:
    detail = f"{costs['ours']:.2f} ms against {costs[other]:.2f} ms"
    return Figure(f"runner: a scenario / {other}'s", costs["ours"] / costs[other], bar, detail)


def _process(other: str, bar: float | None, many: dict[str, float]) -> Figure:
    what = _EMPTY.get(other, f"{other}'s")
    detail = f"{many['ours']:.2f} s against {many[other]:.2f} s"
    return Figure(f"runner: the whole process, {_MANY} scenarios / {what}", many["ours"] / many[other], bar, detail)


def _beside_cucumber_js(costs: dict[str, float]) -> Figure:
    what = "runner: a scenario / cucumber-js's"
    if "cucumber-js" not in costs:
        return Figure(what, float("nan"), None, f"not measured: no {' and no '.join(tools_missing())} here")
    ours, other = costs["ours"], costs["cucumber-js"]
    return Figure(what, ours / other, 0.8, f"{ours:.2f} ms against {other:.2f} ms")


def _measured(
    folder: Path, contestants: dict[str, _Contestant], modules: Path | None
) -> tuple[dict[str, float], dict[str, float]]:
    """Run each with few and with many scenarios, A B C A B C ...; give the median seconds of both."""
    seconds: dict[tuple[str, int], list[float]] = {(name, size): [] for name in contestants for size in (_FEW, _MANY)}
    for name, size in seconds:
        contestants[name].writes(folder / name / str(size), size, contestants[name].numbers)
        if modules is not None:
            (folder / name / str(size) / "node_modules").symlink_to(modules)
    for _ in range(_ROUNDS):
        for (name, size), of_both in seconds.items():
            of_both.append(seconds_of(contestants[name].command, folder / name / str(size)))
    few, many = ({name: median(seconds[name, size]) for name in contestants} for size in (_FEW, _MANY))
    return few, many


def _beside_python(name: str) -> str:
    path = shutil.which(name, path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    assert path is not None, f"{name} is not installed: make setup"
    return path


def _cucumber_js() -> Path | None:
    if tools_missing():
        return None
    return installed(_CACHE, _CUCUMBER_JS)


def _command_of(modules: Path) -> tuple[str, ...]:
    node = shutil.which("node")
    assert node is not None
    script = str(modules / "@cucumber" / "cucumber" / "bin" / "cucumber.js")
    return (node, script, "features/all.feature", "--require", "steps.cjs", "--format", "progress")
