"""The desktops of a lab: Callbook's own model, or third-party ones; each is switched on when first asked for."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Protocol

from callbook.configuration import agent_called
from callbook.core import BadInput
from callbook.lab.outside.desktops import SwitchOn
from callbook.lab.seats import Seat, SeatedDesktop
from callbook.lab.servers import INTERACTION_SERVER
from callbook.workspace import Action, Desktop, Screen, Workspace

if TYPE_CHECKING:
    from callbook.configuration import Configuration
    from callbook.core import Assumptions, Clock, Journal, Party, Wire
    from callbook.lab.outages import Outages
    from callbook.lab.outside.act import Act
    from callbook.lab.seats import DesktopMaker
    from callbook.lab.state_recorder import StateRecorder
    from callbook.lab.wires import Wires
    from callbook.workspace import Rules, Witness


class AnyDesk(Desktop, Protocol):
    """A desktop of whatever make, as the lab knows it."""

    @property
    def agent(self) -> str:
        """The agent's name."""
        ...

    @property
    def agent_id(self) -> str:
        """The agent's id."""
        ...

    def recorded(self) -> Screen:
        """Return everything that the agent sees, for the recording: nobody has looked."""
        ...


class Desks:
    """The part of a lab at which agents sit."""

    clock: Clock
    journal: Journal
    configuration: Configuration
    assumptions: Assumptions
    wires: Wires
    outages: Outages
    switch: str
    _rules: Rules
    _witness: Witness | None
    _recorder: StateRecorder | None
    _make: DesktopMaker | None

    def __init__(self) -> None:
        self._desks: dict[str, AnyDesk] = {}

    @abstractmethod
    def do(self, act: Act) -> Any:  # noqa: ANN401 - each act has a result of its own
        """Do an act."""

    def agent(self, name: str) -> Workspace:
        """Return the desktop of the agent with this name or id, as Callbook's own model of it.

        Raises:
            Unknown: when nobody of that name works here.
            BadInput: when this lab's desktops are third-party ones.
        """
        desk = self.desktop(name)
        if isinstance(desk, Workspace):
            return desk
        raise BadInput("desktop", type(desk).__name__, where="lab", accepted="Callbook's own; `lab.desktop` gives any")

    def desktop(self, name: str) -> AnyDesk:
        """Return the desktop of the agent with this name or id, of whatever make it is.

        Raises:
            Unknown: when nobody of that name works here.
        """
        agent_id = self.agent_id(name)
        if agent_id not in self._desks:
            self.do(SwitchOn(agent_id))
        return self._desks[agent_id]

    @property
    def desks(self) -> tuple[Workspace, ...]:
        """The desktops of Callbook's own make that are switched on."""
        return tuple(desk for desk in self._desks.values() if isinstance(desk, Workspace))

    @property
    def desktops(self) -> tuple[AnyDesk, ...]:
        """Every desktop that is switched on, of whatever make."""
        return tuple(self._desks.values())

    def log_in(self, name: str) -> Workspace:
        """Log the agent in; the channel is Ready or not as O1 and O2 say."""
        desk = self.agent(name)
        desk.perform(Action.LOG_IN)
        return desk

    def agent_id(self, name: str) -> str:
        """Return the id of the agent with this name or id.

        Raises:
            Unknown: when nobody of that name works here.
        """
        return agent_called(self.configuration.contact_center, name).id

    def switch_on(self, agent_id: str) -> None:
        """Put a desktop before the agent with this id, and connect it; one that is switched on stays as it is."""
        if agent_id in self._desks:
            return
        name = self.configuration.agent(agent_id).name
        wires = self.wires.wire(name, INTERACTION_SERVER), self.wires.wire(name, self.switch)
        make = self._make
        self._desks[agent_id] = self._own(agent_id, *wires) if make is None else self._others(make, agent_id, *wires)
        self.clock.settle()

    def _own(self, agent_id: str, to_server: Wire, to_switch: Wire) -> Workspace:
        desk = Workspace(
            agent_id,
            self.configuration,
            self.clock,
            self.journal,
            to_server,
            to_switch,
            self.assumptions,
            self._rules,
            self._witness,
        )
        self._watch(desk)
        self._join(to_server, desk.link)
        self._join(to_switch, desk.voice.link)
        return desk

    def _others(self, make: DesktopMaker, agent_id: str, to_server: Wire, to_switch: Wire) -> SeatedDesktop:
        agent = self.configuration.agent(agent_id)
        base = self.configuration, self.clock, self.assumptions, self._rules, self.journal
        seat = Seat(agent, *base, to_server, to_switch)
        desk = SeatedDesktop(seat, self.journal, make)
        self._watch(desk)
        self._join(to_server, desk.made.interaction_server)
        self._join(to_switch, desk.made.voice_switch)
        return desk

    def _join(self, wire: Wire, end: Party) -> None:
        self.wires.connect(wire, end, up=self.outages.runs(wire.server))

    def _watch(self, desk: AnyDesk) -> None:
        if self._recorder is not None:
            self._recorder.joined_by(desk)
