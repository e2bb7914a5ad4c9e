"""What a Workspace API stands on: the agents' seats of one contact centre, and how something is done at them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from callbook.lab import ChangeData, Perform, PutVoice

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration import Configuration
    from callbook.lab import Lab, Seat
    from callbook.messages import KVList
    from callbook.workspace import Action, Workspace


class Seats(Protocol):
    """The agents' seats."""

    @property
    def configuration(self) -> Configuration:
        """The contact centre's configuration."""
        ...

    def desk(self, agent_id: str) -> Workspace:
        """Return the desktop of an agent, which is switched on if it was not."""
        ...

    def perform(self, agent_id: str, action: Action, on: str = "", **given: object) -> None:
        """Let the agent do something.

        Raises:
            CallbookError: when it is refused; nothing has changed.
        """
        ...

    def put_voice(self, agent_id: str, *, ready: bool, reason: str = "", after_call: bool = False) -> None:
        """Let the agent go Ready or Not Ready for voice calls.

        Raises:
            CallbookError: when it is refused; nothing has changed.
        """
        ...

    def change_data(self, agent_id: str, of: str, added: KVList, changed: KVList, deleted: tuple[str, ...]) -> None:
        """Let the agent change the attached data of a callback or a call.

        Raises:
            CallbookError: when it is refused; nothing has changed.
        """
        ...

    def when_settled(self, look: Callable[[], None]) -> None:
        """Call *look* whenever all is at rest."""
        ...


class SeatsOfRun:
    """The seats of a run on a server: what is done at them is an act of the run, so a recording plays it again.

    Args:
        lab: the run's contact centre.
    """

    def __init__(self, lab: Lab) -> None:
        self._lab = lab

    @property
    def configuration(self) -> Configuration:
        """The run's configuration."""
        return self._lab.configuration

    def desk(self, agent_id: str) -> Workspace:
        """Return the desktop of an agent, see ``Seats.desk``."""
        return self._lab.agent(agent_id)

    def perform(self, agent_id: str, action: Action, on: str = "", **given: object) -> None:
        """Let the agent do something, see ``Seats.perform``."""
        plain = {name: each.isoformat() if isinstance(each, datetime) else each for name, each in given.items()}
        self._lab.do(Perform(agent_id, action, on, plain))

    def put_voice(self, agent_id: str, *, ready: bool, reason: str = "", after_call: bool = False) -> None:
        """Let the agent go Ready or Not Ready for voice calls, see ``Seats.put_voice``."""
        self._lab.do(PutVoice(agent_id, ready, reason, after_call))

    def change_data(self, agent_id: str, of: str, added: KVList, changed: KVList, deleted: tuple[str, ...]) -> None:
        """Let the agent change attached data, see ``Seats.change_data``."""
        self._lab.do(ChangeData(agent_id, of, added, changed, deleted))

    def when_settled(self, look: Callable[[], None]) -> None:
        """Call *look* whenever the run is at rest."""
        self._lab.journal.when_settled(look)


class OneSeat:
    """A seat in a lab whose desktop is reached through the API only: what is done at it, the lab writes down itself.

    Args:
        seat: the seat.
        desk: the desktop that stands there.
    """

    def __init__(self, seat: Seat, desk: Workspace) -> None:
        self._seat = seat
        self._desk = desk

    @property
    def configuration(self) -> Configuration:
        """The lab's configuration."""
        return self._seat.configuration

    def desk(self, agent_id: str) -> Workspace:  # noqa: ARG002 - there is one
        """Return the desktop at the seat."""
        return self._desk

    def perform(self, agent_id: str, action: Action, on: str = "", **given: object) -> None:  # noqa: ARG002 - one seat
        """Let the agent do something, see ``Seats.perform``."""
        self._desk.carry_out(action, on or None, **given)
        self._seat.clock.settle()

    def put_voice(self, agent_id: str, *, ready: bool, reason: str = "", after_call: bool = False) -> None:  # noqa: ARG002 - one seat
        """Let the agent go Ready or Not Ready for voice calls, see ``Seats.put_voice``."""
        voice = self._desk.voice.state
        if ready:
            voice.go_ready()
        else:
            voice.go_not_ready(reason, after_call=after_call)
        self._seat.clock.settle()

    def change_data(self, agent_id: str, of: str, added: KVList, changed: KVList, deleted: tuple[str, ...]) -> None:  # noqa: ARG002 - one seat
        """Let the agent change attached data, see ``Seats.change_data``."""
        self._desk.data.change(of, added, changed, deleted)
        self._seat.clock.settle()

    def when_settled(self, look: Callable[[], None]) -> None:
        """Call *look* whenever the lab is at rest."""
        self._seat.when_settled(look)
