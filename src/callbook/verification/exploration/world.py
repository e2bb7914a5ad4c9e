"""A small world to which anything can happen: some agents, some contacts who want a callback, and what may fail.

What can happen next is named by the sentence of a scenario that lets it happen, in the kit's own steps. So a path is a
list of sentences: it is played again from its beginning, written down as JSON, and printed as a scenario. Where a
message gets lost, two of them stand in one event, see `losses`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from callbook.core import CallbookError, copied
from callbook.lab import Lab, NotSubmitted, Watcher, small_center, wrong_at_rest
from callbook.verification.everywhere.space import space_of
from callbook.verification.exploration.losses import lose
from callbook.verification.exploration.possible import possible
from callbook.workspace import Refused, mutant_named
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from typing import Self

    from callbook.workspace import Shown
    from callbook_mocks.contacts import Contact

AGENTS: Final = ("Anna", "Ben", "Clara")
CONTACTS: Final = ("Maria", "Ella", "Jonas")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is there before anything happens.

    Attributes:
        agents: how many, 1 to 3.
        callbacks: how many contacts want one, 1 to 3.
        configuration: what is not as usual.
        faults: whether servers go down, and connections to Interaction Server are lost.
        losses: how many messages get lost at most.
        exact_times: whether states are told apart by how long timers have to run, and not by their order alone.
        sabotage: the mutant by whose tables desktops live; empty for the sound ones.
    """

    agents: int = 1
    callbacks: int = 1
    configuration: tuple[tuple[str, str], ...] = ()
    faults: bool = False
    losses: int = 0
    exact_times: bool = False
    sabotage: str = ""


class World:
    """One world, in which things happen one after another.

    Args:
        setting: what is there.
        recorded: whether the journal also says what desktops show.

    Attributes:
        happened: the sentences of what has happened.
        lost: how many messages were lost.
        callbacks: the InteractionIds, by the contact's name.
        contacts: by their names.
    """

    def __init__(self, setting: Setting, *, recorded: bool = False) -> None:
        mutant = mutant_named(setting.sabotage or None)
        center = space_of(small_center()).center_with(dict(setting.configuration))
        self.lab = Lab(mutant.configuration(center), rules=mutant.rules, recorded=recorded)
        self.setting = setting
        self.agents = AGENTS[: setting.agents]
        self.happened: list[str] = []
        self.lost = 0
        self.callbacks: dict[str, str] = {}
        self.contacts: dict[str, Contact] = {
            name: self.lab.contact(name, behaviour=behaves("does not answer")) for name in CONTACTS[: setting.callbacks]
        }
        self._by_number = {each.person.phone_number: name for name, each in self.contacts.items()}
        self._watcher = Watcher(self.lab)
        for name in self.agents:
            self.lab.agent(name)

    def __deepcopy__(self, memo: dict[int, object]) -> Self:
        """Return a world that goes on from here by itself."""
        return copied(self, memo)

    def happens(self, event: str) -> bool:
        """Let something happen that can; return whether it could.

        Args:
            event: the sentence of what happens, in a line of its own below what is lost meanwhile.

        Raises:
            CallbookError: when something is true then that must never be.
        """
        *lost, sentence = event.splitlines()
        found = next((act for words, act in possible(self) if words == sentence), None)
        if found is None:
            return False
        self.happened.append(event)
        self.lost += len(lost)
        for step in lost:
            lose(self.lab, step)
        try:
            found()
        except (Refused, NotSubmitted):  # a clear refusal is as good as an outcome
            return True
        self._check()
        return True

    def contact_of(self, shown: Shown) -> str:
        """Return the name of the contact whom a window is about; empty for nobody whom the world knows."""
        by_callback = {callback: name for name, callback in self.callbacks.items()}
        return by_callback.get(shown.id) or self._by_number.get(shown.phone_number, "")

    def schedule(self, name: str) -> None:
        """Let a contact ask for a callback."""
        self.callbacks[name] = self.lab.schedule(self.contacts[name])

    def _check(self) -> None:
        self.lab.check()
        for text in wrong_at_rest(self.lab, after_faults=self.setting.faults or self.lost > 0):
            raise Disagrees(text)


class Disagrees(CallbookError):  # noqa: N818 - names what was found
    """Desktops and servers see something differently, or an agent has no way on."""
