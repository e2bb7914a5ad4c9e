"""Which desktop scenarios drive: ``--desktop NAME``, Callbook's own model by default, or a third-party one."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, Protocol, cast

import pytest

from callbook.core import BadInput, Unknown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from callbook.lab import DesktopMaker

GROUP: Final = "callbook.desktops"
"""The entry point group in which a package says which desktops it brings along."""

OWN: Final = "model"
"""Callbook's own desktop model."""

BEHIND_API: Final = "workspace-api"
"""The same, behind the vendor's Workspace API."""


class DesktopOpener(Protocol):
    """What an entry point of the group ``callbook.desktops`` names: it brings a desktop up, for a whole run."""

    def __call__(self) -> AbstractContextManager[DesktopMaker]:
        """Return a context that starts whatever the desktops need, holds what makes each of them, and stops it all."""
        ...


def pytest_configure(config: pytest.Config) -> None:
    """Refuse a name that nobody knows before anything runs."""
    if is_other(config):
        try:
            opener_of(config.option.callbook_desktop)
        except BadInput as error:
            raise pytest.UsageError(str(error)) from error


def is_other(config: pytest.Config) -> bool:
    """Return whether the scenarios drive another desktop than Callbook's own."""
    return bool(config.option.callbook_desktop != OWN)


def opener_of(name: str) -> DesktopOpener:
    """Return the desktop called *name*.

    Raises:
        Unknown: when no installed package brings it along.
        BadInput: when what *name* leads to cannot be imported.
    """
    if ":" in name:
        return _imported(name)
    if name == BEHIND_API:
        from callbook.network import workspace_api

        return workspace_api
    known = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in known:
        raise Unknown("desktop", name, (OWN, BEHIND_API, *known), where="--desktop")
    return _imported(known[name].value)


def _imported(reference: str) -> DesktopOpener:
    module, _, attribute = reference.partition(":")
    try:
        return cast("DesktopOpener", getattr(import_module(module), attribute))
    except (ImportError, AttributeError, ValueError) as error:
        accepted = f"`package.module:opener`, both of which can be imported ({error})"
        raise BadInput("desktop", reference, where="--desktop", accepted=accepted) from error


@pytest.fixture(scope="session")
def callbook_desktops(request: pytest.FixtureRequest) -> Iterator[DesktopMaker | None]:
    """Yield what makes the agents' desktops; None for Callbook's own."""
    if not is_other(request.config):
        yield None
        return
    with opener_of(request.config.option.callbook_desktop)() as make:
        yield make
