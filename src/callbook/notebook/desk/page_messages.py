"""What the page may say to a session: checked when it arrives, since nothing is known of who runs the page."""

from typing import Literal

from msgspec import Struct

from callbook.workspace import Action


class PageMessage(Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind"):
    """What every message has: its kind."""


class Details(Struct, frozen=True, forbid_unknown_fields=True):
    """What is said with an action; a reschedule is said as date, time and time zone."""

    reason: str | None = None
    target: str | None = None
    code: str | None = None
    date: str | None = None
    time: str | None = None
    zone: str | None = None
    phone_number: str | None = None


class Perform(PageMessage, frozen=True, tag="perform"):
    """An agent does something; *ask* comes back with the answer."""

    agent: str
    action: Action
    on: str = ""
    details: Details = Details()
    ask: int = 0


class ClockControl(PageMessage, frozen=True, tag="clock"):
    """The trainer moves the clock; *speed* goes with ``speed``."""

    do: Literal["run", "pause", "speed", "step", "jump"]
    speed: float = 1.0


class ContactPlays(PageMessage, frozen=True, tag="contact"):
    """The trainer plays a contact.

    Attributes:
        do: what happens.
        name: of a contact who schedules; empty for any.
        wished_time: in the contact's words, see ``callbook.core.moments``.
        behaviour: what the contact does when called, a kind of ``callbook_mocks.contacts``.
        on: the InteractionId of the contact's callback, for one who has scheduled.
        wanted: whether contacts call in by themselves.
    """

    do: Literal["schedule", "behave", "hang up", "cancel", "by themselves"]
    name: str = ""
    wished_time: str = "now"
    behaviour: str = "answers"
    on: str = ""
    wanted: bool = True


class Mute(PageMessage, frozen=True, tag="bell"):
    """The bell is to be heard, or only seen."""

    muted: bool


class View(PageMessage, frozen=True, tag="view"):
    """A view of the session appears on a page, or goes."""

    view: str
    shown: bool


FromPage = Perform | ClockControl | ContactPlays | Mute | View
