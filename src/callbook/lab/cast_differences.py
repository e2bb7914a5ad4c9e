"""In what a team's own contact centre differs from the one that scenarios were written for, difference by difference.

Each difference can be put back alone: so whether it is the reason why a scenario cannot hold is tried, not guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial, reduce
from typing import TYPE_CHECKING

from msgspec import structs

from callbook.configuration import (
    OPTIONS,
    PRIVILEGES,
    WITH_OPTIONS,
    Configuration,
    Contribution,
    with_named,
    with_privilege,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from callbook.configuration import ContactCenter, Named
    from callbook.lab.cast import Cast


_NAMED = 3
_NAMES_THAT_CLASH = {
    "roles": "role",
    "agent_groups": "agent group",
    "virtual_agent_groups": "virtual agent group",
    "strategies": "strategy",
    "queues": "queue",
}
"""Of what a team may have things that are called as in the scenarios, and are otherwise."""


@dataclass(frozen=True, slots=True, eq=False)
class CastDifference:
    """One thing that is the team's own.

    Attributes:
        subject: an option, a privilege, or what else differs.
        words: the difference in one phrase.
        undo: makes it as the scenarios were written for.
    """

    subject: str
    words: str
    undo: Callable[[ContactCenter], ContactCenter]


def differences_of_cast(cast: Cast, scenery: ContactCenter) -> tuple[CastDifference, ...]:
    """Return in what *cast* differs from *scenery* for the agents of *scenery*."""
    return (
        *_options(cast, scenery),
        *_privileges(cast.center, scenery),
        *_places_of_agents(cast.center, scenery),
        *_others(cast.center, scenery),
    )


def without_differences(center: ContactCenter, owned: Iterable[CastDifference]) -> ContactCenter:
    """Return *center* with all of *owned* undone."""
    return reduce(lambda so_far, each: each.undo(so_far), owned, center)


def _options(cast: Cast, scenery: ContactCenter) -> Iterator[CastDifference]:
    theirs, usual = Configuration(cast.center), Configuration(scenery)
    for option in OPTIONS:
        agents_by_words = dict[str, list[str]]()
        for agent in scenery.agents:
            found, expected = theirs.explain(option, agent.id), usual.explain(option, agent.id)
            if found.value != expected.value:
                words = f"{option} is '{found.raw}' from {cast.where(found.winner)}, not '{expected.raw}'"
                agents_by_words.setdefault(words, []).append(agent.name)
        if agents_by_words:
            words = "; ".join(f"{words}, for {', '.join(names)}" for words, names in agents_by_words.items())
            yield CastDifference(option, words, partial(_without_option, option))
        elif places := [cast.where(said) for said in _said(theirs, option)]:
            # Nobody in the cast has another value, but a lower level says something that a scenario may uncover.
            more = f" and {len(places) - _NAMED} more" if len(places) > _NAMED else ""
            words = f"{option} also stands at {', '.join(places[:_NAMED])}{more}"
            yield CastDifference(option, words, partial(_without_option, option))


def _privileges(cast: ContactCenter, scenery: ContactCenter) -> Iterator[CastDifference]:
    theirs, usual = Configuration(cast), Configuration(scenery)
    for privilege, entry in PRIVILEGES.items():
        missing = [
            agent
            for agent in scenery.agents
            if privilege in usual.privileges_of(agent.id) and privilege not in theirs.privileges_of(agent.id)
        ]
        if missing:
            names = ", ".join(agent.name for agent in missing)
            ids = tuple(agent.id for agent in missing)
            words = f"{privilege!r} is missing [{entry.clause}], for {names}"
            yield CastDifference(privilege, words, partial(_granted, privilege, ids))


def _places_of_agents(cast: ContactCenter, scenery: ContactCenter) -> Iterator[CastDifference]:
    """Yield differences of roles and groups: scenarios rely on them, whatever they grant and set."""
    parts = {agent.id: agent for agent in scenery.agents}
    players = [agent for agent in cast.agents if agent.id in parts]
    for field, words in (("roles", "roles"), ("agent_groups", "groups"), ("virtual_agent_groups", "virtual groups")):
        named = [agent.name for agent in players if getattr(agent, field) != getattr(parts[agent.id], field)]
        if named:
            yield CastDifference(
                words, f"the {words} of {', '.join(named)} are your own", partial(_standing, field, scenery)
            )


def _others(cast: ContactCenter, scenery: ContactCenter) -> Iterator[CastDifference]:
    for collection, kind in _NAMES_THAT_CLASH.items():
        theirs = _by_name(cast, collection)
        for name, thing in _by_name(scenery, collection).items():
            if theirs[name] != thing:
                what = f"{kind} {name!r}"
                yield CastDifference(what, f"the {what} is your own", partial(_put, collection, thing))
    rooms = [f"{agent.capacity} for {agent.name}" for agent in cast.agents[: len(scenery.agents)] if agent.capacity > 1]
    if rooms:
        words = f"the number of callbacks at once is {', '.join(rooms)}, not 1"
        yield CastDifference("capacity", words, partial(_with_capacity, len(scenery.agents)))
    for field, words in (("switch", "the voice switch"), ("time_zone", "the contact centre's time zone")):
        if getattr(cast, field) != getattr(scenery, field):
            difference = f"{words} is {getattr(cast, field)!r}, not {getattr(scenery, field)!r}"
            yield CastDifference(words, difference, partial(_with_field, field, getattr(scenery, field)))
    for field, words in (("not_ready_reasons", "Not Ready reasons"), ("dispositions", "disposition codes")):
        if getattr(cast, field) != getattr(scenery, field):
            yield CastDifference(
                words, f"there are {words} of your own", partial(_with_field, field, getattr(scenery, field))
            )
    yield from _attached_data_and_media(cast, scenery)


def _attached_data_and_media(cast: ContactCenter, scenery: ContactCenter) -> Iterator[CastDifference]:
    if cast.keys != scenery.keys:
        names = ", ".join(map(repr, cast.keys.own))
        words = f"attached data has keys of your own, {names}"
        yield CastDifference("attached_keys", words, partial(_with_field, "attached_keys", scenery.attached_keys))
    if cast.capacities != scenery.capacities:
        words = f"the media beside web callback are {', '.join(map(repr, cast.capacities)) or 'none'}"
        yield CastDifference("other_media", words, partial(_with_field, "other_media", scenery.other_media))
    if cast.at_once != scenery.at_once:
        words = f"the number of interactions of all media at once is {cast.at_once}"
        put_back = partial(_with_field, "interactions_at_once", scenery.interactions_at_once)
        yield CastDifference("interactions_at_once", words, put_back)


def _without_option(option: str, center: ContactCenter) -> ContactCenter:
    def without(texts: dict[str, str]) -> dict[str, str]:
        return {name: text for name, text in texts.items() if name != option}

    changed = {
        each: tuple(structs.replace(thing, options=without(thing.options)) for thing in getattr(center, each))
        for each in WITH_OPTIONS
    }
    return structs.replace(center, application=without(center.application), **changed)


def _said(theirs: Configuration, option: str) -> Iterator[Contribution]:
    for holder in theirs.directory.every_holder():
        if option in holder.options:
            yield Contribution(holder.level, holder.name, option, holder.options[option])


def _granted(privilege: str, agents: tuple[str, ...], center: ContactCenter) -> ContactCenter:
    return reduce(lambda so_far, agent: with_privilege(so_far, agent, privilege), agents, center)


def _standing(field: str, scenery: ContactCenter, center: ContactCenter) -> ContactCenter:
    theirs = {agent.id: getattr(agent, field) for agent in scenery.agents}
    agents = (structs.replace(each, **{field: theirs.get(each.id, getattr(each, field))}) for each in center.agents)
    return structs.replace(center, agents=tuple(agents))


def _put(collection: str, thing: Named, center: ContactCenter) -> ContactCenter:
    return with_named(center, collection, thing)


def _with_capacity(parts: int, center: ContactCenter) -> ContactCenter:
    agents = (structs.replace(agent, capacity=1) for agent in center.agents[:parts])
    return structs.replace(center, agents=(*agents, *center.agents[parts:]))


def _with_field(field: str, value: object, center: ContactCenter) -> ContactCenter:
    return structs.replace(center, **{field: value})


def _by_name(center: ContactCenter, collection: str) -> dict[str, Named]:
    return {thing.key: thing for thing in getattr(center, collection)}
