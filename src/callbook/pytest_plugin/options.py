"""The options that the whole plugin adds to pytest, in one table.

Each begins with ``--callbook-``. Those that people write often have a short name as well, ``--tags`` for
``--callbook-tags``. A short name gives way where the project, or another plugin, has an option of that name: so it is
added after the conftest files have been read.
"""

from __future__ import annotations

from argparse import SUPPRESS
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from callbook.network import NETWORK_DOORS
from callbook.pytest_plugin.asking import AT_LINE, PREFIX
from callbook.pytest_plugin.own.desktops import OWN
from callbook.pytest_plugin.run.doors import DIRECT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pytest


class PluginOption(NamedTuple):
    """An option.

    Attributes:
        name: what stands behind ``--callbook-``.
        attributes: what argparse takes.
        has_short_name: whether it can be written without ``callbook-``, too.
    """

    name: str
    attributes: dict[str, Any]
    has_short_name: bool = True

    @property
    def long_name(self) -> str:
        """The name under which nobody else has an option."""
        return f"{PREFIX}{self.name}"

    @property
    def short_name(self) -> str:
        """The name without ``callbook-``."""
        return f"--{self.name}"

    @property
    def takes_value(self) -> bool:
        """Whether a value stands behind it."""
        return self.attributes.get("action") != "store_true"


_WAYS: Final = ", ".join(f"{name} {door.words}" for name, door in NETWORK_DOORS.items())

OPTIONS: Final = (
    PluginOption(
        "traces",
        {
            "metavar": "DIR",
            "default": ".callbook/last-run",
            "help": "folder for the recordings of this run, relative to the root; emptied first (default: %(default)s)",
        },
    ),
    PluginOption(
        "renew-goldens",
        {
            "action": "store_true",
            "help": "write the golden recordings beside the features anew, and show what changed as ladders",
        },
    ),
    PluginOption(
        "sabotage",
        {
            "metavar": "NAME",
            "default": None,
            "help": "break one entry of the model's tables: do the scenarios notice? (names: callbook mutants --list)",
        },
    ),
    PluginOption(
        "unused-steps",
        {"action": "store_true", "help": "list the project's step definitions that no feature uses"},
    ),
    # With the sign of equality: pytest reads an argument that begins with @ as the name of a file with arguments.
    PluginOption(
        "tags",
        {
            "metavar": "EXPRESSION",
            "default": "",
            "help": 'run what has these tags: --tags="@P5 and not @slow"',
        },
    ),
    PluginOption(
        "scenario",
        {
            "metavar": "NAME",
            "action": "append",
            "default": [],
            "help": "run the scenarios whose name contains this; may be given several times",
        },
    ),
    PluginOption(
        AT_LINE, {"action": "append", "default": [], "help": SUPPRESS}, has_short_name=False
    ),  # people write `x.feature:12`
    PluginOption(
        "door",
        {
            "choices": (DIRECT, *NETWORK_DOORS),
            "default": DIRECT,
            "help": f"how scenarios reach the mock servers: {DIRECT} by a call, {_WAYS} (default: %(default)s)",
        },
    ),
    PluginOption(
        "server",
        {
            "metavar": "URL",
            "default": "",
            "help": "for --door http: a server that runs already; without it one is started for this run",
        },
        has_short_name=False,
    ),
    PluginOption(
        "desktop",
        {
            "metavar": "NAME",
            "default": OWN,
            "help": "which desktop the scenarios drive: `workspace-api` for Callbook's own behind the vendor's"
            " API, a name of the entry point group `callbook.desktops`, or `package.module:opener` (default: Callbook's"
            " own, %(default)s)",
        },
    ),
    PluginOption(
        "config",
        {
            "metavar": "FILE",
            "default": None,
            "help": "run the scenarios on your configuration (TOML, JSON, YAML), and tell which cannot hold under it",
        },
        has_short_name=False,
    ),
    PluginOption(
        "cast",
        {
            "metavar": "PART=AGENT",
            "action": "append",
            "default": [],
            "help": "with --callbook-config: who of your agents plays whom, for example Anna=j.smith; may be repeated",
        },
        has_short_name=False,
    ),
    PluginOption(
        "everywhere",
        {
            "action": "store_true",
            "help": "decide the scenarios that are tagged @everywhere on every configuration; red at a finding",
        },
        has_short_name=False,
    ),
    PluginOption(
        "everywhere-reasons",
        {
            "metavar": "FILE",
            "default": None,
            "help": "with --callbook-everywhere: a TOML file that says why a class is right which a clause decides",
        },
        has_short_name=False,
    ),
    PluginOption(
        "assumptions",
        {
            "metavar": "FILE",
            "default": None,
            "help": "what is assumed otherwise than by the kit (TOML, see `callbook assumptions`)",
        },
        has_short_name=False,
    ),
    PluginOption("no-rehearsal", {"action": "store_true", "help": SUPPRESS}, has_short_name=False),
    PluginOption("rehearsal", {"metavar": "OUT", "default": None, "help": SUPPRESS}, has_short_name=False),
)

_SHORT: Final = tuple(option for option in OPTIONS if option.has_short_name)


def add_options(parser: pytest.Parser) -> None:
    """Add the options under their long names."""
    group = parser.getgroup("callbook", "Callbook: scenarios of the Web Callback channel")
    for option in OPTIONS:
        attributes = dict(option.attributes)
        if option.has_short_name:
            attributes["help"] += f"; short: {option.short_name}"
        group.addoption(option.long_name, **attributes)


def add_short_names(config: pytest.Config, parser: pytest.Parser) -> None:
    """Add the short names that nobody else has taken."""
    nobodys = object()
    group = parser.getgroup("callbook")
    for option in _SHORT:
        if config.getoption(option.short_name, nobodys) is nobodys:
            destination = f"callbook_{option.name.replace('-', '_')}"
            group.addoption(option.short_name, **{**option.attributes, "dest": destination, "help": SUPPRESS})


def with_values_joined(arguments: Sequence[str]) -> Iterator[str]:
    """Yield the *arguments*, with `--traces DIR` as one, `--traces=DIR`.

    pytest looks for conftest files in what may be a path, before it knows the short names.
    """
    names = {option.short_name for option in _SHORT if option.takes_value}
    rest = iter(arguments)
    for argument in rest:
        if argument in names and (value := next(rest, None)) is not None:
            yield f"{argument}={value}"
        else:
            yield argument
