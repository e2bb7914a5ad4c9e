"""The Callback Information view: which data of the callback it shows, in which order and colours (O8 to O10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import Colour, Snapshot
    from callbook.workspace.settings import Settings


@dataclass(frozen=True, slots=True)
class CallbackInformation:
    """The view as the agent sees it.

    Attributes:
        fields: names and values in the order of the list (O8); what the callback does not have is shown empty.
        frame_color: the colour of the border (O9).
        header_foreground_color: the colour of the header's text (O10).
    """

    fields: tuple[tuple[str, str], ...]
    frame_color: Colour
    header_foreground_color: Colour


def callback_information(settings: Settings, offered: Snapshot, data: Mapping[str, object]) -> CallbackInformation:
    """Build the view from the options in effect and the callback's attached *data*."""
    content = settings.read("webcallback.callback-information.content", offered=offered, data=data)
    return CallbackInformation(
        fields=tuple((name, str(data.get(name, ""))) for name in content),
        frame_color=settings.read("webcallback.callback-information.frame-color", offered=offered, data=data),
        header_foreground_color=settings.read(
            "webcallback.callback-information.header-foreground-color", offered=offered, data=data
        ),
    )
