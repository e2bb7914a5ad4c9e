"""Seats the sample desktop in Callbook's lab: ``pytest features --desktop sample``."""

from __future__ import annotations

from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote
from weakref import WeakKeyDictionary, finalize

import msgspec

from callbook.messages import from_mapping, to_mapping
from sample_desktop.conversation import Conversation, DesktopFailed, Hindrance
from sample_desktop.phrases import topic_and_text
from sample_desktop.process import running
from sample_desktop.refusals import error_of
from sample_desktop.translation import BUTTONS, actions_in, fields_of, screen_of

if TYPE_CHECKING:
    from collections.abc import Generator

    from callbook.configuration import Configuration
    from callbook.core import Timer
    from callbook.lab import DesktopMaker, Seat
    from callbook.messages import Message
    from callbook.workspace import Action, Screen
    from sample_desktop.plain import Json

_PROTOCOLS: Final = {"interactions": "Open Media", "voice": "T-Library"}
_NO_ACTIONS: Final[frozenset[Action]] = frozenset()


@contextmanager
def sample() -> Generator[DesktopMaker]:
    """Bring the sample desktop up, and give what makes the desk of each agent."""
    with running() as address:
        conversation = Conversation(address)
        try:
            yield Maker(conversation)
        finally:
            conversation.close()


class Maker:
    """Makes the agents' desks: an office for each configuration, a desk in it for each seat.

    Attributes:
        conversation: what is said to the desktop.
    """

    def __init__(self, conversation: Conversation) -> None:
        self.conversation = conversation
        self._offices: WeakKeyDictionary[Configuration, AdaptedOffice] = WeakKeyDictionary()
        self._left: deque[str] = deque()

    def __call__(self, seat: Seat) -> AdaptedDesk:
        """Make the desk of *seat*."""
        while self._left:
            self.conversation.ask("DELETE", self._left.popleft())
        configuration = seat.configuration
        if configuration not in self._offices:
            self._offices[configuration] = office = AdaptedOffice(self.conversation, configuration)
            finalize(configuration, self._left.append, office.path)
        return AdaptedDesk(seat, self.conversation, self._offices[configuration])


class AdaptedOffice:
    """The desktop's office that stands for one contact centre.

    Attributes:
        path: names it to the desktop.
        version: of the configuration that the desktop was told last.
    """

    def __init__(self, conversation: Conversation, configuration: Configuration) -> None:
        self._conversation = conversation
        self.version = configuration.version
        answer = conversation.ask("POST", "/offices", _exported(configuration))
        self.path = f"/offices/{answer['office']}"

    def renew(self, configuration: Configuration) -> None:
        """Tell the desktop the configuration, if that has changed."""
        if self.version != configuration.version:
            self.version = configuration.version
            self._conversation.ask("PUT", self.path, _exported(configuration))


class AdaptedDesk:
    """The desk of one agent, as Callbook's lab knows desktops.

    Attributes:
        interaction_server: its end of the wire to Interaction Server.
        voice_switch: its end of the wire to the voice switch.
    """

    def __init__(self, seat: Seat, conversation: Conversation, office: AdaptedOffice) -> None:
        self._seat = seat
        self._conversation = conversation
        self._office = office
        self._path = f"{office.path}/desks/{quote(seat.agent.id, safe='')}"
        self._timer: Timer | None = None
        self._office.renew(seat.configuration)
        self._screen: Json = conversation.ask("PUT", self._path)["screen"]
        self._version = office.version
        self.interaction_server = WireEnd(self, "interactions")
        self.voice_switch = WireEnd(self, "voice")

    def perform(self, action: Action, on: str | None = None, **details: object) -> None:
        """Click the button of *action*.

        Raises:
            Refused: when the desktop refuses.
            BadInput: when it refuses *details*.
        """
        try:
            self.tell("click", button=BUTTONS[action], tab=on, fields=fields_of(details))
        except Hindrance as hindrance:
            now = self._seat.clock.instant
            raise error_of(self._seat.agent.name, action, hindrance.explanation, now) from None

    def actions(self, on: str | None = None) -> frozenset[Action]:
        """Give what can be clicked, on the desk or in the tab *on*."""
        screen = self._now_on_screen()
        with self._understanding("shows"):
            if on is None:
                return actions_in(screen["buttons"])
            return next((actions_in(tab["buttons"]) for tab in screen["tabs"] if tab["key"] == on), _NO_ACTIONS)

    def shown(self) -> Screen:
        """Give what the agent sees."""
        screen = self._now_on_screen()
        with self._understanding("shows"):
            return screen_of(screen, self._seat.clock.instant)

    def tell(self, what: str, **details: object) -> None:
        """Tell the desktop that something has happened, and do what it wants to be done about it.

        Raises:
            Hindrance: when a click is refused.
            DesktopFailed: when the desktop fails.
        """
        self._office.renew(self._seat.configuration)
        given = {"now": self._seat.clock.instant, **details}
        answer = self._conversation.ask("POST", f"{self._path}/{what}", given)
        with self._understanding(f"answered to {what!r}"):
            self._do(answer)

    def _do(self, answer: Json) -> None:
        self._screen = answer["screen"]
        self._version = self._office.version
        for told in answer["tell"]:
            self._seat.tell(*topic_and_text(told))
        for sent in answer["send"]:
            self._send(sent["wire"], sent["message"])
        self._wake_at(answer["wake_at"])

    def _send(self, wire: str, fields: Json) -> None:
        message: Any = from_mapping({"protocol": _PROTOCOLS[wire], **fields})
        if wire == "interactions":
            self._seat.to_interaction_server(message)
        else:
            self._seat.to_voice_switch(message)

    def _wake_at(self, instant: int | None) -> None:
        """Keep one timer at most: the one that the desktop wants."""
        clock = self._seat.clock
        if self._timer is not None and self._timer.due != instant:
            clock.cancel(self._timer)
            self._timer = None
        if self._timer is None and instant is not None:
            delay = max(0, instant - clock.instant)
            self._timer = clock.call_later(delay, self._wake, f"{self._seat.agent.name}'s desktop")

    def _wake(self) -> None:
        self._timer = None
        self.tell("wake")

    @contextmanager
    def _understanding(self, doing: str) -> Generator[None]:
        """What can't be understood is a fault of the desktop, not of a scenario; the lab's own errors pass."""
        try:
            yield
        except (KeyError, TypeError, ValueError) as error:
            where = f"The sample desktop at {self._conversation.address}"
            raise DesktopFailed(
                f"{where} {doing} what nobody understands ({type(error).__name__}: {error})."
            ) from error

    def _now_on_screen(self) -> Json:
        self._office.renew(self._seat.configuration)
        if self._version != self._office.version:
            self._version = self._office.version
            self._screen = self._conversation.ask("GET", self._path)["screen"]
        return self._screen


class WireEnd:
    """The desk's end of a wire."""

    def __init__(self, desk: AdaptedDesk, wire: str) -> None:
        self._desk = desk
        self._wire = wire

    def receive(self, message: Message) -> None:
        """Take a message."""
        self._desk.tell("wire", wire=self._wire, event="message", message=to_mapping(message))

    def connected(self) -> None:
        """Learn that the server can be reached."""
        self._desk.tell("wire", wire=self._wire, event="up")

    def disconnected(self) -> None:
        """Learn that the server can no longer be reached."""
        self._desk.tell("wire", wire=self._wire, event="down")


def _exported(configuration: Configuration) -> Json:
    exported: Json = msgspec.to_builtins(configuration.contact_center)
    return exported
