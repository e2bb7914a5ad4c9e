"""What a file or a client gave reaches a terminal as text, never as an order to it: control characters are escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from rich.console import ConsoleRenderable, RenderHook
from rich.segment import Segment

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

# Of the control characters only the end of a line and the tab are text; some others turn the order of what is read.
_ORDERS: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def escaped(text: str) -> str:
    """Return *text* with every character that is an order to a terminal written as Python writes it."""
    return _ORDERS.sub(lambda found: repr(found[0])[1:-1], text)


class Harmless(RenderHook):
    """Escapes whatever a console is given to print; what the console adds of its own, such as colour, stays."""

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """Return what is printed instead."""
        return [_Escaped(each) for each in renderables]


class _Escaped:
    def __init__(self, given: ConsoleRenderable) -> None:
        self._given = given

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._given, options):
            yield segment if segment.control else Segment(escaped(segment.text), segment.style)
