"""Faults that strike the next message of a name: one that never comes makes its scenario fail at its end."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from _pytest.outcomes import Failed

from callbook.core import Fault, MessageSent, Mishap
from callbook.lab import INTERACTION_SERVER

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from callbook.lab import Lab

    AtEnd = Callable[[Callable[[], None]], None]

_NOTHING: dict[Mishap, str] = {
    Mishap.DROPPED: "nothing was lost",
    Mishap.DELAYED: "nothing was late",
    Mishap.REPEATED: "nothing came twice",
    Mishap.OVERTAKEN: "nothing was overtaken",
    Mishap.REFUSED: "nothing was answered with the error",
    Mishap.RESET: "nothing reset the connection",
    Mishap.HALF_CLOSED: "nothing half-closed the connection",
    Mishap.GARBLED: "nothing arrived as garbage",
}
"""What is said of a fault that has struck nothing."""


class NeverStruck(Failed, AssertionError):  # noqa: N818 - named for what happened
    """A fault of the next message has struck none; it is told without frames, since no code of the step is at fault.

    Attributes:
        expected, got: both sides, for the account of the failure.
    """

    __module__ = "builtins"  # pytest's short summary shows where an exception comes from, except for builtins

    def __init__(self, got: str) -> None:
        super().__init__(got, pytrace=False)
        self.expected = "the fault of this step to strike"
        self.got = got


class NextFaults:
    """The faults of next messages in one scenario.

    Args:
        lab: whose wires they disturb.
        at_end: takes what is to be checked when the last step has passed.
    """

    def __init__(self, lab: Lab, at_end: AtEnd) -> None:
        self._lab = lab
        self._at_end = at_end

    def add(self, way: str, agent: str, fault: Fault) -> None:
        """Let a fault strike the next message that an agent sends (``from``) or is sent (``to``).

        One of what answers a request (`Fault.answers`) strikes what the agent is sent.
        """
        since = self._lab.journal.last
        faults = disturb(self._lab, way, agent, fault)
        self._at_end(partial(self._check, since, faults, way, agent))

    def _check(self, since: int, faults: Sequence[Fault], way: str, agent: str) -> None:
        if any(each.struck for each in faults):
            return
        fault = faults[0]
        if fault.answers:
            way, message = "from", fault.answers
            otherwise = "and either no answer came or something else happened to it"
        else:
            message, otherwise = fault.message, "to which something else happened before"
        verb = "sent" if way == "from" else "was sent"
        sent = [each for each in messages_of(self._lab, way, agent, since) if each == message]
        what = f"{_NOTHING[fault.mishap]}: {agent} {verb}"
        if not sent:
            raise NeverStruck(f"{what} no {message} after this step")
        number = "one" if len(sent) == 1 else str(len(sent))
        raise NeverStruck(f"{what} {number} {message} after this step, {otherwise}")


def disturb(lab: Lab, way: str, agent: str, fault: Fault) -> list[Fault]:
    """Let a fault strike what an agent sends (``from``) or is sent (``to``), on both wires.

    Returns:
        The faults as they are in force, which count how often they strike.

    Raises:
        Unknown: nobody of that name works here.
    """
    lab.agent_id(agent)
    # T-Library's names and Open Media's meet in a few messages; a fault that never strikes on one wire does no harm.
    servers = (INTERACTION_SERVER, lab.switch)
    numbers = [lab.disturb(agent, server, agent if way == "from" else server, replace(fault)) for server in servers]
    return [each.fault for each in lab.faults if each.number in numbers]


def messages_of(lab: Lab, way: str, agent: str, since: int = 0) -> list[str]:
    """Return the names of the messages that an agent has sent, or was sent, after the entry number *since*."""
    sent = (each for each in lab.journal.entries if isinstance(each, MessageSent) and each.number > since)
    return [each.name for each in sent if agent == (each.sender if way == "from" else each.receiver)]
