"""Which packages come with an extra, and what is said when one is missing that a module of Callbook asks for.

The core is what runs features. What only servers or notebooks need is imported where it is needed, as everything is;
so the one place that has to know of extras is the end of Python's search for a module.
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


class PackagesOfExtras:
    """Finds nothing; it is asked last, and says of a package that nobody has found which extra brings it.

    It is no `MetaPathFinder`, whose module takes longer to import than all of this.
    """

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,  # noqa: ARG002 - Python gives it by its place
        target: ModuleType | None = None,  # noqa: ARG002 - the same
    ) -> ModuleSpec | None:
        """Return None for what no extra brings, and to everybody but Callbook, who may do without.

        Raises:
            MissingExtra: when a module of Callbook asks for what an extra brings.
        """
        if fullname in EXTRA_OF and _importing_package() in _OURS:
            raise MissingExtra(fullname)
        return None


def _importing_package() -> str:
    """Return the name of the package in which the import stands that is being carried out."""
    frame = sys._getframe(2)  # noqa: SLF001  # pyright: ignore[reportPrivateUsage] - costs no import
    while frame.f_back is not None and frame.f_globals["__name__"].partition(".")[0] == "importlib":
        frame = frame.f_back
    return str(frame.f_globals["__name__"]).partition(".")[0]


def say_which() -> None:
    """Ask for packages of extras after all others; asking twice changes nothing."""
    if not any(isinstance(finder, PackagesOfExtras) for finder in sys.meta_path):
        sys.meta_path.append(PackagesOfExtras())
