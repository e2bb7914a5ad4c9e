"""What is to hold in a contact centre, whatever else changes there: options, privileges, somebody else's rights."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import TYPE_CHECKING

from msgspec import structs

from callbook.configuration import OPTIONS, PRIVILEGES, ContactCenter, Level, agent_called, changes
from callbook.core import BadInput, Unknown

if TYPE_CHECKING:
    from collections.abc import Mapping

Hold = Callable[[ContactCenter], ContactCenter]
"""Gives a contact center in which something holds."""


def holding(settings: Mapping[str, str | bool], agent: str | None = None) -> Hold:
    """Say what is to hold for *agent* (a name or an id), or for every agent.

    Args:
        settings: options with their values as an administrator types them (True and False for the texts ``true`` and
            ``false``), and privileges with True (granted) or False (withheld).
        agent: whom it concerns.

    Raises:
        Unknown: for a name that is neither an option nor a privilege.
        BadInput: for a privilege that is neither granted nor withheld.
    """
    for name, value in settings.items():
        _check(name, value)

    def hold(center: ContactCenter) -> ContactCenter:
        whom = center.agents if agent is None else (agent_called(center, agent),)
        wanted = ((each.id, name, value) for each in whom for name, value in settings.items())
        return reduce(_with, wanted, center)

    return hold


def like(who: str, other: str) -> Hold:
    """Return the agent *who* the roles, the groups and the options of *other*.

    Raises:
        Unknown: when applied to a contact centre where one of them does not work.
    """

    def hold(center: ContactCenter) -> ContactCenter:
        model = agent_called(center, other)
        agent = structs.replace(
            agent_called(center, who),
            roles=model.roles,
            options=model.options,
            agent_groups=model.agent_groups,
            virtual_agent_groups=model.virtual_agent_groups,
        )
        return changes.put(center, "agents", agent)

    return hold


def _check(name: str, value: str | bool) -> None:  # noqa: FBT001 - a setting is a text, or granted or withheld
    if name not in OPTIONS and name not in PRIVILEGES:
        raise Unknown("option or privilege", name, (*OPTIONS, *PRIVILEGES))
    if name in PRIVILEGES and not isinstance(value, bool):
        raise BadInput(name, value, accepted="True (granted) or False (withheld)")


def _with(center: ContactCenter, wanted: tuple[str, str, str | bool]) -> ContactCenter:
    agent_id, name, value = wanted
    if name in OPTIONS:
        text = str(value).lower() if isinstance(value, bool) else value
        return changes.with_option(center, Level.PERSON, agent_id, name, text)
    return (changes.with_privilege if value else changes.without_privilege)(center, agent_id, name)
