"""The ways in which the lamp project is run: pytest's own options, and plugins beside Callbook, with what is right."""

from __future__ import annotations

from dataclasses import dataclass, field

from tests.neighbours.lamp_project import SCENARIOS
from tests.neighbours.views import Totals

ALL = Totals(6, 3, 3)
"""What is right for a run of all twelve, once each."""


@dataclass(frozen=True)
class Way:
    """One way to run pytest.

    Attributes:
        arguments: of pytest.
        right: how the scenarios end.
        scenarios: how many of them run.
        attempts: how often a scenario is run, all in all.
        first: arguments of a run before it.
        keys: what is typed, line by line; nothing is typed after that.
    """

    arguments: tuple[str, ...] = ()
    right: Totals = ALL
    scenarios: int = SCENARIOS
    attempts: int = SCENARIOS
    first: tuple[str, ...] | None = None
    keys: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return it as one would type it."""
        return " ".join(("pytest", *self.arguments, *(f"({key})" for key in self.keys)))


UNTIL_THE_FIRST_FAILURE = Totals(3, 1, 0)

PYTESTS_OWN = (
    Way(),
    Way(("-k", "lit"), Totals(2, 0, 1), 3, 3),
    Way(("--lf",), Totals(0, 3, 0), 3, 3, first=()),
    Way(("-x",), UNTIL_THE_FIRST_FAILURE, 4, 4),
    Way(("--maxfail=2",), Totals(3, 2, 3), 8, 8),
    Way(("--setup-show",)),
    Way(("--pdb",), UNTIL_THE_FIRST_FAILURE, 4, 4),
    Way(("--pdb",), UNTIL_THE_FIRST_FAILURE, 4, 4, keys=("q",)),
    Way(("--pdb",), keys=("c", "c", "c")),
)
"""In one process."""

WITH_WORKERS = (
    *(Way(("-n", "2", "--dist", dist)) for dist in ("load", "loadscope", "loadfile", "loadgroup", "worksteal", "no")),
    Way(("-n", "2", "--dist", "each"), Totals(12, 6, 6), attempts=2 * SCENARIOS),
)
"""In two processes; `each` runs every scenario in each of them."""


@dataclass(frozen=True)
class Plugin:
    """A plugin of pytest.

    Attributes:
        name: of its environment.
        requirement: its distribution, with the version that is tried.
        ways: in which it is tried.
    """

    name: str
    requirement: str
    ways: tuple[Way, ...] = field(default=(Way(),))


RERUNS = Plugin(
    "rerunfailures",
    "pytest-rerunfailures==16.7",
    (
        Way(("--reruns", "1"), Totals(7, 2, 3), attempts=15),
        Way(("--reruns", "2"), Totals(7, 2, 3), attempts=17),
        Way(("--reruns", "2", "-n", "2"), Totals(7, 2, 3), attempts=17),
        Way(("--reruns", "2", "-x"), Totals(3, 1, 0), 4, 6),
    ),
)

PLUGINS = (
    Plugin("randomly", "pytest-randomly==5.1.0", (Way(("--randomly-seed", "7")),)),
    Plugin("timeout", "pytest-timeout==2.4.0", (Way(("--timeout", "60")),)),
    RERUNS,
    Plugin("repeat", "pytest-repeat==0.9.4", (Way(("--count", "2"), Totals(13, 5, 6), attempts=2 * SCENARIOS),)),
    Plugin("order", "pytest-order==1.5.0", (Way(("--order-scope", "module")),)),
    Plugin("html", "pytest-html==4.2.0", (Way(("--html", "page.html", "--self-contained-html")),)),
    Plugin("sugar", "pytest-sugar==1.1.1", (Way(("--force-sugar",)),)),
    Plugin("instafail", "pytest-instafail==0.5.0", (Way(("--instafail",)),)),
    Plugin("asyncio", "pytest-asyncio==1.5.0", (Way(("--asyncio-mode", "auto")),)),
    Plugin("allure-pytest-bdd", "allure-pytest-bdd==2.16.2", (Way(("--alluredir", "allure")),)),
    Plugin("allure-pytest", "allure-pytest==2.16.2", (Way(("--alluredir", "allure")),)),
)
