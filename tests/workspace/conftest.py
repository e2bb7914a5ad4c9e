"""An office: a lab in which Anna works, brought as far as a test needs it."""
# pyright: reportPrivateUsage=false

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from callbook.configuration import Configuration, Level
from callbook.core.assumptions import Assumptions
from callbook.core.journal_entries import Noted
from callbook.lab import Lab, small_center
from callbook.workspace import RULES, Action, CallPhase, Refused
from callbook_mocks.contacts import behaves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callbook.workspace import Rules
    from callbook.workspace.callback import Callback
    from callbook.workspace.workspace import Workspace
    from callbook_mocks.contacts import BehaviourKind

NO_OPTIONS: Mapping[str, str] = {}


class Office:
    """The small contact centre with Anna at her desk.

    Args:
        assumptions: what no page of the product says.
        options: set for everybody.
        without: privileges that Anna does not have.
        rules: the tables that the desktops live by.
    """

    def __init__(
        self,
        assumptions: Assumptions | None = None,
        *,
        options: Mapping[str, str] = NO_OPTIONS,
        without: tuple[str, ...] = (),
        rules: Rules = RULES,
    ) -> None:
        configuration = Configuration(small_center())
        for option, value in options.items():
            configuration.set_option(Level.APPLICATION, "Workspace", option, value)
        for privilege in without:
            configuration.withhold_privilege("anna", privilege)
        self.lab = Lab(configuration, assumptions=assumptions or Assumptions(), rules=rules)
        self.anna = self.lab.agent("Anna")

    @property
    def callback(self) -> Callback:
        """The newest callback at Anna's desk."""
        return self.anna.callbacks[-1]

    def offered(self, kind: BehaviourKind = "answers") -> Workspace:
        """Let Maria, who does *kind* when called, schedule a callback that Anna is offered."""
        if not self.anna.channel.logged_in:
            self.anna.perform(Action.LOG_IN)
        self.lab.schedule(self.lab.contact("Maria", behaviour=behaves(kind)))
        return self.anna

    def in_hand(self, kind: BehaviourKind = "answers") -> Workspace:
        """Let Anna accept it."""
        self.offered(kind).perform(Action.ACCEPT)
        return self.anna

    def talking(self) -> Workspace:
        """Let Anna call and Maria answer."""
        self.in_hand().perform(Action.DIAL)
        while self.callback.phase is not CallPhase.TALKING:
            assert self.lab.clock.jump()
        return self.anna

    def told(self, topic: str) -> list[str]:
        """Give what Anna was told about something."""
        return [
            entry.text
            for entry in self.lab.journal
            if isinstance(entry, Noted) and (entry.actor, entry.topic) == ("Anna", topic)
        ]

    def refusal(self, action: Action, **details: object) -> str:
        """Let Anna try something that is refused; give the text, which is the journal's too."""
        seen = self.anna.shown()
        with pytest.raises(Refused) as refused:
            self.anna.perform(action, None, **details)
        assert seen == self.anna.shown()
        assert str(refused.value) == str(refused.value.refusal)
        return str(refused.value)


@pytest.fixture(scope="session")
def offices() -> type[Office]:
    """Give the class, for offices of all kinds."""
    return Office


@pytest.fixture
def office(offices: type[Office]) -> Iterator[Office]:
    """Give an office where everything is at its default, and check it afterwards."""
    built = offices()
    yield built
    built.lab.check()
    assert () == built.lab.close()
