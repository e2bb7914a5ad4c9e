"""Who of a contact centre plays whom: scenarios speak of Anna, Ben and Clara, and of a few queues and groups.

A *cast* contact centre is a team's own, as far as options, roles, levels and strategies go; its agents are called as in
the scenarios, and what scenarios speak of besides (queues, groups, codes) is added as empty scenery.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from callbook.configuration import PRIVILEGES, Configuration, Level, Named, agent_called
from callbook.core import BadInput, Unknown, counted
from callbook.lab.usual_callback import NEEDED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from callbook.configuration import Agent, ContactCenter, Contribution, Strategy

N = TypeVar("N", bound=Named)

_THEIRS = " (yours)"
"""Is added to what would be called like something of the scenarios."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A contact centre with the scenarios' names.

    Attributes:
        center: the contact centre to play in.
        played_by: the id of the agent who plays each part, by the part's name.
        called: what the team itself calls those who hold options and are called otherwise here.
    """

    center: ContactCenter
    played_by: dict[str, str]
    called: dict[tuple[Level, str], str]

    def where(self, said: Contribution) -> str:
        """Return level and holder in words, with the team's own names."""
        holder = self.called.get((said.level, said.holder), said.holder)
        return replace(said, holder=holder).where


def cast(theirs: ContactCenter, scenery: ContactCenter, wanted: Mapping[str, str] | None = None) -> Cast:
    """Return *theirs*, cast for scenarios that were written for *scenery*.

    Args:
        theirs: the team's own contact centre.
        scenery: whose agents are the parts, and whose other objects scenarios speak of.
        wanted: who is to play whom: a part's name to an agent's name or id. The rest is chosen: agents of one
            tenant, those who may do the most first.

    Raises:
        Unknown: for a part or an agent that there is not.
        BadInput: when the tenant has fewer agents than there are parts, or two parts are given to one agent or to
            agents of different tenants.
    """
    players = _players(theirs, [agent.name for agent in scenery.agents], wanted or {})
    parts = {players[part.name].id: part for part in scenery.agents}
    home = _tenants_renamed(theirs, players[scenery.agents[0].name].tenant, scenery.agents[0].tenant)
    center = structs.replace(
        theirs,
        tenants=_with(
            tuple(structs.replace(each, name=home.get(each.name, each.name)) for each in theirs.tenants),
            scenery.tenants,
        ),
        roles=_with(theirs.roles, scenery.roles),
        agent_groups=_with(theirs.agent_groups, scenery.agent_groups),
        virtual_agent_groups=_with(theirs.virtual_agent_groups, scenery.virtual_agent_groups),
        agents=(
            *(_player_as_part(players[part.name], part) for part in scenery.agents),
            *_others_who_are_picked(theirs, parts, home),
        ),
        strategies=_with(tuple(_retargeted(each, parts) for each in theirs.strategies), scenery.strategies),
        queues=_with(
            tuple(structs.replace(each, tenant=home.get(each.tenant, each.tenant)) for each in theirs.queues),
            scenery.queues,
        ),
        not_ready_reasons=scenery.not_ready_reasons | theirs.not_ready_reasons,
        dispositions=_codes(theirs.dispositions, scenery.dispositions),
    )
    called = {(Level.PERSON, part.id): agent for agent, part in parts.items()}
    called |= {(Level.TENANT, new): name for name, new in home.items()}
    return Cast(center, {name: agent.id for name, agent in players.items()}, called)


def _players(theirs: ContactCenter, parts: Sequence[str], wanted: Mapping[str, str]) -> dict[str, Agent]:
    chosen = {_part(name, parts): agent_called(theirs, agent, where="the cast") for name, agent in wanted.items()}
    _check_each_once(chosen)
    _check_one_tenant(chosen)
    free = [part for part in parts if part not in chosen]
    tenant = next((agent.tenant for agent in chosen.values()), None)
    candidates = _most_able_first(theirs, tenant, len(free), {agent.id for agent in chosen.values()})
    if len(candidates) < len(free):
        accepted = f"one where a tenant has {counted(len(parts), 'agent')}: they play {', '.join(parts)}"
        raise BadInput("contact centre", theirs.name, accepted=accepted)
    together = chosen | dict(zip(free, candidates, strict=False))
    return {part: together[part] for part in parts}


