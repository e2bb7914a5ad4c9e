"""A contact centre in which Anna has accepted a callback to Maria, and Ben is there where he takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import msgspec

from callbook.core import MessageSent
from callbook.lab import Configure
from callbook.workspace import Action

if TYPE_CHECKING:
    from tests.telephones.stories import Outcome

    from callbook.lab import Lab

_WITH_TARGET: Final = frozenset({Action.ONE_STEP_TRANSFER, Action.START_TRANSFER})


class Center:
    """The desks, and what they hear.

    Attributes:
        numbers: of the telephone of each.
        target: the number to which Anna hands calls on.
    """

    target: Final = "1002"

    def __init__(self, lab: Lab, outcome: Outcome) -> None:
        self._lab = lab
        self._heard = dict[str, int]()
        lab.do(Configure({"application": {"webcallback.park-queue": "parked"}}))
        maria = lab.contact("Maria", behaviour=outcome.behaviour)
        self._desks = {"Anna": lab.log_in("Anna")}
        lab.schedule(maria)
        self._desks["Anna"].perform(Action.ACCEPT)
        if "Ben" in outcome.telephones:
            self._desks["Ben"] = lab.log_in("Ben")
        self.numbers: Final = {"Anna": "1001", "Ben": self.target, "Maria": maria.person.phone_number}

    def dial(self) -> None:
        """Let Anna dial."""
        self._desks["Anna"].perform(Action.DIAL)

    def does_at_the_desk(self, step: str) -> bool:
        """Do it, if it is something that is done at a desk; return whether it is."""
        agent, _, name = step.partition(" ")
        if not name.isupper():
            return False
        action = Action[name]
        self._desks[agent].perform(action, **({"target": self.target} if action in _WITH_TARGET else {}))
        return True

    def has_heard(self, step: str) -> bool:
        """Return whether a desk has heard that event since the last one that was waited for there."""
        agent, _, event = step.partition(" ")
        lines = self.messages().get(agent, [])
        wanted = f"{self._lab.switch}: {event}"
        for number in range(self._heard.get(agent, 0), len(lines)):
            if lines[number].partition(" {")[0] == wanted:
                self._heard[agent] = number + 1
                return True
        return False

    def messages(self) -> dict[str, list[str]]:
        """Return what has gone over each agent's connection to the switch, in order, with all that it says."""
        found = dict[str, list[str]]()
        for entry in self._lab.journal.entries:
            if isinstance(entry, MessageSent) and self._lab.switch in {entry.sender, entry.receiver}:
                agent = entry.receiver if entry.sender == self._lab.switch else entry.sender
                found.setdefault(agent, []).append(f"{entry.sender}: {entry.name} {msgspec.to_builtins(entry.message)}")
        return found
