"""A small world to which anything can happen: some agents, some contacts who want a callback, and what may fail.

What can happen next is named by the sentence of a scenario that lets it happen, in the kit's own steps. So a path is a
list of sentences: it is played again from its beginning, written down as JSON, and printed as a scenario.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from callbook.core import CallbookError
from callbook.lab import INTERACTION_SERVER, Lab, NotSubmitted, Watcher, small_center, wrong_at_rest
from callbook.verification.everywhere.space import space_of
from callbook.workspace import Action, CallPhase, Refused, mutant_named
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from callbook.workspace import Shown, Workspace
    from callbook_mocks.contacts import Contact

AGENTS: Final = ("Anna", "Ben", "Clara")
CONTACTS: Final = ("Maria", "Ella", "Jonas")
_SECOND: Final = 1_000
_RINGING: Final = frozenset({CallPhase.REACHED})
_TALKING: Final = frozenset({CallPhase.TALKING, CallPhase.HELD})

_ON_DESKTOP: Final = {
    Action.LOG_IN: "logs in",
    Action.LOG_OUT: "logs out",
    Action.GO_READY: "goes Ready",
    Action.GO_NOT_READY: "goes Not Ready",
    Action.ACTIVATE: "logs on to the channel",
    Action.UNACTIVATE: "logs off the channel",
}
_ON_WINDOW: Final = {
    Action.ACCEPT: "accepts the callback of {}",
    Action.DECLINE: "declines the callback of {}",
    Action.DIAL: "dials {}",
    Action.ANSWER: "answers the call with {}",
    Action.RELEASE: "releases the call with {}",
    Action.HOLD: "holds the call with {}",
    Action.RETRIEVE: "retrieves the call with {}",
    Action.SET_DISPOSITION: 'sets the disposition "Resolved" for {}',
    Action.RESCHEDULE: 'reschedules the callback of {} to "in 2 hours"',
    Action.CANCEL_RESCHEDULE: "takes back the reschedule for {}",
    Action.MARK_DONE: "marks the callback of {} done",
}
_LATER: Final = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class Setting:
    """What is there before anything happens.

    Attributes:
        agents: how many, 1 to 3.
        callbacks: how many contacts want one, 1 to 3.
        configuration: what is not as usual.
        faults: whether servers go down and wires are cut.
        sabotage: the mutant by whose tables desktops live; empty for the sound ones.
    """

    agents: int = 1
    callbacks: int = 1
    configuration: tuple[tuple[str, str], ...] = ()
    faults: bool = False
    sabotage: str = ""


class World:
    """One world, in which things happen one after another.

    Args:
        setting: what is there.
        recorded: whether the journal also says what desktops show.

    Attributes:
        happened: the sentences of what has happened.
        callbacks: the InteractionIds, by the contact's name.
    """

    def __init__(self, setting: Setting, *, recorded: bool = False) -> None:
        mutant = mutant_named(setting.sabotage or None)
        center = space_of(small_center()).center_with(dict(setting.configuration))
        self.lab = Lab(mutant.configuration(center), rules=mutant.rules, recorded=recorded)
        self.setting = setting
        self.agents = AGENTS[: setting.agents]
        self.happened: list[str] = []
        self.callbacks: dict[str, str] = {}
        self._contacts: dict[str, Contact] = {
            name: self.lab.contact(name, behaviour=behaves("does not answer")) for name in CONTACTS[: setting.callbacks]
        }
        self._by_number = {each.person.phone_number: name for name, each in self._contacts.items()}
        self._watcher = Watcher(self.lab)
        for name in self.agents:
            self.lab.agent(name)

    def happens(self, sentence: str) -> bool:
        """Let something happen that can; return whether it could.

        Raises:
            CallbookError: when something is true then that must never be.
        """
        found = dict(self.possible()).get(sentence)
        if found is None:
            return False
        self.happened.append(sentence)
        try:
            found()
        except (Refused, NotSubmitted):  # a clear refusal is as good as an outcome
            return True
        self._check()
        return True

    def possible(self) -> Iterator[tuple[str, Callable[[], object]]]:
        """Yield what can happen now: the sentence, and what lets it happen."""
        for name in self.agents:
            yield from self._of_agent(self.lab.agent(name))
        for name in self._contacts:
            yield from self._of_contact(name)
        if self.setting.faults:
            yield from self._of_faults()
        deadline = self.lab.clock.next_deadline
        if deadline is not None:
            seconds = -(-(deadline - self.lab.clock.instant) // _SECOND) or 1
            words = "1 second passes" if seconds == 1 else f"{seconds} seconds pass"
            yield words, partial(self.lab.advance, seconds * _SECOND)

    def contact_of(self, shown: Shown) -> str:
        """Return the name of the contact whom a window is about; empty for nobody whom the world knows."""
        by_callback = {callback: name for name, callback in self.callbacks.items()}
        return by_callback.get(shown.id) or self._by_number.get(shown.phone_number, "")

    def _of_agent(self, desk: Workspace) -> Iterator[tuple[str, Callable[[], object]]]:
        for action in sorted(desk.actions() & _ON_DESKTOP.keys()):
            yield f"{desk.agent} {_ON_DESKTOP[action]}", partial(desk.perform, action)
        for shown in desk.shown().interactions:
            contact = self.contact_of(shown)
            for action in sorted(desk.actions(shown.id) & _ON_WINDOW.keys()) if contact else ():
                words = f"{desk.agent} {_ON_WINDOW[action].format(contact)}"
                yield words, partial(desk.perform, action, shown.id, **self._details(action))

    def _details(self, action: Action) -> dict[str, object]:
        if action is Action.RESCHEDULE:
            return {"moment": self.lab.clock.now() + _LATER}
        return {"code": "Resolved"} if action is Action.SET_DISPOSITION else {}

    def _of_contact(self, name: str) -> Iterator[tuple[str, Callable[[], object]]]:
        if name not in self.callbacks:
            yield f"{name} schedules a callback", partial(self._schedule, name)
        number = self._contacts[name].person.phone_number
        windows = (shown for desk in self.lab.desks for shown in desk.shown().interactions)
        phases = {shown.call for shown in windows if self.contact_of(shown) == name}
        if phases & _RINGING:
            yield f"{name} picks up", partial(self.lab.pick_up, number)
            yield f"{name} rejects the call", partial(self.lab.reject, number)
        if phases & _TALKING:
            yield f"{name} hangs up", partial(self.lab.hang_up, number)

    def _of_faults(self) -> Iterator[tuple[str, Callable[[], object]]]:
        lab = self.lab
        if lab.outages.runs(INTERACTION_SERVER):
            yield "Interaction Server goes down", lab.stop_interaction_server
        else:
            yield "Interaction Server comes back", lab.start_interaction_server
        if lab.outages.runs(lab.switch):
            yield "the voice switch goes down", lab.stop_voice_switch
        else:
            yield "the voice switch comes back", lab.start_voice_switch

    def _schedule(self, name: str) -> None:
        self.callbacks[name] = self.lab.schedule(self._contacts[name])

    def _check(self) -> None:
        self.lab.check()
        for text in wrong_at_rest(self.lab, after_faults=self.setting.faults):
            raise Disagrees(text)


class Disagrees(CallbookError):  # noqa: N818 - names what was found
    """Desktops and servers see something differently, or an agent has no way on."""
