"""What the rules look at: the contact centre as it was meant, its agents, what is effective for them, and every place.

Names that nobody knows are replaced by the nearest ones first: so a name that is written wrong is one finding, and not
one more for everything that hangs on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, cast

from callbook.configuration.changes import COLLECTION_OF
from callbook.configuration.directory import Directory
from callbook.configuration.documents import DataPath, Position
from callbook.configuration.environment import Environment
from callbook.configuration.levels import APPLICATION_NAME, Contribution, Level, Problem
from callbook.configuration.lint.situations import AgentSet, Situation, Values, agent_sets, situations_of
from callbook.configuration.mending import nearest
from callbook.configuration.options import OPTIONS, Option
from callbook.configuration.privileges import PRIVILEGES
from callbook.configuration.resolution import Resolution, judge
from callbook.configuration.values import OF_NAMES, T_co, Value

_INTO_AN_OBJECT = 3
"""Steps of the shortest path into an object of a collection: the collection, its number, a field."""


class Survey:
    """One environment, made ready for the rules.

    Attributes:
        environment: what was read.
        directory: the contact centre as it was meant.
        values: the effective value of each option in each situation.
    """

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.directory = Directory(environment.as_meant)
        self.values = Values(self.directory)

    @property
    def knows_agents(self) -> bool:
        """Whether agents are described: of an option export alone, nobody's are."""
        return self.environment.whole and bool(self.directory.agents)

    @cached_property
    def agent_sets(self) -> tuple[AgentSet, ...]:
        """Every agent, with those who are alike."""
        return tuple(agent_sets(self.directory, self._unsure))

    @cached_property
    def situations(self) -> tuple[Situation, ...]:
        """Everything that can be effective for agents who use the channel."""
        if not self.knows_agents:
            application = next(iter(self.directory.every_holder()))
            nobody = AgentSet((), "", frozenset(), (application,), (), frozenset(), frozenset(PRIVILEGES), sure=False)
            return (Situation(nobody, ()),)
        return tuple(situation for situation in self.concerned if situation.agent_set.active)

    @cached_property
    def concerned(self) -> tuple[Situation, ...]:
        """The same for all whom the options are meant for: if their privileges are wrong, that is one fault."""
        concerned = (agent_set for agent_set in self.agent_sets if agent_set.concerned)
        return tuple(situations_of(self.directory, concerned, self.values))

    @property
    def plain(self) -> Iterator[Situation]:
        """The situations without overrides: each agent who uses the channel is in one."""
        return (situation for situation in self.situations if not situation.transactions)

    def of(self, option: Option[T_co], situation: Situation) -> Resolution[T_co]:
        """Return what an option is in a situation."""
        return self.values.of(option, situation)

    @cached_property
    def problems(self) -> tuple[tuple[Option[Value], Problem], ...]:
        """Every bad value at every level (C5), and its option; names are not judged where none are known."""
        return tuple(self._problems())

    def affected(self, level: Level, holder: str) -> tuple[str, ...]:
        """Return the agents for whom an object carries options."""
        return tuple(self._affected.get((level, holder), ()))

    # Where things stand.

    def at(self, said: Contribution) -> Position:
        """Return the place of what one object says about an option."""
        return self.option_at(said.level, said.holder, said.option)

    def option_at(self, level: Level, holder: str, option: str = "") -> Position:
        """Return the place of an option at an object, or of the object's options."""
        table = self.options_path(level, holder)
        written = self._written_as.get((*table, option), option)
        return self.environment.position((*table, written) if written else table)

    def is_misnamed(self, level: Level, holder: str, option: str) -> bool:
        """Return whether an option is there under a wrong name only, which is a fault already."""
        return (*self.options_path(level, holder), option) in self._written_as

    def options_path(self, level: Level, holder: str) -> DataPath:
        """Return the path of an object's options."""
        if level in {Level.APPLICATION, Level.DEFAULT}:
            return ("application",)
        collection = COLLECTION_OF[level]
        return (collection, self._index[collection, holder], "options")

    def privilege_at(self, role: str, privilege: str) -> Position:
        """Return the place at which a role grants a privilege."""
        path: DataPath = ("roles", self._index["roles", role], "privileges")
        privileges: list[str] = self.environment.source.values["roles"][path[1]].get("privileges", [])
        number = next((n for n, name in enumerate(privileges) if name == privilege), None)
        return self.environment.position(path if number is None else (*path, number))

    def thing_at(self, collection: str, name: str, *within: str) -> Position:
        """Return the place of an object, or of something in it."""
        return self.environment.position((collection, self._index[collection, name], *within))

    def holder_of(self, path: DataPath) -> tuple[Level, str]:
        """Return the level and name of the object whose options are at *path*."""
        if path[0] == "application":
            return Level.APPLICATION, APPLICATION_NAME
        level = next(level for level, collection in COLLECTION_OF.items() if collection == path[0])
        return level, _key(self.environment.source.values[str(path[0])][int(path[1])])

    def named_by(self, path: DataPath) -> tuple[str, str]:
        """Return the collection and the name of the object that *path* leads into."""
        if len(path) < _INTO_AN_OBJECT:
            return "", self.directory.contact_center.name
        return str(path[0]), _key(self.environment.source.values[str(path[0])][int(path[1])])

    # How it is worked out.

    @cached_property
    def _affected(self) -> Mapping[tuple[Level, str], dict[str, None]]:
        found: dict[tuple[Level, str], dict[str, None]] = {}
        for situation in self.situations:
            for holder in situation.holders:
                found.setdefault((holder.level, holder.name), {}).update(dict.fromkeys(situation.agents))
        return found

    @cached_property
    def _index(self) -> Mapping[tuple[str, str], int]:
        """The number of each object in its collection: of two of a name, the first, which is the one that is kept."""
        found: dict[tuple[str, str], int] = {}
        for collection in ("roles", "queues", "strategies", *COLLECTION_OF.values()):
            for index, thing in enumerate(self.environment.source.values.get(collection, ())):
                found.setdefault((collection, _key(thing)), index)
        return found

    @cached_property
    def _written_as(self) -> Mapping[DataPath, str]:
        """How an option is really written, by the path at which it was meant to be."""
        found: dict[DataPath, str] = {}
        for misfit in self.environment.misfits:
            meant = nearest(misfit) if misfit.kind == "option" else None
            table = misfit.path[:-1]
            if meant and meant not in self._read_at(table):
                found.setdefault((*table, meant), str(misfit.given))
        return found

    def _read_at(self, table: DataPath) -> Mapping[str, str]:
        found: Any = self.environment.source.values
        for step in table:
            found = found[step]
        return cast("Mapping[str, str]", found)

    @cached_property
    def _unsure(self) -> frozenset[str]:
        """The agents of whom nobody can tell what they may do: a role, group or privilege is not there."""
        if not self.directory.roles:
            return frozenset(self.directory.agents)
        values = self.environment.source.values
        named = {
            (str(misfit.path[0]), _key(values[str(misfit.path[0])][int(misfit.path[1])]))
            for misfit in self.environment.misfits
            if misfit.kind in {"reference", "privilege"} and len(misfit.path) > 1 and nearest(misfit) is None
        }
        return frozenset(
            agent.id
            for agent in self.directory.agents.values()
            if ("agents", agent.id) in named
            or any(("agent_groups", group) in named for group in agent.agent_groups)
            or any(("roles", role) in named for role in self._roles_of(agent.id))
        )

    def _roles_of(self, agent_id: str) -> Iterator[str]:
        agent = self.directory.agents[agent_id]
        yield from agent.roles
        for group in agent.agent_groups:
            yield from self.directory.agent_groups[group].roles

    def _problems(self) -> Iterator[tuple[Option[Value], Problem]]:
        for holder in self.directory.every_holder():
            for name, raw in holder.options.items():
                option = OPTIONS.get(name)
                if option is None or (option.kind in OF_NAMES and not self.environment.whole):
                    continue
                if self.is_misnamed(holder.level, holder.name, name):
                    continue
                for problem in judge(option, Contribution(holder.level, holder.name, name, raw), self.directory):
                    yield option, problem


def _key(thing: Mapping[str, Any]) -> str:
    return str(thing.get("id") or thing["name"])
