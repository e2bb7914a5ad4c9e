"""All offices that use this desktop, and what is asked of their desks (no HTTP here)."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from sample_desktop.desk import BUTTONS, Desk
from sample_desktop.environment import Environment
from sample_desktop.hindrance import Hindered
from sample_desktop.screen import screen_of
from sample_desktop.station import INTERACTIONS, VOICE, Office

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from sample_desktop.faults import KnownFault
    from sample_desktop.plain import Json


class NotHere(Exception):  # noqa: N818 - named for what is the case
    """There is no such office, desk, button, tab or wire."""


class Refused(Exception):  # noqa: N818 - named for what happened
    """A click was refused.

    Attributes:
        explanation: what was refused, how things stood, and what stands in the way.
    """

    def __init__(self, explanation: Json) -> None:
        self.explanation = explanation
        super().__init__(str(explanation))


class Offices:
    """The offices, each with the desks of its agents.

    Args:
        faults: which known faults the desktop has.
    """

    def __init__(self, faults: AbstractSet[KnownFault] = frozenset()) -> None:
        self._faults = faults
        self._offices: dict[str, tuple[Office, dict[str, Desk]]] = {}
        self._numbers = count(1)

    def open(self, export: Json) -> Json:
        """Open an office with this environment; give its number."""
        number = str(next(self._numbers))
        self._offices[number] = (Office(Environment(export, self._faults)), {})
        return {"office": number}

    def configure(self, number: str, export: Json) -> Json:
        """Take over another environment; it takes effect as each option says (C4)."""
        self._office(number)[0].environment = Environment(export, self._faults)
        return {}

    def close(self, number: str) -> Json:
        """Close an office and forget its desks."""
        self._office(number)
        del self._offices[number]
        return {}

    def sit_down(self, number: str, agent_id: str) -> Json:
        """Put a desk up for an agent; a desk that stood there before is taken away."""
        office, desks = self._office(number)
        try:
            desks[agent_id] = Desk(office, agent_id)
        except KeyError:
            raise NotHere(f"office {number} has no agent {agent_id!r}") from None
        return {"screen": screen_of(desks[agent_id])}

    def look(self, number: str, agent_id: str) -> Json:
        """Give what an agent sees; nothing happens."""
        return {"screen": screen_of(self._desk(number, agent_id))}

    def wire(self, number: str, agent_id: str, told: Json) -> Json:
        """Something happens on one of the two wires of a desk."""
        desk = self._desk(number, agent_id)
        return _after(desk, told["now"], lambda: _on_wire(desk, told))

    def wake(self, number: str, agent_id: str, told: Json) -> Json:
        """It is so late now; a desk does what is due."""
        desk = self._desk(number, agent_id)
        return _after(desk, told["now"], lambda: desk.station.alarms.ring(told["now"]))

    def click(self, number: str, agent_id: str, told: Json) -> Json:
        """An agent clicks a button.

        Raises:
            Refused: when it can't be clicked now; nothing has changed.
            NotHere: when there is no such button or tab.
        """
        desk = self._desk(number, agent_id)
        return _after(desk, told["now"], lambda: _clicked(desk, told))

    def screens(self) -> list[tuple[str, list[Json]]]:
        """Give every office with what its agents see."""
        return [(number, [screen_of(desk) for desk in desks.values()]) for number, (_, desks) in self._offices.items()]

    def _office(self, number: str) -> tuple[Office, dict[str, Desk]]:
        if number not in self._offices:
            raise NotHere(f"there is no office {number!r}")
        return self._offices[number]

    def _desk(self, number: str, agent_id: str) -> Desk:
        desks = self._office(number)[1]
        if agent_id not in desks:
            raise NotHere(f"in office {number} nobody sits at the desk of {agent_id!r}")
        return desks[agent_id]


def _after(desk: Desk, now: int, act: Callable[[], None]) -> Json:
    station = desk.station
    station.now = now
    act()
    outgoing, station.outgoing = station.outgoing, []
    told, station.told = station.told, []
    return {"send": outgoing, "tell": told, "wake_at": station.alarms.next_due, "screen": screen_of(desk)}


def _on_wire(desk: Desk, told: Json) -> None:
    match told["wire"], told["event"]:
        case (wire, "up") if wire == INTERACTIONS:
            desk.interactions_up()
        case (wire, "down") if wire == INTERACTIONS:
            desk.interactions_down()
        case (wire, "message") if wire == INTERACTIONS:
            desk.interactions_say(told["message"])
        case (wire, "up") if wire == VOICE:
            desk.telephone.wire_up()
        case (wire, "down") if wire == VOICE:
            desk.telephone.wire_down()
        case (wire, "message") if wire == VOICE:
            desk.telephone.receive(told["message"])
        case other:
            raise NotHere(f"nothing happens on a wire as {other}")


def _clicked(desk: Desk, told: Json) -> None:
    button, key = told["button"], told.get("tab")
    try:
        desk.click(button, key, told.get("fields", {}))
    except Hindered as hindered:
        raise Refused(_explained(desk, button, key, hindered.hindrance)) from None
    except KeyError as error:
        raise NotHere(f"{desk.station.agent['name']} has no button or tab {error}") from None


def _explained(desk: Desk, button: str, key: str | None, hindrance: Json) -> Json:
    tab = desk.tabs.at(key)
    where: Json | None = None
    if tab.key and BUTTONS[button].in_tab:
        where = {"key": tab.key, "stage": tab.stage, "line": tab.lines.main.line, "callback": tab.job is not None}
    return {**hindrance, "button": button, "tab": where, "channel": desk.channel.light}
