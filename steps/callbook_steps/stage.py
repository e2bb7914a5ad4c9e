"""What scenarios play on: the lab, and who and what they have spoken of so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
import pytest

from callbook.core import Assumptions, read_assumptions
from callbook_steps.wrong_names import NoCallback, NothingTried, NotSpokenOf, NotTheirs, OtherKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from callbook.configuration import AttachedKeys, ContactCenter, Reads
    from callbook.lab import DesktopMaker, Door, Lab
    from callbook.workspace import Desktop, Screen, Shown
    from callbook_mocks.contacts import Contact

LEFT_BEHIND = "nothing left behind"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was tried, and how it ended.

    Attributes:
        before: what every agent saw before it.
        refusal: what was told; empty if it was not refused.
        reasons: of the website, by field.
        answered: what a SOAP request was answered, by its keys; None if it was no such request.
    """

    before: tuple[Screen, ...]
    refusal: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict[str, str])
    answered: Mapping[str, str] | None = None


@dataclass(slots=True)
class Stage:
    """What a scenario has spoken of.

    Attributes:
        lab: the contact centre.
        contacts: by name.
        callbacks: the InteractionId of each contact's last callback, by the contact's name.
        attempt: the last attempt; None before the first.
    """

    lab: Lab
    contacts: dict[str, Contact] = field(default_factory=dict[str, "Contact"])
    callbacks: dict[str, str] = field(default_factory=dict[str, str])
    attempt: Attempt | None = None

    def desk(self, agent: str) -> Desktop:
        """Return the desktop of an agent: whatever is behind it, scenarios see no more than this."""
        return self.lab.desktop(agent)

    def check_noted(self, agent: str) -> None:
        """Make sure that what an agent is shown besides the screen can be looked at.

        Raises:
            NotExpressible: when the interface to the agent's desktop does not tell it.
        """
        from callbook.lab import SeatedDesktop

        desk = self.lab.desktop(agent)
        if isinstance(desk, SeatedDesktop):
            desk.check_noted()

    def contact(self, name: str) -> Contact:
        """Return the contact of this name, who comes into being when first spoken of."""
        if name not in self.contacts:
            self.contacts[name] = self.lab.contact(name)
        return self.contacts[name]

    def known_contact(self, name: str) -> Contact:
        """Return the contact of this name.

        Raises:
            NotSpokenOf: nobody called so has been spoken of before.
            OtherKind: an agent is called so.
        """
        if name in self.contacts:
            return self.contacts[name]
        if any(name == agent.name for agent in self.lab.configuration.agents):
            raise OtherKind("contact", name, self.contacts)
        raise NotSpokenOf(name, self.contacts)

    @property
    def callback(self) -> str:
        """The InteractionId of the callback last spoken of.

        Raises:
            NoCallback: nobody has one yet.
        """
        if not self.callbacks:
            raise NoCallback
        return next(reversed(self.callbacks.values()))

    def callback_of(self, name: str) -> str:
        """Return the InteractionId of the last callback of a contact, or of the system that has handed it in.

        Raises:
            NotTheirs: others have one.
            NoCallback: nobody has.
        """
        if name in self.callbacks:
            return self.callbacks[name]
        if self.callbacks:
            raise NotTheirs(name, self.callbacks)
        raise NoCallback(name)

    def contact_of(self, shown: Shown) -> Contact | None:
        """Return the contact whose callback is shown; None if a system, or somebody else, has handed it in."""
        names = [name for name, callback in self.callbacks.items() if callback == shown.id]
        by_callback = (self.contacts[name] for name in names if name in self.contacts)
        return next(by_callback, None) or self.contact_with(shown.phone_number)

    def name_shown(self, shown: Shown) -> object:
        """Return the contact's name as it is attached to what is shown; None where none is."""
        return shown.case.get(self.lab.configuration.contact_center.keys.name)

    def contact_with(self, number: str) -> Contact | None:
        """Return the contact whom the scenario knows by a number, however it is written; None for anybody else."""
        found = self.lab.people.phone_book.find(number)
        return found if found in self.contacts.values() else None

    @property
    def last_attempt(self) -> Attempt:
        """The last attempt, which a step judges.

        Raises:
            NothingTried: there was none.
        """
        if self.attempt is None:
            raise NothingTried
        return self.attempt

    def state(self) -> tuple[Screen, ...]:
        """Return everything that every agent sees."""
        return tuple(desk.shown() for desk in self.lab.desktops)


@pytest.fixture
def switch_kind(callbook_center: ContactCenter) -> str:
    """Return the kind of voice switch that the contact centre has."""
    return callbook_center.switch


@pytest.fixture
def home_region(callbook_center: ContactCenter) -> str | None:
    """Return the region in which the contact centre reads numbers without a country."""
    return callbook_center.region


@pytest.fixture
def own_keys(callbook_center: ContactCenter) -> AttachedKeys | msgspec.UnsetType:
    """Return which key of attached data holds what, where that is not as usual."""
    return callbook_center.attached_keys


@pytest.fixture
def center_of_scenario(
    callbook_center: ContactCenter,
    switch_kind: str,
    home_region: str | None,
    own_keys: AttachedKeys | msgspec.UnsetType,
) -> ContactCenter:
    """Return the contact centre with what a scenario says of the whole of it."""
    return msgspec.structs.replace(callbook_center, switch=switch_kind, region=home_region, attached_keys=own_keys)


@pytest.fixture
def callbook_assumptions(request: pytest.FixtureRequest) -> Assumptions:
    """Return what is assumed where no public page says it: by the file of the run, or by a project's own fixture."""
    return read_assumptions(request.config.option.callbook_assumptions)


@pytest.fixture
def lab(  # noqa: PLR0913, PLR0917 - what a scenario, a project and a run decide
    request: pytest.FixtureRequest,
    center_of_scenario: ContactCenter,
    callbook_assumptions: Assumptions,
    callbook_door: Door,
    callbook_desktops: DesktopMaker | None,
    callbook_reads: Reads | None,
    callbook_seed: int,
) -> Iterator[Lab]:
    """Return a small contact centre; whatever a scenario leaves behind in it is an error."""
    from callbook.lab import Lab
    from callbook.workspace import Witness, mutant_named

    sabotaged = mutant_named(request.config.option.callbook_sabotage)
    built = Lab(
        sabotaged.configuration(center_of_scenario, callbook_reads),
        seed=callbook_seed,
        assumptions=callbook_assumptions,
        rules=sabotaged.rules,
        door=callbook_door,
        # Where it is noted what is read, nobody looks on: a recording would read what the scenario does not.
        witness=Witness() if callbook_reads is None else None,
        recorded=callbook_reads is None,
        desktops=callbook_desktops,
    )
    yield built
    built.check()
    left = built.close()
    assert left == (), f"{LEFT_BEHIND}: {', '.join(left)}"


@pytest.fixture
def stage(lab: Lab) -> Stage:
    """Return what the scenario has spoken of."""
    return Stage(lab)
