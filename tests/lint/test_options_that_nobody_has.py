"""Options, Transactions and overrides that are there for nobody (C1, C2, C3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.lint.conftest import JUDGED, SOUND

from callbook.configuration.lint import chosen_rules, lint

if TYPE_CHECKING:
    from collections.abc import Callable

    from callbook.configuration.environment import Environment

GOLD = 'attach = { IW_OverrideOptions = "Gold" }'
SILVER = '[[transactions]]\nname = "Silver"\n[transactions.options]\n"{}" = "{}"\n'
EMPTY = '[[agent_groups]]\nname = "Empty"\n[[agents]]\nid = "anna"'
NIGHT = EMPTY.replace('"Empty"', '"Night"\n[agent_groups.options]\n"webcallback.auto-dial" = "true"')

CASES: dict[str, tuple[str, list[str]]] = {
    "a group without agents": (
        SOUND.replace('[[agents]]\nid = "anna"', NIGHT),
        ["CB501 Agent Group 'Night' reaches no agent who uses the channel: webcallback.auto-dial concerns nobody"],
    ),
    "an empty group without options": (SOUND.replace('[[agents]]\nid = "anna"', EMPTY), []),
    "a group that only has options of others": (
        SOUND.replace('[[agents]]\nid = "anna"', NIGHT.replace("webcallback.auto-dial", "chat.auto-answer")),
        [],
    ),
    "agents without a word of the channel": (
        SOUND.replace('name = "Claims"\nroles = ["Callbacks", "Voice"]', 'name = "Claims"\nroles = ["Voice"]'),
        ["CB501 Agent Group 'Claims' reaches no agent who uses the channel: its 2 options concern nobody"],
    ),
    "agents with privileges that have no effect": (
        SOUND.replace('    "Can Use Web Callback Channel",\n', ""),
        ["CB203 Role 'Callbacks' grants 'Can Reschedule', 'Can Set Interaction Disposition' to agents without"],
    ),
    "a strategy for a group without agents": (
        SOUND.replace(GOLD, GOLD + '\ntarget = "agent_group"\ntarget_name = "Empty"').replace(
            '[[agents]]\nid = "anna"', EMPTY
        ),
        ["CB501 Transaction 'Gold' reaches no agent who uses the channel"],
    ),
    "a strategy for one agent": (
        SOUND.replace(GOLD, GOLD + '\ntarget = "agent"\ntarget_name = "ben"') + '"webcallback.auto-dial" = "true"\n',
        ["CB504 A strategy cannot override webcallback.auto-dial (assumed)"],
    ),
    "a strategy of another tenant": (
        SOUND.replace(
            '[[roles]]\nname = "Callbacks"', '[[tenants]]\nname = "Else"\n[[roles]]\nname = "Callbacks"'
        ).replace('tenant = "Harbour"\nstrategy', 'tenant = "Else"\nstrategy'),
        ["CB501 Transaction 'Gold' reaches no agent who uses the channel"],
    ),
    "overruled by every agent's own": (
        SOUND.replace('"10"\n', '"10"\n"webcallback.auto-dial" = "true"\n').replace(
            "[[strategies]]\n", '[agents.options]\n"webcallback.auto-dial" = "true"\n[[strategies]]\n'
        ),
        ["CB502 webcallback.auto-dial at Application 'Workspace' is overruled for every agent, by Agent"],
    ),
    "overruled by a later Transaction": (
        SOUND.replace(GOLD, GOLD.replace("Gold", "Gold, Silver"))
        + SILVER.format("webcallback.callback-information.frame-color", "#FF000000"),
        ["CB502 webcallback.callback-information.frame-color at Transaction 'Gold' is overruled for every agent"],
    ),
    "two strategies with the same Transaction": (
        SOUND.replace("[[queues]]", f'[[strategies]]\nname = "other"\n{GOLD}\n[[queues]]', 1),
        [],
    ),
    "never attached": (
        SOUND + SILVER.format("webcallback.auto-dial", "true"),
        ["CB503 No strategy attaches Transaction 'Silver'"],
    ),
    "attached under another key": (
        SOUND.replace("attach = { IW_", "attach = { Iw_"),
        ["CB503 No strategy attaches Transaction 'Gold': strategy 'gold' does so under 'Iw_OverrideOptions', "],
    ),
    "not there": (
        SOUND.replace('= "Gold" }', '= "Gold, Ruby" }'),
        ["CB403 There is no Transaction 'Ruby'"],
    ),
    "written wrong": (
        SOUND.replace('= "Gold" }', '= "Golf" }'),
        ["CB403 There is no Transaction 'Golf'"],
    ),
    "not of type list": (
        SOUND.replace('name = "Gold"\n', 'name = "Gold"\ntype = "integer"\n'),
        ["CB403 Transaction 'Gold' is of type 'integer'"],
    ),
    "a key of one agent's own": (
        SOUND.replace(
            "[[strategies]]\n", '[agents.options]\n"interaction.override-option-key" = "Ben"\n[[strategies]]\n'
        ).replace(GOLD, 'attach = { IW_OverrideOptions = "Gold", Ben = "Ruby" }'),
        ["CB403 There is no Transaction 'Ruby'"],
    ),
    "nobody at all": (
        SOUND.split("[[agents]]")[0]
        + "[[strategies]]"
        + SOUND.split("[[strategies]]")[1].replace('"Gold" }', '"Golf" }'),
        ["CB403 There is no Transaction 'Golf'"],
    ),
}


@pytest.mark.parametrize(("text", "wanted"), CASES.values(), ids=CASES.keys())
def test_a_case(environment: Callable[[str], Environment], text: str, wanted: list[str]) -> None:
    """One finding each, and nothing else."""
    found = [f"{each.rule} {each.message}" for each in lint(environment(text), rules=JUDGED)]
    assert len(wanted) == len(found), found
    assert all(message.startswith(words) for words, message in zip(wanted, found, strict=True)), found


def test_whom_an_override_affects(environment: Callable[[str], Environment]) -> None:
    """Those whom the strategy may pick."""
    text = SOUND.replace(GOLD, GOLD + '\ntarget = "agent"\ntarget_name = "ben"')
    found = lint(environment(text + '"webcallback.auto-dial" = "true"\n'), rules=chosen_rules(select=["CB504"]))
    assert [("ben",)] == [each.agents for each in found]


def test_without_roles_nobody_knows_who_uses_the_channel(environment: Callable[[str], Environment]) -> None:
    """So nobody is said to lack a privilege, and no option to concern nobody."""
    start, rest = SOUND.split("[[roles]]\n", 1)
    text = start + "[[agent_groups]]" + rest.split("[[agent_groups]]")[1]
    text = text.replace('roles = ["Callbacks", "Voice"]\n', "").replace('queue" = "parked"', 'queue" = ""')
    assert [] == [str(each) for each in lint(environment(text), rules=JUDGED)]
