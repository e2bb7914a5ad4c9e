"""Every button of the desktop: what hinders the agent from clicking it, and what a click does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sample_desktop.desk import Desk
    from sample_desktop.plain import Json
    from sample_desktop.tab import Tab

Hindrances: TypeAlias = "Iterator[Json]"


@dataclass(frozen=True, slots=True)
class Click:
    """A click, or the question whether one would be possible.

    Attributes:
        desk: on whose desk.
        tab: in which tab; one without anything where there is none.
        fields: what was entered.
    """

    desk: Desk
    tab: Tab
    fields: Json

    def text(self, field: str) -> str:
        """Give what was entered in a field; empty for nothing."""
        return str(self.fields.get(field) or "")


@dataclass(frozen=True, slots=True)
class Button:
    """A button.

    Attributes:
        hindered: what stands in the way, the first first; nothing where it can be clicked.
        press: does it; raises Hindered where what was entered is no good.
        in_tab: whether it stands in each tab, rather than once on the desk.
    """

    hindered: Callable[[Click], Iterator[Json]]
    press: Callable[[Click], None]
    in_tab: bool = True


class Buttons:
    """All buttons by name."""

    def __init__(self, buttons: dict[str, Button]) -> None:
        self._buttons: Final = buttons

    def __getitem__(self, name: str) -> Button:
        return self._buttons[name]

    def offered(self, desk: Desk, tab: Tab, *, in_tab: bool) -> list[str]:
        """Name the buttons that can be clicked now: in a tab, or on the desk."""
        click = Click(desk, tab, {})
        return [
            name
            for name, button in self._buttons.items()
            if button.in_tab == in_tab and next(button.hindered(click), None) is None
        ]
