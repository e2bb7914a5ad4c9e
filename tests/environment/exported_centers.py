"""Contact centres made up at random, and how each program would write them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import strategies as st
from msgspec import structs

from callbook.configuration import OPTIONS, PRIVILEGES, Agent, ContactCenter, Queue, Strategy, Transaction
from callbook.configuration.contact_center import AgentGroup, Role, Tenant, VirtualAgentGroup
from callbook.configuration.documents.properties import Properties
from callbook.configuration.documents.text import UTF_8
from callbook.configuration.options import DISPOSITION_VALUE_BUSINESS_ATTRIBUTE, SECTION

if TYPE_CHECKING:
    from pathlib import Path

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_NAME = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="/"), min_size=1, max_size=8)
_IN_A_LINE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=8)
_OPTION_NAMES = st.sampled_from([*OPTIONS, "webcallback.auto-answr"])
_CODES = DISPOSITION_VALUE_BUSINESS_ATTRIBUTE.default


def _options(texts: st.SearchStrategy[str] = _TEXT) -> st.SearchStrategy[dict[str, str]]:
    names = _OPTION_NAMES.filter(lambda name: name != DISPOSITION_VALUE_BUSINESS_ATTRIBUTE.name)
    return st.dictionaries(names, texts, max_size=3)


def _some(names: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    """Return some of the names, in their order."""
    if not names:
        return st.just(())
    return st.sets(st.sampled_from(names), max_size=2).map(lambda kept: tuple(name for name in names if name in kept))


@st.composite
def options_of_an_application(draw: st.DrawFn) -> dict[str, str]:
    """Return options whose texts stand in one line."""
    return draw(_options(_IN_A_LINE))


@st.composite
def centers_of_a_server(draw: st.DrawFn) -> ContactCenter:
    """Return a centre of which a Configuration Server can hold everything."""
    names = st.lists(_NAME, max_size=3, unique=True)
    tenants = draw(st.lists(_NAME, min_size=1, max_size=2, unique=True))
    roles = draw(names)
    groups = draw(names)
    virtual = draw(names)
    agents = tuple(
        Agent(
            id=name,
            name=draw(_NAME),
            tenant=draw(st.sampled_from(tenants)),
            place=draw(_NAME),
            dn=draw(_NAME),
            agent_groups=draw(_some(groups)),
            virtual_agent_groups=draw(_some(virtual)),
            roles=draw(_some(roles)),
            options=draw(_options()),
        )
        for name in draw(names)
    )
    codes = draw(st.lists(_NAME, max_size=3, unique=True))
    return ContactCenter(
        name="export",
        time_zone="UTC",
        application=draw(_options()),
        tenants=tuple(Tenant(name=name, options=draw(_options())) for name in tenants),
        roles=tuple(Role(name=name, privileges=draw(_some(list(PRIVILEGES)))) for name in roles),
        agent_groups=tuple(
            AgentGroup(name=name, options=draw(_options()), roles=draw(_some(roles))) for name in groups
        ),
        virtual_agent_groups=tuple(VirtualAgentGroup(name=name, options=draw(_options())) for name in virtual),
        agents=agents,
        queues=tuple(Queue(name=name, tenant=draw(st.sampled_from(tenants))) for name in draw(names)),
        transactions=tuple(Transaction(name=name, options=draw(_options())) for name in draw(names)),
        not_ready_reasons=draw(st.dictionaries(_NAME, _NAME, max_size=2)),
        dispositions={_CODES: tuple(codes)} if codes else {},
    )


@st.composite
def centers_of_our_own(draw: st.DrawFn) -> ContactCenter:
    """Return a centre with what only our own form can say as well."""
    center = draw(centers_of_a_server())
    strategies = tuple(
        Strategy(
            name=name,
            target=draw(st.sampled_from(["any", "agent", "agent_group"])),
            target_name=draw(st.none() | _NAME),
            attach=draw(st.dictionaries(_TEXT, _TEXT, max_size=2)),
            priority=draw(st.none() | st.integers(-9, 9)),
        )
        for name in draw(st.lists(_NAME, max_size=2, unique=True))
    )
    return structs.replace(
        center,
        name=draw(_NAME),
        time_zone=draw(_NAME),
        region=draw(st.none() | _NAME),
        switch=draw(st.sampled_from(["T-Server", "SIP Server"])),
        agents=tuple(structs.replace(agent, capacity=draw(st.integers(1, 9))) for agent in center.agents),
        strategies=strategies,
        callback_data=tuple(draw(st.lists(_NAME, max_size=2))),
        dispositions=draw(st.dictionaries(_TEXT, st.lists(_TEXT, max_size=2).map(tuple), max_size=2)),
        not_ready_reasons=draw(st.dictionaries(_TEXT, _TEXT, max_size=2)),
    )


def _sections(options: dict[str, str]) -> dict[str, dict[str, str]]:
    return {SECTION: options} if options else {}


def _persons(center: ContactCenter) -> list[dict[str, Any]]:
    return [
        {
            "employeeId": agent.id,
            "firstName": agent.name,
            "tenant": agent.tenant,
            "agent": True,
            "agentInfo": {
                "place": agent.place,
                "agentLogins": [{"agentLogin": {"loginCode": agent.dn, "switch": "S"}, "wrapupTime": 0}],
            },
            "userProperties": _sections(agent.options),
        }
        for agent in center.agents
    ]


def of_a_configuration_server(center: ContactCenter) -> str:
    """Return a centre as the exporter of a Configuration Server writes it."""

    def group(thing: AgentGroup | VirtualAgentGroup, members: list[str], more: dict[str, Any]) -> dict[str, Any]:
        return {
            "group": {"name": thing.name, "state": "enabled", "userProperties": {**_sections(thing.options), **more}},
            "agents": members,
        }

    def members_of(role: str) -> list[str]:
        persons = [f"person/{agent.id}" for agent in center.agents if role in agent.roles]
        return [*persons, *(f"agentgroup/{group.name}" for group in center.agent_groups if role in group.roles)]

    things = {
        "__metadata__": {"formatName": "JSON", "formatVersion": "1.0.0"},
        "actionCodes": [
            {"name": name, "code": code, "type": "notready"} for code, name in center.not_ready_reasons.items()
        ],
        "agentGroups": [
            *(
                group(each, [agent.id for agent in center.agents if each.name in agent.agent_groups], {})
                for each in center.agent_groups
            ),
            *(
                group(
                    each,
                    [agent.id for agent in center.agents if each.name in agent.virtual_agent_groups],
                    {"virtual": {"script": "true"}},
                )
                for each in center.virtual_agent_groups
            ),
        ],
        "applications": [{"name": "Workspace", "options": _sections(center.application)}],
        "enumerators": [{"name": name} for name in center.dispositions],
        "enumeratorValues": [
            {"name": code, "enumerator": name} for name, codes in center.dispositions.items() for code in codes
        ],
        "persons": _persons(center),
        "roles": [
            {
                "name": role.name,
                "members": members_of(role.name),
                "userProperties": {"Privileges": dict.fromkeys(role.privileges, "true")},
            }
            for role in center.roles
        ],
        "scripts": [{"name": each.name, "tenant": each.tenant, "type": "interactionqueue"} for each in center.queues],
        "tenants": [{"name": each.name, "userProperties": _sections(each.options)} for each in center.tenants],
        "transactions": [
            {"name": each.name, "type": "list", "userProperties": _sections(each.options)}
            for each in center.transactions
        ],
    }
    return json.dumps(things, ensure_ascii=False, indent=1)


def of_the_simulator(center: ContactCenter, folder: Path) -> None:
    """Write a centre as the files of the simulator: YAML, options in lists of lists."""

    def listed(options: dict[str, str]) -> list[Any]:
        return [{SECTION: [{name: text} for name, text in options.items()]}]

    number = {agent.id: 100 + index for index, agent in enumerate(center.agents)}
    files: dict[str, Any] = {
        "agents": {
            f"agent {number[agent.id]}": {
                "DBID": number[agent.id],
                "firstName": agent.name,
                "employeeId": agent.id,
                "tenant": agent.tenant,
                "defaultPlace": agent.place,
                "agentLogin": agent.dn,
                "capacity": agent.capacity,
                "userProperties": listed(agent.options),
            }
            for agent in center.agents
        },
        "agent-groups": [
            {
                "name": group.name,
                "agentDBIDs": [number[agent.id] for agent in center.agents if group.name in agent.agent_groups],
                "settings": _sections(group.options),
            }
            for group in center.agent_groups
        ],
        "cluster-options": {**_sections(center.application), "log": {"verbose": "all"}},
        "transactions": [
            {"name": each.name, "alias": each.name, "userProperties": listed(each.options)}
            for each in center.transactions
        ],
        "interaction-queues": [
            {"type": "interaction-queue", "name": each.name, "tenant": each.tenant} for each in center.queues
        ],
        "action-codes": [
            {"name": name, "code": code, "type": "NotReady"} for code, name in center.not_ready_reasons.items()
        ],
        "business-attributes": [
            {"name": name, "values": [{"name": code} for code in codes]} for name, codes in center.dispositions.items()
        ],
    }
    for name, things in files.items():
        (folder / f"{name}.yaml").write_text(as_yaml(things), encoding="utf-8")


def as_the_simulator_can_say(center: ContactCenter) -> ContactCenter:
    """Return a centre without what the simulator's files have no place for: roles, and options of tenants."""
    named = [*(agent.tenant for agent in center.agents), *(queue.tenant for queue in center.queues)]
    return structs.replace(
        center,
        tenants=tuple(Tenant(name=name) for name in dict.fromkeys(named or ["Environment"])),
        roles=(),
        agent_groups=tuple(structs.replace(group, roles=()) for group in center.agent_groups),
        virtual_agent_groups=(),
        agents=tuple(structs.replace(agent, roles=(), virtual_agent_groups=()) for agent in center.agents),
    )


def as_yaml(things: object) -> str:
    """Return data as YAML."""
    text: str = yaml.safe_dump(things, sort_keys=False)
    return text


def of_properties(options: dict[str, str]) -> bytes:
    """Return options as a `.properties` file."""
    document = Properties("", UTF_8, "f")
    for name, text in options.items():
        document = document.with_option(SECTION, name, text)
    return document.data
