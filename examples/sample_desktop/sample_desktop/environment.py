"""The configuration environment of one contact centre at one moment: options through their levels (C1 to C5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sample_desktop.faults import KnownFault
from sample_desktop.values import HEADER, OPTIONS, TRANSACTIONS_KEY, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from sample_desktop.plain import Json


class Said(NamedTuple):
    """What one object of the environment says about an option."""

    level: str
    holder: str
    text: str


class Setting(NamedTuple):
    """An option as it applies: its value, who said so, and what was said nearer to the agent but cannot be read."""

    name: str
    value: Any
    said: Said
    unreadable: tuple[Said, ...] = ()


class Environment:
    """The environment as it was exported; nothing in it ever changes, so a callback can keep the one it came under.

    Args:
        export: application, tenants, roles, groups, agents, queues, transactions ...
        faults: which known faults the desktop has.

    Raises:
        KeyError: when *export* lacks something.
    """

    def __init__(self, export: Json, faults: AbstractSet[KnownFault] = frozenset()) -> None:
        self._export = export
        self.faults = faults
        self._agents: dict[str, Json] = {agent["id"]: agent for agent in export["agents"]}
        self._transactions: dict[str, Json] = {each["name"]: each for each in export["transactions"]}
        self._roles: dict[str, list[str]] = {role["name"]: role["privileges"] for role in export["roles"]}
        self._settings: dict[tuple[str, str, str], Setting] = {}

    def agent(self, agent_id: str) -> Json:
        """Give an agent's record.

        Raises:
            KeyError: when nobody has this id.
        """
        return self._agents[agent_id]

    @property
    def pause_reasons(self) -> list[str]:
        """The codes of the Not Ready reasons."""
        return list(self._export["not_ready_reasons"])

    def outcomes(self, attribute: str) -> list[str]:
        """Give the disposition codes of a Business Attribute (C7)."""
        return list(self._export["dispositions"].get(attribute, ()))

    def roles_of(self, agent_id: str) -> list[str]:
        """Give the agent's roles, those of the agent's groups included (C6)."""
        agent = self.agent(agent_id)
        of_groups = (group["roles"] for group in self._groups("agent_groups", agent))
        return list(dict.fromkeys([*agent["roles"], *(role for roles in of_groups for role in roles)]))

    def granted(self, agent_id: str) -> frozenset[str]:
        """Give the privileges that the agent's roles hold together, whether or not they have effect (C6)."""
        return frozenset(name for role in self.roles_of(agent_id) for name in self._roles.get(role, ()))

    def setting(self, name: str, agent_id: str, data: Json | None = None) -> Setting:
        """Give an option as it applies to an agent, and to a callback with this attached data (C1, C2, C5)."""
        named = self._named(agent_id, data)
        asked = (name, agent_id, named)
        if asked not in self._settings:
            self._settings[asked] = self._settle(name, [*self._strategy_says(name, named), *self._says(name, agent_id)])
        return self._settings[asked]

    def remarks(self, agent_id: str, data: Json) -> Iterator[Json]:
        """Say what is not as it should be for a callback with this attached data (C3, C5)."""
        named = self._named(agent_id, data)
        for name in self._names(named):
            yield from self._remark_on(name)
        for transaction in self._usable(named):
            for option in transaction["options"]:
                if option in OPTIONS and not OPTIONS[option].strategies_may:
                    yield {"remark": "override not allowed", "setting": option, "transaction": transaction["name"]}
        for name in OPTIONS:
            for said in self.setting(name, agent_id, data).unreadable:
                yield {"remark": "unreadable", "setting": name, **said._asdict()}

    def _remark_on(self, name: str) -> Iterator[Json]:
        if name not in self._transactions:
            yield {"remark": "no such transaction", "transaction": name, "known": list(self._transactions)}
        elif self._transactions[name]["type"] != "list":
            kind = self._transactions[name]["type"]
            yield {"remark": "transaction of another type", "transaction": name, "type": kind}

    def _settle(self, name: str, saying: list[Said]) -> Setting:
        unreadable: list[Said] = []
        for said in saying:
            try:
                return Setting(name, OPTIONS[name].read(said.text, self._export), said, tuple(unreadable))
            except Unreadable:
                unreadable.append(said)
        return Setting(name, None, saying[-1], tuple(unreadable))

    def _says(self, name: str, agent_id: str) -> Iterator[Said]:
        for level, holder, texts in self._levels(agent_id):
            if name in texts:
                yield Said(level, holder, texts[name])

    def _levels(self, agent_id: str) -> Iterator[tuple[str, str, dict[str, str]]]:
        """Everything that says something to this agent, the nearest first (C1)."""
        agent = self.agent(agent_id)
        yield "Person", agent_id, agent["options"]
        for level, kind in (("Virtual Agent Group", "virtual_agent_groups"), ("Agent Group", "agent_groups")):
            for group in self._groups(kind, agent):
                yield level, group["name"], group["options"]
        for tenant in self._export["tenants"]:
            if tenant["name"] == agent["tenant"]:
                yield "Tenant", tenant["name"], tenant["options"]
        yield "Application", "Workspace", self._export["application"]
        yield "Default", "Workspace", {name: known.default for name, known in OPTIONS.items()}

    def _groups(self, kind: str, agent: Json) -> list[Json]:
        mine = [group for group in self._export[kind] if group["name"] in agent[kind]]
        return sorted(mine, key=lambda group: (group["name"].casefold(), group["name"]), reverse=True)

    def _named(self, agent_id: str, data: Json | None) -> str:
        if not data:
            return ""
        key = self.setting(TRANSACTIONS_KEY, agent_id).value
        return str(data.get(key, ""))

    def _names(self, named: str) -> list[str]:
        return [name.strip() for name in named.split(",") if name.strip()]

    def _usable(self, named: str) -> list[Json]:
        """The Transactions that a strategy names and that count, the last named first."""
        names = dict.fromkeys(reversed(self._names(named)))
        found = (self._transactions.get(name) for name in names)
        return [each for each in found if each is not None and each["type"] == "list"]

    def _strategy_says(self, name: str, named: str) -> Iterator[Said]:
        if not OPTIONS[name].strategies_may:
            return
        if name == HEADER and KnownFault.DEAF_TO_STRATEGY in self.faults:
            return
        for transaction in self._usable(named):
            if name in transaction["options"]:
                yield Said("Transaction", transaction["name"], transaction["options"][name])
