"""A seat for a third-party desktop: what it stands on, what it has to answer, and how the lab drives it.

A third-party desktop is whatever a team of its own has built: it is handed a seat, and answers what every desktop
does. The two wires, the clock and the journal stay the lab's: so what such a desktop sends is recorded like all else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeAlias, runtime_checkable

from callbook.core import CallbookError
from callbook.workspace import Desktop, Screen, Workspace, performed

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration import Agent, Configuration
    from callbook.core import Assumptions, Clock, Journal, Party, Wire
    from callbook.messages import Message
    from callbook.workspace import Action, Rules


@dataclass(frozen=True, slots=True)
class Seat:
    """What one agent's desktop is handed.

    Attributes:
        agent: whose desktop it is: id, name, place, DN, tenant.
        configuration: what administrators have said; read it anew whenever its ``version`` has changed.
        clock: the one clock: ``now()``, ``instant`` in milliseconds, ``call_later``, ``cancel``. Nothing may wait,
            and nobody at a seat moves it.
        assumptions: what no page of the product says, as this run has it.
    """

    agent: Agent
    configuration: Configuration
    clock: Clock
    assumptions: Assumptions
    _rules: Rules
    _journal: Journal
    _to_server: Wire
    _to_switch: Wire

    def to_interaction_server(self, message: Message) -> None:
        """Send a request to Interaction Server; what it answers comes to ``interaction_server``."""
        self._to_server.to_server(message)

    def to_voice_switch(self, message: Message) -> None:
        """Send a request to the T-Server or SIP Server; what it answers comes to ``voice_switch``."""
        self._to_switch.to_server(message)

    def tell(self, topic: str, text: str) -> None:
        """Write down what the agent is shown besides the screen.

        Args:
            topic: ``warning``, ``trouble``, ``bell`` or a word of your own.
            text: what the agent reads or hears, what the bell plays for example.
        """
        self._journal.note(self.agent.name, topic, text)

    def model(self) -> Workspace:
        """Return Callbook's own desktop at this seat, for an interface that leads to it from elsewhere.

        It is nobody's desktop yet: whoever makes it hands its ends of both wires on, ``link`` and ``voice.link``.
        """
        wires = self._to_server, self._to_switch
        return Workspace(
            self.agent.id, self.configuration, self.clock, self._journal, *wires, self.assumptions, self._rules
        )

    def when_settled(self, look: Callable[[], None]) -> None:
        """Call *look* whenever the lab is at rest: nothing is left to do at this instant."""
        self._journal.when_settled(look)


class OtherDesktop(Desktop, Protocol):
    """A third-party desktop, at its seat."""

    @property
    def interaction_server(self) -> Party:
        """Its end of the wire to Interaction Server."""
        ...

    @property
    def voice_switch(self) -> Party:
        """Its end of the wire to the voice switch."""
        ...


@runtime_checkable
class PartlyTold(Protocol):
    """A desktop behind an interface that does not tell all that its agent sees."""

    def recorded(self) -> Screen:
        """Return everything that the agent sees, for the recording."""
        ...

    def check_noted(self) -> None:
        """Make sure that the interface tells what the agent is shown besides the screen.

        Raises:
            NotExpressible: when it does not.
        """
        ...


DesktopMaker: TypeAlias = "Callable[[Seat], OtherDesktop]"
"""Makes the desktop of one agent."""


class SeatedDesktop:
    """A third-party desktop as the lab drives it: what its agent does is written down, and settled.

    Args:
        seat: where it sits.
        make: makes it.
    """

    def __init__(self, seat: Seat, journal: Journal, make: DesktopMaker) -> None:
        self._seat = seat
        self._journal = journal
        self.made = make(seat)

    @property
    def agent(self) -> str:
        """The agent's name."""
        return self._seat.agent.name

    @property
    def agent_id(self) -> str:
        """The agent's id."""
        return self._seat.agent.id

    def perform(self, action: Action, on: str | None = None, **details: object) -> None:
        """Do *action*, see ``Desktop.perform``."""
        self._journal.action(self.agent, action, performed(self.agent, action, on or "", details))
        try:
            self.made.perform(action, on, **details)
        except CallbookError as error:
            self._journal.refusal(self.agent, action, str(error))
            raise
        finally:
            self._seat.clock.settle()

    def actions(self, on: str | None = None) -> frozenset[Action]:
        """Return what is offered now, see ``Desktop.actions``."""
        return self.made.actions(on)

    def shown(self) -> Screen:
        """Return everything that the agent sees."""
        return self.made.shown()

    def recorded(self) -> Screen:
        """Return the same for the recording."""
        return self.made.recorded() if isinstance(self.made, PartlyTold) else self.made.shown()

    def check_noted(self) -> None:
        """Make sure that what the agent is shown besides the screen can be looked at here.

        Raises:
            NotExpressible: when the interface to the desktop does not tell it.
        """
        if isinstance(self.made, PartlyTold):
            self.made.check_noted()
