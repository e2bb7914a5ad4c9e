"""Beside a project that does not ask for it, Callbook changes nothing (R23), and registers its own names only."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest
from tests.guest.conftest import INSTALLED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tests.guest.conftest import Foreign

REGISTERED = {
    "settings": ["callbook", "callbook_config"],
    "hooks": ["pytest_callbook_ladder", "pytest_callbook_nearest", "pytest_callbook_write_trace"],
    "answered": [
        *("pytest_addhooks", "pytest_addoption", "pytest_collect_file", "pytest_collection_modifyitems"),
        *("pytest_load_initial_conftests", "pytest_sessionfinish", "pytest_terminal_summary", "pytest_testnodedown"),
    ],
    "options": [],
    "markers": [],
    "fixtures": [],
}
"""All that the plugin registers in a project that does not ask; steps are fixtures of pytest-bdd's."""

IMPORTED = [
    *("callbook", "callbook.missing_modules", "callbook.pytest_plugin", "callbook.pytest_plugin.asking"),
    *("callbook.pytest_plugin.entry_point", "callbook.pytest_plugin.features_not_run", "callbook.pytest_plugin.hooks"),
]
"""All that is imported there, but for the small package that hands names on when they are asked for."""

_HEAVY = ("callbook", "faker", "rich", "typer", "msgspec", "pytest_bdd", "gherkin")


class _Looking:
    """Notes what is registered when all has been collected."""

    def __init__(self) -> None:
        self.found: dict[str, set[str]] = {}

    def pytest_collection_finish(self, session: Any) -> None:  # noqa: ANN401 - looks where pytest lets nobody look
        parser = session.config._parser
        relay: object = session.config.hook
        self.found = {
            "settings": set(parser._inidict),
            "hooks": {name for name, hook in vars(relay).items() if getattr(hook, "spec", None)},
            "answered": set(_answered(session.config.pluginmanager)),
            "options": {name for group in parser._groups for option in group.options for name in option.names()},
            "markers": set(session.config.getini("markers")),
            "fixtures": {name for kept in _kept_by(session._fixturemanager) for name in kept},
        }


def _answered(manager: pytest.PytestPluginManager) -> Iterator[str]:
    """Yield the hooks that Callbook answers."""
    for plugin in manager.get_plugins():
        module = str(getattr(plugin, "__module__", None) or getattr(plugin, "__name__", ""))
        if module.startswith("callbook"):
            yield from (caller.name for caller in manager.get_hookcallers(plugin) or ())


def _kept_by(fixtures: object) -> Iterator[Iterable[str]]:
    """Yield the names of fixtures, which pytest keeps in several tables."""
    tables = {name: table for name, table in vars(fixtures).items() if name.endswith("fixturedefs")}
    assert len(tables) >= 2
    yield from tables.values()


def _registered(foreign: Foreign, *plugins: str) -> dict[str, set[str]]:
    looking = _Looking()
    foreign.pytester.inline_run(*plugins, "-q", plugins=[looking])  # pyright: ignore[reportUnknownMemberType]
    return looking.found


def test_a_usual_project_of_pytest_bdd_runs_as_without_it(foreign: Foreign) -> None:
    """The feature is not collected once more, where its steps cannot be seen; no folder appears."""
    result = foreign.run()
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*callbook*")
    assert ["a.feature", "test_a.py"] == sorted(each.name for each in foreign.root.iterdir() if each.suffix)
    assert not (foreign.root / ".callbook").exists()


def test_all_that_it_registers(foreign: Foreign) -> None:
    """Compared with the same run without it."""
    without, found = _registered(foreign, *INSTALLED[:3]), _registered(foreign, *INSTALLED)
    assert REGISTERED == {kind: sorted(names - without[kind]) for kind, names in found.items()}


def test_all_that_it_imports(foreign: Foreign) -> None:
    """Not the lab, not Faker, not pytest-bdd: only what looks whether somebody asks."""
    foreign.write(
        "test_a.py",
        f"""
        import sys

        def test_modules():
            print([name for name in sorted(sys.modules) if name.split(".")[0] in {_HEAVY}])
    """,
    )
    alone = (sys.executable, "-m", "pytest", "-sq", "--disable-plugin-autoload", *INSTALLED[3:])
    result = foreign.pytester.run(*alone, "-p", "no:cacheprovider", "test_a.py")
    assert str(IMPORTED) in result.outlines


@pytest.mark.parametrize("asks", ["true", "false"])
def test_a_projects_own_option_of_the_same_name(foreign: Foreign, asks: str) -> None:
    """Short names give way (R38): in a conftest that is read first, and in one below it that is read later."""
    foreign.settings(f"callbook = {asks}")
    adds = "def pytest_addoption(parser):\n    parser.addoption("
    foreign.write("conftest.py", f"{adds}'--desktop', action='store_true')\n")
    foreign.write("tests/conftest.py", f"{adds}'--tags', type=int)\n")
    foreign.write(
        "tests/test_b.py",
        """
        def test_options(pytestconfig):
            print("desktop:", pytestconfig.option.desktop, "tags:", pytestconfig.getoption("--tags"))
    """,
    )
    result = foreign.run("-s", "--desktop", "--tags", "7", "tests/test_b.py")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*desktop: True tags: 7*"])


def test_short_names_are_unknown_where_nobody_asks(foreign: Foreign) -> None:
    """Pytest says so, as of any other option that it does not know."""
    result = foreign.run("--unused-steps")
    assert pytest.ExitCode.USAGE_ERROR == result.ret
    result.stderr.fnmatch_lines(["*unrecognized arguments: --unused-steps"])
