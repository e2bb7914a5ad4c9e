"""What scenarios play on: the lab, and who and what they have spoken of so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callbook.configuration import ContactCenter
    from callbook.lab import DesktopMaker, Door, Lab
    from callbook.workspace import Desktop, Screen
    from callbook_mocks.contacts import Contact

LEFT_BEHIND = "nothing left behind"


@dataclass(slots=True)
class Stage:
    """What a scenario has spoken of.

    Attributes:
        lab: the contact centre.
        contacts: by name.
        callbacks: the InteractionId of each contact's last callback, by the contact's name.
        refusal: what the last refused attempt was told; empty if the last attempt was not refused.
        before: what was the case before the last attempt.
        answered: what the last SOAP request was answered, by its keys.
    """

    lab: Lab
    contacts: dict[str, Contact] = field(default_factory=dict[str, "Contact"])
    callbacks: dict[str, str] = field(default_factory=dict[str, str])
    refusal: str = ""
    reasons: dict[str, str] = field(default_factory=dict[str, str])
    before: object = None
    answered: dict[str, str] = field(default_factory=dict[str, str])

    def desk(self, agent: str) -> Desktop:
        """Return the desktop of an agent: whatever is behind it, scenarios see no more than this."""
        return self.lab.desktop(agent)

    def contact(self, name: str) -> Contact:
        """Return the contact of this name, who comes into being when first spoken of."""
        if name not in self.contacts:
            self.contacts[name] = self.lab.contact(name)
        return self.contacts[name]

    @property
    def callback(self) -> str:
        """The InteractionId of the callback last spoken of."""
        return next(reversed(self.callbacks.values()))

    def state(self) -> tuple[Screen, ...]:
        """Return everything that every agent sees."""
        return tuple(desk.shown() for desk in self.lab.desktops)


@pytest.fixture
def switch_kind(callbook_center: ContactCenter) -> str:
    """Return the kind of voice switch that the contact centre has."""
    return callbook_center.switch


@pytest.fixture
def lab(
    request: pytest.FixtureRequest,
    callbook_center: ContactCenter,
    switch_kind: str,
    callbook_door: Door,
    callbook_desktops: DesktopMaker | None,
) -> Iterator[Lab]:
    """Return a small contact centre; whatever a scenario leaves behind in it is an error."""
    from callbook.lab import Lab
    from callbook.workspace import Witness, mutant_named

    center = msgspec.structs.replace(callbook_center, switch=switch_kind)
    sabotaged = mutant_named(request.config.option.callbook_sabotage)
    built = Lab(
        sabotaged.configuration(center),
        rules=sabotaged.rules,
        door=callbook_door,
        witness=Witness(),
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