def _part(name: str, parts: Sequence[str]) -> str:
    if name not in parts:
        raise Unknown("part", name, parts, where="the cast")
    return name


def _check_each_once(chosen: Mapping[str, Agent]) -> None:
    for part, agent in chosen.items():
        others = [other for other in chosen if other != part and chosen[other].id == agent.id]
        if others:
            accepted = f"another agent: {agent.id!r} plays {others[0]}, too"
            raise BadInput("part", f"{part}={agent.id}", where="the cast", accepted=accepted)


def _check_one_tenant(chosen: Mapping[str, Agent]) -> None:
    """The scenarios' agents are of one tenant: whoever came from another one would lose what that one sets."""
    for part, agent in chosen.items():
        first = next(iter(chosen.values()))
        if agent.tenant != first.tenant:
            accepted = f"an agent of {first.tenant!r}, as {first.id!r} is, not of {agent.tenant!r}"
            raise BadInput("part", f"{part}={agent.id}", where="the cast", accepted=accepted)


def _most_able_first(theirs: ContactCenter, tenant: str | None, count: int, taken: set[str]) -> Sequence[Agent]:
    """Return the agents of *tenant*, or of the one that can cast the ablest, who are not taken; the most able first."""
    configuration = Configuration(theirs)

    def able(agent: Agent) -> int:
        held = configuration.privileges_of(agent.id)
        return len(held) + len(PRIVILEGES) * (held >= NEEDED)

    def of(name: str) -> Sequence[Agent]:
        free = (agent for agent in theirs.agents if agent.tenant == name and agent.id not in taken)
        return sorted(free, key=able, reverse=True)

    if tenant is not None:
        return of(tenant)
    choices = [of(each.name) for each in theirs.tenants]
    return max(choices, key=lambda agents: (len(agents) >= count, sum(map(able, agents[:count]))), default=())


def _player_as_part(agent: Agent, part: Agent) -> Agent:
    """Let *agent* be called as *part* and sit there; groups and roles, options and capacity stay, the part's join."""
    return structs.replace(
        agent,
        id=part.id,
        name=part.name,
        tenant=part.tenant,
        place=part.place,
        dn=part.dn,
        agent_groups=_united(agent.agent_groups, part.agent_groups),
        virtual_agent_groups=_united(agent.virtual_agent_groups, part.virtual_agent_groups),
    )


def _tenants_renamed(theirs: ContactCenter, tenant: str, home: str) -> dict[str, str]:
    """Call the players' tenant as the scenarios do; one of theirs that is called so already gets another name."""
    taken = any(each.name == home for each in theirs.tenants) and tenant != home
    return {tenant: home, **({home: f"{home}{_THEIRS}"} if taken else {})}


def _others_who_are_picked(
    theirs: ContactCenter, parts: Mapping[str, Agent], home: Mapping[str, str]
) -> tuple[Agent, ...]:
    """Keep the agents who play no part, but are the one that some strategy picks; they never log in."""
    picked = {each.target_name for each in theirs.strategies if each.target == "agent"}
    others = [agent for agent in theirs.agents if agent.id in picked and agent.id not in parts]
    return tuple(
        structs.replace(
            agent,
            id=f"{agent.id}{_THEIRS}",
            name=f"{agent.name}{_THEIRS}",
            place=f"{agent.place}{_THEIRS}",
            dn=f"{agent.dn}{_THEIRS}",
            tenant=home.get(agent.tenant, agent.tenant),
        )
        for agent in others
    )


def _retargeted(strategy: Strategy, parts: Mapping[str, Agent]) -> Strategy:
    if strategy.target != "agent" or strategy.target_name is None:
        return strategy
    part = parts.get(strategy.target_name)
    return structs.replace(strategy, target_name=f"{strategy.target_name}{_THEIRS}" if part is None else part.id)


def _with(theirs: tuple[N, ...], scenery: tuple[N, ...]) -> tuple[N, ...]:
    known = {thing.key for thing in theirs}
    return *theirs, *(thing for thing in scenery if thing.key not in known)


def _united(own: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*own, *more)))


def _codes(theirs: Mapping[str, tuple[str, ...]], scenery: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    names = dict.fromkeys((*theirs, *scenery))
    return {name: _united(theirs.get(name, ()), scenery.get(name, ())) for name in names}
