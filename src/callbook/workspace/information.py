"""The Callback Information view: which data of the callback it shows, in which order and colours (O8 to O10)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import msgspec

from callbook.configuration import Color, options
from callbook.core import Frozen

if TYPE_CHECKING:
    from collections.abc import Mapping

    from callbook.configuration import Option, Snapshot, T_co
    from callbook.workspace.settings import Settings


class CallbackInformation(Frozen, msgspec.Struct, frozen=True, gc=False):
    """The view as the agent sees it.

    Attributes:
        fields: names and values in the order of the list (O8); what the callback does not have is shown empty.
            What the site attaches under a key of its own stands under the usual name (assumed).
        frame_color: the colour of the border (O9).
        header_foreground_color: the colour of the header's text (O10).
    """

    fields: tuple[tuple[str, str], ...]
    frame_color: Color
    header_foreground_color: Color


class Read(Protocol):
    """How an option is read: ``Settings.read``, or ``Settings.peek`` where nobody is to see it."""

    def __call__(
        self, option: Option[T_co], *, offered: Snapshot | None = None, data: Mapping[str, object] | None = None
    ) -> T_co:
        """Return the value that is in effect."""
        ...


def callback_information(read: Read, offered: Snapshot, data: Mapping[str, object]) -> CallbackInformation:
    """Return the view, built from the options in effect and the callback's attached *data*."""
    content = read(options.CALLBACK_INFORMATION_CONTENT, offered=offered, data=data)
    keys = offered.contact_center.keys
    return CallbackInformation(
        fields=tuple([(name, str(data.get(keys.holding(name), ""))) for name in content]),
        frame_color=read(options.CALLBACK_INFORMATION_FRAME_COLOR, offered=offered, data=data),
        header_foreground_color=read(options.CALLBACK_INFORMATION_HEADER_FOREGROUND_COLOR, offered=offered, data=data),
    )


class UnreadInformation:
    """The same view, read only where somebody looks at it: for a desktop of which it is noted what it reads.

    An agent's whole screen is drawn for each look at it, and most looks are at something else.
    """

    def __init__(self, settings: Settings, offered: Snapshot, data: Mapping[str, object]) -> None:
        self._settings = settings
        self._offered = offered
        self._rests_on = (settings.now(), settings.started, offered, dict(data))

    @cached_property
    def view(self) -> CallbackInformation:
        """What is shown."""
        return callback_information(self._settings.read, self._offered, self._rests_on[-1])

    def __getattr__(self, name: str) -> object:
        return getattr(self.view, name)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, UnreadInformation):
            return NotImplemented
        return self._rests_on == other._rests_on or self.view == other.view

    def __hash__(self) -> int:
        return hash(self.view)


class RememberedInformation:
    """The view of one callback for the recording, built anew only when what it rests on has changed."""

    def __init__(self, settings: Settings, offered: Snapshot) -> None:
        self._settings = settings
        self._offered = offered
        self._data: Mapping[str, object] | None = None
        self._now: Snapshot = offered
        self._started: Snapshot = offered
        self._view: CallbackInformation | None = None

    def of(self, data: Mapping[str, object]) -> CallbackInformation:
        """Return the view of the callback whose attached data is *data*."""
        now, started, view = self._settings.now(), self._settings.started, self._view
        if view is None or data is not self._data or now is not self._now or started is not self._started:
            self._data, self._now, self._started = data, now, started
            view = self._view = callback_information(self._settings.peek, self._offered, data)
        return view
