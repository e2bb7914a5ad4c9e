"""The agents' desks as a widget, and as text where none is shown; the session does the work, in plain Python."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import anywidget
import traitlets

from callbook.lab import Lab
from callbook.notebook.desk.desks import Desks
from callbook.notebook.desk.note_strip import in_words
from callbook.notebook.desk.pace import Ticker
from callbook.notebook.desk.sources import bell_file, style_source, widget_source
from callbook.workspace import Action

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


_TEXT = "text/plain"


_SHOWN_NOTES = 5


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


def desks_text(state: Mapping[str, Any]) -> str:
    """Return the *state* of a session (see ``Desks.state``) as lines of text."""
    clock = state["clock"]
    pace = "paused" if clock["paused"] else "running"
    lines = [f"{clock['date']}, {clock['time']} ({clock['zone']}), {pace}, x{clock['speed']:g}"]
    for desk in state["desks"]:
        lines += ["", *_desk(desk)]
    if state["notes"]:
        lines += ["", "What just happened, the newest first:"]
        lines += [f"  {line}" for line in in_words(state["notes"][:_SHOWN_NOTES])]
    return "\n".join(lines)


def _desk(desk: Mapping[str, Any]) -> Iterator[str]:
    screen = desk["screen"]
    reason = f" ({screen['reason']})" if screen["reason"] else ""
    voice = "" if screen["voice_in_service"] else ", no voice"
    yield f"{screen['agent']}: {screen['channel']}{reason}{voice}"
    yield f"  offered: {_offered(desk, '')}"
    for shown in screen["interactions"]:
        yield from _interaction(desk, shown)
    if not screen["interactions"]:
        yield "  no interaction"
    if desk["answer"]["text"]:
        yield f"  {desk['answer']['text']}"


def _interaction(desk: Mapping[str, Any], shown: Mapping[str, Any]) -> Iterator[str]:
    what = "notification" if shown["notification"] else "window"
    yield f"  {what}: {shown['case'].get('contact_name', 'voice call')}, {shown['phone_number']}, {shown['state']}"
    left = f"{shown['seconds_left']} s left" if shown["seconds_left"] else ""
    facts = {
        "countdown": left,
        "bell": shown["bell"],
        "call": f"{shown['call']}{', ' if shown['call_result'] else ''}{shown['call_result']}",
        "disposition": shown["disposition"],
        "rescheduled": desk["reschedule"].get(shown["id"], {}).get("agreed", ""),
        "told": shown["trouble"],
        "offered": _offered(desk, shown["id"]),
    }
    yield from (f"    {name}: {value}" for name, value in facts.items() if value)


def _offered(desk: Mapping[str, Any], on: str) -> str:
    return ", ".join(name for name, reason in desk["offers"][on].items() if not reason) or "nothing"
