"""The agents' desks as a widget; the session does the work, in plain Python."""

from __future__ import annotations

from typing import Any, cast

import anywidget
import traitlets

from callbook.notebook.desk.desks import Desks
from callbook.notebook.desk.pace import Ticker
from callbook.notebook.desk.plain_text import desks_text
from callbook.notebook.desk.sources import bell_file, style_source, widget_source

_TEXT = "text/plain"


class DeskWidget(anywidget.AnyWidget):
    """Shows a session, and hands on what the page says.

    Args:
        session: what is shown.

    Attributes:
        session: the session, in plain Python: its ``lab``, its ``desks``.
    """

    _esm = widget_source()
    _css = style_source()
    session_state = traitlets.Dict().tag(sync=True)
    bell_sound = traitlets.Bytes().tag(sync=True)

    def __init__(self, session: Desks) -> None:
        self.session = session
        self._ticker = Ticker(session, self.refresh)
        super().__init__(session_state=session.state(), bell_sound=bell_file())
        self.on_msg(self._said)  # pyright: ignore[reportUnknownMemberType] - ipywidgets has no types
        self._ticker.wake()

    def refresh(self) -> None:
        """Show what is so now: needed after a cell has changed the lab behind the page's back."""
        with self.session.lock:
            self.session_state = self.session.state()

    def close(self) -> None:
        """Take the desks off the page, and let no task run on."""
        self._ticker.close()
        super().close()

    def _said(self, _widget: object, message: object, _buffers: object) -> None:
        self.session.take(message)
        self.refresh()
        self._ticker.wake()

    def _repr_mimebundle_(self, **kwargs: Any) -> Any:  # noqa: ANN401 - as the base class has it
        # ipywidgets has no types; of a widget that has a view it gives the bundle and its metadata.
        data, metadata = cast("Any", super())._repr_mimebundle_(**kwargs)
        return {**data, _TEXT: desks_text(self.session.state())}, metadata
