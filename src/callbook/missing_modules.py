"""What is said of a module that nobody has found: which extra brings it, or which room of Callbook has it now.

The core is what runs features. What only servers, notebooks or clusters need is imported where it is needed, as
everything is; so the one place that has to know of extras, and of modules that stood elsewhere in the first version, is
the end of Python's search for a module.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

__all__ = ["MissingExtra", "install_line"]

_EXTRAS: Final = {
    "server": "aiosipua httptools jinja2 litestar uvicorn uvloop",
    "notebooks": "anywidget ipykernel IPython jupyter_client jupyterlab nbclient nbformat numpy pandas traitlets",
    "cluster": "bokeh dask distributed pyarrow",
}
"""Each extra, and the packages that only it brings, as they are imported."""

EXTRA_OF: Final = {package: extra for extra, packages in _EXTRAS.items() for package in packages.split()}
"""The extra that brings a package."""

_OURS: Final = frozenset({"callbook", "callbook_mocks", "callbook_steps"})


def install_line(extra: str) -> str:
    """Return the line that installs *extra*."""
    return f'pip install "callbook[{extra}]"'


class MissingExtra(ModuleNotFoundError):  # noqa: N818 - names what is the case
    """A package that comes with an extra of Callbook is not installed; the text is the line that installs it."""

    def __init__(self, package: str) -> None:
        extra = EXTRA_OF[package]
        super().__init__(
            f"This needs the package {package!r}, which comes with Callbook's extra {extra!r}. "
            f"Install it: {install_line(extra)}",
            name=package,
        )


_ROOMS: Final = {
    "core": (
        "assumptions clock errors faults garbage ids journal journal_entries moments pacing "
        "phone_number shipped standing_assumptions state_file wire"
    ),
    "configuration": "clause_sources clauses documents environment lint",
    "workspace": "sabotage",
    "record": "cucumber diagram report trace",
    "lab": "doors invariants replay",
    "network": "interception remote service web",
    "pytest_plugin": "catalogue",
    "cli": "starter",
}
"""Each room, and what moved into it."""

ROOM_OF: Final = {part: room for room, parts in _ROOMS.items() for part in parts.split()}
"""The room of each part that stood beside the rooms."""


class MissingModules:
    """Finds nothing; it is asked last, and says what is to be done about what nobody has found.

    It is no `MetaPathFinder`, whose module takes longer to import than all of this.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - Python gives it by its place
        target: ModuleType | None = None,  # noqa: ARG002 - the same
    ) -> ModuleSpec | None:
        """Return None for what never moved and no extra brings, and to everybody but Callbook, who may do without.

        Raises:
            MissingExtra: when a module of Callbook asks for what an extra brings.
            ModuleNotFoundError: for a module that has moved, with the room that hands on what it held.
        """
        if fullname in EXTRA_OF and _importing_package() in _OURS:
            raise MissingExtra(fullname)
        top, _, rest = fullname.partition(".")
        part = rest.partition(".")[0]
        if top != "callbook" or part not in ROOM_OF:
            return None
        room = f"callbook.{ROOM_OF[part]}"
        raise ModuleNotFoundError(
            f"{fullname!r} has moved into the room {room!r}. Import what you need from {room!r}, or from 'callbook', "
            "which hands on what most people need.",
            name=fullname,
        )


def _importing_package() -> str:
    """Return the name of the package in which the import stands that is being carried out."""
    frame = sys._getframe(2)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - costs no import
    while frame.f_back is not None and frame.f_globals["__name__"].partition(".")[0] == "importlib":
        frame = frame.f_back
    return str(frame.f_globals["__name__"]).partition(".")[0]


def say_why() -> None:
    """Ask for missing modules after all others; asking twice changes nothing."""
    if not any(isinstance(finder, MissingModules) for finder in sys.meta_path):
        sys.meta_path.append(MissingModules())
