"""The example contact centre is realistic, free of problems, and shows what its comments promise."""

from __future__ import annotations

from pathlib import Path

import pytest

from callbook.configuration import OPTIONS, Configuration, Level

EXAMPLE = Path(__file__).parents[2] / "examples" / "contact_center.toml"


@pytest.fixture
def example() -> Configuration:
    """The live configuration of the example."""
    return Configuration.from_file(EXAMPLE)


def test_it_is_free_of_problems(example: Configuration) -> None:
    """No option of the example has a bad value, and no agent gets a warning."""
    assert example.problems() == ()
    assert [example.warnings(agent.id) for agent in example.agents] == [()] * 12


def test_its_size(example: Configuration) -> None:
    """Two tenants, a dozen agents, groups of both kinds."""
    center = example.contact_center
    sizes = [len(part) for part in (center.tenants, center.agents, center.agent_groups, center.virtual_agent_groups)]
    assert sizes == [2, 12, 5, 1]


@pytest.mark.parametrize("strategy", ["to claims, gold", "to french speakers"])
def test_its_strategies_override(example: Configuration, strategy: str) -> None:
    """What the strategies attach names Transactions that apply without a warning."""
    data = example.strategy(strategy).attach
    assert example.warnings("farid", data) == ()
    frame = example.explain("webcallback.callback-information.frame-color", "farid", data)
    assert frame.level is Level.TRANSACTION


def test_its_people_differ(example: Configuration) -> None:
    """The trainee cannot decline, the one without voice cannot dial, the one without the channel can do nothing."""
    denied = [("david", "Can Decline"), ("greta", "Can Make Calls"), ("henry", "Can Reschedule Before Call")]
    missing = [denial.missing for agent, name in denied if (denial := example.denial(agent, name))]
    assert missing == ["Can Decline", "Can Use Voice Channel", "Can Use Web Callback Channel"]
    assert example.denial("ben", "Can Reschedule Before Call") is None


def test_every_queue_option_names_a_queue_of_the_agents_tenant(example: Configuration) -> None:
    """Each agent's callbacks stay with the agent's tenant, whichever queue they go to."""
    queues = [option.name for option in OPTIONS.values() if option.clause in {"O11", "O12", "O13"}]
    crossed = [
        (agent.id, name)
        for agent in example.agents
        for name in queues
        if example.queue(example.value(name, agent.id)).tenant != agent.tenant
    ]
    assert crossed == []
