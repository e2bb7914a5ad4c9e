"""The agents' desks as a widget; all that they do is done by the session, in plain Python."""

from __future__ import annotations

from typing import Any, cast

import anywidget
import traitlets

from callbook.lab import Lab
from callbook.notebook.desk.desks import Desks
from callbook.notebook.desk.desks_text import desks_text
from callbook.notebook.desk.sources import bell_file, style_source, widget_source
from callbook.notebook.desk.ticker import Ticker
from callbook.workspace import Action

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


def desk(  # noqa: PLR0913 - all keyword-only, all with a default
    *agents: str,
    lab: Lab | None = None,
    speed: float = 1,
    paused: bool = True,
    contacts_every: int = 90,
    queue: str | None = None,
    muted: bool = False,
    log_in: bool = True,
) -> DeskWidget:
    """Show the desks of one agent or of several side by side, live.

    Example:
        >>> desks = desk("Anna", "Ben", speed=60)

    Args:
        agents: names or ids; the lab's first agent if none is given.
        lab: the contact centre; a small one of its own by default.
        speed: virtual seconds in one second of the wall.
        paused: whether the clock stands still at first.
        contacts_every: virtual seconds between two contacts who call in by themselves, on average; 0 for nobody.
        queue: where contacts' callbacks go; the first queue with a strategy by default.
        muted: whether the bell is only seen.
        log_in: whether agents who are not logged in are logged in first.

    Raises:
        Unknown: when nobody of such a name works in the lab.
        BadInput: for a speed that is not above 0.
    """
    lab = lab or Lab()
    agents = agents or (lab.configuration.agents[0].name,)
    session = Desks(lab, *agents, speed=speed, paused=paused, contacts_every=contacts_every, queue=queue, muted=muted)
    for each in session.desks.values():
        if log_in and Action.LOG_IN in each.actions():
            each.perform(Action.LOG_IN)
    return DeskWidget(session)
